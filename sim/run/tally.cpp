#include "run/tally.hpp"

#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

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

/// Below it none has a count.
std::size_t first_bin(double first, double step, std::size_t bins, double least) {
    return static_cast<std::size_t>(Bins{first, 1 / step, static_cast<double>(bins - 1), nullptr}.of(least));
}

struct Percentile {
    double share;
    double Summary::*where;
};
constexpr Percentile ascending[] = {{0.05, &Summary::p5},  {0.10, &Summary::p10}, {0.25, &Summary::p25},
                                    {0.50, &Summary::p50}, {0.75, &Summary::p75}, {0.90, &Summary::p90},
                                    {0.95, &Summary::p95}};

using ByScramble = std::array<double, chance::scramble_count>;

struct Extremes {
    double least, most;
};

/// Sums over `n` draws, a multiple of 16, into `wave`, but for `positive`. False, and nothing done, where one of them has no value.
REKENSOM_VECTOR_CLONES bool add_moments(double const* values, std::size_t n, double pivot, Sums& wave, Extremes& seen) {
    ByScramble sum = wave.sum, square = wave.square, least, most;
    least.fill(std::numeric_limits<double>::infinity());
    most.fill(-std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < n; i += chance::scramble_count)
        for (std::size_t k = 0; k < chance::scramble_count; ++k) {
            double const x = values[i + k], d = x - pivot;
            sum[k] += d;
            square[k] += d * d;
            least[k] = x < least[k] ? x : least[k];
            most[k] = x > most[k] ? x : most[k];
        }
    // A square sum becomes NaN by a NaN alone.
    if (std::ranges::any_of(square, [](double s) { return !(s == s); })) return false;
    wave.sum = sum;
    wave.square = square;
    std::size_t const of_each = n / chance::scramble_count;
    for (double& count : wave.count) count += static_cast<double>(of_each);
    seen = {*std::ranges::min_element(least), *std::ranges::max_element(most)};
    wave.least = std::min(wave.least, seen.least);
    wave.most = std::max(wave.most, seen.most);
    return true;
}

/// Sums over whole blocks. False, and nothing done, where a draw has no value.
REKENSOM_VECTOR_CLONES bool add_sums(double const* const* blocks, std::size_t n, double pivot, Sums& wave) {
    ByScramble sum = wave.sum;
    for (std::size_t b = 0; b < n; ++b) {
        double const* const values = blocks[b];
        for (std::size_t i = 0; i < block_draws; i += chance::scramble_count)
            for (std::size_t k = 0; k < chance::scramble_count; ++k) sum[k] += values[i + k] - pivot;
    }
    if (std::ranges::any_of(sum, [](double s) { return !(s == s); })) return false;
    wave.sum = sum;
    std::size_t const of_each = n * (block_draws / chance::scramble_count);
    for (double& count : wave.count) count += static_cast<double>(of_each);
    return true;
}

REKENSOM_VECTOR_CLONES double count_positive(double const* values, std::size_t n) {
    ByScramble positive{};
    for (std::size_t i = 0; i < n; i += chance::scramble_count)
        for (std::size_t k = 0; k < chance::scramble_count; ++k) positive[k] += values[i + k] > 0 ? 1.0 : 0.0;
    double all = 0;
    for (double const some : positive) all += some;
    return all;
}

/// Counts `n` draws, a multiple of 16. Where the bins of many are worked out first, and read two at a time, none waits for a store.
REKENSOM_VECTOR_CLONES void add_counts(double const* values, std::size_t n, Bins const& bins) {
    constexpr std::size_t at_once = 1024;
    constexpr int half = 32;  // of a word, by bits
    Bins const own = bins;
    alignas(64) std::array<std::int32_t, at_once> bin;
    for (std::size_t begin = 0; begin < n; begin += at_once) {
        std::size_t const some = std::min(at_once, n - begin);
        for (std::size_t k = 0; k < some; ++k) bin[k] = own.of(values[begin + k]);
        for (std::size_t k = 0; k < some; k += 4) {
            std::uint64_t first, second;
            std::memcpy(&first, &bin[k], sizeof first);
            std::memcpy(&second, &bin[k + 2], sizeof second);
            own.counts[static_cast<std::uint32_t>(first)] += 1;
            own.counts[first >> half] += 1;
            own.counts[static_cast<std::uint32_t>(second)] += 1;
            own.counts[second >> half] += 1;
        }
    }
}

/// A run's histograms are more than a core's nearer memory holds: they are asked for before the moments are summed, and come meanwhile.
/// Draws lie between a quarter and three quarters of the bins (`Tally::settle`), but for a few.
void ask_for(Bins const& bins, std::size_t draws) {
    constexpr std::size_t bins_of_line = 64 / sizeof *bins.counts;
    if (bins.per_step == 0 || draws < bins_of_line) return;  // nearly all would come for nothing
    auto const count = static_cast<std::size_t>(bins.last) + 1;
    for (std::size_t b = count / 4; b < count - count / 4; b += bins_of_line) __builtin_prefetch(bins.counts + b, 1);
}

/// Counts draws of a multiple of 16 that all have a value.
void add_counts(std::span<double const> values, Extremes const& seen, Bins const& bins) {
    // Many streams hold one number in all draws.
    if (std::int32_t const bin = bins.of(seen.least); bin == bins.of(seen.most))
        bins.counts[bin] += static_cast<std::uint32_t>(values.size());
    else
        add_counts(values.data(), values.size(), bins);
}

