#include "report/experience.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::report {

using model::OutcomeKind;

std::string_view name_of(Quadrant quadrant) {
    switch (quadrant) {
        case Quadrant::improve: return "improve";
        case Quadrant::save: return "save";
        case Quadrant::rescue: return "rescue";
        case Quadrant::spread: return "spread";
    }
    return {};
}

std::string_view words_of(Quadrant quadrant, Numbers const& n) {
    switch (quadrant) {
        case Quadrant::improve: return n("improve", "verbeteren");
        case Quadrant::save: return n("done too well, save here", "eigenlijk te goed: besparen");
        case Quadrant::rescue: return n("rescue first", "eerst redden");
        case Quadrant::spread: return n("let more people have it", "meer mensen laten beleven");
    }
    return {};
}

Quadrant MomentFacts::likeliest() const {
    return static_cast<Quadrant>(std::max_element(chance.begin(), chance.end()) - chance.begin());
}

std::vector<MomentFacts> moments(Facts const& facts, std::size_t world) {
    model::Scenario const& s = facts.scenario();
    run::Results const& r = *facts.results;
    std::vector<MomentFacts> rows;
    if (r.kept.draws == 0 || world >= r.kept.worlds.size()) return rows;
    for (std::size_t m = 0; m < s.moments.size(); ++m) {
        std::size_t const column = r.outcomes.find_world(OutcomeKind::moment_mark, m);
        if (column == model::Outcomes::none()) continue;
        std::vector<double> const& mark = r.kept.worlds[world][column];
        auto const input = std::find(r.inputs.begin(), r.inputs.end(), s.moments[m].impact.index);
        MomentFacts row{m, {}, {}};
        auto const mean = [&](QuantityId id) { return s.at(id).marginal.mean(); };
        if (s.customers)
            row.noticed = mean(s.customers->count) * mean(s.moments[m].frequency) * mean(s.moments[m].aware);
        for (std::size_t i = 0; i < mark.size(); ++i) {
            double const impact = input == r.inputs.end()
                                      ? s.at(s.moments[m].impact).marginal.mean()
                                      : r.kept.inputs[static_cast<std::size_t>(input - r.inputs.begin())][i];
            bool const well = mark[i] >= s.moment_mark_bar, matters = impact >= s.moment_impact_bar;
            Quadrant const quadrant = matters ? well ? Quadrant::spread : Quadrant::rescue
                                      : well  ? Quadrant::save
                                              : Quadrant::improve;
            row.chance[static_cast<std::size_t>(quadrant)] += 1 / static_cast<double>(mark.size());
        }
        rows.push_back(row);
    }
    return rows;
}

std::optional<SurveySight> survey_sight(Facts const& facts, CaseFacts const& c) {
    model::Satisfaction const& satisfaction = facts.scenario().satisfaction;
    if (!(satisfaction.responses > 0) || !is_modelled(*facts.results, model::Kpi::satisfaction)) return std::nullopt;
    constexpr double two_sided = 1.959963985, power = 0.841621234;
    double const spread = facts.scenario().at(satisfaction.spread).marginal.mean();
    SurveySight sight;
    sight.responses = satisfaction.responses;
    sight.month = (two_sided + power) * spread * std::sqrt(2 / satisfaction.responses);
    sight.year = sight.month / std::sqrt(12.0);
    auto const index = static_cast<std::size_t>(model::Kpi::satisfaction);
    run::Series const& shift = c.results->shifts[index];
    for (std::size_t t = 0; t < shift.size() && !sight.from_month; ++t)
        if (std::abs(shift[t].mean) >= sight.month) sight.from_month = static_cast<int>(t);
    sight.by_year = facts.scenario().months >= 12 &&
                    std::abs(facts.results->of_case(c.index, OutcomeKind::kpi_shift, index).mean) >= sight.year;
    return sight;
}

std::optional<WorstMonth> worst_month(Facts const& facts, CaseFacts const& c) {
    if (!is_modelled(*facts.results, model::Kpi::wait)) return std::nullopt;
    auto const before = [&](model::Kpi kpi, std::size_t t) {
        return facts.baseline().kpis[static_cast<std::size_t>(kpi)][t].mean;
    };
    auto const after = [&](model::Kpi kpi, std::size_t t) {
        return c.world->kpis[static_cast<std::size_t>(kpi)][t].mean;
    };
    std::size_t const months = c.world->kpis[static_cast<std::size_t>(model::Kpi::wait)].size();
    if (months == 0) return std::nullopt;
    std::size_t longest = 0;
    for (std::size_t t = 1; t < months; ++t)
        if (after(model::Kpi::wait, t) > after(model::Kpi::wait, longest)) longest = t;
    return WorstMonth{static_cast<int>(longest),
                      after(model::Kpi::wait, longest),
                      after(model::Kpi::abandonment, longest),
                      after(model::Kpi::satisfaction, longest),
                      before(model::Kpi::wait, longest),
                      before(model::Kpi::abandonment, longest),
                      before(model::Kpi::satisfaction, longest)};
}

}  // namespace rekensom::report
