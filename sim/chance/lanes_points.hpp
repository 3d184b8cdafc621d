#pragma once

#include "rekensom/base/lane_math.hpp"
#include "rekensom/chance/points.hpp"

#include "lanes_counter.hpp"
#include "owen_hash.hpp"

// The normal scores of the 64 draws of a block: of `place` (rekensom/chance/points.hpp).

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

namespace detail {

/// ½ less than the places of the draws: 4 points, each in 16 scrambles.
inline void sobol_centres(std::uint32_t const* directions, std::uint32_t const* scramble_keys, std::uint64_t first_draw,
                          double* centre) {
    constexpr std::size_t scrambles = 16;
    std::uint32_t first = 0;
    std::uint64_t index = first_draw / scrambles;
    for (std::size_t j = 0; index != 0; ++j, index >>= 1) {
        if ((index & 1U) != 0) first ^= directions[j];
    }
    for (std::size_t point = 0; point < block_draws / scrambles; ++point) {
        std::uint32_t const x =
            first ^ ((point & 1U) != 0 ? directions[0] : 0U) ^ ((point & 2U) != 0 ? directions[1] : 0U);
        double* const to = centre + scrambles * point;
        for (std::size_t s = 0; s < scrambles; ++s)
            to[s] = centre_of_cell(reversed_bits(owen_hash(x, scramble_keys[s])));
    }
}

}  // namespace detail

/// \param first_draw  a multiple of 64  \param z  64 numbers
inline void normal_scores(PointsView const& points, std::size_t input, std::uint64_t first_draw, double* z) {
    alignas(64) double centre[block_draws];
    alignas(64) double tail[block_draws];
    std::uint32_t const* const directions = points.directions + 32 * input;
    if (points.sampling == Sampling::random || directions[0] == 0) {
        uniforms(points.seeds[input], points.keys[input], first_draw, 0xffffffffU, centre);
        for (std::size_t i = 0; i < block_draws; ++i) {
            double const u = centre[i];
            tail[i] = u < 0.5 ? u : 1 - u;
            centre[i] = u - 0.5;
        }
    } else {
        detail::sobol_centres(directions, points.scramble_keys + 16 * input, first_draw, centre);
        for (std::size_t i = 0; i < block_draws; ++i) tail[i] = 0.5 - lane::magnitude(centre[i]);
    }
    rekensom::detail::normal_quantile<block_draws>(centre, tail, z);
}

[[nodiscard]] inline BlockColumn normal_scores(PointsView const& points, std::size_t input, std::uint64_t first_draw) {
    BlockColumn z;
    normal_scores(points, input, first_draw, z.data());
    return z;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
