#pragma once

#include "rekensom/model/keys.hpp"

#include <string>
#include <string_view>
#include <variant>

// From what people write to the units kept: seconds, months, a month, a year, the scenario's currency.

namespace rekensom::input {

struct NumberFault {
    std::string what, expected, hint;
};

using ParsedNumber = std::variant<double, NumberFault>;

/// "10%", "6m30s", "1_000_000 / year", "€ 10": in the unit kept.
[[nodiscard]] ParsedNumber parse_measured(std::string_view text, model::Measure measure, std::string_view currency);

/// A plain number in the unit kept: days become months.
[[nodiscard]] double plain(double number, model::Measure measure);

/// "a time (360, "6m30s")": what to write.
[[nodiscard]] std::string expected_of(model::Measure measure);

/// A number with its separators, "1_000_000.5", "1e6"; all of the text.
[[nodiscard]] ParsedNumber parse_bare(std::string_view text);

/// "€" and "EUR" to "EUR"; empty: not a currency.
[[nodiscard]] std::string currency_code(std::string_view text);

}  // namespace rekensom::input
