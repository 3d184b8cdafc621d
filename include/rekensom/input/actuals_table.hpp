#pragma once

#include "rekensom/base/calendar.hpp"
#include "rekensom/input/csv.hpp"
#include "rekensom/model/kpis.hpp"

#include <istream>
#include <string>
#include <vector>

// Months that have come in.

namespace rekensom::input {

/// One KPI of one world, month by month from the scenario's first; NaN where it
/// has not come in.
struct SeenSeries {
    std::string world;  ///< empty: not said
    model::Kpi kpi{};
    std::vector<double> months;
};

/// Columns month (1 is the scenario's first, or a date), kpi, value and, if
/// wanted, world. All series have the same length. \throws CsvError with the
/// line of what is wrong
[[nodiscard]] std::vector<SeenSeries> read_actuals(std::istream& in, Month start, int months);

}  // namespace rekensom::input
