#include "rekensom/insight/what_to_do.hpp"

#include "insight/rerun.hpp"
#include "insight/sets_of_changes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::insight {

namespace {

std::vector<Candidate> run_sets(Rerun const& rerun, WhatToDo const& question, std::vector<Coalition> const& sets,
                                std::uint64_t draws) {
    model::World const bare{"portfolio", {}, {}, {}, 0};
    std::vector<model::World> worlds;
    for (Coalition const set : sets) worlds.push_back(world_with(bare, question.changes, set));
    auto results = rerun.of_worlds(worlds, draws);
    std::vector<Candidate> candidates;
    for (std::size_t s = 0; s < sets.size(); ++s)
        candidates.push_back({sets[s], cost_of(question.menu, sets[s]), std::move(results[s].npv),
                              std::move(results[s].satisfaction_shift)});
    return candidates;
}

/// The best few by each yardstick, the efficient ones nearest to them, and doing nothing.
std::vector<Coalition> shortlist(Portfolio const& screened) {
    constexpr std::size_t few = 12, most = 60;
    std::vector<Coalition> chosen{0};
    auto const take = [&](auto const& score, std::size_t count) {
        std::vector<std::size_t> order(screened.standings.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        count = std::min(count, order.size());
        std::partial_sort(
            order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
            [&](std::size_t a, std::size_t b) { return score(screened.standings[a]) > score(screened.standings[b]); });
        for (std::size_t i = 0; i < count && chosen.size() < most; ++i) {
            Standing const& s = screened.standings[order[i]];
            if (std::find(chosen.begin(), chosen.end(), s.set) == chosen.end()) chosen.push_back(s.set);
        }
    };
    take([](Standing const& s) { return s.npv.value; }, few);
    take([](Standing const& s) { return s.chance.value; }, few);
    take([](Standing const& s) { return s.cost > 0 ? s.shift.value / s.cost : -1e300; }, few);
    take([](Standing const& s) { return (s.efficient ? 1e30 : 0) + s.npv.value; }, most);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace

WhatToDo what_to_do(Study const& study, std::optional<double> budget) {
    Rerun const rerun(study);
    model::Scenario const& scenario = rerun.scenario();
    WhatToDo result;
    if (scenario.changes.empty() || scenario.changes.size() > most_changes_in_a_portfolio) return result;
    for (std::size_t k = 0; k < scenario.changes.size(); ++k) {
        result.changes.push_back({k});
        model::Change const& change = scenario.changes[k];
        result.menu.cost.push_back(scenario.at(change.one_off_cost).marginal.mean() *
                                   scenario.at(change.overrun).marginal.mean());
    }
    result.menu.needs = pairs_among(scenario, result.changes, &model::Change::needs);
    result.menu.excludes = pairs_among(scenario, result.changes, &model::Change::excludes);
    result.menu.budget = budget;
    std::vector<Coalition> const sets = allowed_sets(result.menu);
    result.considered = sets.size();
    result.draws = study.draws;
    result.screened_at = draws_within(sets.size(), study.draws);
    auto candidates = run_sets(rerun, result, sets, result.screened_at);
    if (result.screened_at < result.draws)
        candidates = run_sets(rerun, result, shortlist(judge(candidates, rerun.sampling())), result.draws);
    result.finalists = judge(candidates, rerun.sampling());
    return result;
}

std::optional<Acceptability> price_of_satisfaction(run::Results const& results) {
    std::size_t const npv = results.outcomes.find_case(model::OutcomeKind::npv);
    std::size_t const shift =
        results.outcomes.find_case(model::OutcomeKind::kpi_shift, static_cast<std::size_t>(model::Kpi::satisfaction));
    if (shift == model::Outcomes::none() || results.kept.draws == 0 || results.cases.empty()) return std::nullopt;
    std::vector<Offer> offers;
    double furthest = 0;
    for (auto const& one : results.kept.cases) {
        offers.push_back({one[npv], one[shift]});
        for (double const x : one[shift]) furthest = std::max(furthest, std::abs(x));
    }
    if (furthest < 1e-6) return std::nullopt;  // marks do not move: no price of them matters
    return acceptability(offers, telling_prices(offers));
}

}  // namespace rekensom::insight
