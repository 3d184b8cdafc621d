#pragma once

#include "rekensom/insight/guard_rails.hpp"

#include <vector>

namespace rekensom::insight {

// Each adds what it finds, if it finds anything. Codes and thresholds stand with the checks.

void guard_ranges(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);
void guard_plans(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);
void guard_judges(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);
void guard_causes(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);
void guard_claims(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);
void guard_settings(model::Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found);

}  // namespace rekensom::insight
