#include "rekensom/fit/actuals.hpp"
#include "fit/digits.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

double log_normal_density(double x, double mean, double sd) {
    double const z = (x - mean) / sd;
    return -z * z / 2 - std::log(sd) - 0.9189385332046727;
}

/// Gamma with mean and cv. What came is above 0; a plan of 0 then never gives it.
double log_gamma_density(double x, double mean, double cv) {
    if (!(mean > 0)) return -INFINITY;
    double const shape = 1 / (cv * cv), scale = mean / shape;
    return (shape - 1) * std::log(x) - x / scale - std::lgamma(shape) - shape * std::log(scale);
}

std::vector<std::size_t> order_of(std::span<double const> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

}  // namespace

Update update_weights(std::span<Actuals const> actuals) {
    REKENSOM_EXPECT(!actuals.empty());
    Index const draws = actuals[0].draws.rows();
    Eigen::VectorXd log_weight = Eigen::VectorXd::Zero(draws);
    std::size_t months = 0;
    for (Actuals const& a : actuals) {
        REKENSOM_EXPECT(a.draws.rows() == draws && a.draws.cols() >= a.seen.size() && a.noise > 0 &&
                        a.shared_months >= 1);
        Eigen::MatrixXd const& expected = a.expected.size() != 0 ? a.expected : a.draws;
        for (Index m = 0; m < a.seen.size(); ++m) {
            double const seen = a.seen[m];
            if (std::isnan(seen)) continue;
            if (a.spread == Actuals::Spread::relative && !(seen > 0))
                throw DataError(a.kpi + " is " + std::to_string(seen) + " in month " + std::to_string(m + 1) +
                                ": it must be above 0");
            ++months;
            for (Index d = 0; d < draws; ++d)
                log_weight[d] +=
                    (a.spread == Actuals::Spread::relative ? log_gamma_density(seen, expected(d, m), a.noise)
                                                           : log_normal_density(seen, expected(d, m), a.noise)) /
                    a.shared_months;
        }
    }
    if (months == 0) throw DataError("no month has come in");
    Update result;
    double const most = log_weight.maxCoeff();
    Eigen::VectorXd w =
        std::isfinite(most) ? Eigen::VectorXd((log_weight.array() - most).exp()) : Eigen::VectorXd::Ones(draws);
    result.log_evidence = most + std::log(w.mean());
    w /= w.sum();
    result.effective = std::isfinite(most) ? 1 / w.squaredNorm() : 0;
    if (result.effective < least_effective) {
        result.believable = Believable::refused;
        w.setConstant(1 / static_cast<double>(draws));
        result.words =
            "refused: only " + digits(result.effective, 0) + " of " + std::to_string(draws) +
            " draws come near what was seen (at least " + digits(least_effective, 0) +
            " are needed). Either more draws are needed, or what came lies outside the plan: widen the inputs, or look "
            "for a cause the scenario leaves out";
    } else {
        result.believable = result.effective < thin_effective ? Believable::thin : Believable::yes;
        result.words = std::to_string(months) + " months weigh the draws: worth " + digits(result.effective, 0) +
                       " of " + std::to_string(draws) +
                       (result.believable == Believable::thin ? "; percentiles are rough, more draws would help" : "");
    }
    result.weights.assign(w.begin(), w.end());
    return result;
}

Estimate weighted(std::span<double const> values, std::span<double const> weights) {
    REKENSOM_EXPECT(values.size() == weights.size() && !values.empty());
    double mean = 0, square = 0, total = 0, squared = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        mean += weights[i] * values[i], total += weights[i], squared += weights[i] * weights[i];
    mean /= total;
    for (std::size_t i = 0; i < values.size(); ++i) square += weights[i] * (values[i] - mean) * (values[i] - mean);
    std::vector<std::size_t> const order = order_of(values);
    auto const at = [&](double p) {
        double sum = 0;
        for (std::size_t const i : order)
            if (sum += weights[i] / total; sum >= p) return values[i];
        return values[order.back()];
    };
    return {mean,
            std::sqrt(square / total),
            at(0.1),
            at(0.9),
            at(0.025),
            at(0.975),
            static_cast<std::size_t>(total * total / squared),
            {}};
}

double crps(std::span<double const> draws, double seen, std::span<double const> weights) {
    REKENSOM_EXPECT(!draws.empty() && (weights.empty() || weights.size() == draws.size()));
    std::vector<std::size_t> const order = order_of(draws);
    double total = 0;
    for (std::size_t const i : order) total += weights.empty() ? 1 : weights[i];
    // Integral of (F - 1{x >= seen})^2 over the steps of F.
    double sum = 0, below = 0;
    for (std::size_t k = 0; k + 1 < order.size(); ++k) {
        below += (weights.empty() ? 1 : weights[order[k]]) / total;
        double const from = draws[order[k]], to = draws[order[k + 1]];
        double const left = std::clamp(seen, from, to) - from, right = to - from - left;
        sum += below * below * left + (1 - below) * (1 - below) * right;
    }
    if (seen < draws[order.front()]) sum += draws[order.front()] - seen;
    if (seen > draws[order.back()]) sum += seen - draws[order.back()];
    return sum;
}

double crps_of_quantiles(std::span<double const> quantiles, double seen) {
    REKENSOM_EXPECT(!quantiles.empty());
    auto const n = static_cast<double>(quantiles.size());
    double sum = 0;
    for (std::size_t k = 0; k < quantiles.size(); ++k) {
        double const p = (static_cast<double>(k) + 0.5) / n, off = seen - quantiles[k];
        sum += off >= 0 ? p * off : (p - 1) * off;
    }
    return 2 * sum / n;
}

Score score(Actuals const& actuals) {
    Score result;
    result.kpi = actuals.kpi;
    double inside = 0, total = 0, error = 0;
    for (Index m = 0; m < actuals.seen.size(); ++m) {
        double const seen = actuals.seen[m];
        if (std::isnan(seen)) continue;
        std::vector<double> draws(actuals.draws.col(m).begin(), actuals.draws.col(m).end());
        std::sort(draws.begin(), draws.end());
        ScoredMonth month{
            .month = static_cast<std::size_t>(m),
            .seen = seen,
            .p10 = quantile(draws, 0.1),
            .p50 = quantile(draws, 0.5),
            .p90 = quantile(draws, 0.9),
            .rank = static_cast<double>(std::lower_bound(draws.begin(), draws.end(), seen) - draws.begin()) /
                    static_cast<double>(draws.size()),
            .crps = crps(draws, seen)};
        inside += month.p10 <= seen && seen <= month.p90;
        total += month.crps;
        error += std::abs(seen - month.p50);
        result.months.push_back(month);
    }
    if (result.months.empty()) {
        result.words = "no month has come in";
        return result;
    }
    auto const n = static_cast<double>(result.months.size());
    result.inside = inside / n;
    result.crps = total / n;
    result.absolute_error = error / n;
    result.words = digits(inside, 0) + " of " + digits(n, 0) + " months lie between P10 and P90 (8 in 10 are expected)" +
                   (n < 6 ? "; too few months to judge the plan by" : "");
    return result;
}

}  // namespace rekensom::fit
