#include "input/units.hpp"

#include "rekensom/base/calendar.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace rekensom::input {
namespace {

using model::Measure;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

enum class Clock { seconds, months };

struct TimeUnit {
    Clock clock;
    double size;             ///< in seconds or months
    std::string_view names;  ///< between spaces
};

constexpr TimeUnit time_units[] = {
    {Clock::seconds, 1, " s sec secs second seconds "}, {Clock::seconds, 60, " m min mins minute minutes "},
    {Clock::seconds, 3600, " h hr hrs hour hours "},    {Clock::seconds, 86400, " d day days "},
    {Clock::seconds, 604800, " w wk wks week weeks "},  {Clock::months, 1, " mo month months "},
    {Clock::months, 12, " y yr yrs year years "},
};

TimeUnit const* time_unit(std::string_view word) {
    std::string const wanted = " " + std::string(word) + " ";
    for (TimeUnit const& unit : time_units)
        if (unit.names.find(wanted) != std::string_view::npos) return &unit;
    return nullptr;
}

double in_months(TimeUnit const& unit) {
    return unit.clock == Clock::months ? unit.size : unit.size / 86400 / days_per_month;
}

/// A number and the word after it.
struct Term {
    double number = 0;
    bool counted = false;  ///< a number was written
    std::string_view unit;
};

struct Pieces {
    std::string currency;
    std::vector<Term> terms;
    std::optional<Term> per;  ///< after "/" or "per"
};

NumberFault not_a_number(std::string_view text, Measure measure) {
    return {"\"" + std::string(text) + "\" is not a number", expected_of(measure), ""};
}

/// Reads a text from the left.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    void skip_space() {
        while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
    }
    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] char next() const { return rest_.front(); }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] std::string_view word() {
        std::size_t n = 0;
        if (!rest_.empty() && rest_.front() == '$') n = 1;
        while (n < rest_.size() && (is_letter(rest_[n]) || (n > 0 && rest_[n] == '_'))) ++n;
        return cut(n);
    }
    /// Digits, separators, a point, an exponent that is followed by a digit.
    [[nodiscard]] std::string_view number() {
        std::size_t n = 0;
        if (n < rest_.size() && (rest_[n] == '+' || rest_[n] == '-')) ++n;
        while (n < rest_.size() && (is_digit(rest_[n]) || rest_[n] == '_' || rest_[n] == '.' || rest_[n] == ',')) ++n;
        if (n + 1 < rest_.size() && (rest_[n] == 'e' || rest_[n] == 'E')) {
            std::size_t m = n + 1;
            if (m < rest_.size() && (rest_[m] == '+' || rest_[m] == '-')) ++m;
            if (m < rest_.size() && is_digit(rest_[m])) {
                while (m < rest_.size() && is_digit(rest_[m])) ++m;
                n = m;
            }
        }
        return cut(n);
    }

private:
    std::string_view cut(std::size_t n) {
        std::string_view const taken = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return taken;
    }
    std::string_view rest_;
};

std::variant<Pieces, NumberFault> take_apart(std::string_view text, Measure measure) {
    Pieces pieces;
    Scanner scan(text);
    bool per = false;
    while (true) {
        scan.skip_space();
        if (scan.done()) break;
        Term term;
        if (!per && pieces.terms.empty() && pieces.currency.empty() && !is_digit(scan.next())) {
            Scanner ahead = scan;
            pieces.currency = currency_code(ahead.word());
            if (!pieces.currency.empty()) {
                scan = ahead;
                scan.skip_space();
            }
        }
        std::string_view const digits = scan.number();
        if (!digits.empty()) {
            ParsedNumber const number = parse_bare(digits);
            if (auto const* fault = std::get_if<NumberFault>(&number)) {
                NumberFault out = *fault;
                out.what = "\"" + std::string(text) + "\" is not a number";
                if (out.expected.empty()) out.expected = expected_of(measure);
                return out;
            }
            term.number = std::get<double>(number);
            term.counted = true;
        }
        scan.skip_space();
        if (scan.take('%')) {
            term.unit = "%";
        } else {
            Scanner ahead = scan;
            std::string_view const word = ahead.word();
            if (word != "per" && word != "a") {
                scan = ahead;
                term.unit = word;
            }
        }
        if (!term.counted && (term.unit.empty() || !per)) return not_a_number(text, measure);
        if (per) {
            if (pieces.per) return not_a_number(text, measure);
            pieces.per = term;
        } else {
            std::string const code = currency_code(term.unit);
            if (!code.empty() && pieces.currency.empty()) {
                pieces.currency = code;
                term.unit = {};
            }
            pieces.terms.push_back(term);
        }
        scan.skip_space();
        if (scan.done()) break;
        Scanner ahead = scan;
        std::string_view const word = ahead.word();
        if (scan.take('/')) {
            if (per) return not_a_number(text, measure);
            per = true;
        } else if (word == "per" || word == "a") {
            if (per) return not_a_number(text, measure);
            per = true;
            scan = ahead;
        } else if (per) {
            return not_a_number(text, measure);
        }
        scan.skip_space();
        if (scan.done()) return not_a_number(text, measure);
    }
    if (pieces.terms.empty()) return not_a_number(text, measure);
    return pieces;
}

