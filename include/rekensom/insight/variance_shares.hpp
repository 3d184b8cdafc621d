#pragma once

#include "rekensom/insight/sobol_indices.hpp"
#include "rekensom/insight/study.hpp"

#include <string>
#include <vector>

// Whose uncertainty makes the NPV uncertain: the model run again with one factor at a time drawn anew.

namespace rekensom::insight {

enum class FactorKind {
    input,       ///< independent of all others
    correlated,  ///< inputs tied to each other: only together do they have indices; their Shapley effects tell them apart
    owner,       ///< all inputs that somebody answers for, with those tied to them
    noise,       ///< the months' own chance
    rest,        ///< all inputs that the study does not look into one by one, together
};

struct Factor {
    FactorKind kind = FactorKind::input;
    std::string owner;  ///< of an owner factor: "Billing", or "Billing + IT" where correlations tie them; empty: nobody
    std::vector<std::size_t> inputs;  ///< of `Results::inputs`
    SobolIndex index;                 ///< first order (closed: all that its inputs explain among themselves) and total
    std::vector<Estimate> members;    ///< correlated, up to eight: by input, sums to what the group explains
};

struct VarianceShares {
    std::vector<Factor> factors;  ///< inputs and correlated groups, and the noise, largest total first
    std::vector<Factor> owners;   ///< the same inputs again, by owner; empty where nobody is named
    Estimate interactions;        ///< 1 - sum of the first orders of `factors`: what comes from acting together
    std::uint64_t draws = 0;      ///< of each of the runs behind it
};

/// \param draws  of the runs behind the totals; independent ones, whatever the study's sampling
[[nodiscard]] VarianceShares variance_shares(Study const& study, std::uint64_t draws = 4096);

/// Inputs (of `Results::inputs`) in groups that are independent of each other; alone where nothing ties it.
[[nodiscard]] std::vector<std::vector<std::size_t>> independent_groups(model::Scenario const& scenario,
                                                                       std::vector<std::size_t> const& inputs);

}  // namespace rekensom::insight
