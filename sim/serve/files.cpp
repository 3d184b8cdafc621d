#include "serve/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "rekensom/base/lanes.hpp"
#include "rekensom/report/documents.hpp"
#include "rekensom/report/folder.hpp"
#include "rekensom/report/live_page.hpp"
#include "rekensom/report/workbook.hpp"
#include "serve/refused.hpp"

namespace rekensom::serve {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

[[noreturn]] void wrong_name(std::string const& message) { throw Refused({{"name", message, "", ""}}); }

/// Each line of a note as a comment, without what could end one.
std::string comment(std::string const& note) {
    std::string out = "# ";
    for (char const c : note) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\n# ";
        else if (byte >= 0x20 && byte != 0x7f)
            out += c;
    }
    return out + "\n";
}

/// Bit for bit, over the first block of draws.
bool same_numbers(run::Plan const& a, run::Plan const& b, run::Options options) {
    options.draws = options.keep_draws = block_draws;
    options.keep = run::Keep::scalars;
    run::KeptDraws const x = run::run(a, options).kept, y = run::run(b, options).kept;
    if (x.cases.size() != y.cases.size()) return false;
    for (std::size_t c = 0; c < x.cases.size(); ++c)
        for (std::size_t k = 0; k < x.cases[c].size(); ++k)
            if (std::memcmp(x.cases[c][k].data(), y.cases[c][k].data(), block_draws * sizeof(double)) != 0)
                return false;
    return true;
}

/// A directory of its own that goes when this does.
class Scratch {
public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "rekensom-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary directory");
        path_ = name;
    }
    ~Scratch() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    [[nodiscard]] fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

std::string file_name_of(std::string name) {
    if (name.ends_with(".toml")) name.resize(name.size() - 5);
    bool const good = !name.empty() && name.size() <= 80 && name.front() != '.' && name.front() != ' ' &&
                      name.front() != '-' && name.back() != ' ' && name.back() != '.' &&
                      std::all_of(name.begin(), name.end(), [](char c) {
                          auto const byte = static_cast<unsigned char>(c);
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                 c == ' ' || c == '-' || c == '_' || c == '.' || byte >= 0x80;
                      });
    if (!good) wrong_name("a file name has letters, digits, spaces, - and _ only");
    return name + ".toml";
}

std::string variant_text(Workshop const& workshop, Prepared const& prepared, std::string const& name,
                         std::string const& note) {
    std::string text = note.empty() ? "" : comment(note);
    bool const titled = std::any_of(prepared.edits.begin(), prepared.edits.end(),
                                    [](input::Edit const& edit) { return edit.path == "title"; });
    std::string const title = titled ? "" : workshop.original().scenario->title + ": " + name;
    return text + input::write_variant(fs::path(workshop.file()).filename().string(), title, prepared.edits);
}

Answer save_variant(Workshop& workshop, SaveRequest const& asked) {
    std::string const file = file_name_of(asked.name);
    fs::path const path = fs::path(workshop.folder()) / file;
    auto const prepared = workshop.prepare(asked.variant);
    std::string const text = variant_text(workshop, *prepared, file.substr(0, file.size() - 5), asked.note);

    input::Reading reading = input::read_text(text, path.string(), workshop.folder());
    if (!reading.scenario)
        throw Refused({{"", "this variant cannot be written as a file: " + reading.problems.front().what,
                        reading.problems.front().expected, reading.problems.front().hint}});
    auto const again = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
    if (!same_numbers(prepared->plan, run::make_plan(again, run::worlds_of(*again), {&prepared->plan}),
                      workshop.options()))
        throw Refused(500, "this variant cannot be written as a file that gives the same numbers; nothing was written");

    std::error_code error;
    if (fs::exists(fs::symlink_status(path, error)))
        wrong_name(fmt::format("there is a {} already: take another name", file));
    report::write_file(path, text);

    std::vector<std::string> words{"rekensom", "run", workshop.folder() == "." ? file : path.string()};
    run::Options const usual;
    run::Options const& options = workshop.options();
    if (options.seed != usual.seed) words.insert(words.end(), {"--seed", std::to_string(options.seed)});
    if (options.draws != usual.draws) words.insert(words.end(), {"--draws", std::to_string(options.draws)});
    if (options.sampling != usual.sampling) words.insert(words.end(), {"--sampling", "random"});
    Json const reply{{"file", file}, {"command", report::shell_line(words)}};
    return {200, reply.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Answer export_variant(Workshop& workshop, Prepared const& prepared, ExportRequest const& asked, Run const& run) {
    run::Options options = workshop.options();
    options.stop = &run.stopped();
    run::Results const results = run::run(prepared.plan, options);
    report::Facts const facts = report::gather(prepared.plan, results, workshop.record(prepared), asked.language);
    std::string stem = fs::path(workshop.file()).stem().string();
    std::erase_if(stem,
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f; });
    if (asked.format == ExportFormat::report) {
        report::Deeper const deeper = report::look_deeper(facts, options.threads, [&] { return !run.stopped().load(); });
        return {200, report::page(facts, &deeper), "text/html; charset=utf-8", stem + ".html"};
    }
    Scratch const scratch;
    fs::path const path = scratch.path() / "workbook.xlsx";
    report::write_workbook(facts, path);
    return {200, report::read_file(path), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            stem + ".xlsx"};
}

}  // namespace rekensom::serve
