#pragma once

#include "rekensom/fit/history.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

// A forecast of the days (and half hours) to come from the fitted week, season and level, to see on the history's own
// later part how far such a forecast can be trusted.

namespace rekensom::fit {

/// Counts by day and slot of the day (one slot: whole days).
struct SlotSeries {
    std::chrono::sys_days first;
    std::size_t slots = 1;
    std::vector<double> counts;  ///< day after day

    [[nodiscard]] std::size_t days() const { return counts.size() / slots; }
    [[nodiscard]] double at(std::size_t day, std::size_t slot) const { return counts[day * slots + slot]; }
    /// The first `days` days.
    [[nodiscard]] SlotSeries until(std::size_t days) const;
};
[[nodiscard]] SlotSeries whole_days(History const& history);
/// \throws DataError where the times of contacts are not known.
[[nodiscard]] SlotSeries half_hours(History const& history);

struct ForecastValue {
    double mean = 0;
    double p10 = 0;
    double p90 = 0;
};

struct Forecast {
    std::chrono::sys_days first;
    std::size_t slots = 1;
    std::vector<ForecastValue> values;  ///< day after day; 0 on shut weekdays
    double smoothing = 0;               ///< weight of the last day in the level
};

/// `ahead` days after the end of `series`: level x weekday x season (where known) x turn of the month x share of the slot.
/// The level is smoothed exponentially, with the weight that forecast best inside the series; the 80 % band is that of the
/// errors such forecasts made there, as far ahead. Closed days to come are not foreseen. \throws DataError under eight weeks.
[[nodiscard]] Forecast forecast(SlotSeries const& series, std::size_t ahead);

struct BackTest {
    std::size_t ahead = 0;    ///< days
    std::size_t origins = 0;  ///< a week apart
    std::size_t scored = 0;   ///< days x slots
    double error = 0;         ///< mean absolute
    double naive_error = 0;   ///< of the same weekday and slot in the last week known at the origin (ordinary days)
    double coverage = 0;      ///< share inside the 80 % band
    double bias = 0;          ///< sum forecast / sum seen - 1
    [[nodiscard]] bool beats_naive() const { return error < naive_error; }
};

/// From `start` (share of the days) on, every week: fit on what was known, forecast `ahead` days, compare. Closed and quiet
/// days are not scored, in either forecast.
[[nodiscard]] BackTest back_test(SlotSeries const& series, std::size_t ahead, double start = 0.5);

[[nodiscard]] std::string in_words(BackTest const& test);

}  // namespace rekensom::fit
