#pragma once

#include "rekensom/queue/load.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::queue {

inline constexpr double seconds_per_week = 7 * 24 * 3600.0;

/// How a week's contacts fall over its intervals, from Monday 00:00. An interval without contacts is closed.
struct WeekProfile {
    double interval = 1800;      ///< s, of each interval
    std::vector<double> shares;  ///< of the week's contacts, sums to 1

    [[nodiscard]] bool operator==(WeekProfile const&) const = default;
};

/// An office's week in half hours: Monday to Friday 8:00 to 20:00, Saturday 9:00 to 17:00.
/// Assumption: the shape of a day (a peak towards 11:00, a dip at lunch, a lower one at 14:00, an evening at a third of it)
/// and Saturday at 45 % of a weekday are ours. Monday at 1.12 and Wednesday at 0.95 times the mean weekday: calls of a
/// large North American bank in 2003 (Weinberg, Brown & Stroud 2007, JASA 102:480): 36,424 and 30,798 against 32,461.
[[nodiscard]] WeekProfile office_week();

/// A week of `week` in equal intervals with these relative volumes; scales them to sum 1.
/// \throws  nothing; all zero is our bug
[[nodiscard]] WeekProfile week_profile(std::vector<double> volumes, double interval = 1800);

/// One day's busyness and how many of the calls fall on such days: B is gamma with mean 1, and `weight` sums to 1 over the
/// calls, E[B f(B)] / E[B].
struct BusynessNode {
    double busyness, weight;
};

/// Nodes for functions of the load that change over a relative `resolution` of it (their narrowest standard deviation).
/// \param cv  of the day's busyness, [0, 2]; 0: one node at 1
[[nodiscard]] std::vector<BusynessNode> busyness_nodes(double cv, double resolution);

/// What a team lives with.
struct WeekSetting {
    WeekProfile profile;
    std::vector<double> agents;  ///< by interval, the plan roster; contacts handled at once count as so many agents (slots)
    double busyness = 0.1;       ///< cv of the day's busyness
    double within = 20;          ///< s, of the service level

    [[nodiscard]] bool operator==(WeekSetting const&) const = default;
};

/// A week of a team, in one scenario's numbers.
struct WeekLoad {
    double attempts;       ///< a week
    double handle_time;    ///< s
    double patience;       ///< s, (0, inf]
    double staffing = 1;   ///< agents of each interval = staffing * plan
    double tolerance = 0;  ///< s, of `excess`
};

struct WeekPerformance {
    double abandonment = 0;    ///< hung up / offered
    double wait_answered = 0;  ///< s, mean over those answered
    double service_level = 1;  ///< answered within / offered
    double occupancy = 0;      ///< busy hours / rostered hours
    double excess = 0;         ///< s, E[(wait - tolerance)+ | answered]
};

/// Where nobody hangs up, an interval's mean wait (and excess) counts for at most this many handle times: an unstable half
/// hour would else make the week's mean infinite, while in truth the queue ends with the day.
inline constexpr double longest_wait_in_handle_times = 100;

/// The week by the exact routines: the reference of `WeekTable`. Every interval is in steady state; intervals are weighted by
/// their share, days by their calls, waits by those answered. Each output of an interval with a fractional number of agents is
/// interpolated between its whole neighbours. An interval with contacts and no agents: all hang up.
[[nodiscard]] WeekPerformance week_performance(WeekSetting const& setting, WeekLoad const& load);

/// The mean wait of those answered, s, interval by interval from Monday 00:00; NaN where closed. The same routines: weighted by
/// the contacts answered, these make `wait_answered`.
[[nodiscard]] std::vector<double> interval_waits(WeekSetting const& setting, WeekLoad const& load);

}  // namespace rekensom::queue
