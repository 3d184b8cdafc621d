#pragma once

#include <string_view>

#include "rekensom/report/numbers.hpp"

namespace rekensom::report {

/// What a KPI counts, in a sentence: the catalogue's, or the same in Dutch.
[[nodiscard]] std::string_view definition_of(model::KpiInfo const& kpi, Language language);

}  // namespace rekensom::report
