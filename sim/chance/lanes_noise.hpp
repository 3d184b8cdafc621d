#pragma once

#include "rekensom/base/lane_math.hpp"
#include "rekensom/chance/noise.hpp"

#include "lanes_counter.hpp"
#include "lanes_quantile.hpp"

#include <cstdint>

// A month's noise for the 64 draws of a block.

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

namespace detail {

/// sin(2 pi t) for |t| <= 1/8; own fit.
[[gnu::always_inline]] inline double sin_turn(double t) {
    double const s = t * t;
    double const high = 42.05868502016089405 + s * (-15.09380420998711351 + s * 3.780868959302295518);
    return t * (6.283185307179586457 +
                s * (-41.34170224039963621 + s * (81.60524927594803521 + s * (-76.70585970427455065 + s * high))));
}

/// cos(2 pi t) for |t| <= 1/8; own fit.
[[gnu::always_inline]] inline double cos_turn(double t) {
    double const s = t * t;
    double const high =
        60.24464132886729332 + s * (-26.42625090862213596 + s * (7.903091687751697636 + s * -1.696849470291882681));
    return 1 + s * (-19.73920880217871699 + s * (64.93939402266795753 + s * (-85.45681720652271249 + s * high)));
}

/// Two normal numbers from two in (0, 1). Source: Box & Muller (1958). Half the time of two inverse normals; its loss, that a
/// number is not monotone in one uniform, does no harm to noise.
[[gnu::always_inline]] inline void normal_pair(double u, double v, double& first, double& second) {
    double const radius = __builtin_sqrt(-2 * lane::log(u));
    double const shifted = 4 * v + lane::round_magic;
    double const t = v - 0.25 * (shifted - lane::round_magic);
    std::uint64_t const quarter = lane::bits_of(shifted) & 3U;
    std::uint64_t const swap = 0 - (quarter & 1U);
    std::uint64_t const s = lane::bits_of(sin_turn(t));
    std::uint64_t const c = lane::bits_of(cos_turn(t));
    std::uint64_t const cosine = ((c & ~swap) | (s & swap)) ^ (((quarter + 1) & 2U) << 62);
    std::uint64_t const sine = ((s & ~swap) | (c & swap)) ^ ((quarter & 2U) << 62);
    first = radius * lane::from_bits(cosine);
    second = radius * lane::from_bits(sine);
}

}  // namespace detail

/// Standard normal numbers of the draws first_draw …, first_draw + 63 in a month: `noise_score`.
inline void noise_scores(std::uint64_t seed, std::uint64_t key, std::uint64_t first_draw, std::uint32_t month,
                         double* z) {
    constexpr std::size_t half = block_draws / 2;
    alignas(64) double u[block_draws];
    uniforms(seed, key, first_draw, month, u);
    for (std::size_t i = 0; i < half; ++i) detail::normal_pair(u[i], u[half + i], z[i], z[half + i]);
}

/// What a month's score keeps of the month before, and what is new, for rank correlations of `persistence`, [-1, 1].
inline void persistence_weights(double const* persistence, double* kept, double* fresh) {
    for (std::size_t i = 0; i < block_draws; ++i) {
        double const phi = 2 * detail::sin_turn(persistence[i] * (1.0 / 12));
        kept[i] = phi;
        fresh[i] = __builtin_sqrt(phi < 1 && phi > -1 ? 1 - phi * phi : 0);
    }
}

/// The gamma's numbers of mean 1 at 64 normal scores. \param cv  by lane; not read where the bank has one cv
inline void gammas(GammaView const& bank, double const* cv, double const* z, double* x) {
    if (bank.tables == 1) {
        detail::spline(bank.knots, z, x);
    } else {
        alignas(64) double weight[block_draws];
        alignas(64) double other[block_draws];
        alignas(64) std::int32_t table[block_draws];
        auto const last = static_cast<double>(bank.tables - 1) - 1e-9;
        for (std::size_t i = 0; i < block_draws; ++i) {
            double at = (cv[i] - bank.first) * bank.per_step;
            at = at > 0 ? at : 0;
            at = at < last ? at : last;
            table[i] = static_cast<std::int32_t>(at);
            weight[i] = at - static_cast<double>(table[i]);
        }
        detail::spline(bank.knots, table, z, x);
        for (std::size_t i = 0; i < block_draws; ++i) ++table[i];
        detail::spline(bank.knots, table, z, other);
        for (std::size_t i = 0; i < block_draws; ++i) x[i] += weight[i] * (other[i] - x[i]);
    }
    for (std::size_t i = 0; i < block_draws; ++i) x[i] = x[i] > 0 ? x[i] : 0;
}

[[nodiscard]] inline BlockColumn noise_scores(std::uint64_t seed, std::uint64_t key, std::uint64_t first_draw,
                                              std::uint32_t month) {
    BlockColumn z;
    noise_scores(seed, key, first_draw, month, z.data());
    return z;
}

[[nodiscard]] inline BlockColumn gammas(GammaView const& bank, BlockColumn const& cv, BlockColumn const& z) {
    BlockColumn x;
    gammas(bank, cv.data(), z.data(), x.data());
    return x;
}

/// One source of noise through the months, in order from 0: a gamma column a month.
class NoiseColumn {
public:
    NoiseColumn(GammaView bank, BlockColumn const& cv, BlockColumn const& persistence) : bank_(bank), cv_(cv) {
        persistence_weights(persistence.data(), kept_.data(), fresh_.data());
    }
    [[nodiscard]] BlockColumn next(std::uint64_t seed, std::uint64_t key, std::uint64_t first_draw, std::uint32_t month) {
        BlockColumn const z = noise_scores(seed, key, first_draw, month);
        score_ = month == 0 ? z : BlockColumn(kept_ * score_ + fresh_ * z);
        return gammas(bank_, cv_, score_);
    }

private:
    GammaView bank_;
    BlockColumn cv_, kept_, fresh_, score_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