bool is_money(Measure m) { return m == Measure::money || m == Measure::money_a_month || m == Measure::money_a_year; }

/// The months that a rate's period lasts.
std::variant<double, NumberFault> period(Term const& per, std::string_view text, Measure measure) {
    if (per.unit == "m" && !per.counted)
        return NumberFault{"\"" + std::string(text) + "\" is unclear: m is minutes", expected_of(measure),
                           "write / month or / minute"};
    TimeUnit const* unit = time_unit(per.unit);
    double const count = per.counted ? per.number : 1;
    if (unit == nullptr || !(count > 0))
        return NumberFault{"\"" + std::string(per.unit) + "\" is not a period",
                           "/ month, / year, / week, / day, / hour or / 30m", ""};
    return count * in_months(*unit);
}

ParsedNumber duration(Pieces const& pieces, std::string_view text, Measure measure) {
    bool const short_times = measure == Measure::seconds || measure == Measure::minutes;
    double sum = 0;
    for (Term const& term : pieces.terms) {
        if (term.unit.empty()) {
            if (pieces.terms.size() > 1) return not_a_number(text, measure);
            return plain(term.number, measure);
        }
        TimeUnit const* unit = time_unit(term.unit);
        if (unit == nullptr)
            return NumberFault{
                "\"" + std::string(term.unit) + "\" in \"" + std::string(text) + "\" is not a unit of time",
                expected_of(measure), ""};
        if (short_times) {
            if (unit->clock == Clock::months)
                return NumberFault{"\"" + std::string(text) + "\" is too long a time here", expected_of(measure), ""};
            sum += term.number * unit->size;
        } else {
            if (unit->clock == Clock::seconds && unit->size < 3600) {
                std::string const meant = term.unit == "m"
                                              ? "m is minutes: write '" + std::string(text.substr(0, text.find('m'))) +
                                                    (text.find(" m") == std::string_view::npos ? " months'" : "months'")
                                              : "";
                return NumberFault{"\"" + std::string(text) + "\" is too short a time here", expected_of(measure),
                                   meant};
            }
            sum += term.number * in_months(*unit);
        }
    }
    return measure == Measure::minutes ? sum / 60 : sum;
}

/// Months of the period in which a plain number of this measure counts.
double own_period(Measure measure) {
    if (measure == Measure::contacts_a_week) return 1 / weeks_per_month;
    return measure == Measure::money_a_year ? 12 : 1;
}

bool is_noun_of(std::string_view word, Measure measure) {
    constexpr std::string_view contacts = " contact contacts call calls chat chats email emails ";
    constexpr std::string_view transactions = " transaction transactions order orders ";
    std::string const wanted = " " + std::string(word) + " ";
    if (measure == Measure::transactions_a_month) return transactions.find(wanted) != std::string_view::npos;
    if (measure == Measure::fte || measure == Measure::fte_a_month) return word == "fte" || word == "FTE";
    if (measure == Measure::marks) return word == "points" || word == "point";
    bool const volume = measure == Measure::contacts_a_month || measure == Measure::contacts_a_week;
    return volume && contacts.find(wanted) != std::string_view::npos;
}

ParsedNumber measured(Pieces const& pieces, std::string_view text, Measure measure) {
    Term const& term = pieces.terms.front();
    if (pieces.terms.size() > 1) {
        NumberFault fault = not_a_number(text, measure);
        if (term.unit.empty() && pieces.terms[1].unit.empty()) fault.hint = "write large numbers as 1_000_000";
        return fault;
    }
    if (term.unit == "%") {
        bool const relative = measure == Measure::share || measure == Measure::yearly || measure == Measure::number;
        if (!relative) return NumberFault{"\"" + std::string(text) + "\" is a percentage", expected_of(measure), ""};
        if (pieces.per && !(measure == Measure::yearly && time_unit(pieces.per->unit) == time_unit("year")))
            return NumberFault{"\"" + std::string(text) + "\" has a period", expected_of(measure), ""};
        return term.number / 100;
    }
    if (measure == Measure::hours && (term.unit == "h" || term.unit == "hours")) {
        if (pieces.per && pieces.per->unit != "week")
            return NumberFault{"\"" + std::string(text) + "\" is not hours a week", expected_of(measure), ""};
        return term.number;
    }
    if (!term.unit.empty() && !is_noun_of(term.unit, measure))
        return NumberFault{"\"" + std::string(term.unit) + "\" in \"" + std::string(text) + "\" is not a unit of this",
                           expected_of(measure), ""};
    if (!pieces.per) return term.number;
    bool const rate = measure == Measure::contacts_a_month || measure == Measure::contacts_a_week ||
                      measure == Measure::transactions_a_month || measure == Measure::money_a_month ||
                      measure == Measure::money_a_year || measure == Measure::fte_a_month;
    if (measure == Measure::yearly && time_unit(pieces.per->unit) == time_unit("year") && !pieces.per->counted)
        return term.number;
    if (!rate) return NumberFault{"\"" + std::string(text) + "\" has a period", expected_of(measure), ""};
    auto const months = period(*pieces.per, text, measure);
    if (auto const* fault = std::get_if<NumberFault>(&months)) return *fault;
    return term.number * own_period(measure) / std::get<double>(months);
}

}  // namespace

