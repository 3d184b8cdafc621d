#pragma once

#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

// Which days of a history are ordinary, and which must be said and treated.

namespace rekensom::fit {

enum class DayKind : unsigned char {
    ordinary,
    outlier,  ///< far from its weekday's level: named, and kept in every estimate
    quiet,    ///< less than half its weekday's level: a holiday or a disturbance; kept in the volume of its month only
    closed,   ///< nothing on a day that is open in other weeks (at most two in a row): the same
    gap,      ///< nothing on three such days or more in a row: taken as missing data, counts nowhere
    shut      ///< a weekday without contacts as a rule
};

struct NamedDay {
    std::chrono::sys_days day;
    DayKind kind;
    double ratio;  ///< to its weekday's level around that day
};

struct CalendarDays {
    std::chrono::sys_days first;
    std::vector<DayKind> kinds;   ///< a day each
    std::array<bool, 7> open{};   ///< by weekday, Monday first
    std::vector<NamedDay> named;  ///< outliers, quiet and closed days, and the days of gaps
};

/// `counts` a day from `first`. A day is held against the median of the same weekday in the nine weeks around it; far is
/// beyond 4 robust standard deviations (1.4826 times the median absolute deviation) of the logarithm of that ratio.
[[nodiscard]] CalendarDays classify_days(std::span<double const> counts, std::chrono::sys_days first);

/// 0 Monday ... 6 Sunday.
[[nodiscard]] inline std::size_t weekday_of(std::chrono::sys_days day) {
    return std::chrono::weekday(day).iso_encoding() - 1;
}

[[nodiscard]] std::string iso_date(std::chrono::sys_days day);

/// What was found, in sentences: at most `most` days named in each.
[[nodiscard]] std::vector<std::string> in_words(CalendarDays const& days, std::size_t most = 12);

}  // namespace rekensom::fit
