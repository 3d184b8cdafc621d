#pragma once

namespace rekensom {

inline constexpr double weeks_per_month = 365.2425 / 7 / 12;  ///< W of model.md, 4.348125
inline constexpr double months_per_year = 12;
inline constexpr double days_per_month = 365.2425 / 12;

/// The calendar month in which a scenario starts.
struct Month {
    int year = 2026;
    int month = 1;  ///< 1 … 12
};

/// Calendar month 0 … 11 of the scenario's month `t`.
[[nodiscard]] constexpr int calendar_month(Month start, int t) { return (start.month - 1 + t) % 12; }

}  // namespace rekensom
