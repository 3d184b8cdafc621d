#pragma once

#include "rekensom/base/lanes.hpp"

#include "cell_middle.hpp"

#include <cstdint>

// Threefry2x64-13 for the 64 draws of a block: the same bits as `uniform_at` (rekensom/chance/counter.hpp).

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

namespace detail {

template <int Bits>
[[gnu::always_inline]] inline void mix(std::uint64_t& x, std::uint64_t& y) {
    x += y;
    y = ((y << Bits) | (y >> (64 - Bits))) ^ x;
}

/// Both words of one block, as numbers in (0, 1).
[[gnu::always_inline]] inline void uniform_pair(std::uint64_t seed, std::uint64_t key, std::uint64_t block,
                                                std::uint64_t month, double& first, double& second) {
    std::uint64_t const third = seed ^ key ^ 0x1bd11bdaa9fc1a22U;
    std::uint64_t x = block + seed;
    std::uint64_t y = month + key;
    mix<16>(x, y), mix<42>(x, y), mix<12>(x, y), mix<31>(x, y);
    x += key, y += third + 1;
    mix<16>(x, y), mix<32>(x, y), mix<24>(x, y), mix<21>(x, y);
    x += third, y += seed + 2;
    mix<16>(x, y), mix<42>(x, y), mix<12>(x, y), mix<31>(x, y);
    x += seed, y += key + 3;
    mix<16>(x, y);
    first = middle_of_cell(x);
    second = middle_of_cell(y);
}

}  // namespace detail

/// Numbers in (0, 1) of the draws first_draw …, first_draw + 63.
/// \param first_draw  a multiple of 64  \param u  64 numbers
inline void uniforms(std::uint64_t seed, std::uint64_t key, std::uint64_t first_draw, std::uint32_t month, double* u) {
    std::uint64_t const first_block = first_draw / 2;
    constexpr std::size_t half = block_draws / 2;
    for (std::size_t i = 0; i < half; ++i) detail::uniform_pair(seed, key, first_block + i, month, u[i], u[half + i]);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
