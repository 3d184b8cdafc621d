#pragma once

#include "rekensom/insight/columns.hpp"

#include <vector>

// Whose uncertainty makes the answer uncertain: Sobol' indices by pick-freeze, and what to say where inputs are correlated.

namespace rekensom::insight {

/// `first`: the share of variance that knowing the factor takes away; `total`: the share that is left when all but the factor
/// is known. A factor is an input, or a group of inputs, independent of all the others; else the indices mean nothing.
struct SobolIndex {
    Estimate first, total;
};

/// Two independent samples of the model, and the first one with the factor's inputs taken from the second one.
/// Estimators of Jansen (1999) with the variance pooled over the pair compared (Janon et al. 2014: asymptotically efficient;
/// a constant added to the answer changes nothing). Standard errors by the delta method; the draws must be independent ones
/// (`Sampling::random`), for two scrambles of the same Sobol' dimension are not independent of each other.
[[nodiscard]] SobolIndex sobol_index(Draws one, Draws two, Draws one_with_factor_of_two);

/// For inputs correlated among themselves and independent of all others: how the group's own share of variance, Var(E[y |
/// group]) / Var(y), falls to its members. Shapley value of the game Var(E[y | members known]) (Owen 2014, Sobol' indices and
/// Shapley value), which correlation does not upset: never negative but for noise, and the members sum to the group. By
/// regression on the draws at hand. One to eight members.
struct ShapleyEffects {
    std::vector<Estimate> members;
    Estimate group;
};
[[nodiscard]] ShapleyEffects shapley_effects(std::vector<Draws> const& members, Draws y, chance::Sampling sampling);

}  // namespace rekensom::insight
