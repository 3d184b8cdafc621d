#pragma once

#include "rekensom/base/lanes.hpp"
#include "rekensom/queue/week_table.hpp"

#include <algorithm>
#include <cstddef>

// What the nodes of a WeekTable's axis weigh at a place, by draw. Compiled for every instruction set.

namespace rekensom::queue {
inline namespace REKENSOM_ISA {
namespace detail {

/// Four doubles, and eight where a register holds them: added and multiplied in the same order by any instruction set.
using Four [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;
#ifdef __AVX512F__
using Eight [[gnu::vector_size(64), gnu::aligned(8), gnu::may_alias]] = double;
using Wide = Eight;
#else
using Wide = Four;
#endif
using Two [[gnu::vector_size(16), gnu::aligned(8), gnu::may_alias]] = double;
inline constexpr std::size_t wide = sizeof(Wide) / sizeof(double);

[[gnu::always_inline]] inline Four& four(double* at) { return *reinterpret_cast<Four*>(at); }
[[gnu::always_inline]] inline Four const& four(double const* at) { return *reinterpret_cast<Four const*>(at); }

/// The values at x of Lagrange's polynomials of an axis.
struct Weights {
    alignas(64) double at[WeekNodes::most][lane_count];
};

/// \param outside  becomes 1 where x is not within the axis
inline void lagrange(WeekNodes const& nodes, double const* x, Weights& weights, double* outside) {
    std::size_t const count = nodes.count;
    if (count == 1) {
        for (std::size_t i = 0; i < lane_count; ++i) weights.at[0][i] = 1;
        return;
    }
    double const least = nodes.least, greatest = nodes.greatest, slack = 1e-9 * (greatest - least);
    alignas(64) double y[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) {
        y[i] = x[i] < least ? least : (x[i] > greatest ? greatest : x[i]);
        outside[i] = x[i] < least - slack ? 1 : (x[i] > greatest + slack ? 1 : outside[i]);
    }
    // A weight stays in a register until it is done: through memory each factor would wait for the one before.
    for (std::size_t i = 0; i < lane_count; i += wide) {
        Wide factor[WeekNodes::most];
        for (std::size_t m = 0; m < count; ++m) factor[m] = *reinterpret_cast<Wide const*>(y + i) - nodes.at[m];
        for (std::size_t k = 0; k < std::max(nodes.padded, count); ++k) {
            Wide weight = Wide{} + nodes.scale[k];
            for (std::size_t m = 0; m < std::min(k, count); ++m) weight *= factor[m];
            for (std::size_t m = k + 1; m < count; ++m) weight *= factor[m];
            *reinterpret_cast<Wide*>(weights.at[k] + i) = weight;
        }
    }
}

/// The first one, four or eight weights of each lane side by side.
inline void by_lane(Weights const& weights, std::size_t padded, double (*lanes)[8]) {
    if (padded == 1)
        for (std::size_t i = 0; i < lane_count; ++i) lanes[i][0] = weights.at[0][i];
    for (std::size_t k = 0; k + 4 <= padded; k += 4)
        for (std::size_t i = 0; i < lane_count; i += 4) {
            Four const a = four(weights.at[k] + i), b = four(weights.at[k + 1] + i);
            Four const c = four(weights.at[k + 2] + i), d = four(weights.at[k + 3] + i);
            Four const ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6),
                       ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
            Four const cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6),
                       cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
            four(lanes[i] + k) = __builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5);
            four(lanes[i + 1] + k) = __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5);
            four(lanes[i + 2] + k) = __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7);
            four(lanes[i + 3] + k) = __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7);
        }
}

}  // namespace detail
}  // namespace REKENSOM_ISA
}  // namespace rekensom::queue
