#include "cli/keep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/terminal.hpp"
#include "rekensom/report/folder.hpp"
#include "rekensom/report/write.hpp"
#include "rekensom/run/plan.hpp"

namespace rekensom::cli {

Keeper::Keeper(std::string const& directory, Resume resume, double seconds)
    : file_((std::filesystem::path(directory) / "resume.bin").string()), seconds_(seconds) {
    if (resume == Resume::no) return;
    if (!std::filesystem::exists(file_))
        throw Usage(fmt::format("--resume: there is no interrupted run in {}", directory));
    bytes_ = report::read_file(file_);
    holds_ = true;
}

bool Keeper::is_time() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - kept_).count() >= seconds_;
}

void Keeper::keep(std::string const& bytes) {
    kept_ = std::chrono::steady_clock::now();
    try {
        std::filesystem::create_directories(std::filesystem::path(file_).parent_path());
        report::write_file(file_, bytes);
        holds_ = true;
    } catch (std::exception const& e) {
        fmt::print(stderr, "rekensom run: cannot keep the run for --resume: {}\n", e.what());
    }
}

void Keeper::forget() noexcept {
    std::error_code error;
    std::filesystem::remove(file_, error);
    // What a process that was killed in the midst of writing has left.
    std::filesystem::path const path(file_);
    std::string const torn = path.filename().string() + ".partial-";
    for (auto const& entry : std::filesystem::directory_iterator(path.parent_path(), error))
        if (entry.path().filename().string().starts_with(torn)) std::filesystem::remove(entry.path(), error);
}

std::uint64_t fingerprint(Loaded const& loaded, Arguments const& arguments) {
    std::string text;
    for (report::InputFile const& file : loaded.files) text += file.sha256 + '\n';
    for (char const* flag : {"set", "only", "seed", "sampling", "draws", "precision", "max-draws"})
        for (std::string const& value : arguments.all(flag)) text += std::string(flag) + '=' + value + '\n';
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
}

std::vector<std::string> command_to_repeat(Arguments const& arguments, run::Results const& results) {
    std::vector<std::string> words{"run"};
    words.insert(words.end(), arguments.words().begin(), arguments.words().end());
    words.insert(words.end(), {"--seed", std::to_string(results.seed), "--draws", std::to_string(results.draws)});
    words.insert(words.end(), {"--sampling", results.sampling == chance::Sampling::sobol ? "sobol" : "random"});
    for (char const* flag : {"only", "set"})
        for (std::string const& value : arguments.all(flag))
            words.insert(words.end(), {fmt::format("--{}", flag), value});
    return words;
}

std::vector<model::World> chosen_worlds(model::Scenario const& scenario, std::string const& only) {
    std::vector<model::World> worlds = run::worlds_of(scenario, only);
    if (only.empty() || worlds.size() > 1) return worlds;
    std::vector<model::World> const all = run::worlds_of(scenario);
    std::string names;
    std::vector<std::string_view> known;
    for (std::size_t w = 1; w < all.size(); ++w) {
        names += (names.empty() ? "" : ", ") + all[w].name;
        known.push_back(all[w].name);
    }
    std::string_view const near = nearest(only, known);
    throw Usage(fmt::format("--only {}: there is no such alternative{}; there are: {}", only,
                            near.empty() ? "" : fmt::format("; did you mean {}?", near), names));
}

std::vector<std::string> chosen_formats(Arguments const& arguments) {
    std::vector<std::string> chosen;
    if (!arguments.has("format")) return {std::begin(report::formats), std::end(report::formats)};
    std::string const list = arguments.text("format", "");
    for (std::size_t at = 0; at <= list.size();) {
        std::size_t const end = std::min(list.find(',', at), list.size());
        std::string const word = list.substr(at, end - at);
        at = end + 1;
        if (std::find(std::begin(report::formats), std::end(report::formats), word) == std::end(report::formats)) {
            std::string_view const near = nearest(word, report::formats);
            throw Usage(fmt::format("--format {}: there is no format '{}'; expected some of html,xlsx,csv,ipynb,json{}",
                                    list, word, near.empty() ? "" : fmt::format("; did you mean {}?", near)));
        }
        chosen.push_back(word);
    }
    return chosen;
}

report::TerminalStyle style_of(int descriptor) {
    return {wants_colour(descriptor) ? report::Colour::ansi : report::Colour::none,
            static_cast<std::size_t>(columns(descriptor))};
}

}  // namespace rekensom::cli
