#include "rekensom/report/schema.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"

namespace rekensom::cli {
namespace {

int schema_main(Arguments const& arguments) {
    if (!arguments.words().empty()) throw Usage(fmt::format("'{}' is one too many", arguments.words().front()));
    fmt::print("{}", report::scenario_schema());
    return done;
}

}  // namespace

extern Command const schema_command;
Command const schema_command{
    "schema",
    "",
    "prints the JSON Schema with which editors complete scenario files",
    "rekensom schema > scenario.schema.json",
    {},
    schema_main,
    "An editor that knows TOML schemas reads it from the first line of a scenario: #:schema ./scenario.schema.json"};

}  // namespace rekensom::cli
