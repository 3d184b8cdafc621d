#pragma once

#include "queue/waiting_table.hpp"
#include "rekensom/base/aligned.hpp"
#include "rekensom/queue/week_table.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::queue {

/// Rows of staffing: even in log s, and sparser away from s = 1, which is a row: there all agents of the plan are whole.
struct WeekRows {
    double step = 0, row_of_one = 0, fine = 0, sparser = 1;
};

/// The week's figures by row of staffing and point of log load; see WeekView.
struct WeekFigures {
    WeekRows rows;
    double log_load_least = 0, log_load_most = 0;
    double log_load_first = 0, log_load_step = 0;
    double plan_seconds = 0;
    std::size_t loads = 0;
    std::vector<double> staffing;
    std::vector<int> offset;
    AlignedVector values;  ///< [row][patience][kind][load]
};

[[nodiscard]] WeekFigures tabulate_week(WeekSetting const& setting, WaitingAxes const& axes, WeekRanges const& ranges);

}  // namespace rekensom::queue
