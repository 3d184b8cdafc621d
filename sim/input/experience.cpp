#include <fmt/format.h>

#include "input/sections.hpp"
#include "rekensom/chance/marginal.hpp"

// Satisfaction, effort, loyalty: what customers make of it.

namespace rekensom::input {
namespace {

using model::Driver;
using model::DriverKind;

/// The weight that a waiting driver has where none is stated.
QuantityId usual_weight(Section const& section) {
    model::KeyInfo const& info = section.info("weight");
    model::Quantity weight;
    weight.path = section.path_of("weight");
    weight.domain = info.domain;
    weight.unit = "points";
    weight.marginal = chance::certainly(0.1);
    weight.origin = model::Origin::by_default;
    weight.provenance.source = info.basis;
    weight.place.file = "default";
    return section.reader().add(std::move(weight));
}

Driver read_driver(Section const& section) {
    Reader& reader = section.reader();
    Driver driver;
    driver.name = name_of(section);
    driver.label = section.text("label", driver.name);
    driver.kind = section.choice("kind") == 0 ? DriverKind::linear : DriverKind::dissatisfier;
    driver.mark = section.quantity("mark");
    bool const waiting = driver.kind == DriverKind::dissatisfier;
    driver.weight = waiting && !section.has("weight") ? usual_weight(section) : section.required("weight");
    driver.tolerance = section.quantity("tolerance");
    if (!waiting && section.has("tolerance"))
        reader.report(section.find("tolerance")->spot,
                      fmt::format("'tolerance' has no meaning for {}, which is linear", section.path()),
                      "kind = \"dissatisfier\", or no tolerance");
    // What waiting does follows from the queue and its tolerance; it has no mark that moves.
    for (std::string_view key : {"recovery_up", "recovery_down", "lift", "lift_ceiling"})
        if (Node const* node = section.find(key); node != nullptr && waiting)
            reader.report(node->spot,
                          fmt::format("'{}' has no meaning for {}, which is a dissatisfier", key, section.path()),
                          fmt::format("kind = \"linear\", or no {}", key));
    driver.recovery_up = section.quantity("recovery_up");
    driver.recovery_down = section.quantity("recovery_down");
    driver.lift = section.quantity("lift");
    driver.lift_ceiling = section.quantity("lift_ceiling");
    return driver;
}

void read_loyalty(Reader& reader, Section const& root) {
    Section const section = root.sub("loyalty");
    if (!section.in_file()) return;
    reader.scenario.loyalty = model::Loyalty{section.required("nps"), section.quantity("contact_penalty"),
                                             section.quantity("churn_per_nps"), section.flag("money")};
    Section const customers = root.sub("customers");
    bool const known = customers.has("margin") && customers.has("churn");
    if (reader.scenario.loyalty->money && !known)
        reader.report(section.find("money")->spot, "money from loyalty needs to know the customers",
                      "[customers] with count, margin and churn");
}

}  // namespace

std::vector<model::DriverPoints> driver_points(Section const& section, std::string_view key) {
    Reader& reader = section.reader();
    std::vector<model::DriverPoints> out;
    for (NamedId const& one : section.by_name(key).each) {
        Driver const& driver = reader.scenario.drivers[one.name];
        if (driver.kind == DriverKind::dissatisfier)
            reader.report(
                section.sub(key).find(driver.name)->spot,
                fmt::format("'{}' is a dissatisfier: what it does follows from waiting, not from points", driver.name),
                "a linear driver");
        out.push_back({DriverId{one.name}, one.id});
    }
    return out;
}

void read_experience(Reader& reader, Section const& root) {
    model::Scenario& scenario = reader.scenario;
    std::optional<std::string> waiting;
    for (Section const& section : each(reader, root, "drivers")) {
        scenario.drivers.push_back(read_driver(section));
        if (scenario.drivers.back().kind != DriverKind::dissatisfier) continue;
        if (waiting)
            reader.report(section.spot(),
                          fmt::format("'{}' and '{}' are both dissatisfiers", *waiting, name_of(section)),
                          "one: waiting");
        waiting = name_of(section);
    }
    Section const s = root.sub("satisfaction");
    scenario.satisfaction.first_time_fix_gap = s.quantity("first_time_fix_gap");
    scenario.satisfaction.abandoned_mark = s.quantity("abandoned_mark");
    scenario.satisfaction.spread = s.quantity("spread");
    scenario.satisfaction.satisfied_share = s.stated("satisfied_share");
    scenario.satisfaction.adaptation = s.quantity("adaptation");
    scenario.satisfaction.adaptation_up = s.quantity("adaptation_up");
    scenario.satisfaction.adaptation_down = s.quantity("adaptation_down");
    scenario.satisfaction.drift = s.quantity("drift");
    scenario.satisfaction.responses = s.number("responses");
    scenario.satisfaction.response_bias = s.quantity("response_bias");
    if (Section const effort = root.sub("effort"); effort.in_file())
        scenario.effort = model::Effort{effort.required("base"), effort.quantity("repeat"), effort.quantity("wait"),
                                        effort.quantity("hop")};
    read_loyalty(reader, root);
    for (Section const& section : each(reader, root, "moments")) {
        model::Moment moment;
        moment.name = name_of(section);
        moment.label = section.text("label", moment.name);
        moment.mark = section.required("mark");
        moment.impact = section.required("impact");
        moment.aware = section.quantity("aware");
        moment.frequency = section.quantity("frequency");
        scenario.moments.push_back(std::move(moment));
    }
    Section const quadrants = root.sub("quadrants");
    scenario.moment_mark_bar = quadrants.number("mark");
    scenario.moment_impact_bar = quadrants.number("impact");
}

}  // namespace rekensom::input
