#include "run/tally.hpp"

#include "rekensom/base/vector_clones.hpp"

#include <boost/sort/pdqsort/pdqsort.hpp>

#include <algorithm>
#include <cmath>

namespace rekensom::run {

namespace {

/// An even histogram.
struct Bins {
    double first, per_step, last;
    std::uint32_t* counts;

    [[nodiscard]] std::int32_t of(double x) const {
        return static_cast<std::int32_t>(std::min(std::max((x - first) * per_step, 0.0), last));
    }
};

using ByScramble = std::array<double, chance::scramble_count>;

/// 64 draws at once. False, and nothing done, where one of them has no value.
REKENSOM_VECTOR_CLONES bool add_full(double const* values, double pivot, Bins const& bins, Sums& wave) {
    ByScramble sum = wave.sum, square = wave.square, least, most;
    std::array<std::int32_t, chance::scramble_count> positive{}, missing{};
    least.fill(std::numeric_limits<double>::infinity());
    most.fill(-std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < block_draws; i += chance::scramble_count)
        for (std::size_t k = 0; k < chance::scramble_count; ++k) {
            double const x = values[i + k], d = x - pivot;
            sum[k] += d;
            square[k] += d * d;
            least[k] = x < least[k] ? x : least[k];
            most[k] = x > most[k] ? x : most[k];
            positive[k] += x > 0 ? 1 : 0;
            missing[k] += x == x ? 0 : 1;
        }
    if (std::ranges::any_of(missing, [](std::int32_t n) { return n > 0; })) return false;
    wave.sum = sum;
    wave.square = square;
    constexpr std::size_t draws_each = block_draws / chance::scramble_count;
    for (double& count : wave.count) count += draws_each;
    for (std::int32_t const n : positive) wave.positive += n;
    double const low = *std::ranges::min_element(least), high = *std::ranges::max_element(most);
    wave.least = std::min(wave.least, low);
    wave.most = std::max(wave.most, high);
    // Many streams hold one number in all draws.
    if (std::int32_t const bin = bins.of(low); bin == bins.of(high)) {
        bins.counts[bin] += block_draws;
        return true;
    }
    std::array<std::int32_t, block_draws> bin;
    for (std::size_t i = 0; i < block_draws; ++i) bin[i] = bins.of(values[i]);
    for (std::int32_t const k : bin) bins.counts[k] += 1;
    return true;
}

}  // namespace

void Sums::add(Sums const& other) {
    for (std::size_t k = 0; k < sum.size(); ++k) {
        sum[k] += other.sum[k];
        count[k] += other.count[k];
        square[k] += other.square[k];
    }
    positive += other.positive;
    least = std::min(least, other.least);
    most = std::max(most, other.most);
}

void Tally::settle(std::size_t stream, std::span<double const> values) {
    double low = std::numeric_limits<double>::infinity(), high = -low, total = 0, count = 0;
    for (double x : values) {
        if (!std::isfinite(x)) continue;
        low = std::min(low, x);
        high = std::max(high, x);
        total += x;
        count += 1;
    }
    if (count == 0) low = high = 0;
    pivot_[stream] = count > 0 ? total / count : 0;
    double const range = high - low;
    if (range > 0) {
        first_[stream] = low - 0.5 * range;
        step_[stream] = 2 * range / static_cast<double>(bins_);
    } else {
        first_[stream] = low;
        step_[stream] = 0;  // always the same, so far: a point in the first bin
    }
}

void Tally::add(std::size_t stream, std::span<double const> column, Sums& wave) {
    Bins const bins{first_[stream], step_[stream] > 0 ? 1 / step_[stream] : 0, static_cast<double>(bins_ - 1),
                    counts_.data() + stream * bins_};
    if (column.size() == block_draws && add_full(column.data(), pivot_[stream], bins, wave)) return;
    for (std::size_t i = 0; i < column.size(); ++i) {
        double const x = column[i];
        if (!(x == x)) continue;
        double const d = x - pivot_[stream];
        std::size_t const scramble = i % chance::scramble_count;
        wave.sum[scramble] += d;
        wave.count[scramble] += 1;
        wave.square[scramble] += d * d;
        wave.positive += x > 0 ? 1 : 0;
        wave.least = std::min(wave.least, x);
        wave.most = std::max(wave.most, x);
        bins.counts[bins.of(x)] += 1;
    }
}

Summary Tally::moments(std::size_t stream, chance::Sampling sampling) const {
    Sums const& sums = sums_[stream];
    Summary out;
    double total = 0, squares = 0;
    for (std::size_t k = 0; k < sums.sum.size(); ++k) {
        total += sums.sum[k];
        squares += sums.square[k];
        out.count += sums.count[k];
    }
    if (out.count == 0) {
        double const nothing = std::nan("");
        out.mean = out.sd = out.se = out.p5 = out.p10 = out.p25 = out.p50 = out.p75 = out.p90 = out.p95 =
            out.mean_below_p10 = nothing;
        return out;
    }
    double const shift = total / out.count;
    out.mean = pivot_[stream] + shift;
    if (out.count > 1) out.sd = std::sqrt(std::max(0.0, (squares - shift * total) / (out.count - 1)));
    out.p_positive = sums.positive / out.count;
    if (sampling == chance::Sampling::random) {
        out.se = out.sd / std::sqrt(out.count);
    } else {
        // The 16 scrambles are independent: the spread of their means, never s / sqrt(n).
        double used = 0, mean = 0, square = 0;
        for (std::size_t k = 0; k < sums.sum.size(); ++k) {
            if (sums.count[k] == 0) continue;
            double const m = sums.sum[k] / sums.count[k];
            used += 1;
            double const d = m - mean;
            mean += d / used;
            square += d * (m - mean);
        }
        out.se = used > 1 ? std::sqrt(square / (used - 1) / used) : out.sd / std::sqrt(out.count);
    }
    return out;
}

/// All of them in one pass over the histogram.
void Tally::percentiles(std::size_t stream, Summary& out) const {
    struct Wanted {
        double share;
        double Summary::*where;
    };
    static constexpr Wanted ascending[] = {{0.05, &Summary::p5},  {0.10, &Summary::p10}, {0.25, &Summary::p25},
                                           {0.50, &Summary::p50}, {0.75, &Summary::p75}, {0.90, &Summary::p90},
                                           {0.95, &Summary::p95}};
    std::uint32_t const* const counts = counts_.data() + stream * bins_;
    double const first = first_[stream], step = step_[stream];
    if (!(step > 0)) {
        for (auto const& [share, where] : ascending) out.*where = first;
        return;
    }
    std::uint64_t total = 0;
    for (std::size_t b = 0; b < bins_; ++b) total += counts[b];
    std::uint64_t below = 0;
    std::size_t b = 0;
    for (auto const& [share, where] : ascending) {
        double const goal = share * static_cast<double>(total);
        while (b < bins_ && !(static_cast<double>(below + counts[b]) >= goal && counts[b] > 0)) below += counts[b++];
        out.*where = b == bins_
                         ? first + step * static_cast<double>(bins_)
                         : first + step * (static_cast<double>(b) + (goal - static_cast<double>(below)) / counts[b]);
        // A bin may reach beyond all that was seen: a share above 1, a backlog below 0.
        out.*where = std::max(sums_[stream].least, std::min(sums_[stream].most, out.*where));
    }
}

Summary Tally::summary(std::size_t stream, chance::Sampling sampling) const {
    Summary out = moments(stream, sampling);
    if (out.count == 0) return out;
    percentiles(stream, out);
    if (!(step_[stream] > 0)) {
        out.mean_below_p10 = out.mean;
        return out;
    }
    std::uint32_t const* const counts = counts_.data() + stream * bins_;
    double const goal = 0.1 * out.count;
    double below = 0, sum = 0;
    for (std::size_t b = 0; b < bins_ && below < goal; ++b) {
        double const take = std::min<double>(counts[b], goal - below);
        sum += take * (first_[stream] + step_[stream] * (static_cast<double>(b) + 0.5));
        below += take;
    }
    out.mean_below_p10 = std::max(sums_[stream].least, sum / goal);
    return out;
}

Summary Tally::exact_summary(std::size_t stream, chance::Sampling sampling, std::vector<double>& values) const {
    Summary out = moments(stream, sampling);
    std::erase_if(values, [](double x) { return !(x == x); });
    if (values.empty()) return out;
    boost::sort::pdqsort_branchless(values.begin(), values.end());
    auto const at = [&](double share) {
        double const place = share * static_cast<double>(values.size() - 1);
        auto const k = static_cast<std::size_t>(place);
        double const upper = values[std::min(k + 1, values.size() - 1)];
        return values[k] == upper ? upper : values[k] + (place - static_cast<double>(k)) * (upper - values[k]);
    };
    out.p5 = at(0.05), out.p10 = at(0.10), out.p25 = at(0.25), out.p50 = at(0.50), out.p75 = at(0.75),
    out.p90 = at(0.90), out.p95 = at(0.95);
    std::size_t const tail = std::max<std::size_t>(1, values.size() / 10);
    double sum = 0;
    for (std::size_t i = 0; i < tail; ++i) sum += values[i];
    out.mean_below_p10 = sum / static_cast<double>(tail);
    return out;
}

}  // namespace rekensom::run
