#include "cli/help.hpp"

#include <fmt/format.h>

#include "rekensom/report/version.hpp"

namespace rekensom::cli {

std::string version() { return fmt::format("rekensom {}", report::program_version()); }

std::string help() {
    std::string out =
        "rekensom: what preventing customer contacts is worth, with honest uncertainty\n\nusage: rekensom COMMAND "
        "…\n\n";
    for (Command const* c : commands())
        out += fmt::format("  {:<28}{}\n", fmt::format("{} {}", c->name, c->operands), c->summary);
    out +=
        "\nStart here:\n  rekensom new first.toml && rekensom run first.toml\n\n"
        "rekensom COMMAND --help tells more of each. rekensom --version.\n"
        "Exit: 0 done, 1 failed while running, 2 bad input or usage, 4 a --require does not hold, 130 interrupted.\n";
    return out;
}

std::string help(Command const& command) {
    std::string out =
        fmt::format("{}\n\nusage: rekensom {} {}\n\nexample:\n", command.summary, command.name, command.operands);
    std::string_view rest = command.example;
    while (!rest.empty()) {
        auto const end = rest.find('\n');
        out += fmt::format("  {}\n", rest.substr(0, end));
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    }
    out += "\nflags:\n";
    for (Flag const& flag : command.flags) {
        std::string const name = fmt::format("{}--{}{}{}", flag.letter ? fmt::format("-{}, ", flag.letter) : "    ",
                                             flag.name, flag.argument.empty() ? "" : " ", flag.argument);
        out += fmt::format("  {:<26}{}{}\n", name, flag.help, flag.takes == Takes::many ? " (repeatable)" : "");
    }
    out += "  -h, --help                this\n";
    if (!command.more.empty()) out += fmt::format("\n{}\n", command.more);
    return out;
}

}  // namespace rekensom::cli
