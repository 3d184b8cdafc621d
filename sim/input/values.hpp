#pragma once

#include "input/reader.hpp"
#include "rekensom/chance/marginal.hpp"

#include <optional>
#include <span>
#include <string>

namespace rekensom::input {

/// How a number of a key is meant.
struct Meaning {
    model::Measure measure = model::Measure::number;
    Domain domain = Domain::real;
};

/// A value in any of its forms.
struct Value {
    chance::Marginal marginal;
    std::string input;  ///< of `{ input, times }`
    double times = 1;
    model::Provenance provenance;
};

/// \return  nothing after a problem, which is reported
[[nodiscard]] std::optional<Value> read_value(Reader& reader, Node const& node, Meaning meaning);

/// The number of a scalar node in the unit kept; its domain is not looked at.
[[nodiscard]] std::optional<double> measured_number(Reader& reader, Node const& node, model::Measure measure);

/// `write "25%" or 0.25`, where 25 stands for a share; else nothing.
[[nodiscard]] std::string range_hint(Node const& node, Domain domain);

/// A certain number, in the unit kept and within the domain.
[[nodiscard]] std::optional<double> read_number(Reader& reader, Node const& node, Meaning meaning);

/// The quantity of a value, added to the scenario (a use of a named input is kept for later).
[[nodiscard]] QuantityId add_value(Reader& reader, Value const& value, Node const& node, model::KeyInfo const& key,
                                   std::string path);

/// The words that say how a value is given: none of them can be a name.
[[nodiscard]] bool is_value_word(std::string_view word);

/// A table of values by name, not a value.
[[nodiscard]] bool is_table_by_name(Node const& node);

/// A column of a CSV file, relative to the file in which `node` stands.
[[nodiscard]] std::optional<std::vector<double>> read_column(Reader& reader, Node const& file, Node const* column);

/// Months from the scenario's start to a date.
[[nodiscard]] double months_until(Month start, Date const& date);

/// "2026-03-01" or "2026-03".
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

}  // namespace rekensom::input
