#pragma once

#include "rekensom/insight/acceptability.hpp"
#include "rekensom/insight/portfolio.hpp"
#include "rekensom/insight/study.hpp"

#include <optional>
#include <vector>

// Which of the scenario's changes to do with the money there is, and which alternative at which price of satisfaction.

namespace rekensom::insight {

/// Beyond, there are too many sets to judge each.
inline constexpr std::size_t most_changes_in_a_portfolio = 15;

struct WhatToDo {
    std::vector<ChangeId> changes;  ///< all that the scenario has; the bits of a set
    Menu menu;
    std::size_t considered = 0;     ///< sets that budget, needs and exclusions allow
    std::uint64_t screened_at = 0;  ///< draws at which all of them were compared
    std::uint64_t draws = 0;        ///< draws at which the best ones were judged
    Portfolio finalists;            ///< the best of them by any yardstick, and the efficient ones
};

/// A set's cost: the mean one-off cost of its changes, overrun included. All sets of up to 15 changes are run on few draws,
/// the best by each yardstick then on many. Empty with no or with more than 15 changes.
/// What alternatives set besides changes is left out.
[[nodiscard]] WhatToDo what_to_do(Study const& study, std::optional<double> budget);

/// Of all alternatives of a run, from the kept draws. Nothing where satisfaction is not modelled.
[[nodiscard]] std::optional<Acceptability> price_of_satisfaction(run::Results const& results);

}  // namespace rekensom::insight
