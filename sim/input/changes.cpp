#include <fmt/format.h>

#include <algorithm>

#include "input/sections.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using model::Change;
using model::ReasonEffect;

/// By reason, or one value for all reasons: then it is one number, drawn once.
std::vector<ReasonEffect> by_reason(Section const& section, std::string_view key) {
    ByName const stated = section.by_name(key);
    std::vector<ReasonEffect> out;
    if (stated.all)
        for (std::size_t r = 0; r < section.reader().names["reasons"].size(); ++r)
            out.push_back({ReasonId{r}, *stated.all});
    for (NamedId const& one : stated.each) out.push_back({ReasonId{one.name}, one.id});
    return out;
}

/// Who prevents avoidable contacts must know how many there are.
void check_prevents(Section const& section, Change const& change) {
    Reader& reader = section.reader();
    for (ReasonEffect const& effect : change.prevents) {
        model::Reason const& reason = reader.scenario.reasons[effect.reason.index];
        if (reader.scenario.at(reason.avoidable).origin == model::Origin::stated) continue;
        Node const* node = section.find("prevents");
        Node const* own = node->find(reason.name);
        reader.report(own != nullptr ? own->spot : node->spot,
                      fmt::format("{} prevents avoidable contacts of '{}', which does not say how many are",
                                  section.path(), reason.name),
                      fmt::format("avoidable in [reasons.{}], the share that need not have been", reason.name));
    }
}

std::vector<model::Shift> read_shifts(Section const& section) {
    Reader& reader = section.reader();
    std::vector<model::Shift> out;
    for (Section const& one : section.list("shifts")) {
        model::Shift shift;
        auto const channel = [&](std::string_view key) {
            if (!one.has(key)) one.missing(key);
            return one.name(key);
        };
        auto const from = channel("from"), to = channel("to");
        shift.share = one.required("share");
        shift.containment = one.quantity("containment");
        bool const named = one.has("reasons");
        for (std::size_t r : one.names("reasons")) shift.reasons.push_back({r});
        if (!named)
            for (std::size_t r = 0; r < reader.names["reasons"].size(); ++r) shift.reasons.push_back({r});
        if (!from || !to) continue;
        shift.from = {*from};
        shift.to = {*to};
        if (*from == *to) reader.report(one.find("to")->spot, "a shift from a channel to itself", "another channel");
        if (reader.scenario.channels[*from].kind == model::ChannelKind::self_service && *from != *to)
            reader.report(one.find("from")->spot,
                          fmt::format("contacts cannot leave '{}': it is self-service", one.find("from")->text),
                          "a live or deferred channel");
        auto const comes = [&](ReasonId r) {
            auto const& mix = reader.scenario.reasons[r.index].channels;
            return std::ranges::find(mix, shift.from, &model::Mix::channel) != mix.end();
        };
        if (std::ranges::none_of(shift.reasons, comes) && !shift.reasons.empty())
            reader.report(one.find("from")->spot,
                          fmt::format("no contacts of these reasons come by '{}'", one.find("from")->text),
                          "a channel of their mix");
        out.push_back(std::move(shift));
    }
    return out;
}

Change read_change(Section const& section) {
    Reader& reader = section.reader();
    Change change;
    change.name = name_of(section);
    change.label = section.text("label", change.name);
    change.owner = section.text("owner");
    change.start = section.quantity("start");
    change.slip = section.quantity("slip");
    change.ramp = section.quantity("ramp");
    bool const lasts = section.has("half_life") && section.find("half_life")->kind == NodeKind::text &&
                       section.find("half_life")->text == "never";
    if (!lasts) change.half_life = section.stated("half_life");
    change.chance = section.quantity("chance");
    change.realisation = section.quantity("realisation");
    change.overrun = section.quantity("overrun");
    change.prevents = by_reason(section, "prevents");
    check_prevents(section, change);
    Section const improves = section.sub("improves");
    change.first_time_fix = by_reason(improves, "first_time_fix");
    change.handle_time = by_reason(improves, "handle_time");
    change.recontact = by_reason(improves, "recontact");
    change.drivers = driver_points(improves, "drivers");
    for (NamedId const& one : improves.by_name("moments").each) change.moments.push_back({MomentId{one.name}, one.id});
    change.shifts = read_shifts(section);
    change.one_off_cost = section.quantity("one_off_cost");
    change.running_cost = section.quantity("running_cost");
    change.delay_cost = section.quantity("delay_cost");
    for (std::size_t e : section.names("causes")) change.causes.push_back({e});
    for (std::string_view key : {"needs", "excludes"})
        for (std::size_t k : section.names(key)) {
            if (reader.names["changes"][k] == change.name)
                reader.report(section.find(key)->spot, fmt::format("{} {} itself", section.path(), key),
                              "another change");
            (key == "needs" ? change.needs : change.excludes).push_back({k});
        }
    for (ChangeId k : change.needs)
        if (std::ranges::find(change.excludes, k) != change.excludes.end())
            reader.report(
                section.find("excludes")->spot,
                fmt::format("{} both needs and excludes '{}'", section.path(), reader.names["changes"][k.index]),
                "one of both");
    return change;
}

}  // namespace

void read_changes(Reader& reader, Section const& root) {
    for (Section const& section : each(reader, root, "changes"))
        reader.scenario.changes.push_back(read_change(section));
}

}  // namespace rekensom::input
