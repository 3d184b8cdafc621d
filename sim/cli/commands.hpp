#pragma once

#include "cli/arguments.hpp"

#include <span>
#include <string_view>

namespace rekensom::cli {

enum Exit : int { done = 0, failed = 1, bad_input = 2, unmet = 4, interrupted = 130 };

/// One command, one file. A new one is that file, and its line in commands.cpp.
struct Command {
    std::string_view name;
    std::string_view operands;  ///< "FILE"
    std::string_view summary;   ///< one line, no full stop
    std::string_view example;   ///< a line, or several
    std::span<Flag const> flags;
    int (*main)(Arguments const& arguments);  ///< gives an Exit; may throw what main.cpp knows
    std::string_view more = {};               ///< paragraphs for --help
};

[[nodiscard]] std::span<Command const* const> commands();
[[nodiscard]] Command const* find_command(std::string_view name);

}  // namespace rekensom::cli
