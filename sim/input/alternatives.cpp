#include <fmt/format.h>

#include <algorithm>

#include "input/sections.hpp"
#include "input/suggest.hpp"
#include "input/values.hpp"
#include "rekensom/model/own_words.hpp"

namespace rekensom::input {
namespace {

using model::Alternative;

/// Another value for a quantity of the scenario, for this alternative only.
void read_override(Section const& section, Member const& member, Alternative& alternative) {
    Reader& reader = section.reader();
    constexpr std::string_view inputs = "inputs.";
    if (member.key.starts_with(inputs)) {
        std::string name = member.key.substr(inputs.size());
        if (reader.find_name("inputs", name, member.spot))
            reader.input_overrides.push_back({reader.scenario.alternatives.size(), &member, std::move(name)});
        return;
    }
    auto const target = reader.by_path.find(member.key);
    if (target == reader.by_path.end()) {
        model::KeyInfo const* info = model::find_key(member.key);
        std::vector<std::string> paths;
        for (auto const& [path, id] : reader.by_path) paths.push_back(path);
        std::string const hint = did_you_mean(member.key, paths);
        bool const quantity = info != nullptr && info->kind == model::KeyKind::quantity;
        std::string const what =
            info == nullptr || quantity
                ? fmt::format("there is no value '{}' in this scenario", member.key)
                : fmt::format("'{}' is the same in all alternatives: it shapes the model", member.key);
        reader.report(member.spot, what, "the full path of a value, such as \"reasons.NAME.volume\"", hint);
        return;
    }
    model::KeyInfo const* info = model::find_key(member.key);
    if (info == nullptr || info->kind != model::KeyKind::quantity) return;
    bool const observed = member.key.ends_with(".speed_of_answer") || member.key.ends_with(".service_level") ||
                          member.key.ends_with(".satisfied_share");
    if (observed) {
        reader.report(member.spot, fmt::format("'{}' is what was observed, the same in all alternatives", member.key),
                      "a value that a change could bring about");
        return;
    }
    auto const value = read_value(reader, member.value, {info->measure, info->domain});
    if (!value) return;
    alternative.set.push_back({QuantityId{target->second}, add_value(reader, *value, member.value, *info, member.key)});
}

void check_together(Section const& section, Alternative const& alternative) {
    Reader& reader = section.reader();
    auto const has = [&](ChangeId k) { return std::ranges::find(alternative.changes, k) != alternative.changes.end(); };
    Spot const spot = section.has("changes") ? section.find("changes")->spot : section.spot();
    for (ChangeId k : alternative.changes) {
        model::Change const& change = reader.scenario.changes[k.index];
        for (ChangeId other : change.needs)
            if (!has(other))
                reader.report(spot,
                              fmt::format("{} has '{}', which needs '{}'", section.path(), change.name,
                                          reader.scenario.changes[other.index].name),
                              "both, or neither");
        for (ChangeId other : change.excludes)
            if (has(other))
                reader.report(spot,
                              fmt::format("{} has '{}', which excludes '{}'", section.path(), change.name,
                                          reader.scenario.changes[other.index].name),
                              "one of both");
    }
}

/// Without alternatives in the file there is one, with all changes.
void add_all(Reader& reader, Section const& root) {
    Alternative all;
    all.name = "all";
    all.label = model::all_changes;
    std::vector<Section> const sections = each(reader, root, "changes");
    for (std::size_t k = 0; k < reader.scenario.changes.size(); ++k) {
        all.changes.push_back({k});
        for (ChangeId other : reader.scenario.changes[k].excludes)
            reader.report(sections[k].sub("excludes").spot(),
                          fmt::format("'{}' excludes '{}', and without alternatives all changes are made",
                                      reader.scenario.changes[k].name, reader.scenario.changes[other.index].name),
                          "[alternatives.NAME] with changes = [...], that say which go together");
    }
    reader.scenario.alternatives.push_back(std::move(all));
}

}  // namespace

void read_alternatives(Reader& reader, Section const& root) {
    std::vector<Section> const sections = each(reader, root, "alternatives");
    if (sections.empty()) return add_all(reader, root);
    for (Section const& section : sections) {
        Alternative alternative;
        alternative.name = name_of(section);
        if (alternative.name == "baseline")
            reader.report(section.spot(), "'baseline' cannot be the name of an alternative: it is doing nothing",
                          "another name");
        alternative.label = section.text("label", alternative.name);
        bool const named = section.has("changes");
        for (std::size_t k : section.names("changes")) alternative.changes.push_back({k});
        if (!named)
            for (std::size_t k = 0; k < reader.scenario.changes.size(); ++k) alternative.changes.push_back({k});
        if (Node const* set = section.find("set"); set != nullptr) {
            if (set->kind == NodeKind::table) {
                for (Member const& member : set->members) read_override(section, member, alternative);
            } else if (set->kind != NodeKind::broken) {
                reader.report(set->spot, shown(*set) + " is not a table of values",
                              "{ \"reasons.NAME.growth\" = 0.02 }, with the path in quotes");
            }
        }
        check_together(section, alternative);
        reader.scenario.alternatives.push_back(std::move(alternative));
    }
}

}  // namespace rekensom::input
