#include "run/percentile_error.hpp"

#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace rekensom::run {
namespace {

// 97.5th percentiles: Student's t with 15 degrees of freedom (16 scrambles), and the normal distribution.
constexpr double t15 = 2.131450, z = 1.959964;

using ByScramble = std::array<double, chance::scramble_count>;
using Wanted = std::array<double, 3>;

/// How many draws have a value, and how many of them lie below each of three numbers; of draws at it half counts.
struct Below {
    ByScramble count{};
    std::array<ByScramble, 3> below{};

    void see(std::size_t k, double value, Wanted const& x) {
        count[k] += value == value ? 1.0 : 0.0;
        for (std::size_t w = 0; w < x.size(); ++w)
            below[w][k] += (value < x[w] ? 0.5 : 0.0) + (value <= x[w] ? 0.5 : 0.0);
    }
};

REKENSOM_VECTOR_CLONES void count_below(double const* values, std::size_t n, Wanted const& wanted, Below& out) {
    Below found;
    Wanted const x = wanted;
    std::size_t i = 0;
    for (; i + chance::scramble_count <= n; i += chance::scramble_count)
        for (std::size_t k = 0; k < chance::scramble_count; ++k) found.see(k, values[i + k], x);
    for (std::size_t k = 0; i + k < n; ++k) found.see(k, values[i + k], x);
    out = found;
}

/// Standard error of a share of draws, from how it differs between scrambles.
double error_of_share(ByScramble const& below, ByScramble const& count) {
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
                           OrderStatistics& ordered) {
    static constexpr Wanted shares{0.1, 0.5, 0.9};
    static constexpr std::array where{&Summary::p10_se, &Summary::p50_se, &Summary::p90_se};
    if (ordered.size() < 2) return;
    auto const n = static_cast<double>(ordered.size());
    double const shrunk = std::sqrt(std::min(1.0, n / std::max(1.0, summary.count)));
    bool const scrambled = sampling == chance::Sampling::sobol;
    double const wide = scrambled ? t15 : z;
    auto const at = [&](double share) { return ordered.percentile(std::clamp(share, 0.0, 1.0)); };
    // Of one number throughout nothing is in doubt.
    if (ordered.constant()) {
        for (auto const error : where) summary.*error = 0;
        return;
    }
    Below draws;
    if (scrambled) count_below(values.data(), values.size(), {at(shares[0]), at(shares[1]), at(shares[2])}, draws);
    for (std::size_t w = 0; w < shares.size(); ++w) {
        double const share = shares[w];
        double const error =
            scrambled ? error_of_share(draws.below[w], draws.count) : std::sqrt(share * (1 - share) / n);
        // Where all scrambles agree, what is left is the distance between two draws.
        double const reach = wide * std::max(error, 0.5 / n);
        summary.*where[w] = shrunk * (at(share + reach) - at(share - reach)) / (2 * wide);
    }
}

}  // namespace rekensom::run
