#include "rekensom/insight/sobol_indices.hpp"

#include "insight/shapley.hpp"
#include "insight/smoother.hpp"
#include "rekensom/base/contract.hpp"

#include <cmath>

namespace rekensom::insight {

namespace {

/// E[(a - b)²] / 2 over the variance of a and b together: 0 where they are the same, 1 where they share nothing.
Estimate half_square_difference(Draws a, Draws b) {
    std::size_t const n = a.size();
    REKENSOM_EXPECT(b.size() == n && n > 1);
    double mean = 0;
    for (std::size_t i = 0; i < n; ++i) mean += a[i] + b[i];
    mean /= 2 * static_cast<double>(n);
    double apart = 0, spread = 0;
    std::vector<double> influence(n);
    auto const square = [](double x) { return x * x; };
    for (std::size_t i = 0; i < n; ++i) {
        apart += 0.5 * square(a[i] - b[i]);
        spread += 0.5 * (square(a[i] - mean) + square(b[i] - mean));
    }
    if (!(spread > 0)) return {};
    double const ratio = apart / spread, pooled = spread / static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i)
        influence[i] = 0.5 * (square(a[i] - b[i]) - ratio * (square(a[i] - mean) + square(b[i] - mean))) / pooled;
    return {ratio, mean_of(influence, chance::Sampling::random).se};
}

bool varies(Draws column) { return variance(column) > 0; }

}  // namespace

SobolIndex sobol_index(Draws one, Draws two, Draws one_with_factor_of_two) {
    if (!varies(one) || !varies(two)) return {};
    Estimate const apart = half_square_difference(two, one_with_factor_of_two);
    return {{1 - apart.value, apart.se}, half_square_difference(one, one_with_factor_of_two)};
}

ShapleyEffects shapley_effects(std::vector<Draws> const& members, Draws y, chance::Sampling sampling) {
    std::size_t const m = members.size();
    REKENSOM_EXPECT(m >= 1 && m <= 8);
    ShapleyEffects effects;
    effects.members.resize(m);
    double const total = variance(y);
    if (!(total > 0)) return effects;

    // As many terms as half a second allows: every subset of members is a regression on its own.
    Smoother const smoother(members, {m <= 6 ? 126u : 45u, 11});
    Eigen::Index const n = smoother.design().rows();
    Eigen::Map<Eigen::VectorXd const> const outcome(y.data(), n);
    Eigen::VectorXd const centred = outcome.array() - outcome.mean();
    Eigen::VectorXd const moments = smoother.design().transpose() * centred / static_cast<double>(n);

    std::vector<double> explained(std::size_t{1} << m, 0.0);
    std::vector<Eigen::VectorXd> influence(m, Eigen::VectorXd::Zero(n));
    Eigen::VectorXd group_influence = Eigen::VectorXd::Zero(n);
    for (std::size_t subset = 1; subset < explained.size(); ++subset) {
        std::vector<Eigen::Index> terms;
        for (std::size_t t = 0; t < smoother.exponents().size(); ++t) {
            bool inside = true;
            for (std::size_t j = 0; j < m; ++j)
                if (smoother.exponents()[t][j] > 0 && !(subset >> j & 1)) inside = false;
            if (inside) terms.push_back(static_cast<Eigen::Index>(t));
        }
        Eigen::MatrixXd const gram = smoother.gram()(terms, terms);
        Eigen::VectorXd const weights = gram.ldlt().solve(moments(terms));
        Eigen::VectorXd residual = centred;
        for (std::size_t t = 0; t < terms.size(); ++t)
            residual -= weights(static_cast<Eigen::Index>(t)) * smoother.design().col(terms[t]);
        double const freedom = static_cast<double>(n) - static_cast<double>(terms.size());
        explained[subset] = 1 - residual.squaredNorm() / freedom / total;
        Eigen::VectorXd const of_subset =
            (residual.array().square() - (1 - explained[subset]) * centred.array().square()) / total;
        for (std::size_t j = 0; j < m; ++j) influence[j] += shapley_weight(m, subset, j) * of_subset;
        if (subset + 1 == explained.size()) group_influence = of_subset;
    }
    std::vector<double> const values = shapley_values(m, explained);
    auto const se = [&](Eigen::VectorXd const& column) {
        return mean_of({column.data(), static_cast<std::size_t>(n)}, sampling).se;
    };
    for (std::size_t j = 0; j < m; ++j) effects.members[j] = {values[j], se(influence[j])};
    effects.group = {explained.back(), se(group_influence)};
    return effects;
}

}  // namespace rekensom::insight
