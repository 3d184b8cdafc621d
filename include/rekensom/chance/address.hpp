#pragma once

#include <cstdint>
#include <string_view>

namespace rekensom::chance {

/// Where an input's chance comes from: a value is f(seed, key, draw, month), and under Sobol' points also of the dimension
/// that the path owns (points.hpp).
struct Address {
    std::uint64_t key = 0;   ///< `path_key` of the input's path
    std::uint64_t seed = 0;  ///< the run's, or another one to redraw this input alone
    std::uint32_t dimension = 0;
};

/// A hash of an input's path, the same on every machine and in every version (FNV-1a, then a 64-bit finaliser, for FNV leaves
/// the high bits of short texts alike).
[[nodiscard]] std::uint64_t path_key(std::string_view path);

}  // namespace rekensom::chance
