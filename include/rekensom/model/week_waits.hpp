#pragma once

#include "rekensom/model/prepared.hpp"

#include <vector>

namespace rekensom::model {

/// Mean waits of those answered, s, by interval of a week from Monday 00:00; NaN where closed. The week is one whose mean wait is
/// `wait`: a run keeps means of months, not of half hours.
/// \param fte   of the team, > 0
/// \param wait  s, > 0
[[nodiscard]] std::vector<double> week_waits(PreparedTeam const& team, double fte, double wait);

}  // namespace rekensom::model