double count_positive(std::span<double const> values, Extremes const& seen) {
    if (seen.least > 0) return static_cast<double>(values.size());
    return seen.most > 0 ? count_positive(values.data(), values.size()) : 0;
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
    if (stream >= binned_) return;
    double const range = high - low;
    if (range > 0) {
        first_[stream] = low - 0.5 * range;
        step_[stream] = 2 * range / static_cast<double>(bins_);
    } else {
        first_[stream] = low;
        step_[stream] = 0;  // always the same, so far: a point in the first bin
    }
}

void Tally::add_one(std::size_t stream, std::size_t draw, double x, Sums& wave) const {
    double const d = x - pivot_[stream];
    std::size_t const scramble = draw % chance::scramble_count;
    wave.sum[scramble] += d;
    wave.count[scramble] += 1;
    wave.square[scramble] += d * d;
    wave.positive += x > 0 ? 1 : 0;
    wave.least = std::min(wave.least, x);
    wave.most = std::max(wave.most, x);
}

void Tally::add(std::size_t stream, std::span<double const> column, Sums& wave) {
    std::optional<Bins> bins;
    if (stream < binned_)
        bins = Bins{first_[stream], step_[stream] > 0 ? 1 / step_[stream] : 0, static_cast<double>(bins_ - 1),
                    counts_.data() + stream * bins_};
    if (bins) ask_for(*bins, column.size());
    std::span<double const> const even = column.first(column.size() - column.size() % chance::scramble_count);
    Extremes seen{};
    bool const whole = !even.empty() && add_moments(even.data(), even.size(), pivot_[stream], wave, seen);
    if (whole) {
        wave.positive += count_positive(even, seen);
        if (bins) add_counts(even, seen, *bins);
    }
    for (std::size_t i = whole ? even.size() : 0; i < column.size(); ++i) {
        double const x = column[i];
        if (!(x == x)) continue;
        add_one(stream, i, x, wave);
        if (bins) bins->counts[bins->of(x)] += 1;
    }
}

void Tally::add_plain(std::size_t stream, std::span<double const* const> blocks, Sums& wave) {
    if (add_sums(blocks.data(), blocks.size(), pivot_[stream], wave)) return;
    for (double const* block : blocks) add(stream, {block, block_draws}, wave);
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
    std::uint32_t const* const counts = counts_.data() + stream * bins_;
    double const first = first_[stream], step = step_[stream];
    if (!(step > 0)) {
        for (auto const& [share, where] : ascending) out.*where = first;
        return;
    }
    // Many bins at a time where the goal is not among them.
    constexpr std::size_t stretch = 32;
    std::uint64_t below = 0;
    std::size_t b = first_bin(first, step, bins_, sums_[stream].least);
    for (auto const& [share, where] : ascending) {
        double const goal = share * out.count;
        for (; b + stretch <= bins_; b += stretch) {
            std::uint64_t more = 0;
            for (std::size_t k = b; k < b + stretch; ++k) more += counts[k];
            if (static_cast<double>(below + more) >= goal) break;
            below += more;
        }
        while (b < bins_ && !(static_cast<double>(below + counts[b]) >= goal && counts[b] > 0)) below += counts[b++];
        out.*where = b == bins_
                         ? first + step * static_cast<double>(bins_)
                         : first + step * (static_cast<double>(b) + (goal - static_cast<double>(below)) / counts[b]);
        // A bin may reach beyond all that was seen: a share above 1, a backlog below 0.
        out.*where = std::max(sums_[stream].least, std::min(sums_[stream].most, out.*where));
    }
}

namespace {

Summary mean_alone(Summary const& moments) {
    Summary out;
    out.count = moments.count;
    out.mean = moments.mean;
    out.se = moments.se;
    for (double Summary::*const unknown :
         {&Summary::sd, &Summary::p5, &Summary::p10, &Summary::p25, &Summary::p50, &Summary::p75, &Summary::p90,
          &Summary::p95, &Summary::p_positive, &Summary::mean_below_p10})
        out.*unknown = std::nan("");
    return out;
}

}  // namespace

Summary Tally::summary(std::size_t stream, chance::Sampling sampling) const {
    Summary out = moments(stream, sampling);
    if (out.count == 0) return out;
    if (stream >= binned_) return mean_alone(out);
    percentiles(stream, out);
    if (!(step_[stream] > 0)) {
        out.mean_below_p10 = out.mean;
        return out;
    }
    std::uint32_t const* const counts = counts_.data() + stream * bins_;
    double const goal = 0.1 * out.count;
    double below = 0, sum = 0;
    for (std::size_t b = first_bin(first_[stream], step_[stream], bins_, sums_[stream].least);
         b < bins_ && below < goal; ++b) {
        double const take = std::min<double>(counts[b], goal - below);
        sum += take * (first_[stream] + step_[stream] * (static_cast<double>(b) + 0.5));
        below += take;
    }
    out.mean_below_p10 = std::max(sums_[stream].least, sum / goal);
    return out;
}

Summary Tally::exact_summary(std::size_t stream, chance::Sampling sampling, OrderStatistics& values) const {
    Summary out = moments(stream, sampling);
    if (values.size() == 0) return out;
    for (auto const& [share, where] : ascending) out.*where = values.percentile(share);
    out.mean_below_p10 = values.mean_of_least(std::max<std::size_t>(1, values.size() / 10));
    return out;
}

}  // namespace rekensom::run
