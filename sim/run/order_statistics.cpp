#include "run/order_statistics.hpp"

#include "rekensom/base/vector_clones.hpp"

#include <boost/sort/pdqsort/pdqsort.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace rekensom::run {
namespace {

// As many as can be written to by turns while all their ends stay in the nearest memory.
constexpr std::size_t buckets = 256, sampled = 128;

struct Extent {
    double least, most;
    bool whole;  ///< each has a value
};

REKENSOM_VECTOR_CLONES Extent extent_of(double const* values, std::size_t n) {
    constexpr std::size_t lanes = 16;
    std::array<double, lanes> least, most, missing{};
    least.fill(HUGE_VAL), most.fill(-HUGE_VAL);
    auto const see = [&](std::size_t k, double x) {
        least[k] = x < least[k] ? x : least[k];
        most[k] = x > most[k] ? x : most[k];
        missing[k] += x == x ? 0.0 : 1.0;
    };
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::size_t k = 0; k < lanes; ++k) see(k, values[i + k]);
    for (; i < n; ++i) see(0, values[i]);
    return {*std::ranges::min_element(least), *std::ranges::max_element(most), *std::ranges::max_element(missing) == 0};
}

REKENSOM_VECTOR_CLONES void bucket_each(double const* values, std::size_t n, double low, double per_step,
                                        std::int32_t* bucket) {
    constexpr double last = buckets - 1;
    for (std::size_t i = 0; i < n; ++i)
        bucket[i] = static_cast<std::int32_t>(std::min(std::max((values[i] - low) * per_step, 0.0), last));
}

/// Where most of the numbers lie. A few far away would else leave all others in one bucket.
Extent bulk_of(std::span<double const> values) {
    // An odd stride: each 2^k-th of Sobol' points lies in one corner.
    std::size_t const stride = ((values.size() / sampled) - 1) | 1;
    std::array<double, sampled> sample;
    for (std::size_t i = 0; i < sampled; ++i) sample[i] = values[i * stride];
    boost::sort::pdqsort_branchless(sample.begin(), sample.end());
    return {sample[2], sample[sampled - 3], true};
}

}  // namespace

OrderStatistics::OrderStatistics(std::span<double const> values) {
    Extent all = extent_of(values.data(), values.size());
    std::vector<double> valued;
    if (!all.whole) {
        valued.reserve(values.size());
        std::ranges::copy_if(values, std::back_inserter(valued), [](double x) { return x == x; });
        values = valued;
    }
    if (all.least < all.most && values.size() >= 4 * sampled) {
        Extent const bulk = bulk_of(values);
        if (bulk.least < bulk.most) all = bulk;
        double const range = all.most - all.least, per_step = buckets / range;
        if (std::isfinite(range) && std::isfinite(per_step)) {
            fill_buckets(values, all.least, per_step);
            return;
        }
    }
    values_.assign(values.begin(), values.end());
    first_ = {0, values_.size()};
    constant_ = !(all.least < all.most);
    sorted_.assign(1, constant_ ? 1 : 0);
}

void OrderStatistics::fill_buckets(std::span<double const> values, double low, double per_step) {
    std::vector<std::int32_t> bucket(values.size());
    bucket_each(values.data(), values.size(), low, per_step, bucket.data());
    first_.assign(buckets + 1, 0);
    for (std::int32_t const b : bucket) first_[static_cast<std::size_t>(b) + 1] += 1;
    for (std::size_t b = 0; b < buckets; ++b) first_[b + 1] += first_[b];
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    values_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) values_[next[static_cast<std::size_t>(bucket[i])]++] = values[i];
    sorted_.assign(buckets, 0);
}

double OrderStatistics::at_rank(std::size_t rank) {
    auto const after = std::upper_bound(first_.begin(), first_.end(), rank);
    auto const b = static_cast<std::size_t>(after - first_.begin()) - 1;
    if (sorted_[b] == 0) {
        auto const place = [&](std::size_t at) { return values_.begin() + static_cast<std::ptrdiff_t>(at); };
        boost::sort::pdqsort_branchless(place(first_[b]), place(first_[b + 1]));
        sorted_[b] = 1;
    }
    return values_[rank];
}

double OrderStatistics::percentile(double share) {
    double const place = share * static_cast<double>(size() - 1);
    auto const k = static_cast<std::size_t>(place);
    double const lower = at_rank(k), upper = at_rank(std::min(k + 1, size() - 1));
    return lower == upper ? upper : lower + (place - static_cast<double>(k)) * (upper - lower);
}

double OrderStatistics::mean_of_least(std::size_t count) {
    // Sorts the bucket that the last of them shares with others.
    (void)at_rank(count - 1);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += values_[i];
    return sum / static_cast<double>(count);
}

}  // namespace rekensom::run
