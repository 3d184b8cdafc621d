#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/manual.hpp"

namespace rekensom::cli {
namespace {

int man_main(Arguments const& arguments) {
    if (!arguments.words().empty()) throw Usage(fmt::format("'{}' is one too many", arguments.words().front()));
    fmt::print("{}", man_page());
    return done;
}

}  // namespace

extern Command const man_command;
Command const man_command{"man", "", "prints the manual page", "rekensom man | man -l -", {}, man_main};

}  // namespace rekensom::cli
