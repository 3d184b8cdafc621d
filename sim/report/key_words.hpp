#pragma once

#include <string>
#include <string_view>

#include "rekensom/report/numbers.hpp"

namespace rekensom::report {

/// What a key is about, for people: "realisatie", "voorkomt billing". `path` without the group and the user's name, but for
/// groups that have none: "finance.discount_rate". A part that is no key of the file stands as it is.
[[nodiscard]] std::string key_in_words(std::string_view path, Language language);

/// "contacten / maand" for "contacts / month"; a currency stands as it is.
[[nodiscard]] std::string unit_in_words(std::string_view unit, Language language);

}  // namespace rekensom::report
