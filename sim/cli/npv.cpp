#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/keep.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "cli/together.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/report/npv.hpp"
#include "rekensom/run/ranks.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag npv_flags[] = {
    flags::draws, flags::precision, flags::max_draws, flags::seed,  flags::threads, flags::sampling,
    flags::set,   flags::only,      flags::json,      flags::quiet, flags::lang,
};

int npv_main(Arguments const& arguments) {
    std::string const file = arguments.only_word("a scenario file");
    run::Options options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    options.keep = run::Keep::cash;
    report::Language const lang = language(arguments);
    Loaded const loaded = load(file, arguments.all("set"));
    run::Plan const plan = run::make_plan(loaded.scenario, chosen_worlds(*loaded.scenario, arguments.text("only", "")));
    catch_interrupts();
    if (!run::leads()) {
        (void)run_together(plan, options, nullptr);
        return done;
    }
    run::Results results;
    {
        bool const silent = arguments.has("quiet") || !is_terminal(2);
        Watcher watch(silent ? Watcher::Show::nothing : Watcher::Show::progress);
        results = run_together(plan, options, &watch);
    }
    if (arguments.has("json"))
        fmt::print("{}", report::npv_json(*loaded.scenario, results));
    else if (!arguments.has("quiet"))
        fmt::print("{}", report::npv_text(*loaded.scenario, results, {lang, loaded.scenario->currency}));
    if (!results.interrupted) return done;
    fmt::print(stderr, "rekensom npv: interrupted after {} draws\n", results.draws);
    return interrupted;
}

}  // namespace

extern Command const npv_command;
Command const npv_command{
    "npv",
    "FILE",
    "the net present value alone, many times faster than run: for trying variants",
    "rekensom npv scenarios/clear-invoices.toml --set changes.layout.slip=6\nrekensom npv case.toml --precision 0.1%",
    npv_flags,
    npv_main,
    "The same draws as run, hence the same NPV; indicators, classes of money and breakdowns are not simulated, and no\n"
    "files are written."};

}  // namespace rekensom::cli
