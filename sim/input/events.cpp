#include <fmt/format.h>

#include "input/sections.hpp"
#include "input/suggest.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using model::Event;

/// A time, or "changes.NAME.start": when that change really starts.
model::When read_when(Section const& section, std::string_view key) {
    Reader& reader = section.reader();
    model::When when;
    Node const* node = section.find(key);
    if (node == nullptr) {
        when.months = section.required(key);
        return when;
    }
    constexpr std::string_view begin = "changes.", end = ".start";
    std::string_view const text = node->text;
    if (node->kind != NodeKind::text || !text.starts_with(begin)) {
        when.months = section.stated(key);
        return when;
    }
    if (!text.ends_with(end) || text.size() <= begin.size() + end.size()) {
        reader.report(node->spot, shown(*node) + " is not the start of a change", "\"changes.NAME.start\"");
        return when;
    }
    std::string_view const name = text.substr(begin.size(), text.size() - begin.size() - end.size());
    if (auto const change = reader.find_name("changes", name, node->spot)) when.real_start = ChangeId{*change};
    return when;
}

Event read_event(Section const& section) {
    Reader& reader = section.reader();
    Event event;
    event.name = name_of(section);
    event.label = section.text("label", event.name);
    if (!section.has("reason")) section.missing("reason");
    if (auto const reason = section.name("reason")) event.reason = {*reason};
    event.customers = section.required("customers");
    event.contacts_per_customer = section.required("contacts_per_customer");
    event.from = read_when(section, "from");
    event.to = read_when(section, "to");
    event.informed = section.flag("informed");
    auto const factor = [&](std::string_view key) {
        if (section.has(key) || !event.informed) return section.required(key);
        QuantityId const id = section.nothing(key);
        reader.scenario.quantities[id.index].marginal = chance::certainly(1);
        return id;
    };
    event.ftf_factor = factor("ftf_factor");
    event.aht_factor = factor("aht_factor");
    event.marks = driver_points(section, "marks");
    if (event.informed)
        for (std::string_view key : {"ftf_factor", "aht_factor", "marks"})
            if (Node const* node = section.find(key); node != nullptr && node->kind != NodeKind::broken)
                reader.report(
                    node->spot,
                    fmt::format("'{}' is what happens to a contact centre that is not informed, and {} says it is", key,
                                section.path()),
                    fmt::format("informed = false, or no {}", key));
    if (event.from.months && event.to.months) {
        chance::Marginal const& from = reader.scenario.at(*event.from.months).marginal;
        chance::Marginal const& to = reader.scenario.at(*event.to.months).marginal;
        bool const plain = from.is_certain() && to.is_certain() && section.has("from") && section.has("to");
        if (plain && from.mean() >= to.mean() && reader.problems.empty())
            reader.report(section.find("to")->spot, fmt::format("{} ends before it begins", section.path()),
                          "a 'to' after 'from'");
    }
    return event;
}

}  // namespace

void read_events(Reader& reader, Section const& root) {
    for (Section const& section : each(reader, root, "events")) reader.scenario.events.push_back(read_event(section));
    std::vector<Section> const changes = each(reader, root, "changes");
    for (std::size_t k = 0; k < reader.scenario.changes.size(); ++k)
        for (EventId e : reader.scenario.changes[k].causes) {
            Event& event = reader.scenario.events[e.index];
            if (event.cause)
                reader.report(changes[k].find("causes")->spot,
                              fmt::format("event '{}' is caused by two changes", event.name), "one cause an event");
            event.cause = ChangeId{k};
        }
}

}  // namespace rekensom::input
