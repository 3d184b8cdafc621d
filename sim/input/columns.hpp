#pragma once

#include "rekensom/input/csv.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace rekensom::input {

/// Where column `name` stands. \throws CsvError that names what there is
[[nodiscard]] std::size_t column_named(CsvReader const& csv, std::string_view name);

/// The same, and where `name` is empty the first of the usual names, if it is
/// there.
[[nodiscard]] std::optional<std::size_t> column_for(CsvReader const& csv, std::string_view name,
                                                    std::initializer_list<std::string_view> usual);

/// Nothing said: empty, NA, N/A, NaN, null, -.
[[nodiscard]] bool says_nothing(std::string_view field);
/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace rekensom::input
