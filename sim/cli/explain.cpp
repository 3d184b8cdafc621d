#include "rekensom/base/side_by_side.hpp"
#include "rekensom/insight/explanation.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "cli/commands.hpp"
#include "cli/keep.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "rekensom/report/explanation.hpp"
#include "rekensom/run/run.hpp"

namespace rekensom::cli {
namespace {

constexpr Flag explain_flags[] = {
    flags::draws,
    flags::seed,
    flags::threads,
    flags::sampling,
    flags::set,
    flags::only,
    {"budget", 0, Takes::one, "MONEY", "for one-off costs: which changes to do with it", {}},
    {"cost-per-response", 0, Takes::one, "MONEY", "of one more survey answer (10)", {}},
    {"inputs", 0, Takes::one, "N", "how many inputs to look into one by one (all; of very many the heaviest)", {}},
    {"as-of", 0, Takes::one, "DATE", "from when assumptions age: 2027-01 (the scenario's start)", {}},
    flags::json,
    flags::quiet,
    flags::lang,
};

std::optional<double> budget(Arguments const& arguments) {
    if (!arguments.has("budget")) return std::nullopt;
    return arguments.number("budget", 0, {0, 1e15});
}

std::optional<std::size_t> inputs(Arguments const& arguments) {
    if (!arguments.has("inputs")) return std::nullopt;
    return static_cast<std::size_t>(arguments.number("inputs", 0, {1, 1e6}));
}

std::optional<Month> as_of(Arguments const& arguments) {
    if (!arguments.has("as-of")) return std::nullopt;
    std::string const text = arguments.text("as-of", "");
    auto const month = insight::parse_month(text);
    if (!month) throw Usage(fmt::format("--as-of {}: expected a date such as 2027-01", text));
    return month;
}

/// Which question is being answered, on a terminal's stderr.
class Line {
public:
    explicit Line(bool shown) : shown_(shown) {}
    ~Line() { show(""); }
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;
    void show(std::string_view question) const {
        if (shown_) fmt::print(stderr, "\r\x1b[K{}", question);
    }

private:
    bool shown_;
};

int explain_main(Arguments const& arguments) {
    std::string const file = arguments.only_word("a scenario file");
    run::Options const options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    report::Language const lang = language(arguments);
    insight::ExplainOptions question{
        budget(arguments), arguments.number("cost-per-response", 10, {0, 1e9}), as_of(arguments), inputs(arguments), {}};
    Loaded const loaded = load(file, arguments.all("set"));
    run::Plan const plan = run::make_plan(loaded.scenario, chosen_worlds(*loaded.scenario, arguments.text("only", "")));
    catch_interrupts();
    bool const progress = !arguments.has("quiet") && is_terminal(2);
    run::Results results;
    {
        Watcher watch(progress ? Watcher::Show::progress : Watcher::Show::nothing);
        results = run::run(plan, options, &watch);
    }
    report::Facts const facts = report::gather(plan, results, {file, {}, {}}, lang);
    insight::Study study;
    study.plan = &plan;
    study.results = &results;
    study.business_case = facts.best;
    study.threads = options.threads;
    study.go_on = [] { return !was_interrupted(); };
    std::optional<insight::Explanation> found;
    try {
        if (results.interrupted) throw insight::Interrupted();
        Line const line(progress);
        question.next = [&](std::string_view what) { line.show(fmt::format("explain: {} …", what)); };
        found = insight::explain(study, question);
    } catch (insight::Interrupted const&) {
        fmt::print(stderr, "rekensom explain: interrupted\n");
        return interrupted;
    }
    if (arguments.has("json"))
        fmt::print("{}", report::explanation_json(facts, *found));
    else
        fmt::print("{}", report::explanation_text(facts, *found, style_of(1)));
    return done;
}

}  // namespace

extern Command const explain_command;
Command const explain_command{
    "explain",
    "FILE",
    "what drives the answer, what it would take to fail, and what is worth knowing",
    "rekensom explain scenarios/clear-invoices.toml\nrekensom explain case.toml --budget 500000 --only both",
    explain_flags,
    explain_main,
    "Of the alternative with the highest mean NPV, or of the one that --only names: tornado, shares of variance, "
    "value\n"
    "of information, each change's part, break-even, stress cases, the best sets within a budget, and what the\n"
    "assumptions rest on. It runs the scenario some hundreds of times on few draws."};

}  // namespace rekensom::cli
