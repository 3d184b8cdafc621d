#include "input/moment.hpp"

#include <algorithm>
#include <array>

namespace rekensom::input {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// What is left of a text while it is read from the front.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {
        blanks();
        while (!rest_.empty() && rest_.back() == ' ') rest_.remove_suffix(1);
    }
    [[nodiscard]] bool ended() const { return rest_.empty(); }
    [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
    std::string_view digits() { return run(is_digit); }
    std::string_view letters() { return run(is_letter); }
    bool take(char c) {
        if (front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void blanks() {
        while (take(' ')) {
        }
    }

private:
    template <class Is>
    std::string_view run(Is const& is) {
        std::size_t n = 0;
        while (n < rest_.size() && is(rest_[n])) ++n;
        std::string_view const result = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return result;
    }
    std::string_view rest_;
};

int number(std::string_view digits) {
    int value = 0;
    for (char c : digits.substr(0, 8)) value = 10 * value + (c - '0');
    return value;
}

int month_named(std::string_view word) {
    constexpr std::array<std::string_view, 12> english{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    constexpr std::array<std::string_view, 12> dutch{"jan", "feb", "mrt", "apr", "mei", "jun",
                                                     "jul", "aug", "sep", "okt", "nov", "dec"};
    if (word.size() < 3) return 0;
    char const first[3] = {lower(word[0]), lower(word[1]), lower(word[2])};
    for (std::size_t m = 0; m < 12; ++m)
        if (std::string_view const three(first, 3);
            three == english[m] || three == dutch[m] || (m == 2 && three == "maa"))
            return static_cast<int>(m) + 1;
    return 0;
}

struct Ymd {
    int year = 0, month = 0, day = 0;
};

int full_year(std::string_view digits) {
    int const year = number(digits);
    if (digits.size() == 4) return year;
    return digits.size() == 2 ? year + (year < 70 ? 2000 : 1900) : 0;
}

std::optional<Ymd> parse_day(Cursor& in, DateOrder order) {
    std::string_view const first = in.digits();
    switch (first.size()) {
        case 8: return Ymd{number(first.substr(0, 4)), number(first.substr(4, 2)), number(first.substr(6, 2))};
        case 6: return Ymd{full_year(first.substr(0, 2)), number(first.substr(2, 2)), number(first.substr(4, 2))};
        case 1:
        case 2:
        case 4: break;
        default: return std::nullopt;
    }
    char const mark = in.front();
    if (mark != '-' && mark != '/' && mark != '.' && mark != ' ') return std::nullopt;
    in.take(mark);
    if (is_letter(in.front())) {
        int const month = month_named(in.letters());
        in.take('.');
        if (!in.take(mark) && mark != ' ') return std::nullopt;
        std::string_view const last = in.digits();
        return first.size() == 4 ? Ymd{number(first), month, number(last)} : Ymd{full_year(last), month, number(first)};
    }
    if (mark == ' ') return std::nullopt;
    std::string_view const second = in.digits();
    if (second.empty() || second.size() > 2 || !in.take(mark)) return std::nullopt;
    std::string_view const third = in.digits();
    if (first.size() == 4)
        return third.size() > 2 ? std::nullopt : std::optional(Ymd{number(first), number(second), number(third)});
    int const year = full_year(third);
    return order == DateOrder::day_first ? Ymd{year, number(second), number(first)}
                                         : Ymd{year, number(first), number(second)};
}

/// Seconds since midnight of "7:30", "07:30:15.250", "7:30 PM", with a time
/// zone that is read over.
std::optional<int> parse_time(Cursor& in) {
    std::string_view const h = in.digits();
    if (h.empty() || h.size() > 2 || !in.take(':')) return std::nullopt;
    std::string_view const m = in.digits();
    std::string_view s = "0";
    if (m.size() != 2) return std::nullopt;
    if (in.take(':')) {
        s = in.digits();
        if (s.empty() || s.size() > 2) return std::nullopt;
        if (in.take('.') || in.take(',')) in.digits();
    }
    in.blanks();
    int hour = number(h);
    std::string_view const word = in.letters();
    if (word.size() == 2 && lower(word[1]) == 'm') {
        if (hour < 1 || hour > 12) return std::nullopt;
        hour = hour % 12 + (lower(word[0]) == 'p' ? 12 : 0);
        if (lower(word[0]) != 'p' && lower(word[0]) != 'a') return std::nullopt;
    } else if (!word.empty() && word != "Z" && word != "UTC") {
        return std::nullopt;
    }
    if (in.take('+') || in.take('-')) {
        std::string_view const zone = in.digits();
        if (zone.size() != 2 && zone.size() != 4) return std::nullopt;
        if (in.take(':') && in.digits().size() != 2) return std::nullopt;
    }
    if (hour > 23 || number(m) > 59 || number(s) > 60) return std::nullopt;
    return hour * 3600 + number(m) * 60 + std::min(number(s), 59);
}

/// The first two numbers of a date whose year comes last.
std::optional<std::array<int, 2>> first_two(std::string_view text) {
    Cursor in(text);
    std::string_view const a = in.digits();
    if (a.empty() || a.size() > 2 || (!in.take('-') && !in.take('/') && !in.take('.'))) return std::nullopt;
    std::string_view const b = in.digits();
    if (b.empty() || b.size() > 2 || (!in.take('-') && !in.take('/') && !in.take('.'))) return std::nullopt;
    return std::array<int, 2>{number(a), number(b)};
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text, DateOrder order) {
    using namespace std::chrono;
    Cursor in(text);
    auto const date = parse_day(in, order);
    if (!date || date->year < 1970 || date->year > 2099 || date->month < 1 || date->day < 1) return std::nullopt;
    year_month_day const day(year(date->year), month(static_cast<unsigned>(date->month)),
                             std::chrono::day(static_cast<unsigned>(date->day)));
    if (!day.ok()) return std::nullopt;
    Moment moment{sys_days(day), false};
    if (!in.take('T')) in.blanks();
    if (in.ended()) return moment;
    auto const time = parse_time(in);
    if (!time || !in.ended()) return std::nullopt;
    moment.when += seconds(*time);
    moment.time_known = true;
    return moment;
}

std::optional<DateOrder> order_told(std::string_view text) {
    auto const two = first_two(text);
    if (!two) return std::nullopt;
    if ((*two)[0] > 12) return DateOrder::day_first;
    if ((*two)[1] > 12) return DateOrder::month_first;
    return std::nullopt;
}

bool order_matters(std::string_view text) { return first_two(text).has_value(); }

std::optional<double> parse_clock_duration(std::string_view text, DecimalMark decimal) {
    if (text.find(':') == std::string_view::npos) return parse_number(text, decimal);
    double total = 0;
    int parts = 0;
    while (true) {
        std::size_t const colon = text.find(':');
        std::string_view const part = text.substr(0, colon);
        if (part.empty() || !is_digit(part.front()) || ++parts > 3) return std::nullopt;
        auto const value = parse_number(part, decimal);
        if (!value || (parts > 1 && *value >= 60)) return std::nullopt;
        total = 60 * total + *value;
        if (colon == std::string_view::npos) return parts > 1 ? std::optional(total) : std::nullopt;
        text.remove_prefix(colon + 1);
    }
}

}  // namespace rekensom::input
