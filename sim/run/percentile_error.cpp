#include "run/percentile_error.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace rekensom::run {
namespace {

// 97.5th percentiles: Student's t with 15 degrees of freedom (16 scrambles), and the normal distribution.
constexpr double t15 = 2.131450, z = 1.959964;

double at(std::span<double const> sorted, double share) {
    double const place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    auto const k = static_cast<std::size_t>(place);
    double const upper = sorted[std::min(k + 1, sorted.size() - 1)];
    return sorted[k] == upper ? upper : sorted[k] + (place - static_cast<double>(k)) * (upper - sorted[k]);
}

/// Standard error of the share of draws below x, from how it differs between scrambles. Of draws at x half counts.
double error_of_share(std::span<double const> values, double x) {
    std::array<double, chance::scramble_count> below{}, count{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(values[i] == values[i])) continue;
        count[i % chance::scramble_count] += 1;
        below[i % chance::scramble_count] += values[i] < x ? 1 : values[i] == x ? 0.5 : 0;
    }
    double used = 0, mean = 0, square = 0;
    for (std::size_t k = 0; k < count.size(); ++k) {
        if (count[k] == 0) continue;
        double const share = below[k] / count[k], d = share - mean;
        used += 1;
        mean += d / used;
        square += d * (share - mean);
    }
    return used > 1 ? std::sqrt(square / (used - 1) / used) : std::sqrt(mean * (1 - mean));
}

}  // namespace

void add_percentile_errors(Summary& summary, chance::Sampling sampling, std::span<double const> values,
                           std::span<double const> sorted) {
    struct Wanted {
        double share;
        double Summary::*where;
    };
    static constexpr Wanted wanted[] = {{0.1, &Summary::p10_se}, {0.5, &Summary::p50_se}, {0.9, &Summary::p90_se}};
    if (sorted.size() < 2) return;
    auto const n = static_cast<double>(sorted.size());
    double const shrunk = std::sqrt(std::min(1.0, n / std::max(1.0, summary.count)));
    bool const scrambled = sampling == chance::Sampling::sobol;
    double const wide = scrambled ? t15 : z;
    for (auto const& [share, where] : wanted) {
        double const error = scrambled ? error_of_share(values, at(sorted, share)) : std::sqrt(share * (1 - share) / n);
        // Where all scrambles agree, what is left is the distance between two draws.
        double const reach = wide * std::max(error, 0.5 / n);
        summary.*where = shrunk * (at(sorted, share + reach) - at(sorted, share - reach)) / (2 * wide);
    }
}

}  // namespace rekensom::run
