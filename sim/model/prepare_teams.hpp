#pragma once

#include "rekensom/model/prepared.hpp"

#include <vector>

namespace rekensom::model {

/// Rosters, queue tables, calibration and load forecasts of all teams, at the inputs' means.
/// \param like  whose rosters and tables of weeks may be shared
void prepare_teams(Scenario const& scenario, Prepared& prepared, std::vector<Prepared const*> const& like);

/// By team and month: hours with the world's changes as planned (no slip, all of it true) / without. Empty where no team books ahead.
[[nodiscard]] std::vector<std::vector<double>> planned_load(Scenario const& scenario, Prepared const& prepared,
                                                            PreparedWorld const& world);

}  // namespace rekensom::model
