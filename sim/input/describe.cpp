#include "rekensom/input/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "input/words.hpp"

namespace rekensom::input {
namespace {

using model::Change;
using model::Origin;
using model::Quantity;
using model::ReasonEffect;
using model::Scenario;

/// "40% (30% to 49%)": the mean, and 80 of 100 draws.
std::string about(Quantity const& quantity) {
    chance::Marginal const& m = quantity.marginal;
    std::string const mean = number_in_words(m.mean(), quantity.unit);
    if (m.is_certain()) return mean;
    return fmt::format("about {} ({} to {})", mean, number_in_words(m.quantile(0.1), quantity.unit),
                       number_in_words(m.quantile(0.9), quantity.unit));
}

bool is_zero(Quantity const& quantity) { return quantity.marginal.is_certain() && quantity.marginal.mean() == 0; }

std::string joined(std::vector<std::string> const& parts, std::string_view last = " and ") {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? std::string(last) : ", ") + parts[i];
    return text;
}

std::string month_of(Month start, double months) {
    constexpr std::string_view names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
    int const t = start.month - 1 + static_cast<int>(months);
    return fmt::format("{} {}", names[static_cast<std::size_t>(t % 12)], start.year + t / 12);
}

/// Effects with the same number, as one part of the sentence.
std::string by_reason(Scenario const& scenario, std::vector<ReasonEffect> const& effects, std::string_view before) {
    std::map<std::size_t, std::vector<std::string>> reasons;
    for (ReasonEffect const& effect : effects)
        reasons[effect.amount.index].push_back("'" + scenario.reasons[effect.reason.index].label + "'");
    std::vector<std::string> parts;
    for (auto const& [quantity, names] : reasons) {
        bool const all = names.size() > 1 && names.size() == scenario.reasons.size();
        parts.push_back(
            fmt::format("{} {} {}", about(scenario.quantities[quantity]), before, all ? "all reasons" : joined(names)));
    }
    return joined(parts);
}

std::vector<std::string> effects(Scenario const& scenario, Change const& change) {
    std::vector<std::string> parts;
    if (!change.prevents.empty())
        parts.push_back("prevents " + by_reason(scenario, change.prevents, "of the avoidable contacts of"));
    if (!change.first_time_fix.empty())
        parts.push_back("settles at once " + by_reason(scenario, change.first_time_fix, "of what is not yet, of"));
    if (!change.handle_time.empty())
        parts.push_back("changes handle time by " + by_reason(scenario, change.handle_time, "of"));
    if (!change.recontact.empty())
        parts.push_back("changes the come-backs of the unsettled by " + by_reason(scenario, change.recontact, "of"));
    for (model::Shift const& shift : change.shifts)
        parts.push_back(fmt::format("takes {} of contacts from '{}' to '{}', where {} are helped",
                                    about(scenario.at(shift.share)), scenario.channels[shift.from.index].label,
                                    scenario.channels[shift.to.index].label, about(scenario.at(shift.containment))));
    for (model::DriverPoints const& d : change.drivers)
        parts.push_back(fmt::format("moves the mark of '{}' by {}", scenario.drivers[d.driver.index].label,
                                    about(scenario.at(d.points))));
    for (model::MomentPoints const& m : change.moments)
        parts.push_back(fmt::format("moves the mark of '{}' by {}", scenario.moments[m.moment.index].label,
                                    about(scenario.at(m.points))));
    for (EventId e : change.causes) parts.push_back(fmt::format("causes '{}'", scenario.events[e.index].label));
    if (parts.empty()) parts.emplace_back("changes nothing");
    return parts;
}

std::string timing(Scenario const& scenario, Change const& change) {
    Quantity const& start = scenario.at(change.start);
    std::string text = is_zero(start) ? "from the start"
                       : start.marginal.is_certain()
                           ? fmt::format("from {}", month_of(scenario.start, start.marginal.mean()))
                           : "after " + about(start);
    if (!is_zero(scenario.at(change.slip))) text += ", " + about(scenario.at(change.slip)) + " late";
    if (!is_zero(scenario.at(change.ramp))) text += ", fully after another " + about(scenario.at(change.ramp));
    if (change.half_life) text += ", half of it gone after " + about(scenario.at(*change.half_life));
    Quantity const& chance = scenario.at(change.chance);
    if (!(chance.marginal.is_certain() && chance.marginal.mean() == 1)) text += ", with a chance of " + about(chance);
    Quantity const& part = scenario.at(change.realisation);
    if (!(part.marginal.is_certain() && part.marginal.mean() == 1)) text += "; " + about(part) + " of it comes true";
    return text;
}

std::string costs(Scenario const& scenario, Change const& change) {
    std::vector<std::string> parts;
    if (!is_zero(scenario.at(change.one_off_cost))) {
        std::string text = about(scenario.at(change.one_off_cost)) + " once";
        Quantity const& overrun = scenario.at(change.overrun);
        if (!(overrun.marginal.is_certain() && overrun.marginal.mean() == 1)) text += ", times " + about(overrun);
        parts.push_back(text);
    }
    if (!is_zero(scenario.at(change.running_cost))) parts.push_back(about(scenario.at(change.running_cost)));
    if (!is_zero(scenario.at(change.delay_cost))) parts.push_back(about(scenario.at(change.delay_cost)) + " of delay");
    return parts.empty() ? "costs nothing" : "costs " + joined(parts);
}

void note_change(Scenario const& scenario, Change const& change, std::vector<std::string>& notes) {
    auto const by_default = [&](QuantityId id) { return scenario.at(id).origin == Origin::by_default; };
    std::vector<std::string> missing;
    if (by_default(change.slip)) missing.emplace_back("how late it may be (slip)");
    if (by_default(change.realisation)) missing.emplace_back("what part comes true (realisation)");
    if (!is_zero(scenario.at(change.one_off_cost)) && by_default(change.overrun))
        missing.emplace_back("how its cost may run over (overrun)");
    if (!missing.empty())
        notes.push_back(fmt::format(
            "{}: does not say {}: this is the paper case; [outlook] class gives what became of plans like it",
            change.label, joined(missing)));
    if (is_zero(scenario.at(change.one_off_cost)) && is_zero(scenario.at(change.running_cost)))
        notes.push_back(fmt::format("{}: costs nothing; who makes it, and who keeps it going?", change.label));
    if (scenario.at(change.slip).origin == Origin::by_outlook && is_zero(scenario.at(change.start)))
        notes.push_back(fmt::format("{}: starts at once, so its reference class adds no slip", change.label));
}

void note_claims(Scenario const& scenario, std::vector<std::string>& notes) {
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r) {
        double claimed = 0;
        std::vector<std::string> who;
        for (Change const& change : scenario.changes)
            for (ReasonEffect const& effect : change.prevents)
                if (effect.reason.index == r && scenario.at(effect.amount).marginal.mean() > 0) {
                    claimed += scenario.at(effect.amount).marginal.mean();
                    who.push_back("'" + change.label + "'");
                }
        if (who.size() > 1 && claimed > 1)
            notes.push_back(fmt::format(
                "{} together claim {} of the avoidable contacts of '{}'; they overlap, and never take more than all",
                joined(who), number_in_words(claimed, "share"), scenario.reasons[r].label));
    }
}

