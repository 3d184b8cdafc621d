#include "rekensom/insight/what_breaks_it.hpp"

#include "insight/rerun.hpp"
#include "rekensom/chance/copula.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace rekensom::insight {

std::vector<BreakEven> break_even(Study const& study) {
    Study few = study;
    few.draws = std::min<std::uint64_t>(study.draws, 1024);
    Rerun const rerun(few);
    std::vector<BreakEven> list;
    for (std::size_t const i : inputs_of(study)) {
        QuantityId const quantity{study.results->inputs[i]};
        chance::Marginal const marginal = drawn_marginal(rerun.scenario(), quantity);
        if (marginal.form() == chance::Form::bernoulli) continue;
        Response const mean_npv = [&](double value) {
            return mean_of(rerun.pinned({{quantity, value}}).npv, rerun.sampling()).value;
        };
        BreakEven found{i, quantity, marginal.mean(), {}, Worse::below, 0};
        Range const range{marginal.quantile(0.001), marginal.quantile(0.999)};
        double const at_low = mean_npv(range.low), at_high = mean_npv(range.high);
        found.worse = at_low < at_high ? Worse::below : Worse::above;
        // The ends are known: they are not run again.
        Response const known = [&](double value) {
            return value == range.low ? at_low : value == range.high ? at_high : mean_npv(value);
        };
        found.value = find_crossing(known, range, 1e-4);
        if (found.value) {
            double const below = marginal.cdf(*found.value);
            found.chance_of_worse = found.worse == Worse::below ? below : 1 - below;
        } else if (at_low < 0 && at_high < 0) {
            found.chance_of_worse = 1;
        }
        list.push_back(found);
    }
    std::stable_sort(list.begin(), list.end(), [](BreakEven const& a, BreakEven const& b) {
        if (a.value.has_value() != b.value.has_value()) return a.value.has_value();
        return a.chance_of_worse > b.chance_of_worse;
    });
    return list;
}

namespace {

/// Inputs whose score can move, and how independent scores become theirs.
class ScoreSpace {
public:
    explicit ScoreSpace(Study const& study) : scenario_(*study.plan->scenario) {
        model::Scenario const& scenario = scenario_;
        std::vector<bool> may_move(study.results->inputs.size(), false);
        for (std::size_t const i : inputs_of(study)) may_move[i] = true;
        std::map<std::string, std::size_t> by_path;
        for (std::size_t i = 0; i < study.results->inputs.size(); ++i) {
            QuantityId const id{study.results->inputs[i]};
            chance::Marginal marginal = drawn_marginal(scenario, id);
            if (!may_move[i] || marginal.family() == chance::Family::steps) {
                still_.push_back({id, marginal.quantile(0.5)});
                continue;
            }
            by_path.try_emplace(scenario.at(id).path, moving_.size());
            moving_.push_back(id);
            marginals_.push_back(std::move(marginal));
        }
        std::vector<std::size_t> order;
        for (auto const& entry : by_path) order.push_back(entry.second);
        std::vector<chance::RankCorrelation> ties;
        for (model::Correlation const& c : scenario.correlations) {
            auto const a = by_path.find(scenario.at(c.a).path), b = by_path.find(scenario.at(c.b).path);
            if (a != by_path.end() && b != by_path.end()) ties.push_back({a->second, b->second, c.rank});
        }
        auto made = chance::make_copula(order, ties);
        if (auto* copula = std::get_if<chance::Copula>(&made)) copula_ = std::move(*copula);
    }
    [[nodiscard]] std::size_t size() const { return moving_.size(); }
    [[nodiscard]] QuantityId input(std::size_t i) const { return moving_[i]; }
    [[nodiscard]] double value(std::size_t i, double score) const { return marginals_[i].quantile_z(score); }
    /// Scores of the inputs, correlated as they are, of independent ones.
    [[nodiscard]] Scores tied(Scores const& independent) const {
        Scores scores = independent;
        for (chance::CorrelationGroup const& group : copula_.groups) {
            std::size_t const m = group.members.size();
            for (std::size_t row = 0; row < m; ++row) {
                double sum = 0;
                for (std::size_t j = 0; j <= row; ++j) sum += group.factor[row * m + j] * independent[group.members[j]];
                scores[group.members[row]] = sum;
            }
        }
        return scores;
    }
    [[nodiscard]] std::vector<run::Pin> pins(Scores const& independent) const {
        std::vector<run::Pin> pins = still_;
        Scores const scores = tied(independent);
        for (std::size_t i = 0; i < size(); ++i) pins.push_back({moving_[i], value(i, scores[i])});
        return pins;
    }

private:
    model::Scenario const& scenario_;
    std::vector<QuantityId> moving_;
    std::vector<chance::Marginal> marginals_;
    std::vector<run::Pin> still_;
    chance::Copula copula_;
};

}  // namespace

ReverseStress reverse_stress(Study const& study) {
    Rerun const rerun(study);
    ScoreSpace const space(study);
    ReverseStress result;
    if (space.size() == 0) return result;
    Answer const npv = [&](std::vector<Scores> const& points) {
        std::vector<double> values;
        for (Scores const& point : points) {
            run::Options options = rerun.options();
            options.draws = chance::scramble_count;
            options.noise = false;
            options.pins = space.pins(point);
            values.push_back(rerun(options).npv.front());
        }
        return values;
    };
    double const spread = std::sqrt(variance(rerun.npv()));
    if (!(spread > 0)) return result;
    result.point = find_design_point(npv, space.size(), spread);
    if (!result.point.found) return result;
    Scores const scores = space.tied(result.point.scores);
    for (std::size_t i = 0; i < space.size(); ++i)
        result.moves.push_back({space.input(i), space.value(i, 0), space.value(i, scores[i]), scores[i]});
    std::stable_sort(result.moves.begin(), result.moves.end(),
                     [](Move const& a, Move const& b) { return std::abs(a.score) > std::abs(b.score); });
    return result;
}

}  // namespace rekensom::insight
