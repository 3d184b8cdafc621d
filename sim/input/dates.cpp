#include <chrono>

#include "input/units.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

int digits(std::string_view text) {
    int number = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return -1;
        number = 10 * number + (c - '0');
    }
    return number;
}

}  // namespace

double months_until(Month start, Date const& date) {
    auto const last = std::chrono::year_month_day_last(
        year(date.year), std::chrono::month_day_last(month(static_cast<unsigned>(date.month))));
    double const days = static_cast<double>(static_cast<unsigned>(last.day()));
    return (date.year - start.year) * 12 + (date.month - start.month) + (date.day - 1) / days;
}

std::optional<Date> parse_date(std::string_view text) {
    bool const whole = text.size() == 10 && text[4] == '-' && text[7] == '-';
    bool const month_only = text.size() == 7 && text[4] == '-';
    if (!whole && !month_only) return std::nullopt;
    Date const date{digits(text.substr(0, 4)), digits(text.substr(5, 2)), whole ? digits(text.substr(8, 2)) : 1};
    if (date.year < 0 || date.month < 0 || date.day < 0) return std::nullopt;
    year_month_day const ymd(year(date.year), month(static_cast<unsigned>(date.month)),
                             day(static_cast<unsigned>(date.day)));
    return ymd.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace rekensom::input
