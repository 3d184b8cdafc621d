#pragma once

#include "rekensom/queue/load.hpp"
#include "rekensom/queue/week.hpp"

#include <vector>

namespace rekensom::queue {

/// What a planner rosters for. Point forecast: the planner does not know the day's busyness.
struct RosterDemand {
    double contacts;     ///< a week, handled
    double handle_time;  ///< s
    double patience;     ///< s, (0, inf]
    Target target;

    [[nodiscard]] bool operator==(RosterDemand const&) const = default;
};

/// Least whole agents by interval; none where the profile has no contacts.
[[nodiscard]] std::vector<double> plan_roster(WeekProfile const& profile, RosterDemand const& demand);

/// Agent hours a week of a roster.
[[nodiscard]] double roster_hours(WeekProfile const& profile, std::vector<double> const& agents);

/// Agent hours a week that meet the target in every interval at `load` times the demand, tabulated once: hours = value at
/// `first + k * step`, between them linear, so it rises with the load.
struct StaffingCurve {
    double first = 0, step = 1;
    std::vector<double> hours;

    [[nodiscard]] double at(double load) const;  ///< beyond the table proportional to the load
};

/// \param most  of the loads relative to the demand; from 0, in steps of 1 %
[[nodiscard]] StaffingCurve staffing_curve(WeekProfile const& profile, RosterDemand const& demand, double most = 4);

}  // namespace rekensom::queue
