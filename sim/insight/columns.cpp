#include "rekensom/insight/columns.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace rekensom::insight {

namespace {

double plain_mean(Draws column) {
    return std::accumulate(column.begin(), column.end(), 0.0) / static_cast<double>(column.size());
}

}  // namespace

double variance(Draws column) {
    if (column.size() < 2) return 0;
    double const mean = plain_mean(column);
    double sum = 0;
    for (double const x : column) sum += (x - mean) * (x - mean);
    return sum / static_cast<double>(column.size() - 1);
}

Estimate mean_of(Draws column, chance::Sampling sampling) {
    REKENSOM_EXPECT(!column.empty());
    double const mean = plain_mean(column);
    constexpr std::size_t scrambles = chance::scramble_count;
    if (sampling == chance::Sampling::random || column.size() < 2 * scrambles)
        return {mean, std::sqrt(variance(column) / static_cast<double>(column.size()))};
    std::array<double, scrambles> means{};
    for (std::size_t s = 0; s < scrambles; ++s) {
        double sum = 0, count = 0;
        for (std::size_t i = s; i < column.size(); i += scrambles) sum += column[i], ++count;
        means[s] = sum / count;
    }
    return {mean, std::sqrt(variance(means) / scrambles)};
}

std::vector<double> ranks(Draws column) {
    std::vector<std::size_t> order(column.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return column[a] < column[b] || (column[a] == column[b] && a < b); });
    std::vector<double> rank(column.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first + 1;
        while (last < order.size() && column[order[last]] == column[order[first]]) ++last;
        double const shared = 0.5 * static_cast<double>(first + 1 + last);
        for (std::size_t i = first; i < last; ++i) rank[order[i]] = shared;
        first = last;
    }
    return rank;
}

double correlation(Draws a, Draws b) {
    REKENSOM_EXPECT(a.size() == b.size() && !a.empty());
    double const mean_a = plain_mean(a), mean_b = plain_mean(b);
    double aa = 0, ab = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        double const da = a[i] - mean_a, db = b[i] - mean_b;
        aa += da * da, ab += da * db, bb += db * db;
    }
    if (!(aa > 0 && bb > 0)) return 0;
    return ab / std::sqrt(aa * bb);
}

}  // namespace rekensom::insight
