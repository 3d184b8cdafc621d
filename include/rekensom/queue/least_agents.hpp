#pragma once

#include "rekensom/queue/load.hpp"

#include <optional>

namespace rekensom::queue {

/// The least whole number of agents that meets the target (answered within / offered).
/// \return  nothing where `maximum` agents do not meet it
[[nodiscard]] std::optional<int> least_agents(Load const& load, Target const& target, int maximum = 1'000'000);

/// The most attempts a second with which `agents` agents still meet the target: the inverse of `least_agents`, to a relative
/// 1e-12. Target share 0: inf.
[[nodiscard]] double most_arrivals(double handle_time, double patience, int agents, Target const& target);

}  // namespace rekensom::queue
