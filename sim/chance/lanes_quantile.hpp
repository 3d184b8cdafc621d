#pragma once

#include "rekensom/base/lane_math.hpp"
#include "rekensom/chance/quantile_table.hpp"

#include <cstdint>

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

namespace detail {

/// Value and slope of two knots that lie side by side.
using FourKnots [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

/// Cubic Hermite splines at 64 places, each lane in its own table. Each lane's four numbers lie side by side and are fetched
/// at once, where registers hold four, and those of four lanes turned into columns: cheaper than gathers; all arithmetic is in lanes.
/// \param table  by lane; none: the first for all
inline void spline(double const* knots, std::int32_t const* table, double const* s, double* y) {
    alignas(64) double fraction[block_draws];
    alignas(64) std::int32_t cell[block_draws];
    alignas(64) double at[4][block_draws];
    constexpr double last = static_cast<double>(table_knots - 1) - 1e-9;
    for (std::size_t i = 0; i < block_draws; ++i) {
        double x = (s[i] + table_reach) * knots_per_score;
        x = x > 0 ? x : 0;
        x = x < last ? x : last;
        cell[i] = static_cast<std::int32_t>(x);
        fraction[i] = x - static_cast<double>(cell[i]);
    }
    if (table != nullptr) {
        for (std::size_t i = 0; i < block_draws; ++i) cell[i] += table[i] * static_cast<std::int32_t>(table_knots);
    }
#ifdef __AVX__
    for (std::size_t i = 0; i < block_draws; i += 4) {
        FourKnots const a = *reinterpret_cast<FourKnots const*>(knots + 2 * cell[i]);
        FourKnots const b = *reinterpret_cast<FourKnots const*>(knots + 2 * cell[i + 1]);
        FourKnots const c = *reinterpret_cast<FourKnots const*>(knots + 2 * cell[i + 2]);
        FourKnots const d = *reinterpret_cast<FourKnots const*>(knots + 2 * cell[i + 3]);
        FourKnots const values_ab = __builtin_shufflevector(a, b, 0, 4, 2, 6);
        FourKnots const slopes_ab = __builtin_shufflevector(a, b, 1, 5, 3, 7);
        FourKnots const values_cd = __builtin_shufflevector(c, d, 0, 4, 2, 6);
        FourKnots const slopes_cd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
        *reinterpret_cast<FourKnots*>(at[0] + i) = __builtin_shufflevector(values_ab, values_cd, 0, 1, 4, 5);
        *reinterpret_cast<FourKnots*>(at[1] + i) = __builtin_shufflevector(slopes_ab, slopes_cd, 0, 1, 4, 5);
        *reinterpret_cast<FourKnots*>(at[2] + i) = __builtin_shufflevector(values_ab, values_cd, 2, 3, 6, 7);
        *reinterpret_cast<FourKnots*>(at[3] + i) = __builtin_shufflevector(slopes_ab, slopes_cd, 2, 3, 6, 7);
    }
#else
    for (std::size_t i = 0; i < block_draws; ++i) {
        double const* const k = knots + 2 * cell[i];
        at[0][i] = k[0];
        at[1][i] = k[1];
        at[2][i] = k[2];
        at[3][i] = k[3];
    }
#endif
    for (std::size_t i = 0; i < block_draws; ++i) {
        double const t = fraction[i];
        double const rise = at[2][i] - at[0][i];
        double const twist = at[1][i] + at[3][i] - 2 * rise;
        y[i] = at[0][i] + t * (at[1][i] + t * ((rise - at[1][i] - twist) + t * twist));
    }
}

inline void spline(double const* knots, double const* s, double* y) { spline(knots, nullptr, s, y); }

/// Values by their thresholds: how many lie below s.
inline void steps(QuantileView const& view, double const* s, double* x) {
    if (view.size <= 32) {
        for (std::size_t i = 0; i < block_draws; ++i) x[i] = view.values[0];
        for (std::size_t k = 0; k + 1 < view.size; ++k) {
            double const threshold = view.thresholds[k];
            double const value = view.values[k + 1];
            for (std::size_t i = 0; i < block_draws; ++i) x[i] = s[i] > threshold ? value : x[i];
        }
        return;
    }
    for (std::size_t i = 0; i < block_draws; ++i) {
        std::size_t low = 0;
        std::size_t length = view.size - 1;
        while (length > 0) {
            std::size_t const half = length / 2;
            bool const beyond = s[i] > view.thresholds[low + half];
            low = beyond ? low + half + 1 : low;
            length = beyond ? length - half - 1 : half;
        }
        x[i] = view.values[low];
    }
}

}  // namespace detail

/// The marginal's numbers at 64 normal scores. \param z, x  64 numbers each, not the same ones
inline void quantiles(QuantileView const& view, double const* z, double* x) {
    alignas(64) double s[block_draws];
    for (std::size_t i = 0; i < block_draws; ++i) s[i] = view.sign * z[i];
    switch (view.kind) {
        case QuantileView::Kind::constant:
            for (std::size_t i = 0; i < block_draws; ++i) x[i] = view.offset;
            return;
        case QuantileView::Kind::line:
            for (std::size_t i = 0; i < block_draws; ++i) x[i] = view.location + view.scale * s[i];
            break;
        case QuantileView::Kind::triangle: {
            double const top = view.location;
            for (std::size_t i = 0; i < block_draws; ++i) {
                double const near = lane::normal_cdf(-lane::magnitude(s[i]));
                double const below = s[i] < 0 ? near : 1 - near;
                double const above = s[i] < 0 ? 1 - near : near;
                double const rising = __builtin_sqrt(below * top);
                double const falling = 1 - __builtin_sqrt(above * (1 - top));
                x[i] = below < top ? rising : falling;
            }
            break;
        }
        case QuantileView::Kind::spline: detail::spline(view.knots, s, x); break;
        case QuantileView::Kind::steps: detail::steps(view, s, x); break;
        case QuantileView::Kind::order_statistics: {
            auto const n = static_cast<double>(view.size);
            for (std::size_t i = 0; i < block_draws; ++i) {
                double const place = lane::normal_cdf(s[i]) * n;
                double const last = n - 1;
                x[i] = view.values[static_cast<std::int64_t>(place < last ? place : last)];
            }
            break;
        }
    }
    if (view.outer == QuantileView::Outer::exponential) {
        for (std::size_t i = 0; i < block_draws; ++i) x[i] = lane::exp(x[i]);
    } else if (view.outer == QuantileView::Outer::logistic) {
        for (std::size_t i = 0; i < block_draws; ++i) x[i] = 1 / (1 + lane::exp(-x[i]));
    }
    for (std::size_t i = 0; i < block_draws; ++i) {
        double y = view.offset + view.factor * x[i];
        y = y > view.lowest ? y : view.lowest;
        x[i] = y < view.highest ? y : view.highest;
    }
}

[[nodiscard]] inline BlockColumn quantiles(QuantileView const& view, BlockColumn const& z) {
    BlockColumn x;
    quantiles(view, z.data(), x.data());
    return x;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
