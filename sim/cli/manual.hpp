#pragma once

#include <string>

// What the table of commands and flags is printed as, besides --help.

namespace rekensom::cli {

[[nodiscard]] std::string man_page();           ///< rekensom.1, troff
[[nodiscard]] std::string commands_markdown();  ///< docs/commands.md
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();

}  // namespace rekensom::cli
