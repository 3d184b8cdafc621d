#pragma once

#include "rekensom/fit/calendar_days.hpp"
#include "rekensom/fit/estimate.hpp"
#include "rekensom/fit/history.hpp"

#include <array>
#include <span>
#include <vector>

// How contacts spread over the week and the day, and how busy days differ.

namespace rekensom::fit {

/// A calendar month, or the part of it that the history covers.
struct MonthSpan {
    std::chrono::year_month month;
    std::size_t from = 0, to = 0;  ///< days of the history, [from, to)
};
[[nodiscard]] std::vector<MonthSpan> months_of(std::chrono::sys_days first, std::size_t count);

struct WeekProfile {
    std::array<double, 7> weekday{};  ///< relative to the mean day of the week, Monday first; mean 1, shut days 0
    std::array<Estimate, 7> weekday_estimate;
};

/// Level of each month and weekday factors together, from the ordinary days (and outliers): y = level x factor.
[[nodiscard]] WeekProfile fit_week(std::span<double const> counts, CalendarDays const& days,
                                   std::vector<MonthSpan> const& months);

/// Busyness of a day: what it has above or below its month's level and its weekday, beyond the chance of counting (Poisson).
struct Busyness {
    Estimate cv;
    std::array<double, 7> autocorrelation{};  ///< at 1 ... 7 open days; NaN where it cannot be told
    double dispersion = unknown;              ///< variance / mean of days: 1 is Poisson
};
[[nodiscard]] Busyness fit_busyness(std::span<double const> counts, CalendarDays const& days,
                                    std::vector<MonthSpan> const& months, WeekProfile const& week);

/// Shares of the week by weekday and half hour, and how half hours differ once their day is known.
struct DayProfile {
    std::array<std::array<double, 48>, 7> share{};  ///< of the week; sums to 1
    std::array<std::array<double, 48>, 7> sd{};     ///< of the share, from week to week, of the mean
    double half_hour_cv = unknown;                  ///< beyond Poisson, given the day's total
};
[[nodiscard]] DayProfile fit_day_profile(History const& history, CalendarDays const& days, WeekProfile const& week);

}  // namespace rekensom::fit
