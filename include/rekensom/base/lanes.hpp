#pragma once

// One quantity over the 64 draws of a block is a column. Code in columns is compiled once for every instruction set the
// program can run on (x86-64-v2, -v3, -v4); the build defines REKENSOM_ISA and renames Eigen for each, so that no symbol of
// one build can be linked into another. Whatever crosses that border is plain memory, aligned to 64 bytes.

#ifndef REKENSOM_ISA
#define REKENSOM_ISA plain
#endif

#include <Eigen/Core>

#include <cstddef>

namespace rekensom {

inline constexpr std::size_t lane_count =
    64;  ///< draws in a block; a multiple of the 16 scrambles of `chance/points.hpp`

inline namespace REKENSOM_ISA {

using Column = Eigen::Array<double, static_cast<int>(lane_count), 1>;
using Mask = Eigen::Array<bool, static_cast<int>(lane_count), 1>;
using ColumnMap = Eigen::Map<Column, Eigen::AlignedMax>;  ///< a column in memory of ours, aligned to 64 bytes
using ConstColumnMap = Eigen::Map<Column const, Eigen::AlignedMax>;

}  // namespace REKENSOM_ISA
}  // namespace rekensom
