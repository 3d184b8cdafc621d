#include "rekensom/fit/contrasts.hpp"

#include <cmath>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

Asymmetry kind_of(Estimate const& asymmetry) {
    if (!asymmetry.known()) return Asymmetry::untold;
    if (asymmetry.p90 < 0) return Asymmetry::dissatisfier;
    return asymmetry.p10 > 0 ? Asymmetry::satisfier : Asymmetry::even;
}

/// (reward - penalty) / (reward + penalty), its spread by the delta method.
Estimate asymmetry_of(Regression const& r, Index low, Index high) {
    double const penalty = -r.coefficients[low], reward = r.coefficients[high], range = penalty + reward;
    if (!(range > 0)) return {.n = r.rows, .note = "a low rating costs nothing on balance: no asymmetry can be told"};
    // d/d(coefficient of low) = -d/d(penalty)
    double const by_low = 2 * reward / (range * range), by_high = 2 * penalty / (range * range);
    double const variance = by_low * by_low * r.covariance(low, low) + by_high * by_high * r.covariance(high, high) +
                            2 * by_low * by_high * r.covariance(low, high);
    return student((reward - penalty) / range, std::sqrt(std::max(variance, 0.0)), r.dof, r.rows);
}

}  // namespace

Contrasts penalty_reward(Eigen::MatrixXd const& ratings, Eigen::VectorXd const& outcome, Eigen::VectorXd const& weights,
                         std::optional<Cuts> cuts) {
    Index const n = ratings.rows(), p = ratings.cols();
    if (n == 0) throw DataError("no complete rows for penalty and reward");
    Contrasts result;
    Eigen::MatrixXd dummies(n, 2 * p);
    for (Index j = 0; j < p; ++j) {
        std::vector<double> const column(ratings.col(j).begin(), ratings.col(j).end());
        Contrast contrast;
        contrast.cuts = cuts ? *cuts : Cuts{quantile_of(column, 0.25), quantile_of(column, 0.75)};
        dummies.col(2 * j) = (ratings.col(j).array() <= contrast.cuts.low).cast<double>();
        dummies.col(2 * j + 1) = (ratings.col(j).array() >= contrast.cuts.high).cast<double>();
        // A rating that most give is quartile and extreme at once: then it is neither.
        if (contrast.cuts.low >= contrast.cuts.high) dummies.middleCols(2 * j, 2).setZero();
        contrast.low_share = dummies.col(2 * j).mean();
        contrast.high_share = dummies.col(2 * j + 1).mean();
        result.drivers.push_back(contrast);
    }
    result.regression = regress(dummies, outcome, weights);
    for (Index j = 0; j < p; ++j) {
        Contrast& contrast = result.drivers[static_cast<std::size_t>(j)];
        Estimate low = result.regression.effect(static_cast<std::size_t>(2 * j));
        contrast.reward = result.regression.effect(static_cast<std::size_t>(2 * j + 1));
        contrast.penalty = {-low.mean, low.sd, -low.p90, -low.p10, -low.high, -low.low, low.n, low.note};
        if (!low.known() || !contrast.reward.known()) {
            contrast.asymmetry.note = "too few low or high ratings at these cut points";
            continue;
        }
        contrast.range = contrast.penalty.mean + contrast.reward.mean;
        contrast.asymmetry = asymmetry_of(result.regression, 2 * j + 1, 2 * j + 2);
        contrast.kind = kind_of(contrast.asymmetry);
    }
    return result;
}

}  // namespace rekensom::fit
