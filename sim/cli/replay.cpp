#include "rekensom/run/replay.hpp"

#include <fmt/format.h>

#include <limits>

#include "cli/commands.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "rekensom/report/documents.hpp"

// One draw, month by month: what was drawn, what the changes were doing, and what came of it.

namespace rekensom::cli {
namespace {

constexpr Flag replay_flags[] = {
    {"draw", 0, Takes::one, "N", "which draw, as draws.csv counts them, from 0", {}},
    {"world", 0, Takes::one, "NAME", "an alternative, or baseline (the first alternative)", {}},
    {"csv", 0, Takes::nothing, "", "everything as a table: part,name,month,value,baseline", {}},
    flags::seed,
    flags::sampling,
    flags::set,
};

std::size_t world_named(run::Plan const& plan, std::string const& name) {
    if (name.empty()) return plan.worlds.size() > 1 ? 1 : 0;
    std::string known;
    for (std::size_t w = 0; w < plan.worlds.size(); ++w) {
        if (plan.worlds[w].name == name) return w;
        known += (w == 0 ? "" : ", ") + plan.worlds[w].name;
    }
    throw Usage(fmt::format("--world {}: there is none of that name; there are: {}", name, known));
}

void print_csv(run::Plan const& plan, run::Replay const& r) {
    model::Scenario const& scenario = *plan.scenario;
    fmt::print("part,name,month,value,baseline\n");
    for (std::size_t q = 0; q < r.inputs.size(); ++q)
        fmt::print("input,{},,{},\n", report::csv_text(scenario.quantities[q].path), report::shortest(r.inputs[q]));
    for (run::ReplayedChange const& change : r.changes) {
        std::string const name = report::csv_text(scenario.changes[change.change].name);
        fmt::print("real_start,{},,{},\n", name, report::shortest(change.real_start));
        for (std::size_t t = 0; t < change.progress.size(); ++t)
            fmt::print("progress,{},{},{},\n", name, t + 1, report::shortest(change.progress[t]));
    }
    for (std::size_t t = 0; t < r.noise.size(); ++t)
        fmt::print("noise,shared,{},{},\n", t + 1, report::shortest(r.noise[t]));
    for (model::KpiInfo const& kpi : model::kpis()) {
        auto const k = static_cast<std::size_t>(kpi.kpi);
        for (std::size_t t = 0; t < r.kpis[k].size(); ++t)
            fmt::print("kpi,{},{},{},{}\n", kpi.name, t + 1, report::shortest(r.kpis[k][t]),
                       report::shortest(r.baseline[k][t]));
    }
    for (model::LineInfo const& line : model::lines()) {
        std::vector<double> const& values = r.lines[static_cast<std::size_t>(line.line)];
        for (std::size_t t = 0; t < values.size(); ++t)
            fmt::print("line,{},{},{},\n", line.name, t + 1, report::shortest(values[t]));
    }
}

void print_table(run::Plan const& plan, run::Replay const& r) {
    model::Scenario const& scenario = *plan.scenario;
    report::Numbers const numbers(report::Language::en, scenario.currency);
    fmt::print("Draw {} of {}: {}\n\nDrawn\n", r.draw, scenario.title, plan.worlds[r.world].label);
    for (std::size_t q = 0; q < r.inputs.size(); ++q) {
        model::Quantity const& quantity = scenario.quantities[q];
        if (quantity.marginal.is_certain()) continue;
        fmt::print("  {} {}\n", report::left(quantity.path, 52),
                   report::right(numbers.quantity(quantity.unit, r.inputs[q]), 20));
    }
    for (run::ReplayedChange const& change : r.changes) {
        fmt::print("\n{}: {}\n", scenario.changes[change.change].label,
                   change.came_off ? fmt::format("really begins {:.1f} months after the start", change.real_start)
                                   : std::string("does not come off in this draw"));
        fmt::print("  progress by month:");
        for (double progress : change.progress) fmt::print(" {:.2f}", progress);
        fmt::print("\n");
    }
    using model::Kpi;
    bool const queue = !r.kpis[static_cast<std::size_t>(Kpi::wait)].empty();
    bool const alternative = r.world > 0;
    fmt::print("\n{:>5} {:>6} {:>10} {:>10} {:>9}", "month", "noise", "new", "handled", "avoidable");
    if (queue) fmt::print(" {:>7} {:>6} {:>7}", "wait s", "hang", "FTE");
    fmt::print(" {:>6}", "mark");
    if (alternative) fmt::print(" {:>12} {:>12}", "cash", "cumulative");
    fmt::print("\n");
    auto const kpi = [&](Kpi k, std::size_t t) { return r.kpis[static_cast<std::size_t>(k)][t]; };
    auto const line = [&](model::Line l, std::size_t t) { return r.lines[static_cast<std::size_t>(l)][t]; };
    for (std::size_t t = 0; t < r.noise.size(); ++t) {
        fmt::print("{:>5} {:>6.3f} {:>10.0f} {:>10.0f} {:>9.0f}", t + 1, r.noise[t], kpi(Kpi::contacts_new, t),
                   kpi(Kpi::contacts_handled, t), kpi(Kpi::contacts_avoidable, t));
        if (queue)
            fmt::print(" {:>7.1f} {:>5.1f}% {:>7.1f}", kpi(Kpi::wait, t), 100 * kpi(Kpi::abandonment, t),
                       kpi(Kpi::fte, t));
        fmt::print(" {:>6.2f}", kpi(Kpi::satisfaction, t));
        if (alternative)
            fmt::print(" {:>12.0f} {:>12.0f}", line(model::Line::cash_saving, t), line(model::Line::cumulative_cash, t));
        fmt::print("\n");
    }
    if (alternative) fmt::print("\nNPV {}\n", numbers.money_whole(r.npv));
}

int replay_main(Arguments const& arguments) {
    Loaded const loaded = load(arguments.only_word("a scenario file"), arguments.all("set"));
    if (!arguments.has("draw")) throw Usage("--draw N is missing: which draw?");
    std::uint64_t const draw = arguments.whole("draw", 0, 0, std::numeric_limits<std::uint32_t>::max());
    run::Plan const plan = run::make_plan(loaded.scenario, run::worlds_of(*loaded.scenario));
    run::Options options;
    options.seed = arguments.whole("seed", 1, 0, std::numeric_limits<std::uint64_t>::max());
    if (arguments.text("sampling", "sobol") == "random") options.sampling = chance::Sampling::random;
    run::Replay const r = run::replay(plan, options, draw, world_named(plan, arguments.text("world", "")));
    if (arguments.has("csv"))
        print_csv(plan, r);
    else
        print_table(plan, r);
    return done;
}

}  // namespace

extern Command const replay_command;
Command const replay_command{"replay",
                             "FILE",
                             "one draw, month by month: what was drawn and what came of it",
                             "rekensom replay scenarios/clear-invoices.toml --draw 17",
                             replay_flags,
                             replay_main};

}  // namespace rekensom::cli