bool has_source(Quantity const& quantity) {
    chance::Form const form = quantity.marginal.form();
    return !quantity.provenance.source.empty() || form == chance::Form::survey || form == chance::Form::data ||
           quantity.reference.has_value();
}

void note_money(Scenario const& scenario, std::vector<std::string>& notes) {
    if (scenario.at(scenario.finance.discount_rate).origin == Origin::by_default)
        notes.emplace_back(
            "the discount rate is 2.25% by default, a social rate without inflation: a company supplies its own "
            "(finance.discount_rate)");
    std::vector<std::string> whole;
    for (model::Channel const& channel : scenario.channels)
        if (!channel.team && channel.kind != model::ChannelKind::self_service &&
            scenario.at(channel.cashable).origin == Origin::by_default)
            whole.push_back("'" + channel.label + "'");
    if (!whole.empty() && !scenario.changes.empty())
        notes.push_back(
            fmt::format("every euro of cost_per_contact by {} is taken to disappear with the contact (cashable); "
                        "usually wages and rooms stay",
                        joined(whole)));
}

void note_sources(Scenario const& scenario, std::vector<std::string>& notes) {
    std::size_t stated = 0, unsourced = 0, certain = 0;
    for (Quantity const& quantity : scenario.quantities) {
        if (quantity.origin != Origin::stated) continue;
        ++stated;
        if (quantity.marginal.is_certain()) ++certain;
        if (!has_source(quantity)) ++unsourced;
    }
    for (model::Reason const& reason : scenario.reasons) {
        Quantity const& avoidable = scenario.at(reason.avoidable);
        if (avoidable.origin == Origin::stated && !has_source(avoidable) && avoidable.provenance.judge.empty())
            notes.push_back(
                fmt::format("{}: who judged that {} is avoidable? Customers, agents and analysts differ by a factor of "
                            "two; say so by judge or source",
                            reason.label, about(avoidable)));
    }
    if (stated > 0 && unsourced > 0)
        notes.push_back(fmt::format("{} of the {} numbers stated have no source", unsourced, stated));
    if (stated > 0 && certain == stated && !scenario.changes.empty())
        notes.emplace_back("every number is certain: the answer will be one number, and wrong by an unknown amount");
}

std::string line_of(Quantity const& quantity) {
    std::string text = quantity.path + ": " + in_words(quantity);
    std::vector<std::string> from;
    model::Provenance const& p = quantity.provenance;
    if (!p.source.empty()) from.push_back(p.source);
    if (!p.judge.empty()) from.push_back("judged by " + p.judge);
    if (!p.owner.empty()) from.push_back("owner " + p.owner);
    if (!p.date.empty()) from.push_back(p.date);
    if (!p.grade.empty()) from.push_back("grade " + p.grade);
    if (!from.empty()) text += " (" + joined(from, ", ") + ")";
    return text;
}

}  // namespace

Description describe(Scenario const& scenario) {
    Description out;
    for (Change const& change : scenario.changes)
        out.changes.push_back(fmt::format("{}: {}; {}; {}.", change.label, joined(effects(scenario, change), "; "),
                                          timing(scenario, change), costs(scenario, change)));
    for (Quantity const& quantity : scenario.quantities) {
        std::string line = line_of(quantity);
        if (quantity.reference) line += fmt::format(", by {}", scenario.at(quantity.reference->input).path);
        (quantity.origin == Origin::by_default ? out.defaults : out.quantities).push_back(std::move(line));
    }
    for (Change const& change : scenario.changes) note_change(scenario, change, out.notes);
    note_claims(scenario, out.notes);
    note_money(scenario, out.notes);
    note_sources(scenario, out.notes);
    return out;
}

}  // namespace rekensom::input
