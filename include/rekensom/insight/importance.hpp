#pragma once

#include "rekensom/insight/columns.hpp"
#include "rekensom/run/results.hpp"

#include <cstddef>
#include <vector>

// What the answer hangs on, read from the draws at hand: the short form, for every run.

namespace rekensom::insight {

struct Importance {
    std::size_t input = 0;                ///< of `Results::inputs`
    double rank_correlation = 0;          ///< Spearman's, with the NPV
    double satisfaction_correlation = 0;  ///< Spearman's, with the shift in satisfaction; 0 where that does not vary
    /// First order: the share of the variance of NPV that knowing this input alone would take away. Where inputs are
    /// correlated it holds what they tell of each other, so that these shares may sum to more than 1.
    Estimate variance_share;
};

/// Spearman's rank correlation, [-1, 1].
[[nodiscard]] double rank_correlation(Draws x, Draws y);

/// Var(E[y | x]) / Var(y), by a regression spline on the draws, less what it would find in noise: may be just below 0.
/// The standard error is that of the efficient influence function, over scrambles or draws.
[[nodiscard]] Estimate variance_share(Draws x, Draws y, chance::Sampling sampling);

/// How many of the kept draws tell what an input carries: all, or, where inputs and cases are many, as many as can be read
/// in a few seconds. By the size of the run alone, so that every machine takes the same.
[[nodiscard]] std::size_t telling_draws(run::Results const& results);

/// Of every business case, each as below: what is known of an input is worked out once for all of them.
[[nodiscard]] std::vector<std::vector<Importance>> importances(run::Results const& results);

/// Of one business case, by the size of `variance_share`, then of `rank_correlation`. Empty where no draws were kept.
[[nodiscard]] std::vector<Importance> importance(run::Results const& results, std::size_t business_case);

}  // namespace rekensom::insight
