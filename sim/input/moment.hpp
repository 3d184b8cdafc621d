#pragma once

#include "rekensom/input/csv.hpp"

#include <chrono>
#include <optional>
#include <string_view>

// Dates, times and durations as exports write them.

namespace rekensom::input {

/// What 3/4/2026 means.
enum class DateOrder { day_first, month_first };

struct Moment {
    std::chrono::sys_seconds when;  ///< the clock as written: a time zone behind it is not applied
    bool time_known = false;
};

/// 2026-03-01T07:30:00+01:00, 1-3-2026 7:30, 3/1/26 7:30 PM, 01.03.2026,
/// 20260301, 260301, 1 mrt 2026; years 1970 to 2099.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text, DateOrder order);

/// What a date of one's own tells of the order: 13/4/2026 can only be day
/// first.
[[nodiscard]] std::optional<DateOrder> order_told(std::string_view text);
/// Whether the order matters for such a date at all.
[[nodiscard]] bool order_matters(std::string_view text);

/// Seconds: "1:02:33", "2:33", "153.5"; nothing where it is neither.
[[nodiscard]] std::optional<double> parse_clock_duration(std::string_view text, DecimalMark decimal);

}  // namespace rekensom::input
