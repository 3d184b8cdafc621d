#include "rekensom/insight/portfolio.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace rekensom::insight {

std::vector<Coalition> allowed_sets(Menu const& menu) {
    std::size_t const n = menu.cost.size();
    REKENSOM_EXPECT(n <= 20);
    std::vector<Coalition> sets;
    for (Coalition set = 0; set < Coalition{1} << n; ++set) {
        auto const has = [&](std::size_t change) { return (set >> change & 1) != 0; };
        bool const clash = std::any_of(menu.needs.begin(), menu.needs.end(),
                                       [&](auto const& pair) { return has(pair.first) && !has(pair.second); }) ||
                           std::any_of(menu.excludes.begin(), menu.excludes.end(),
                                       [&](auto const& pair) { return has(pair.first) && has(pair.second); });
        // A thousandth of a cent over is rounding, not overspending.
        bool const dear = menu.budget && cost_of(menu, set) > *menu.budget + 1e-5;
        if (!clash && !dear) sets.push_back(set);
    }
    return sets;
}

double cost_of(Menu const& menu, Coalition set) {
    double sum = 0;
    for (std::size_t change = 0; change < menu.cost.size(); ++change)
        if (set >> change & 1) sum += menu.cost[change];
    return sum;
}

namespace {

using Column = std::vector<double>;

Column successes(Column const& npv) {
    Column column(npv.size());
    std::transform(npv.begin(), npv.end(), column.begin(), [](double x) { return x > 0 ? 1.0 : 0.0; });
    return column;
}

/// \param score  what counts, by candidate   \param column  its draws
Winner find_winner(std::vector<double> const& score, std::function<Column(std::size_t)> const& column,
                   chance::Sampling sampling) {
    Winner winner;
    winner.index = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    winner.runner_up = winner.index;
    for (std::size_t c = 0; c < score.size(); ++c) {
        if (c == winner.index || score[c] == -std::numeric_limits<double>::infinity()) continue;
        if (winner.runner_up == winner.index || score[c] > score[winner.runner_up]) winner.runner_up = c;
    }
    Column lead = column(winner.index);
    Column const second = column(winner.runner_up);
    for (std::size_t i = 0; i < lead.size(); ++i) lead[i] -= second[i];
    winner.lead = mean_of(lead, sampling);
    return winner;
}

void mark_efficient(std::vector<Standing>& standings) {
    for (Standing& s : standings)
        s.efficient = std::none_of(standings.begin(), standings.end(), [&](Standing const& other) {
            bool const as_good =
                other.cost <= s.cost && other.npv.value >= s.npv.value && other.chance.value >= s.chance.value;
            bool const better =
                other.cost < s.cost || other.npv.value > s.npv.value || other.chance.value > s.chance.value;
            return as_good && better;
        });
}

void count_firsts(std::vector<Candidate> const& candidates, std::vector<Standing>& standings) {
    std::size_t const draws = candidates[0].npv.size();
    for (std::size_t i = 0; i < draws; ++i) {
        std::size_t best = 0;
        for (std::size_t c = 1; c < candidates.size(); ++c)
            if (candidates[c].npv[i] > candidates[best].npv[i]) best = c;
        standings[best].most_often += 1 / static_cast<double>(draws);
    }
}

}  // namespace

Portfolio judge(std::vector<Candidate> const& candidates, chance::Sampling sampling) {
    REKENSOM_EXPECT(!candidates.empty());
    Portfolio result;
    std::vector<double> mean, success, per_money;
    for (Candidate const& c : candidates) {
        REKENSOM_EXPECT(c.npv.size() == candidates[0].npv.size());
        Standing s{c.set, c.cost, mean_of(c.npv, sampling), mean_of(successes(c.npv), sampling), {}, 0, false};
        if (!c.satisfaction_shift.empty()) s.shift = mean_of(c.satisfaction_shift, sampling);
        mean.push_back(s.npv.value), success.push_back(s.chance.value);
        per_money.push_back(c.cost > 0 && !c.satisfaction_shift.empty() ? s.shift.value / c.cost
                                                                        : -std::numeric_limits<double>::infinity());
        result.standings.push_back(s);
    }
    mark_efficient(result.standings);
    count_firsts(candidates, result.standings);
    result.by_mean = find_winner(
        mean, [&](std::size_t c) { return candidates[c].npv; }, sampling);
    result.by_chance = find_winner(
        success, [&](std::size_t c) { return successes(candidates[c].npv); }, sampling);
    if (*std::max_element(per_money.begin(), per_money.end()) > 0)
        result.by_satisfaction = find_winner(
            per_money,
            [&](std::size_t c) {
                Column column = candidates[c].satisfaction_shift;
                for (double& x : column) x /= candidates[c].cost;
                return column;
            },
            sampling);
    return result;
}

}  // namespace rekensom::insight
