#include "rekensom/insight/importance.hpp"

#include "insight/spline_basis.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/base/side_by_side.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace rekensom::insight {

double rank_correlation(Draws x, Draws y) { return correlation(ranks(x), ranks(y)); }

namespace {

/// An input's spline functions at its draws: worked out once, asked about every outcome.
class Smooth {
public:
    explicit Smooth(Draws x) : draws_(static_cast<Eigen::Index>(x.size())) {
        constexpr std::size_t functions = 11;
        SplineBasis const basis(x, functions);
        if (basis.size() == 0 || draws_ < 4 * static_cast<Eigen::Index>(functions)) return;
        design_.resize(draws_, basis.size());
        for (Eigen::Index i = 0; i < draws_; ++i) design_.row(i) = basis.at(x[static_cast<std::size_t>(i)]);
    }
    [[nodiscard]] Estimate share_of(Draws y, chance::Sampling sampling) const {
        double const total = variance(y);
        if (design_.size() == 0 || !(total > 0)) return {};
        Eigen::Map<Eigen::VectorXd const> const outcome(y.data(), draws_);
        Eigen::VectorXd const centred = outcome.array() - outcome.mean();
        Eigen::VectorXd const weights = design_.transpose() * centred / static_cast<double>(draws_);
        Eigen::VectorXd const residual = centred - design_ * weights;

        auto const left = static_cast<double>(draws_ - 1 - design_.cols());
        double const share = 1 - residual.squaredNorm() / left / total;
        Eigen::VectorXd const influence = (residual.array().square() - (1 - share) * centred.array().square()) / total;
        return {share, mean_of({influence.data(), y.size()}, sampling).se};
    }

private:
    Eigen::Index draws_;
    Eigen::MatrixXd design_;
};

/// What is asked about: the NPV and, where it is modelled, the shift in satisfaction.
struct Outcome {
    Draws npv;
    std::vector<double> npv_ranks, shift_ranks;
};

std::vector<std::vector<Importance>> judge(run::Results const& results, std::vector<std::size_t> const& cases) {
    auto const& kept = results.kept;
    std::vector<std::vector<Importance>> lists(cases.size());
    if (kept.draws == 0) return lists;
    std::size_t const npv = results.outcomes.find_case(model::OutcomeKind::npv);
    std::size_t const shift =
        results.outcomes.find_case(model::OutcomeKind::kpi_shift, static_cast<std::size_t>(model::Kpi::satisfaction));
    REKENSOM_EXPECT(npv != model::Outcomes::none());
    std::size_t const draws = telling_draws(results);
    auto const first = [draws](std::vector<double> const& column) {
        return Draws(column).first(std::min(draws, column.size()));
    };
    std::vector<Outcome> outcomes;
    for (std::size_t const c : cases) {
        auto const& columns = kept.cases.at(c);
        Outcome& outcome = outcomes.emplace_back();
        outcome.npv = first(columns[npv]);
        outcome.npv_ranks = ranks(outcome.npv);
        if (shift != model::Outcomes::none()) outcome.shift_ranks = ranks(first(columns[shift]));
    }
    for (auto& list : lists) list.resize(kept.inputs.size());
    side_by_side(kept.inputs.size(), [&](std::size_t i) {
        Draws const input = first(kept.inputs[i]);
        std::vector<double> const input_ranks = ranks(input);
        Smooth const smooth(input);
        for (std::size_t k = 0; k < cases.size(); ++k) {
            Outcome const& outcome = outcomes[k];
            lists[k][i] = {i, correlation(input_ranks, outcome.npv_ranks),
                           outcome.shift_ranks.empty() ? 0 : correlation(input_ranks, outcome.shift_ranks),
                           smooth.share_of(outcome.npv, results.sampling)};
        }
    });
    for (auto& list : lists)
        std::stable_sort(list.begin(), list.end(), [](Importance const& a, Importance const& b) {
            if (a.variance_share.value != b.variance_share.value)
                return a.variance_share.value > b.variance_share.value;
            return std::abs(a.rank_correlation) > std::abs(b.rank_correlation);
        });
    return lists;
}

}  // namespace

Estimate variance_share(Draws x, Draws y, chance::Sampling sampling) {
    REKENSOM_EXPECT(x.size() == y.size() && !y.empty());
    return Smooth(x).share_of(y, sampling);
}

std::size_t telling_draws(run::Results const& results) {
    constexpr std::size_t most = 40'000'000, least = 1024;  // numbers read; about five seconds
    std::size_t const each = results.kept.inputs.size() * results.cases.size();
    if (each * results.kept.draws <= most) return results.kept.draws;
    return std::min(results.kept.draws, std::max(least, std::bit_floor(most / each)));
}

std::vector<std::vector<Importance>> importances(run::Results const& results) {
    std::vector<std::size_t> cases(results.cases.size());
    std::iota(cases.begin(), cases.end(), std::size_t{0});
    return judge(results, cases);
}

std::vector<Importance> importance(run::Results const& results, std::size_t business_case) {
    return judge(results, {business_case})[0];
}

}  // namespace rekensom::insight
