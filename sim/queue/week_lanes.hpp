#pragma once

#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/queue/week_table.hpp"

// The week of a team for the 64 draws of a block, read from a WeekTable. Compiled for every instruction set.

namespace rekensom::queue {
inline namespace REKENSOM_ISA {

/// What one team meets, by draw; see WeekLoad.
struct WeekInputs {
    Column attempts;     ///< a week, [0, inf)
    Column handle_time;  ///< s, (0, inf)
    Column patience;     ///< s, (0, inf]
    Column staffing;     ///< s: slots are s times the plan's, (0, inf)
};

/// What comes of it, by draw; see WeekPerformance.
struct WeekColumns {
    Column abandonment, wait_answered, service_level, occupancy, excess;
    Mask outside;  ///< load, staffing, handle time, patience or tolerance was outside the table, and taken at its edge
};

/// Hung up / offered.
[[nodiscard]] Column abandonment(WeekView const& week, WeekInputs const& in);

/// All outputs. `tolerance` in seconds.
[[nodiscard]] WeekColumns performance(WeekView const& week, WeekInputs const& in, Column const& tolerance);

}  // namespace REKENSOM_ISA
}  // namespace rekensom::queue
