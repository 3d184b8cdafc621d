#include "rekensom/model/outcomes.hpp"

#include "model/modelled.hpp"
#include "rekensom/model/kpis.hpp"

#include <algorithm>

namespace rekensom::model {
namespace {

std::size_t find(std::vector<Outcome> const& outcomes, OutcomeKind kind, std::size_t index) {
    auto const found =
        std::ranges::find_if(outcomes, [&](Outcome const& o) { return o.kind == kind && o.index == index; });
    return found == outcomes.end() ? Outcomes::none() : static_cast<std::size_t>(found - outcomes.begin());
}

}  // namespace

std::vector<bool> modelled_kpis(Scenario const& scenario) {
    auto const any = [&](auto const& test) { return std::ranges::any_of(scenario.channels, test); };
    bool const queue = any([](Channel const& c) { return c.kind == ChannelKind::live && c.team; });
    bool const deferred = any([](Channel const& c) { return c.kind == ChannelKind::deferred && c.team; });
    bool const journeys = std::ranges::any_of(scenario.reasons, [](Reason const& r) { return r.journey.has_value(); });
    bool const teams = !scenario.teams.empty();
    std::vector<bool> modelled(kpi_count, true);
    auto const set = [&](std::initializer_list<Kpi> list, bool on) {
        for (Kpi kpi : list) modelled[static_cast<std::size_t>(kpi)] = on;
    };
    using enum Kpi;
    set({contacts_abandoned, abandonment, wait, service_level, occupancy}, queue);
    set({fte, fte_required, attrition}, teams);
    set({backlog, response_time}, deferred);
    set({first_time_right}, journeys);
    set({contacts_per_customer, hassle_per_customer}, scenario.customers.has_value());
    set({satisfaction_measured}, scenario.satisfaction.responses > 0);
    set({effort}, scenario.effort.has_value());
    set({nps}, scenario.loyalty.has_value());
    set({churn}, scenario.loyalty.has_value() && scenario.customers.has_value());
    return modelled;
}

std::size_t Outcomes::find_world(OutcomeKind kind, std::size_t index) const { return find(world, kind, index); }
std::size_t Outcomes::find_case(OutcomeKind kind, std::size_t index) const { return find(business_case, kind, index); }

Outcomes list_outcomes(Scenario const& scenario) {
    using enum OutcomeKind;
    Outcomes outcomes;
    std::string const& money = scenario.currency;
    std::vector<bool> const modelled = modelled_kpis(scenario);
    auto const world = [&](OutcomeKind kind, std::size_t index, std::string name, std::string unit) {
        outcomes.world.push_back({kind, index, std::move(name), std::move(unit)});
    };
    auto const add = [&](OutcomeKind kind, std::size_t index, std::string name, std::string unit) {
        outcomes.business_case.push_back({kind, index, std::move(name), std::move(unit)});
    };
    auto const unit = [&](KpiInfo const& k) { return k.form == Form::money ? money + " / month" : std::string(k.unit); };

    for (KpiInfo const& k : kpis())
        if (modelled[static_cast<std::size_t>(k.kpi)])
            world(kpi, static_cast<std::size_t>(k.kpi), std::string(k.name), unit(k));
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r) {
        std::string const path = "reason." + scenario.reasons[r].name;
        world(reason_handled, r, path + ".handled", "contacts / month");
        world(reason_avoidable, r, path + ".avoidable", "contacts / month");
        world(reason_cost, r, path + ".cost", money + " / month");
    }
    for (std::size_t c = 0; c < scenario.channels.size(); ++c) {
        std::string const path = "channel." + scenario.channels[c].name;
        world(channel_handled, c, path + ".handled", "contacts / month");
        world(channel_cost, c, path + ".cost", money + " / month");
    }
    for (std::size_t g = 0; g < scenario.teams.size(); ++g) {
        world(team_fte, g, "team." + scenario.teams[g].name + ".fte", "FTE");
        world(team_cost, g, "team." + scenario.teams[g].name + ".cost", money + " / month");
        world(team_wait, g, "team." + scenario.teams[g].name + ".wait", "s");
    }
    for (std::size_t j = 0; j < scenario.journeys.size(); ++j)
        world(journey_right, j, "journey." + scenario.journeys[j].name + ".first_time_right", "share");
    for (std::size_t m = 0; m < scenario.moments.size(); ++m)
        world(moment_mark, m, "moment." + scenario.moments[m].name + ".mark", "mark 1-10");

    add(npv, 0, "npv", money);
    add(roi, 0, "roi", "share");
    add(irr, 0, "irr", "share / year");
    add(payback_months, 0, "payback_months", "months");
    add(peak_funding, 0, "peak_funding", money);
    add(cash_total, 0, "cash_total", money);
    add(gross_total, 0, "gross_total", money);
    add(capacity_total, 0, "capacity_total", money);
    add(avoided_hiring_total, 0, "avoided_hiring_total", money);
    add(change_cost_total, 0, "change_cost_total", money);
    add(loyalty_total, 0, "loyalty_total", money);
    add(paper_total, 0, "paper_total", money);
    add(paper_less_overlap, 0, "paper_less_overlap", money);
    add(paper_less_timing, 0, "paper_less_timing", money);
    add(paper_less_realisation, 0, "paper_less_realisation", money);
    for (auto const& [kind, name] : {std::pair{cash_saving_per_year, "cash_saving_per_year"},
                                     {gross_saving_per_year, "gross_saving_per_year"},
                                     {capacity_saving_per_year, "capacity_saving_per_year"},
                                     {avoided_hiring_per_year, "avoided_hiring_per_year"},
                                     {change_cost_per_year, "change_cost_per_year"}})
        for (int y = 0; y < years(scenario.months); ++y)
            add(kind, static_cast<std::size_t>(y), std::string(name) + "." + std::to_string(y + 1), money + " / year");
    for (KpiInfo const& k : kpis())
        if (modelled[static_cast<std::size_t>(k.kpi)])
            add(kpi_shift, static_cast<std::size_t>(k.kpi), "shift." + std::string(k.name), unit(k));
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r)
        add(reason_saving, r, "reason." + scenario.reasons[r].name + ".saving", money);
    for (std::size_t c = 0; c < scenario.channels.size(); ++c)
        add(channel_shift, c, "channel." + scenario.channels[c].name + ".shift", "contacts / month");
    for (std::size_t g = 0; g < scenario.teams.size(); ++g)
        add(team_fte_shift, g, "team." + scenario.teams[g].name + ".fte_shift", "FTE");
    return outcomes;
}

bool is_cash(OutcomeKind kind) {
    switch (kind) {
        case OutcomeKind::npv:
        case OutcomeKind::roi:
        case OutcomeKind::payback_months:
        case OutcomeKind::peak_funding:
        case OutcomeKind::cash_total:
        case OutcomeKind::change_cost_total:
        case OutcomeKind::cash_saving_per_year:
        case OutcomeKind::change_cost_per_year: return true;
        default: return false;
    }
}

}  // namespace rekensom::model
