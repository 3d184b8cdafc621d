#pragma once

#include "rekensom/base/aligned.hpp"
#include "rekensom/queue/week.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace rekensom::queue {

inline constexpr double endless_patience = __builtin_inf();  ///< s: nobody hangs up

/// A quantity of the week certain to lie in [least, most]. Equal ends cost one node.
struct Range {
    double least, most;
};

/// Within what a table is asked. Patience is finite, or endless for all (`least` infinite).
struct WeekRanges {
    Range load_per_slot;  ///< erlangs a week / slots a week: attempts * handle time / rostered seconds
    Range staffing;       ///< s, around 1
    Range handle_time;    ///< s
    Range patience;       ///< s
    Range tolerance;      ///< s
};

/// An axis of a few interpolation nodes (Chebyshev's), for Lagrange's polynomials.
struct WeekNodes {
    static constexpr std::size_t most = 12;
    std::size_t count = 1, padded = 1;       ///< `padded`: of the innermost axis, 1, 4 or 8
    double least = 0, greatest = 0;          ///< the range that was asked for
    std::array<double, most> at{}, scale{};  ///< scale = 1 / product of the differences; 0 beyond `count`
};

/// What the lanes read: plain memory, no owner. Values are logarithms; see sim/queue/week_table.cpp.
struct WeekView {
    double const* staffing;       ///< s of each row
    int const* offset;            ///< steps of log load by which each row starts later
    double const* abandonment;    ///< [row][load][patience]
    double const* wait;           ///< [row][load][patience]: answered seconds / offered / handle time
    double const* service_level;  ///< [row][load][within][patience]
    double const* excess;         ///< [row][load][tolerance][patience]: as wait
    std::size_t rows, loads;
    double log_staffing_first, log_staffing_step;  ///< rows are even in log s
    double log_load_first, log_load_step;          ///< of erlangs a week / plan slots a week, of row offset 0
    double log_load_least, log_load_most;          ///< of erlangs per slot, as asked for
    double plan_seconds;                           ///< rostered slot seconds a week at s = 1
    double within;
    double endless;        ///< 1: nobody hangs up
    WeekNodes patience;    ///< in log(patience / handle time)
    WeekNodes promptness;  ///< in within / handle time
    WeekNodes tolerance;   ///< in tolerance / handle time
};

/// The week tabulated for the month loop, over load, staffing, handle time, patience and tolerance. Checked against
/// `week_performance`: relative error of every output below 1e-3 wherever the service level is between 1 % and 99.9 %.
/// Loads outside the table: below, as at its edge; above, as a fluid (what cannot be served hangs up).
/// Evaluated by sim/queue/week_lanes.hpp.
class WeekTable {
public:
    WeekTable(WeekSetting const& setting, WeekRanges const& ranges);

    [[nodiscard]] WeekView view() const;

private:
    AlignedVector staffing_, abandonment_, wait_, service_level_, excess_;
    std::vector<int> offset_;
    WeekView view_{};
};

}  // namespace rekensom::queue
