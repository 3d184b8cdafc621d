#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "rekensom/report/catalogues.hpp"
#include "rekensom/report/folder.hpp"
#include "rekensom/report/record.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag new_flags[] = {{"stdout", 0, Takes::nothing, "", "print it instead of writing a file", {}}};

int new_main(Arguments const& arguments) {
    if (arguments.has("stdout")) {
        fmt::print("{}", report::starter_scenario("My first case"));
        return done;
    }
    std::filesystem::path path = arguments.only_word("a name for the file");
    if (path.extension() != ".toml") path += ".toml";
    if (std::filesystem::exists(path))
        throw Usage(fmt::format("{} is there already: choose another name", path.string()));
    report::write_file(path, report::starter_scenario(path.stem().string()));
    fmt::print("{} is a scenario with a comment at each line.\nNext: rekensom run {}\n", path.string(),
               report::shell_line({path.string()}));
    return done;
}

}  // namespace

extern Command const new_command;
Command const new_command{"new",     "NAME",  "writes a commented scenario to start from", "rekensom new first.toml",
                          new_flags, new_main};

}  // namespace rekensom::cli
