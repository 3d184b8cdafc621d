#pragma once

#include "rekensom/insight/importance.hpp"
#include "rekensom/model/scenario.hpp"

#include <cstdint>
#include <vector>

// How far an explanation goes on a scenario of some size. It depends on the scenario and on the draws asked for, never on a
// clock: every machine explains the same.

namespace rekensom::insight {

/// What one draw of one world comes to: a reason by one channel in one month is a cell.
[[nodiscard]] double cells_of(model::Scenario const& scenario);

/// Cells of further runs that explaining a run may take: as many as the run itself, and enough for any ordinary scenario.
[[nodiscard]] double cells_beside_a_run(model::Scenario const& scenario, std::uint64_t draws, std::size_t worlds);

/// Cells that `explain` may take on inputs one by one, where nobody says how many inputs it should look into.
inline constexpr double cells_of_an_explanation = 4e11;

/// The inputs (of `Results::inputs`) that carry most of the variance of the NPV, and, one in four, those that go most
/// with the shift in satisfaction; in their own order. All where they are no more than `most`.
[[nodiscard]] std::vector<std::size_t> heaviest(std::vector<Importance> const& importance, std::size_t most);

}  // namespace rekensom::insight
