#pragma once

#include <string>
#include <string_view>

namespace rekensom::input {

/// A number in its unit, for people: "25%", "6m30s", "3 months", "EUR 320,000", "8,333 contacts / month".
[[nodiscard]] std::string number_in_words(double number, std::string_view unit);

}  // namespace rekensom::input
