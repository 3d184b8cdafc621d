#pragma once

#include <cstddef>
#include <vector>

namespace rekensom::insight {

/// How much the worth of `coalition` counts in the Shapley value of `player` of `players`: positive where the player is in it.
[[nodiscard]] double shapley_weight(std::size_t players, std::size_t coalition, std::size_t player);

/// \param worth  of every coalition, by its bits: 2^players numbers, the first one of nobody
[[nodiscard]] std::vector<double> shapley_values(std::size_t players, std::vector<double> const& worth);

}  // namespace rekensom::insight
