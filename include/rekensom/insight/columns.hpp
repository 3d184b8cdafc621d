#pragma once

#include "rekensom/chance/points.hpp"

#include <cstddef>
#include <span>
#include <vector>

// What every question of this room is asked of: one number a draw, in the order of the draws.

namespace rekensom::insight {

/// One number a draw, draw 0 first: under Sobol' points the scramble of draw i is i % 16.
using Draws = std::span<double const>;

/// A figure and its Monte Carlo standard error.
struct Estimate {
    double value = 0;
    double se = 0;
};

/// Mean of `column`; its standard error from the 16 scrambles (sobol) or s / sqrt(n) (random). Below 32 draws always the latter.
[[nodiscard]] Estimate mean_of(Draws column, chance::Sampling sampling);

/// Divided by n - 1; 0 for fewer than two draws.
[[nodiscard]] double variance(Draws column);

/// Ranks from 1; those that tie share the mean of theirs.
[[nodiscard]] std::vector<double> ranks(Draws column);

/// Pearson's; 0 where either does not vary.
[[nodiscard]] double correlation(Draws a, Draws b);

}  // namespace rekensom::insight
