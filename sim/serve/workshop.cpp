#include "serve/workshop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "input/parse.hpp"
#include "rekensom/model/keys.hpp"
#include "serve/refused.hpp"

namespace rekensom::serve {
namespace {

constexpr std::size_t most_recent = 6;  // tables of weeks may take tens of megabytes

/// The path of an edit among the reader's own words for where a problem is.
std::string path_of(model::Place const& place) {
    constexpr std::string_view flag = "--set ";
    if (!place.file.starts_with(flag)) return {};
    return place.file.substr(flag.size(), place.file.find('=') - flag.size());
}

Refused refused(std::vector<input::Problem> const& problems) {
    std::vector<PageProblem> list;
    for (input::Problem const& p : problems) {
        std::string const path = path_of(p.place);
        std::string const where =
            path.empty() && p.place.line > 0 ? fmt::format("{}:{}: ", p.place.file, p.place.line) : "";
        list.push_back({path, where + p.what, p.expected, p.hint});
    }
    return Refused(std::move(list));
}

bool names_data(input::Node const& node) {
    return std::any_of(node.members.begin(), node.members.end(),
                       [](input::Member const& m) { return m.key == "data" || names_data(m.value); }) ||
           std::any_of(node.items.begin(), node.items.end(), names_data);
}

/// A page reads no files: whoever edits the scenario file may name them, whoever asks over the wire may not.
void expect_no_files(input::Edit const& edit) {
    model::KeyInfo const* const key = model::find_key(edit.path);
    auto const value = input::parse_value(edit.value, input::make_source("", "", ""));
    if ((key != nullptr && key->kind == model::KeyKind::file) || (value && names_data(*value)))
        throw Refused({{edit.path, "files are named in the scenario file, not from the page", "a value", ""}});
}

std::string key_of(Variant const& variant) {
    std::string key;
    for (auto const& [path, value] : variant.edits) {
        key += path;
        key += '=';
        if (double const* const number = std::get_if<double>(&value))
            key += 'n' + input::write_number(*number);
        else
            key += 't' + std::get<std::string>(value);
        key += '\n';
    }
    for (std::string const& change : variant.off) key += "-" + change + '\n';
    return key;
}

}  // namespace

Workshop::Workshop(std::string file, run::Options options) : file_(std::move(file)), options_(std::move(options)) {
    folder_ = std::filesystem::path(file_).parent_path().string();
    if (folder_.empty()) folder_ = ".";
    original_ = make({});
}

std::vector<input::Edit> Workshop::texts(Variant const& variant) const {
    std::vector<input::Edit> edits;
    for (auto const& [path, value] : variant.edits) {
        double const* const number = std::get_if<double>(&value);
        if (number == nullptr)
            edits.push_back({path, std::get<std::string>(value)});
        else if (in_months_.contains(path))
            edits.push_back({path, fmt::format("\"{} months\"", input::write_number(*number))});
        else
            edits.push_back({path, input::write_number(*number)});
        expect_no_files(edits.back());
    }
    return edits;
}

/// What leaves these changes out of every alternative.
std::vector<input::Edit> Workshop::without(Variant const& variant, model::Scenario const& scenario) const {
    for (std::string const& name : variant.off)
        if (std::none_of(scenario.changes.begin(), scenario.changes.end(), [&](auto const& c) { return c.name == name; }))
            throw Refused({{"", fmt::format("there is no change '{}'", name), "", ""}});
    std::vector<input::Edit> edits;
    for (model::Alternative const& alternative : scenario.alternatives) {
        std::string list;
        bool differs = false;
        for (ChangeId const k : alternative.changes) {
            std::string const& name = scenario.changes[k.index].name;
            if (std::binary_search(variant.off.begin(), variant.off.end(), name))
                differs = true;
            else
                list += (list.empty() ? "" : ", ") + input::write_text(name);
        }
        if (!differs) continue;
        edits.push_back({"alternatives." + alternative.name + ".changes", "[" + list + "]"});
        edits.push_back({"alternatives." + alternative.name + ".label", input::write_text(alternative.label)});
    }
    return edits;
}

input::Reading Workshop::read(std::vector<input::Edit> const& edits) const {
    input::ReadOptions options;
    for (input::Edit const& edit : edits) options.set.push_back(edit.path + "=" + edit.value);
    return input::read_file(file_, options);
}

void Workshop::expect_unchanged(std::vector<report::InputFile> const& files) const {
    if (!original_) return;
    auto const& before = original_->files;
    bool const same = std::equal(files.begin(), files.end(), before.begin(), before.end(),
                                 [](auto const& a, auto const& b) { return a.name == b.name && a.sha256 == b.sha256; });
    if (!same)
        throw Refused(503, "the scenario file has changed since the program started: start rekensom serve again");
}

/// A move changes one thing of the variant before it, which may be far from the file.
std::vector<std::shared_ptr<Prepared const>> Workshop::latest() {
    std::vector<std::shared_ptr<Prepared const>> list;
    std::lock_guard const lock(mutex_);
    for (auto const& [key, prepared] : recent_) list.push_back(prepared);
    if (original_) list.push_back(original_);
    return list;
}

std::shared_ptr<Prepared const> Workshop::make(Variant const& variant) {
    Prepared made;
    made.edits = texts(variant);
    input::Reading reading = read(made.edits);
    if (reading.scenario && !variant.off.empty()) {
        auto const more = without(variant, *reading.scenario);
        made.edits.insert(made.edits.end(), more.begin(), more.end());
        reading = read(made.edits);
    }
    for (input::InputFile const& file : reading.files) made.files.push_back({file.path, report::sha256(file.bytes)});
    expect_unchanged(made.files);
    if (!reading.scenario) throw refused(reading.problems);
    made.scenario = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
    auto const others = latest();
    std::vector<run::Plan const*> like;
    for (auto const& other : others) like.push_back(&other->plan);
    made.plan = run::make_plan(made.scenario, run::worlds_of(*made.scenario), like);
    return std::make_shared<Prepared const>(std::move(made));
}

std::shared_ptr<Prepared const> Workshop::prepare(Variant const& variant) {
    std::string const key = key_of(variant);
    {
        std::lock_guard const lock(mutex_);
        auto const there =
            std::find_if(recent_.begin(), recent_.end(), [&](auto const& one) { return one.first == key; });
        if (there != recent_.end()) {
            recent_.splice(recent_.begin(), recent_, there);
            return there->second;
        }
    }
    auto made = make(variant);
    std::lock_guard const lock(mutex_);
    recent_.emplace_front(key, made);
    if (recent_.size() > most_recent) recent_.pop_back();
    return made;
}

report::Record Workshop::record(Prepared const& prepared) const {
    report::Record record{file_, prepared.files, {"run", file_}};
    auto const add = [&](std::string flag, std::string value) {
        record.command.push_back(std::move(flag));
        record.command.push_back(std::move(value));
    };
    add("--seed", std::to_string(options_.seed));
    add("--draws", std::to_string(options_.draws));
    add("--sampling", options_.sampling == chance::Sampling::sobol ? "sobol" : "random");
    for (input::Edit const& edit : prepared.edits) add("--set", edit.path + "=" + edit.value);
    return record;
}

bool Workshop::can_set(std::string const& path, double number) {
    auto const reads_back = [&] {
        try {
            input::Reading const reading = read(texts({{{path, number}}, {}, {}}));
            if (!reading.scenario) return false;
            for (model::Quantity const& q : reading.scenario->quantities)
                if (q.path == path)
                    return std::abs(q.marginal.mean() - number) <= 1e-9 * std::max(1e-6, std::abs(number));
        } catch (Refused const&) {
        }
        return false;
    };
    if (reads_back()) return true;
    in_months_.insert(path);
    if (reads_back()) return true;
    in_months_.erase(path);
    return false;
}

}  // namespace rekensom::serve
