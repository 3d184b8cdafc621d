#pragma once

#include "queue/waiting_table.hpp"
#include "rekensom/queue/week_table.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::queue {

/// The week's figures by row of staffing and point of log load; see WeekView.
struct WeekFigures {
    double log_staffing_first = 0, log_staffing_step = 0;
    double log_load_first = 0, log_load_step = 0;
    double plan_seconds = 0;
    std::size_t loads = 0;
    std::vector<double> staffing;
    std::vector<int> offset;
    std::vector<double> values;  ///< [row][patience][kind][load]
};

[[nodiscard]] WeekFigures tabulate_week(WeekSetting const& setting, WaitingAxes const& axes, WeekRanges const& ranges);

}  // namespace rekensom::queue
