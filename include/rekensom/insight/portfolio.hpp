#pragma once

#include "rekensom/insight/attribution.hpp"
#include "rekensom/insight/columns.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

// Which of the things one could do, to do with the money there is.

namespace rekensom::insight {

struct Menu {
    std::vector<double> cost;                                   ///< of each change, what it takes from the budget
    std::vector<std::pair<std::size_t, std::size_t>> needs;     ///< the first one only with the second
    std::vector<std::pair<std::size_t, std::size_t>> excludes;  ///< never both
    std::optional<double> budget;
};

/// Every set that the menu allows, nothing at all included, in rising order of bits. At most 20 changes.
[[nodiscard]] std::vector<Coalition> allowed_sets(Menu const& menu);
[[nodiscard]] double cost_of(Menu const& menu, Coalition set);

/// One set and what is known of it, draw by draw on common draws.
struct Candidate {
    Coalition set = 0;
    double cost = 0;
    std::vector<double> npv;
    std::vector<double> satisfaction_shift;  ///< empty where satisfaction is not modelled
};

struct Standing {
    Coalition set = 0;
    double cost = 0;
    Estimate npv, chance;   ///< mean, and P(NPV > 0)
    Estimate shift;         ///< mean shift in satisfaction
    double most_often = 0;  ///< share of draws in which no candidate has a higher NPV
    bool efficient =
        false;  ///< no other set has at most its cost and at least its mean NPV and chance, one of them better
};

/// The winner by one yardstick, and how sure that is.
struct Winner {
    std::size_t index = 0;      ///< of `Portfolio::standings`
    std::size_t runner_up = 0;  ///< the same where there is no other
    Estimate lead;              ///< winner - runner-up, paired draw by draw
    [[nodiscard]] bool settled() const { return lead.value > 2 * lead.se; }
};

struct Portfolio {
    std::vector<Standing> standings;  ///< in the order of the candidates
    Winner by_mean, by_chance;
    std::optional<Winner>
        by_satisfaction;  ///< points of satisfaction for the money; none where nothing that costs money gives any
};

/// \param candidates  one or more, all on the same draws
[[nodiscard]] Portfolio judge(std::vector<Candidate> const& candidates, chance::Sampling sampling);

}  // namespace rekensom::insight
