#pragma once

#include "rekensom/base/lanes.hpp"

#include <cstdint>

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

[[gnu::always_inline]] inline std::uint32_t reversed_bits(std::uint32_t x) {
    x = (x << 16) | (x >> 16);
    x = ((x & 0x00ff00ffU) << 8) | ((x >> 8) & 0x00ff00ffU);
    x = ((x & 0x0f0f0f0fU) << 4) | ((x >> 4) & 0x0f0f0f0fU);
    x = ((x & 0x33333333U) << 2) | ((x >> 2) & 0x33333333U);
    return ((x & 0x55555555U) << 1) | ((x >> 1) & 0x55555555U);
}

/// Owen's nested uniform scrambling by a hash in which a bit depends on no bit above it; bits reversed. Source: Laine & Karras
/// (2011), Stratified sampling for stochastic transparency; constants: Burley (2020), Practical hash-based Owen scrambling,
/// JCGT 9(4). On the model-like function of docs/sampling.md no worse than scrambling by a random bit per node.
[[gnu::always_inline]] inline std::uint32_t owen_hash(std::uint32_t x, std::uint32_t key) {
    x += key;
    x ^= x * 0x6c50b47cU;
    x ^= x * 0xb82f1e52U;
    x ^= x * 0xc7afe638U;
    return x ^ (x * 0x8d22f6e6U);
}

/// The middle of one of 2^32 cells of (0, 1), less ½; exact.
[[gnu::always_inline]] inline double centre_of_cell(std::uint32_t x) {
    return (static_cast<double>(static_cast<std::int32_t>(x ^ 0x80000000U)) + 0.5) * 0x1p-32;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
