#pragma once

#include "cli/commands.hpp"

#include <string>

namespace rekensom::cli {

[[nodiscard]] std::string help();                        ///< of the program
[[nodiscard]] std::string help(Command const& command);  ///< of one command, its example included
[[nodiscard]] std::string version();

}  // namespace rekensom::cli
