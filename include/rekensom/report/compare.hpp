#pragma once

#include "rekensom/insight/what_changed.hpp"
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

/// The same alternative in an older and a newer version of a scenario, and which changed assumption moved its NPV.
struct Revision {
    Side before, after;
    insight::WhatChanged found;
};

/// Side by side, with the difference of each from the first one, draw by draw.
[[nodiscard]] std::string comparison(std::vector<Side> const& sides, TerminalStyle style);
[[nodiscard]] std::string what_changed_text(Revision const& revision, TerminalStyle style);
[[nodiscard]] std::string comparison_json(std::vector<Side> const& sides, std::vector<Revision> const& revisions);

}  // namespace rekensom::report
