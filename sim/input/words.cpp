#include "input/words.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "input/reader.hpp"
#include "rekensom/base/calendar.hpp"
#include "rekensom/chance/marginal.hpp"
#include "rekensom/input/describe.hpp"

namespace rekensom::input {
namespace {

/// Four digits that matter; whole from a thousand on, with separators.
std::string rounded(double x) {
    if (x != 0 && (std::abs(x) >= 1e15 || std::abs(x) < 1e-6)) return fmt::format("{:.4g}", x);
    if (std::abs(x) < 1000) {
        std::string text = fmt::format("{:.4g}", x);
        if (text.find('e') != std::string::npos) text = fmt::format("{:.7f}", x);
        return text;
    }
    std::string text = fmt::format("{:.0f}", x);
    for (auto at = static_cast<int>(text.size()) - 3; at > (x < 0 ? 1 : 0); at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string time_of_day(double seconds) {
    if (seconds < 60 || seconds != std::floor(seconds)) return rounded(seconds) + "s";
    auto const whole = static_cast<long long>(seconds);
    std::string text;
    if (whole >= 3600) text += fmt::format("{}h", whole / 3600);
    if (whole / 60 % 60 > 0) text += fmt::format("{}m", whole / 60 % 60);
    if (whole % 60 > 0) text += fmt::format("{}s", whole % 60);
    return text;
}

std::string months(double x) {
    bool const short_time = x != 0 && std::abs(x) < 0.45;
    if (short_time) {
        double const days = x * days_per_month;
        return rounded(days) + (std::abs(days - 1) < 1e-9 ? " day" : " days");
    }
    return rounded(x) + (x == 1 ? " month" : " months");
}

bool is_currency(std::string_view unit) {
    return unit.size() >= 3 && std::isupper(static_cast<unsigned char>(unit[0])) != 0 &&
           std::isupper(static_cast<unsigned char>(unit[1])) != 0 &&
           std::isupper(static_cast<unsigned char>(unit[2])) != 0 && !unit.starts_with("FTE");
}

}  // namespace

std::string number_in_words(double number, std::string_view unit) {
    if (unit.starts_with("share")) {
        std::string const year = unit.find("year") != std::string_view::npos ? " a year" : "";
        return rounded(100 * number) + "%" + year;
    }
    if (unit == "s") return time_of_day(number);
    if (unit == "months") return months(number);
    if (is_currency(unit)) {
        std::string_view const rest = unit.substr(3);
        std::string_view const per = rest == " / month" ? " a month" : rest == " / year" ? " a year" : "";
        return fmt::format("{} {}{}", unit.substr(0, 3), rounded(number), per);
    }
    if (number == unlimited) return "unlimited";
    return unit.empty() ? rounded(number) : fmt::format("{} {}", rounded(number), unit);
}

std::string in_words(model::Quantity const& quantity) {
    chance::Marginal const& marginal = quantity.marginal;
    if (marginal.is_certain()) return number_in_words(marginal.mean(), quantity.unit);
    double const times = marginal.times();
    auto const show = [&](double x) { return number_in_words(times * x, quantity.unit); };
    switch (marginal.form()) {
        case chance::Form::survey: {
            auto const& p = marginal.parameters();
            return fmt::format("survey, {:g} of {:g}: about {}", p[0].value, p[1].value,
                               number_in_words(marginal.mean(), quantity.unit));
        }
        case chance::Form::data:
            return fmt::format("data, {:g} observations: about {}", marginal.parameters().front().value,
                               number_in_words(marginal.mean(), quantity.unit));
        case chance::Form::discrete:
        case chance::Form::gamma:
        case chance::Form::bernoulli:
        case chance::Form::certain: {
            return fmt::format("{} to {}, about {}", number_in_words(marginal.lower(), quantity.unit),
                               number_in_words(marginal.upper(), quantity.unit),
                               number_in_words(marginal.mean(), quantity.unit));
        }
        default: break;
    }
    constexpr std::string_view names[] = {
        "", "PERT", "triangle", "uniform", "percentiles", "percentiles", "normal family"};
    std::string text(names[static_cast<std::size_t>(marginal.form())]);
    for (chance::Parameter const& p : marginal.parameters()) {
        text += text.find(' ') == std::string::npos ? " " : ", ";
        text += fmt::format("{} {}", p.name, p.name == "weight" ? rounded(p.value) : show(p.value));
    }
    return text;
}

}  // namespace rekensom::input
