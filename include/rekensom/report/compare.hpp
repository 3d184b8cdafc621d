#pragma once

#include "rekensom/report/terminal.hpp"

#include <string>
#include <vector>

namespace rekensom::report {

/// One business case of a comparison.
struct Side {
    std::string name;
    Facts const* facts = nullptr;
    std::size_t index = 0;  ///< of `Facts::cases`
};

/// Side by side, with the difference of each from the first one, draw by draw.
[[nodiscard]] std::string comparison(std::vector<Side> const& sides, TerminalStyle style);
[[nodiscard]] std::string comparison_json(std::vector<Side> const& sides);

}  // namespace rekensom::report
