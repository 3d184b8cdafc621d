#include "rekensom/insight/importance.hpp"

#include "insight/spline_basis.hpp"
#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::insight {

double rank_correlation(Draws x, Draws y) { return correlation(ranks(x), ranks(y)); }

Estimate variance_share(Draws x, Draws y, chance::Sampling sampling) {
    REKENSOM_EXPECT(x.size() == y.size() && !y.empty());
    constexpr std::size_t functions = 11;
    SplineBasis const basis(x, functions);
    auto const n = static_cast<Eigen::Index>(y.size());
    double const total = variance(y);
    if (basis.size() == 0 || !(total > 0) || n < 4 * static_cast<Eigen::Index>(functions)) return {};

    Eigen::Map<Eigen::VectorXd const> const outcome(y.data(), n);
    Eigen::VectorXd const centred = outcome.array() - outcome.mean();
    Eigen::MatrixXd design(n, basis.size());
    for (Eigen::Index i = 0; i < n; ++i) design.row(i) = basis.at(x[static_cast<std::size_t>(i)]);
    Eigen::VectorXd const weights = design.transpose() * centred / static_cast<double>(n);
    Eigen::VectorXd const residual = centred - design * weights;

    auto const left = static_cast<double>(n - 1 - basis.size());
    double const share = 1 - residual.squaredNorm() / left / total;
    Eigen::VectorXd const influence = (residual.array().square() - (1 - share) * centred.array().square()) / total;
    return {share, mean_of({influence.data(), y.size()}, sampling).se};
}

std::vector<Importance> importance(run::Results const& results, std::size_t business_case) {
    auto const& kept = results.kept;
    std::vector<Importance> list;
    if (kept.draws == 0) return list;
    auto const& outcomes = kept.cases.at(business_case);
    std::size_t const npv = results.outcomes.find_case(model::OutcomeKind::npv);
    std::size_t const shift =
        results.outcomes.find_case(model::OutcomeKind::kpi_shift, static_cast<std::size_t>(model::Kpi::satisfaction));
    REKENSOM_EXPECT(npv != model::Outcomes::none());
    std::vector<double> const npv_ranks = ranks(outcomes[npv]);
    std::vector<double> shift_ranks;
    if (shift != model::Outcomes::none()) shift_ranks = ranks(outcomes[shift]);

    for (std::size_t i = 0; i < kept.inputs.size(); ++i) {
        std::vector<double> const input_ranks = ranks(kept.inputs[i]);
        list.push_back({i, correlation(input_ranks, npv_ranks),
                        shift_ranks.empty() ? 0 : correlation(input_ranks, shift_ranks),
                        variance_share(kept.inputs[i], outcomes[npv], results.sampling)});
    }
    std::stable_sort(list.begin(), list.end(), [](Importance const& a, Importance const& b) {
        if (a.variance_share.value != b.variance_share.value) return a.variance_share.value > b.variance_share.value;
        return std::abs(a.rank_correlation) > std::abs(b.rank_correlation);
    });
    return list;
}

}  // namespace rekensom::insight
