#pragma once

#include "rekensom/model/prepared.hpp"

#include <vector>

namespace rekensom::model {

/// Rosters, queue tables, calibration and load forecasts of all teams, at the inputs' means.
void prepare_teams(Scenario const& scenario, Prepared& prepared);

/// By team and month: hours with the world's changes as planned (no slip, all of it true) / without. Empty where no team books ahead.
[[nodiscard]] std::vector<std::vector<double>> planned_load(Scenario const& scenario, Prepared const& prepared,
                                                            PreparedWorld const& world);

}  // namespace rekensom::model
