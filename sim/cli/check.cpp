#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "rekensom/input/describe.hpp"
#include "rekensom/run/plan.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag check_flags[] = {
    flags::set,
    {"all", 'a', Takes::nothing, "", "every number, the program's own defaults included", {}},
    flags::quiet,
};

void list(std::string_view head, std::vector<std::string> const& sentences) {
    if (sentences.empty()) return;
    fmt::print("\n{}\n", head);
    for (std::string const& sentence : sentences) fmt::print("  {}\n", sentence);
}

/// All files are checked before the first complaint ends it.
int check_main(Arguments const& arguments) {
    if (arguments.words().empty()) throw Usage("a scenario file is missing");
    std::string problems;
    for (std::string const& file : arguments.words()) try {
            Loaded const loaded = load(file, arguments.all("set"));
            if (arguments.has("quiet")) continue;
            model::Scenario const& s = *loaded.scenario;
            input::Description const said = input::describe(s);
            fmt::print("{}: right. \"{}\", {} months, {} reasons, {} changes, {} numbers of which {} by default\n",
                       file, s.title, s.months, s.reasons.size(), s.changes.size(),
                       said.quantities.size() + said.defaults.size(), said.defaults.size());
            list("What it says:", said.changes);
            if (arguments.has("all")) list("Its numbers:", said.quantities);
            if (arguments.has("all")) list("By default:", said.defaults);
            list("What a controller would ask:", said.notes);
            list("Worth knowing:", loaded.notes);
        } catch (BadScenario const& e) {
            problems += e.what();
        }
    if (!problems.empty()) throw BadScenario(problems);
    return done;
}

}  // namespace

extern Command const check_command;
Command const check_command{
    "check",
    "FILE…",
    "reads and checks scenarios, and says what they say",
    "rekensom check scenarios/clear-invoices.toml",
    check_flags,
    check_main,
    "Every problem of a file is reported in one go, with its line and what was expected. Exit 2 where there is any."};

}  // namespace rekensom::cli
