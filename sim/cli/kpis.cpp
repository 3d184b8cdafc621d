#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/run_flags.hpp"
#include "rekensom/report/catalogues.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag kpis_flags[] = {flags::json, flags::lang};

int kpis_main(Arguments const& arguments) {
    if (!arguments.words().empty())
        throw Usage(fmt::format("'{}' is one too many: kpis takes no file", arguments.words().front()));
    fmt::print("{}", arguments.has("json") ? report::kpis_json() : report::kpis_text(language(arguments)));
    return done;
}

}  // namespace

extern Command const kpis_command;
Command const kpis_command{"kpis",          "",         "the KPIs: name, unit, definition, which way is better",
                           "rekensom kpis", kpis_flags, kpis_main};

}  // namespace rekensom::cli
