#include "rekensom/report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "report/key_words.hpp"

namespace rekensom::report {
namespace {

std::string_view const missing = "–";
std::string_view const minus = "−";

int digits_after(double x) {
    double const size = std::abs(x);
    if (size < 0.1 && size > 1e-9) return 2 - static_cast<int>(std::floor(std::log10(size)));
    return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

std::string_view sign_of(double x, Sign sign) { return x < 0 ? minus : sign == Sign::always && x > 0 ? "+" : ""; }

/// Where every digit rounds to 0 there is no sign to show.
double without_negative_zero(double x, int decimals) { return std::abs(x) < 0.5 * std::pow(10.0, -decimals) ? 0.0 : x; }

}  // namespace

std::string shortest(double x) {
    if (!std::isfinite(x)) return {};
    std::array<char, 32> buffer{};
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x == 0 ? 0.0 : x);
    return {buffer.data(), end};
}

namespace {

/// As a guess deserves.
double three_digits(double x) {
    if (!(std::abs(x) > 0) || !std::isfinite(x)) return x;
    double const power = std::floor(std::log10(std::abs(x))) - 2;
    double const step = std::pow(10.0, std::abs(power));
    return power < 0 ? std::round(x * step) / step : std::round(x / step) * step;
}

struct Letter {
    std::size_t bytes, columns;
};

Letter letter(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t k) {
        return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0U;
    };
    unsigned const b = byte(0);
    std::size_t const bytes = std::min<std::size_t>(b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4, text.size() - at);
    unsigned code = b;
    if (bytes == 2) code = (b & 0x1F) << 6 | (byte(1) & 0x3F);
    if (bytes == 3) code = (b & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (bytes == 4) code = (b & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    bool const none = (code >= 0x300 && code < 0x370) || (code >= 0x200B && code <= 0x200F) ||
                      (code >= 0x202A && code <= 0x202E) || (code >= 0xFE00 && code <= 0xFE0F);
    bool const two = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                     (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                     (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                     (code >= 0x1F300 && code <= 0x1FAFF);
    return {bytes, none ? 0U : two ? 2U : 1U};
}

}  // namespace

std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < text.size();) {
        Letter const l = letter(text, i);
        columns += l.columns;
        i += l.bytes;
    }
    return columns;
}

std::string left(std::string_view text, std::size_t columns) {
    std::size_t const all = width(text);
    if (all <= columns) return std::string(text) + std::string(columns - all, ' ');
    std::size_t used = 0, i = 0;
    while (i < text.size()) {
        Letter const l = letter(text, i);
        if (used + l.columns + 1 > columns) break;
        used += l.columns;
        i += l.bytes;
    }
    std::string cut(text.substr(0, i));
    return columns == 0 ? cut : cut + "…" + std::string(columns - used - 1, ' ');
}

std::string right(std::string_view text, std::size_t columns) {
    std::size_t const all = width(text);
    return std::string(columns > all ? columns - all : 0, ' ') + std::string(text);
}

std::string Numbers::plain(double x, int decimals, Sign sign) const {
    if (!std::isfinite(x)) return std::string(missing);
    x = without_negative_zero(x, decimals);
    std::string const text = fmt::format("{:.{}f}", std::abs(x), decimals);
    std::size_t const whole = std::min(text.find('.'), text.size());
    std::string out(sign_of(x, sign));
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0) out += (*this)(",", ".");
        out += text[i];
    }
    if (whole < text.size()) out.append((*this)(".", ",")).append(text, whole + 1);
    return out;
}

std::string Numbers::rounded(double x, Sign sign) const {
    if (x == std::round(x)) return plain(x, 0, sign);
    int const decimals = digits_after(x);
    std::string text = plain(x, decimals, sign);
    bool const trailing = medium_ == Medium::page || decimals > 3;
    if (trailing && decimals > 0) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with(',') || text.ends_with('.')) text.pop_back();
    }
    return text;
}

std::string Numbers::currency_sign() const {
    if (currency_ == "EUR") return "€";
    if (currency_ == "USD") return "$";
    if (currency_ == "GBP") return "£";
    return currency_;
}

std::string Numbers::with_currency(std::string_view sign, std::string_view digits, std::string_view scale) const {
    std::string const currency = currency_sign();
    bool const apart = language_ == Language::nl || currency.size() > 3;
    std::string const gap = apart || currency == currency_ ? " " : "";
    return language_ == Language::nl ? fmt::format("{}{}{}{}{}", currency, gap, sign, digits, scale)
                                     : fmt::format("{}{}{}{}{}", sign, currency, gap, digits, scale);
}

std::string Numbers::money(double x, Sign sign) const { return money_beside(x, x, sign); }

