#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "cli/commands.hpp"
#include "cli/keep.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/insight/study.hpp"
#include "rekensom/report/compare.hpp"
#include "rekensom/run/run.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag compare_flags[] = {flags::draws, flags::precision, flags::seed,  flags::threads, flags::sampling,
                                  flags::set,   flags::json,      flags::quiet, flags::lang};

/// One file's run; stays where it is, because the facts refer to it.
struct Run {
    run::Plan plan;
    run::Results results;
    report::Facts facts;
};

/// Which assumption moved each alternative that an older file (the first) and a later one both have.
std::vector<report::Revision> revisions(std::vector<report::Side> const& sides, run::Options const& options) {
    std::vector<report::Revision> found;
    for (report::Side const& after : sides)
        for (report::Side const& before : sides) {
            if (before.facts != sides.front().facts || after.facts == before.facts) continue;
            if (before.facts->cases[before.index].world->name != after.facts->cases[after.index].world->name) continue;
            insight::ComparisonOptions question;
            question.draws = std::min<std::uint64_t>(options.draws, question.draws);
            question.seed = options.seed;
            question.threads = options.threads;
            question.go_on = [] { return !was_interrupted(); };
            auto const version = [](report::Side const& side) {
                return insight::Version{side.facts->plan, side.facts->results->cases[side.index].world};
            };
            found.push_back({before, after, insight::what_changed(version(before), version(after), question)});
        }
    return found;
}

int compare_main(Arguments const& arguments) try {
    if (arguments.words().empty()) throw Usage("a scenario file is missing");
    run::Options const options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    report::Language const lang = language(arguments);
    std::vector<Loaded> files;
    std::string problems;
    for (std::string const& file : arguments.words()) try {
            files.push_back(load(file, arguments.all("set")));
        } catch (BadScenario const& e) {
            problems += e.what();
        }
    if (!problems.empty()) throw BadScenario(problems);

    catch_interrupts();
    std::deque<Run> runs;
    std::vector<report::Side> sides;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Run& one = runs.emplace_back();
        one.plan = run::make_plan(files[i].scenario, run::worlds_of(*files[i].scenario));
        Watcher watch(arguments.has("quiet") || !is_terminal(2) ? Watcher::Show::nothing : Watcher::Show::progress);
        one.results = run::run(one.plan, options, &watch);
        if (one.results.interrupted) {
            fmt::print(stderr, "rekensom compare: interrupted\n");
            return interrupted;
        }
        one.facts = report::gather(one.plan, one.results, {arguments.words()[i], files[i].files, {}}, lang);
        for (report::CaseFacts const& c : one.facts.cases)
            sides.push_back({files.size() > 1 ? fmt::format("{}: {}", results_name(arguments.words()[i]), c.world->name)
                                              : c.world->name,
                             &one.facts, c.index});
    }
    if (sides.size() < 2) throw Usage("there is nothing to compare: one file with one alternative");
    std::vector<report::Revision> const moved = revisions(sides, options);
    if (arguments.has("json")) {
        fmt::print("{}", report::comparison_json(sides, moved));
        return done;
    }
    std::string out = report::comparison(sides, style_of(1));
    for (report::Revision const& revision : moved) out += "\n" + report::what_changed_text(revision, style_of(1));
    fmt::print("{}", out);
    return done;
} catch (insight::Interrupted const&) {
    fmt::print(stderr, "rekensom compare: interrupted\n");
    return interrupted;
}

}  // namespace

extern Command const compare_command;
Command const compare_command{
    "compare",
    "FILE…",
    "several files, or the alternatives of one, side by side on common draws",
    "rekensom compare scenarios/overlap.toml\nrekensom compare base.toml variant.toml --draws 65536",
    compare_flags,
    compare_main,
    "Differences are draw by draw: the same draw of the same input in every file, so that chance is not counted as a\n"
    "difference. Of files that have an alternative of the same name, it says in money which changed assumption moved\n"
    "its NPV from the first file's to the other's."};

}  // namespace rekensom::cli
