#pragma once

// One quantity over some draws of a block is a column. Code in columns is compiled once for every instruction set the
// program can run on (x86-64-v2, -v3, -v4); the build defines REKENSOM_ISA and renames Eigen for each, so that no symbol of
// one build can be linked into another. Whatever crosses that border is plain memory, aligned to 64 bytes.

#ifndef REKENSOM_ISA
#define REKENSOM_ISA plain
#endif

#include <Eigen/Core>

#include <cstddef>

namespace rekensom {

/// Draws in a block, which are drawn together; a multiple of the 16 scrambles of `chance/points.hpp`.
inline constexpr std::size_t block_draws = 64;

inline namespace REKENSOM_ISA {

/// Of these the model moves so many at a time through the months. With the 32 wide registers of AVX-512 what it is at stays in
/// registers for 16; with fewer it does not for any number, and 64 have the least to do about them. No number depends on it.
#ifdef __AVX512F__
inline constexpr std::size_t lane_count = 16;
#else
inline constexpr std::size_t lane_count = 64;
#endif
static_assert(block_draws % lane_count == 0);

template <std::size_t Draws>
using ColumnOf = Eigen::Array<double, static_cast<int>(Draws), 1>;
using Column = ColumnOf<lane_count>;
using BlockColumn = ColumnOf<block_draws>;
using Mask = Eigen::Array<bool, static_cast<int>(lane_count), 1>;
// In memory of ours, aligned to 64 bytes:
using ColumnMap = Eigen::Map<Column, Eigen::AlignedMax>;
using ConstColumnMap = Eigen::Map<Column const, Eigen::AlignedMax>;
using BlockColumnMap = Eigen::Map<BlockColumn, Eigen::AlignedMax>;
using ConstBlockColumnMap = Eigen::Map<BlockColumn const, Eigen::AlignedMax>;

}  // namespace REKENSOM_ISA
}  // namespace rekensom
