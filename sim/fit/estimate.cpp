#include "rekensom/fit/estimate.hpp"

#include "rekensom/base/contract.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace rekensom::fit {

namespace {

struct Points {
    double p10, p90, low, high;
};

/// Standardised quantiles of Student's t; beyond a million degrees of freedom it is the normal.
Points standard_points(double dof) {
    if (dof > 1e6) {
        boost::math::normal const z;
        return {quantile(z, 0.1), quantile(z, 0.9), quantile(z, 0.025), quantile(z, 0.975)};
    }
    boost::math::students_t const t(dof);
    return {quantile(t, 0.1), quantile(t, 0.9), quantile(t, 0.025), quantile(t, 0.975)};
}

}  // namespace

Estimate student(double mean, double standard_error, double dof, std::size_t n, std::string note) {
    if (!(dof > 0) || !std::isfinite(standard_error))
        return {.mean = mean, .n = n, .note = note.empty() ? "too few observations to say how sure" : std::move(note)};
    Points const z = standard_points(dof);
    auto const at = [&](double q) { return mean + q * standard_error; };
    return {mean, standard_error, at(z.p10), at(z.p90), at(z.low), at(z.high), n, std::move(note)};
}

Estimate from_log(double log_mean, double standard_error, double dof, std::size_t n, std::string note) {
    Estimate const log = student(log_mean, standard_error, dof, n, std::move(note));
    double const mean = std::exp(log.mean);
    return {mean, mean * log.sd, std::exp(log.p10), std::exp(log.p90), std::exp(log.low), std::exp(log.high),
            n,    log.note};
}

Estimate share(double mean, double standard_error, std::size_t n, std::string note) {
    if (!(mean > 0 && mean < 1) || !(standard_error > 0))
        return share_of(mean * static_cast<double>(n), static_cast<double>(n), std::move(note));
    Points const z = standard_points(1e9);
    double const logit = std::log(mean / (1 - mean));
    double const spread = standard_error / (mean * (1 - mean));
    auto const at = [&](double q) { return 1 / (1 + std::exp(-(logit + q * spread))); };
    return {mean, standard_error, at(z.p10), at(z.p90), at(z.low), at(z.high), n, std::move(note)};
}

Estimate share_of(double yes, double of, std::string note) {
    REKENSOM_EXPECT(yes >= 0 && yes <= of);
    if (of == 0) return {.note = note.empty() ? "nothing observed" : std::move(note)};
    boost::math::beta_distribution<> const b(yes + 0.5, of - yes + 0.5);
    return {yes / of,           standard_deviation(b),        quantile(b, 0.1), quantile(b, 0.9), quantile(b, 0.025),
            quantile(b, 0.975), static_cast<std::size_t>(of), std::move(note)};
}

Estimate from_replicates(double point, std::span<double const> replicates, std::size_t n, std::string note) {
    std::vector<double> sorted;
    sorted.reserve(replicates.size());
    std::copy_if(replicates.begin(), replicates.end(), std::back_inserter(sorted),
                 [](double x) { return std::isfinite(x); });
    if (sorted.size() < 20)
        return {.mean = point, .n = n, .note = note.empty() ? "too few resamples to say how sure" : std::move(note)};
    std::sort(sorted.begin(), sorted.end());
    double mean = 0, square = 0;
    for (double const x : sorted) mean += x / static_cast<double>(sorted.size());
    for (double const x : sorted) square += (x - mean) * (x - mean);
    return {point,
            std::sqrt(square / static_cast<double>(sorted.size() - 1)),
            quantile(sorted, 0.1),
            quantile(sorted, 0.9),
            quantile(sorted, 0.025),
            quantile(sorted, 0.975),
            n,
            std::move(note)};
}

double quantile(std::span<double const> sorted, double probability) {
    REKENSOM_EXPECT(!sorted.empty());
    double const place = probability * static_cast<double>(sorted.size() - 1);
    auto const below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double quantile_of(std::span<double const> values, double probability) {
    std::vector<double> sorted;
    sorted.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double x) { return !std::isnan(x); });
    if (sorted.empty()) return unknown;
    std::sort(sorted.begin(), sorted.end());
    return quantile(sorted, probability);
}

}  // namespace rekensom::fit
