#include "report/breakdown.hpp"

#include "rekensom/model/prepared.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

constexpr double months_a_year = 12;

class Reading {
public:
    Reading(Facts const& facts, std::size_t world) : facts_(facts), world_(world) {}

    [[nodiscard]] PartFigures reason(std::size_t r) const {
        return priced({.contacts = a_year(OutcomeKind::reason_handled, r),
                       .avoidable = a_year(OutcomeKind::reason_avoidable, r),
                       .cost = a_year(OutcomeKind::reason_cost, r)});
    }
    [[nodiscard]] PartFigures channel(std::size_t c) const {
        return priced(
            {.contacts = a_year(OutcomeKind::channel_handled, c), .cost = a_year(OutcomeKind::channel_cost, c)});
    }
    [[nodiscard]] PartFigures team(std::size_t g) const {
        PartFigures figures{.cost = a_year(OutcomeKind::team_cost, g), .fte = mean(OutcomeKind::team_fte, g)};
        if (facts_.plan->prepared->teams[g].live) figures.wait = mean(OutcomeKind::team_wait, g);
        return figures;
    }
    [[nodiscard]] PartFigures journey(std::size_t j) const { return {.right = mean(OutcomeKind::journey_right, j)}; }

    [[nodiscard]] PartFigures all() const {
        PartFigures sum{.contacts = months_a_year * kpi(model::Kpi::contacts_handled).value_or(0),
                        .avoidable = months_a_year * kpi(model::Kpi::contacts_avoidable).value_or(0),
                        .cost = 0};
        for (std::size_t r = 0; r < facts_.scenario().reasons.size(); ++r)
            *sum.cost += a_year(OutcomeKind::reason_cost, r);
        sum = priced(sum);
        sum.fte = kpi(model::Kpi::fte);
        sum.wait = kpi(model::Kpi::wait);
        sum.right = kpi(model::Kpi::first_time_right);
        sum.contacts_a_customer = kpi(model::Kpi::contacts_per_customer);
        if (sum.contacts_a_customer && sum.each) sum.cost_a_customer = *sum.contacts_a_customer * *sum.each;
        return sum;
    }

private:
    [[nodiscard]] double mean(OutcomeKind kind, std::size_t index) const {
        return facts_.results->of_world(world_, kind, index).mean;
    }
    [[nodiscard]] double a_year(OutcomeKind kind, std::size_t index) const { return months_a_year * mean(kind, index); }
    [[nodiscard]] std::optional<double> kpi(model::Kpi kpi) const {
        if (!is_modelled(*facts_.results, kpi)) return std::nullopt;
        return mean(OutcomeKind::kpi, static_cast<std::size_t>(kpi));
    }
    [[nodiscard]] static PartFigures priced(PartFigures figures) {
        if (figures.contacts && *figures.contacts > 0) figures.each = *figures.cost / *figures.contacts;
        return figures;
    }

    Facts const& facts_;
    std::size_t world_;
};

}  // namespace

std::string_view name_of(Part part) {
    switch (part) {
        case Part::all: return "all";
        case Part::reason: return "reason";
        case Part::channel: return "channel";
        case Part::team: return "team";
        case Part::journey: return "journey";
    }
    return {};
}

std::string_view words_of(Part part, Numbers const& n) {
    switch (part) {
        case Part::all: return n("All", "Alles");
        case Part::reason: return n("Reason", "Reden");
        case Part::channel: return n("Channel", "Kanaal");
        case Part::team: return n("Team", "Team");
        case Part::journey: return n("Journey", "Klantreis");
    }
    return {};
}

std::vector<PartFacts> breakdown(Facts const& facts) {
    model::Scenario const& s = facts.scenario();
    std::vector<PartFacts> rows;
    auto const add = [&](Part part, std::string const& name, std::string const& label, auto const& read) {
        PartFacts row{
            .part = part, .name = name, .label = label.empty() ? name : label, .baseline = read(Reading(facts, 0))};
        for (CaseFacts const& c : facts.cases) row.alternatives.push_back(read(Reading(facts, c.results->world)));
        rows.push_back(std::move(row));
    };
    add(Part::all, "all", std::string(facts.numbers("All contacts", "Alle contacten")),
        [](Reading const& r) { return r.all(); });
    for (std::size_t i = 0; i < s.reasons.size(); ++i) {
        add(Part::reason, s.reasons[i].name, s.reasons[i].label, [i](Reading const& r) { return r.reason(i); });
        rows.back().valuable = s.reasons[i].worth == model::Worth::valuable;
        for (CaseFacts const& c : facts.cases)
            rows.back().saving.push_back(facts.results->of_case(c.index, OutcomeKind::reason_saving, i).mean);
    }
    for (std::size_t i = 0; i < s.channels.size(); ++i)
        add(Part::channel, s.channels[i].name, s.channels[i].label, [i](Reading const& r) { return r.channel(i); });
    for (std::size_t i = 0; i < s.teams.size(); ++i)
        add(Part::team, s.teams[i].name, s.teams[i].label, [i](Reading const& r) { return r.team(i); });
    for (std::size_t i = 0; i < s.journeys.size(); ++i)
        add(Part::journey, s.journeys[i].name, s.journeys[i].label, [i](Reading const& r) { return r.journey(i); });
    return rows;
}

}  // namespace rekensom::report
