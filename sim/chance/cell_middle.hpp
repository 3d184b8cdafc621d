#pragma once

#include "rekensom/base/lanes.hpp"

#include <cstdint>

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

/// The upper 52 bits as a number in (0, 1): the middle of one of 2^52 cells. Without the conversion of a 64-bit integer, which
/// only the newest vector instructions have.
[[gnu::always_inline]] inline double middle_of_cell(std::uint64_t bits) {
    return (__builtin_bit_cast(double, (bits >> 12) | 0x3ff0000000000000U) - 1) + 0x1p-53;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
