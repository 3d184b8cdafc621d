#pragma once

#include "rekensom/model/scenario.hpp"

#include <vector>

namespace rekensom::model {

/// Which KPIs the scenario says enough about to have, by `Kpi`.
[[nodiscard]] std::vector<bool> modelled_kpis(Scenario const& scenario);

}  // namespace rekensom::model
