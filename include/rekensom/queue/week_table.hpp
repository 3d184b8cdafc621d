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

    [[nodiscard]] bool operator==(Range const&) const = default;
};

/// Within what a table is asked. Patience is finite, or endless for all (`least` infinite).
struct WeekRanges {
    Range load_per_slot;  ///< erlangs a week / slots a week: attempts * handle time / rostered seconds
    Range staffing;       ///< s, around 1
    Range handle_time;    ///< s
    Range patience;       ///< s
    Range tolerance;      ///< s

    [[nodiscard]] bool operator==(WeekRanges const&) const = default;
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
    double log_staffing_first, log_staffing_last;
    double log_staffing_step;              ///< of rows, near s = 1
    double row_of_one;                     ///< row of s = 1; log s counts from it
    double fine_rows, sparser;             ///< beyond so many rows from it they lie so many times further apart
    double log_load_first, log_load_step;  ///< of erlangs a week / plan slots a week, of row offset 0
    double log_load_least, log_load_most;  ///< of erlangs per slot, tabulated
    double asked_least, asked_most;        ///< and asked for
    double plan_seconds;                   ///< rostered slot seconds a week at s = 1
    double within;
    double geometric;      ///< 1: between rows the logarithms are linear, 0: the figures are
    double endless;        ///< 1: nobody hangs up
    WeekNodes patience;    ///< in log(patience / handle time)
    WeekNodes promptness;  ///< in within / handle time
    WeekNodes tolerance;   ///< in tolerance / handle time
};

/// The week tabulated for the month loop, over load, staffing, handle time, patience and tolerance, to be read by
/// sim/queue/week_lanes.hpp. Checked against `week_performance`: relative error of every output below 1e-3 wherever the
/// service level is between 1 % and 99.9 % (of `excess` below 1e-3 or 1 ms). Less exact are: staffing below 0.8 or above 1.25
/// with a busyness near 0 (3e-3); patience uncertain by more than a factor 3, or handle time by more than 2 (2e-3 with 100
/// agents, 1e-2 with 1,000 far above capacity); and, where nobody hangs up, waits and excess, which come mostly from rare
/// unstable days (5e-3; with a busyness of 0 only while every interval is stable).
/// Loads above the table count as a fluid (what cannot be served hangs up), below it figures fall in proportion.
/// Building takes CPU time: 5 ms for 100 agents with all but load and staffing certain, 0.1 s with handle time and patience
/// uncertain by factors 1.7 and 3, 0.7 s and 30 MB where staffing may also fall or rise by a factor 3; 10 times that for
/// 1,000 agents. A tolerance uncertain by a factor 4 doubles it. So: ask for no wider ranges than needed.
class WeekTable {
public:
    WeekTable(WeekSetting const& setting, WeekRanges const& ranges);
    WeekTable(WeekTable const&) = delete;  // the view points into its own table
    WeekTable& operator=(WeekTable const&) = delete;

    [[nodiscard]] WeekView const& view() const { return view_; }

private:
    AlignedVector staffing_, abandonment_, wait_, service_level_, excess_;
    std::vector<int> offset_;
    WeekView view_{};
};

/// Attempts a week at which the table's mean wait of those answered is `wait` s: the wait rises with them. All else as in `load`;
/// where no load within the table gives it, the nearest.
[[nodiscard]] double attempts_at_wait(WeekTable const& table, WeekLoad const& load, double wait);

}  // namespace rekensom::queue
