#pragma once

#include "rekensom/report/numbers.hpp"

#include <string>
#include <string_view>

// The two catalogues, as people read them.

namespace rekensom::report {

[[nodiscard]] std::string kpis_text(Language language);  ///< for a terminal
[[nodiscard]] std::string kpis_json();
[[nodiscard]] std::string kpis_markdown();  ///< docs/kpis.md
[[nodiscard]] std::string keys_markdown();  ///< docs/keys.md

/// A scenario to start from, with a comment at each line and the other keys in comments below.
[[nodiscard]] std::string starter_scenario(std::string_view title);

}  // namespace rekensom::report