std::string Numbers::money_beside(double x, double larger, Sign sign) const {
    if (!std::isfinite(x)) return std::string(missing);
    struct Scale {
        double from, unit;
        std::string_view en, nl;
    };
    // From 999.5 of the unit below, so that what rounds to 1000 k is shown as 1.00 m.
    static constexpr std::array<Scale, 3> scales{
        {{999.5e6, 1e9, " bn", " mld"}, {99.95e3, 1e6, " m", " mln"}, {9995, 1e3, " k", "k"}}};
    static constexpr std::array<Scale, 3> as_browsers{
        {{999.5e6, 1e9, "bn", " mld."}, {999.5e3, 1e6, "m", " mln."}, {9995, 1e3, "k", "K"}}};
    double const size = std::max(std::abs(x), std::isfinite(larger) ? std::abs(larger) : 0);
    for (Scale const& s : medium_ == Medium::page ? as_browsers : scales) {
        if (size < s.from) continue;
        double const lead = size / s.unit;
        int const decimals = lead >= 100 ? 0 : lead >= 10 ? 1 : 2;
        double const scaled = without_negative_zero(x / s.unit, decimals);
        return with_currency(sign_of(scaled, sign), plain(std::abs(scaled), decimals), (*this)(s.en, s.nl));
    }
    return money_whole(x, sign);
}

std::string Numbers::money_whole(double x, Sign sign) const {
    if (!std::isfinite(x)) return std::string(missing);
    int const decimals = std::abs(x) < 100 && x != std::round(x) ? 2 : 0;
    double const shown = without_negative_zero(x, decimals);
    return with_currency(sign_of(shown, sign), plain(std::abs(shown), decimals), "");
}

std::string Numbers::percent(double share, Sign sign) const {
    if (!std::isfinite(share)) return std::string(missing);
    double const x = 100 * share;
    double const size = std::abs(x);
    auto const fits = [&](int decimals) {
        double const power = std::pow(10, decimals);
        return std::abs(x * power - std::round(x * power)) < 1e-7;
    };
    // A number with few decimals is a person's own, and stands as it was written.
    int const decimals = fits(0)                    ? 0
                         : fits(1)                  ? 1
                         : size < 10 && fits(2)     ? 2
                         : size >= 10 && size <= 90 ? 0
                         : size < 1                 ? 2
                                                    : 1;
    return plain(x, decimals, sign) + (medium_ == Medium::page ? "%" : " %");
}

std::string Numbers::value(model::Form form, double x) const {
    using enum model::Form;
    switch (form) {
        case count: return std::abs(x) < 100 ? rounded(x) : plain(x, 0);
        case share: return plain(100 * x, 1) + " %";
        case seconds: return plain(x, std::abs(x) < 10 ? 1 : 0) + " s";
        case days: return plain(x, 1) + std::string((*this)(" days", " dagen"));
        case mark: return plain(x, 2);
        case money: return this->money(x);
        case number: return plain(x, std::abs(x) < 10 ? 2 : std::abs(x) < 100 ? 1 : 0);
    }
    return {};
}

std::string Numbers::shift(model::Form form, double x) const {
    using enum model::Form;
    if (!std::isfinite(x)) return std::string(missing);
    switch (form) {
        case count: return std::abs(x) < 100 ? rounded(x, Sign::always) : plain(x, 0, Sign::always);
        case share: return plain(100 * x, 1, Sign::always) + " pp";
        case seconds: return plain(x, std::abs(x) < 10 ? 1 : 0, Sign::always) + " s";
        case days: return plain(x, 1, Sign::always) + " d";
        case mark: return plain(x, 2, Sign::always);
        case money: return this->money(x, Sign::always);
        case number: return plain(x, std::abs(x) < 10 ? 2 : 1, Sign::always);
    }
    return {};
}

std::string Numbers::figure(std::string_view unit, double x) const {
    if (unit.starts_with("share")) return percent(x);
    if (unit == currency_ && medium_ == Medium::text && std::abs(x) >= 9995) return money(x);
    return unit.starts_with(currency_) ? money_whole(x) : rounded(x);
}

std::string Numbers::unit_words(std::string_view unit) const {
    if (unit.starts_with("share")) unit.remove_prefix(5);
    if (unit.starts_with(currency_)) unit.remove_prefix(currency_.size());
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    std::string words = unit_in_words(unit, language_);
    if (medium_ == Medium::page)
        if (auto const slash = words.find("/ "); slash != std::string::npos)
            words.replace(slash, 2, (*this)("a ", "per "));
    return words;
}

std::string Numbers::quantity(std::string_view unit, double x) const {
    std::string const words = unit_words(unit);
    return words.empty() ? figure(unit, x) : figure(unit, x) + " " + words;
}

std::string Numbers::about(std::string_view unit, double x) const {
    std::string const words = unit_words(unit);
    return words.empty() ? about_figure(unit, x) : about_figure(unit, x) + " " + words;
}

std::string Numbers::about_figure(std::string_view unit, double x) const {
    return figure(unit, unit.starts_with("share") ? x : three_digits(x));  // a percentage is rounded as it is
}

}  // namespace rekensom::report
