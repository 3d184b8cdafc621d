#pragma once

#include <string>
#include <vector>

#include "report/marks.hpp"

// Tables of the terminal's summary: who causes and carries, and by reason, channel, team and journey.

namespace rekensom::report {

struct TablePlace {
    Painter paint;
    std::size_t columns = 80;
};

/// Lines, the first a head of columns; none where nobody is named.
[[nodiscard]] std::vector<std::string> owner_lines(Facts const& facts, CaseFacts const& c, TablePlace place);
/// None where there is but one reason and one channel, and no team.
[[nodiscard]] std::vector<std::string> part_lines(Facts const& facts, CaseFacts const& c, TablePlace place);

}  // namespace rekensom::report
