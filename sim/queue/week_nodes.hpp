#pragma once

#include "rekensom/queue/week_table.hpp"

#include <cmath>
#include <cstddef>

namespace rekensom::queue {

/// For 0 <= x <= pi, the same bytes everywhere: the series at a quarter of it, doubled twice.
inline double cosine(double x) {
    double const square = x * x / 16;
    double term = 1, sum = 1;
    for (int k = 1; k < 12; ++k) {
        term *= -square / ((2 * k - 1) * (2 * k));
        sum += term;
    }
    for (int i = 0; i < 2; ++i) sum = 2 * sum * sum - 1;
    return sum;
}

/// Chebyshev's points over [least, greatest]: the polynomial through them is nearly the best there is.
inline WeekNodes chebyshev_nodes(double least, double greatest, std::size_t count) {
    WeekNodes nodes;
    nodes.least = least;
    nodes.greatest = greatest;
    nodes.count = count;
    nodes.padded = count == 1 ? 1 : count <= 4 ? 4 : 8;
    double const middle = 0.5 * (least + greatest), half = 0.5 * (greatest - least);
    constexpr double pi = 3.14159265358979323846;
    for (std::size_t k = 0; k < count; ++k) {
        double const angle = (static_cast<double>(k) + 0.5) / static_cast<double>(count) * pi;
        nodes.at[k] = count == 1 ? middle : middle - half * cosine(angle);
    }
    for (std::size_t k = 0; k < count; ++k) {
        double product = 1;
        for (std::size_t m = 0; m < count; ++m) product *= m == k ? 1 : nodes.at[k] - nodes.at[m];
        nodes.scale[k] = 1 / product;
    }
    return nodes;
}

}  // namespace rekensom::queue
