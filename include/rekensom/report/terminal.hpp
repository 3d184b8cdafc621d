#pragma once

#include "rekensom/report/facts.hpp"

#include <string>
#include <vector>

namespace rekensom::report {

enum class Colour { none, ansi };

struct TerminalStyle {
    Colour colour = Colour::none;
    std::size_t columns = 80;  ///< nothing is wider than this, nor than 80
};

struct Written {
    std::string directory;  ///< empty: nothing was written
    std::vector<std::string> files;
};

/// What a controller reads in ten seconds: the answer, potential beside cash, shifts, what it rests on, warnings.
[[nodiscard]] std::string terminal_summary(Facts const& facts, Written const& written, TerminalStyle style);

}  // namespace rekensom::report