std::string currency_code(std::string_view text) {
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"¥", "JPY"}};
    for (auto const& [sign, code] : signs)
        if (text == sign) return std::string(code);
    bool const letters = text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    return letters && text != "FTE" ? std::string(text) : "";
}

double plain(double number, Measure measure) { return measure == Measure::days ? number / days_per_month : number; }

std::string expected_of(Measure measure) {
    switch (measure) {
        case Measure::none: return "a word";
        case Measure::number: return "a number";
        case Measure::share: return "a share, such as 0.1 or \"10%\"";
        case Measure::yearly: return "a share a year, such as 0.02 or \"2%\"";
        case Measure::contacts_a_month: return "contacts a month, such as 5000 or \"60_000 / year\"";
        case Measure::contacts_a_week: return "contacts a week, such as 0.5 or \"2 / month\"";
        case Measure::transactions_a_month: return "transactions a month, such as 5000 or \"60_000 / year\"";
        case Measure::seconds: return "a time, such as 360 (seconds) or \"6m30s\"";
        case Measure::minutes: return "a time, such as 2 (minutes) or \"90s\"";
        case Measure::months: return "a time, such as 3 (months) or \"6 weeks\"";
        case Measure::days: return "a time, such as 2 (days) or \"1 week\"";
        case Measure::instant: return "a date, such as 2026-03-01, or months after the start";
        case Measure::money: return "an amount, such as 10 or \"€ 10\"";
        case Measure::money_a_month: return "an amount a month, such as 500 or \"6000 / year\"";
        case Measure::money_a_year: return "an amount a year, such as 60_000 or \"5000 / month\"";
        case Measure::marks: return "a number of points";
        case Measure::fte: return "a number of FTE";
        case Measure::fte_a_month: return "FTE a month";
        case Measure::hours: return "hours a week";
    }
    return "a number";
}

ParsedNumber parse_bare(std::string_view text) {
    std::string_view const whole = text;
    if (std::ranges::none_of(text, is_digit))
        return NumberFault{"\"" + std::string(whole) + "\" is not a number", "", ""};
    if (text.find(',') != std::string_view::npos) {
        std::size_t const commas = static_cast<std::size_t>(std::ranges::count(text, ','));
        std::size_t const comma = text.find(',');
        std::string fixed(text);
        bool const thousands = commas > 1 || (text.size() - comma == 4 && text.find('.') == std::string_view::npos &&
                                              comma <= 4 && text[0] != '0' && text.size() > 5);
        bool const european = text.find('.') < comma;
        if (european) std::erase(fixed, '.');
        std::ranges::replace(fixed, ',', thousands && !european ? '_' : '.');
        return NumberFault{"\"" + std::string(whole) + "\" is not a number", "",
                           "write " + fixed + (thousands ? "" : ", with a decimal point")};
    }
    if (std::ranges::count(text, '.') > 1) {
        std::string fixed(text);
        std::ranges::replace(fixed, '.', '_');
        return NumberFault{"\"" + std::string(whole) + "\" is not a number", "", "write " + fixed};
    }
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1]))
                return NumberFault{"\"" + std::string(whole) + "\" is not a number", "", ""};
            continue;
        }
        if (text[i] == '+' && i == 0) continue;
        digits += text[i];
    }
    double number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(number))
        return NumberFault{"\"" + std::string(whole) + "\" is not a number", "", ""};
    return number;
}

ParsedNumber parse_measured(std::string_view text, Measure measure, std::string_view currency) {
    text = trimmed(text);
    if (text.empty()) return NumberFault{"the text is empty", expected_of(measure), ""};
    auto const apart = take_apart(text, measure);
    if (auto const* fault = std::get_if<NumberFault>(&apart)) return *fault;
    Pieces const& pieces = std::get<Pieces>(apart);
    if (!pieces.currency.empty()) {
        if (!is_money(measure))
            return NumberFault{"\"" + std::string(text) + "\" is an amount of money", expected_of(measure), ""};
        if (pieces.currency != currency)
            return NumberFault{"\"" + std::string(text) + "\" is in " + pieces.currency,
                               "an amount in " + std::string(currency) + ", the scenario's currency", ""};
    }
    switch (measure) {
        case Measure::seconds:
        case Measure::minutes:
        case Measure::months:
        case Measure::days:
        case Measure::instant:
            if (pieces.per) return not_a_number(text, measure);
            return duration(pieces, text, measure);
        default: return measured(pieces, text, measure);
    }
}

}  // namespace rekensom::input
