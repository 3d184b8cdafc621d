#include "rekensom/run/run.hpp"
#include "rekensom/base/side_by_side.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "cli/commands.hpp"
#include "cli/keep.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "cli/together.hpp"
#include "rekensom/report/documents.hpp"
#include "rekensom/report/requirement.hpp"
#include "rekensom/report/write.hpp"
#include "rekensom/run/ranks.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag run_flags[] = {
    flags::draws,
    flags::precision,
    flags::max_draws,
    flags::seed,
    flags::threads,
    flags::sampling,
    flags::set,
    flags::only,
    {"out", 0, Takes::one, "DIR", "where the results go (notebooks-out/<file name>)", {}},
    {"format", 0, Takes::one, "LIST", "which results: html,xlsx,csv,ipynb,json (all)", "html xlsx csv ipynb json"},
    {"require", 0, Takes::many, "TEST", "exit 4 unless it holds: --require 'npv.p_positive >= 0.8'", {}},
    {"resume", 0, Takes::nothing, "", "go on where an interrupted run stopped", {}},
    {"checkpoint", 0, Takes::one, "SECONDS", "how often a long run is kept for --resume (60)", {}},
    flags::json,
    flags::quiet,
    flags::lang,
};

std::vector<report::Requirement> requirements(Arguments const& arguments) {
    std::vector<report::Requirement> list;
    for (std::string const& text : arguments.all("require")) list.push_back(report::parse_requirement(text));
    return list;
}

/// A requirement about what no summary holds is found before the long run, by a very short one.
void check_paths(std::vector<report::Requirement> const& list, run::Plan const& plan, run::Options options) {
    if (list.empty()) return;
    options.draws = lane_draws;
    options.precision.reset();
    run::Results const few = run::run(plan, options);
    (void)report::unmet_requirements(list, report::summary_json(report::gather(plan, few, {}, report::Language::en)));
}

bool holds(std::vector<std::string> const& formats, std::string_view format) {
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

/// The page tells what takes more runs; an interrupted run goes without.
std::optional<report::Deeper> deepened(report::Facts const& facts, run::Options const& options,
                                       std::vector<std::string> const& formats) {
    if (!holds(formats, "html") || facts.results->interrupted) return {};
    try {
        return report::look_deeper(facts, options.threads, [] { return !was_interrupted(); });
    } catch (insight::Interrupted const&) {
        return {};
    }
}

int run_main(Arguments const& arguments) try {
    std::string const file = arguments.only_word("a scenario file");
    run::Options options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    auto const formats = chosen_formats(arguments);
    auto const wanted = requirements(arguments);
    report::Language const lang = language(arguments);
    std::string const out = arguments.text("out", "notebooks-out/" + results_name(file));

    Loaded const loaded = load(file, arguments.all("set"));
    run::Plan const plan = run::make_plan(loaded.scenario, chosen_worlds(*loaded.scenario, arguments.text("only", "")));
    report::expect_writable(formats);
    catch_interrupts();
    check_paths(wanted, plan, options);

    options.fingerprint = fingerprint(loaded, arguments);
    if (!run::leads()) {
        (void)run_together(plan, options, nullptr);
        return done;
    }
    bool const quiet = arguments.has("quiet");
    Keeper keeper(out, arguments.has("resume") ? Resume::yes : Resume::no, arguments.number("checkpoint", 60, {0, 1e6}));
    options.resume_from = keeper.resume_from();
    run::Results results;
    {
        Watcher watch(quiet || !is_terminal(2) ? Watcher::Show::nothing : Watcher::Show::progress, &keeper);
        results = run_together(plan, options, &watch);
    }
    report::Facts const facts =
        report::gather(plan, results, {file, loaded.files, command_to_repeat(arguments, results)}, lang);
    std::optional<report::Deeper> const deeper = deepened(facts, options, formats);
    hold_interrupts();
    report::Written const written = report::write_results(facts, deeper ? &*deeper : nullptr, out, formats);
    if (!results.interrupted) keeper.forget();
    std::string const summary = report::summary_json(facts);
    if (arguments.has("json"))
        fmt::print("{}", summary);
    else if (!quiet)
        fmt::print("{}", report::terminal_summary(facts, written, style_of(1)));
    if (results.interrupted) {
        fmt::print(
            stderr,
            "rekensom run: interrupted after {} draws, which are in {}; the same command with --resume goes on\n",
            results.draws, written.directory);
        return interrupted;
    }
    if (!deeper && was_interrupted() && holds(formats, "html")) {
        fmt::print(stderr, "rekensom run: interrupted; {}/report.html goes without what drives the answer\n",
                   written.directory);
        return interrupted;
    }
    auto const unmet = report::unmet_requirements(wanted, summary);
    for (std::string const& sentence : unmet) fmt::print(stderr, "rekensom run: {}\n", sentence);
    return unmet.empty() ? done : cli::unmet;
} catch (report::BadRequirement const& e) {
    throw Usage(e.what());
}

}  // namespace

extern Command const run_command;
Command const run_command{
    "run",
    "FILE",
    "simulates a scenario, prints the business case and writes the results",
    "rekensom run scenarios/clear-invoices.toml\nrekensom run case.toml --set changes.fix.slip=3 --draws 65536 "
    "--format json,csv",
    run_flags,
    run_main,
    "Results: report.html, workbook.xlsx, analysis.ipynb, summary.json, monthly.csv, draws.csv and manifest.json,\n"
    "all of them or none. --require reads a path in summary.json: 'npv.p_positive >= 0.8' of every alternative,\n"
    "'all.npv.mean > 0' of one. The same file, seed and draws give the same bytes on any number of threads."};

}  // namespace rekensom::cli
