#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/commands.hpp"
#include "cli/data_files.hpp"
#include "cli/run_flags.hpp"
#include "cli/scenario.hpp"
#include "cli/terminal.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/fit/actuals.hpp"
#include "rekensom/input/actuals_table.hpp"
#include "rekensom/model/prepared.hpp"
#include "rekensom/run/monthly_draws.hpp"

// Plan against actual, and what the months that came in say of the uncertain
// inputs.

namespace rekensom::cli {
namespace {

constexpr Flag update_flags[] = {
    {"actuals", 0, Takes::one, "FILE", "what came in: month,kpi,value and, if wanted, world", {}},
    {"world",
     0,
     Takes::one,
     "NAME",
     "where the rows do not say: an alternative or baseline (the first "
     "alternative)",
     {}},
    {"noise",
     0,
     Takes::one,
     "SHARE",
     "how far a month may lie from what is expected (as the scenario's own "
     "noise)",
     {}},
    flags::draws,
    flags::seed,
    flags::sampling,
    flags::threads,
    flags::set,
};

std::size_t world_named(run::Plan const& plan, std::string const& name) {
    if (name.empty()) return plan.worlds.size() > 1 ? 1 : 0;
    std::string known;
    for (std::size_t w = 0; w < plan.worlds.size(); ++w) {
        if (plan.worlds[w].name == name) return w;
        known += (w == 0 ? "" : ", ") + plan.worlds[w].name;
    }
    throw Usage(fmt::format("there is no world '{}'; there are: {}", name, known));
}

double correlation(Eigen::ArrayXd const& a, Eigen::ArrayXd const& b) {
    Eigen::ArrayXd const x = a - a.mean(), y = b - b.mean();
    double const scale = std::sqrt(x.square().sum() * y.square().sum());
    return scale > 0 ? (x * y).sum() / scale : 0;
}

/// One KPI beside what came, and how far its months lie from what each draw
/// expects.
struct Compared {
    fit::Actuals actuals;
    Eigen::MatrixXd noise;  ///< [draw][month]
    bool weighs = true;
};

/// The noise is the scenario's own: the same draws with it and without.
Compared compare(input::SeenSeries const& seen, std::string name, std::vector<double> const& draws,
                 std::vector<double> const& expected, std::optional<double> stated) {
    auto const months = static_cast<Eigen::Index>(seen.months.size());
    auto const n = static_cast<Eigen::Index>(draws.size()) / months;
    Compared c;
    c.actuals.kpi = std::move(name);
    c.actuals.seen = Eigen::Map<Eigen::VectorXd const>(seen.months.data(), months);
    c.actuals.draws = Eigen::Map<Eigen::MatrixXd const>(draws.data(), n, months);
    c.actuals.expected = Eigen::Map<Eigen::MatrixXd const>(expected.data(), n, months);
    model::KpiInfo const& info = model::info(seen.kpi);
    bool const relative = info.form == model::Form::count && c.actuals.expected.minCoeff() > 0;
    c.actuals.spread = relative ? fit::Actuals::Spread::relative : fit::Actuals::Spread::absolute;
    c.noise = relative ? Eigen::MatrixXd(c.actuals.draws.array() / c.actuals.expected.array() - 1)
                       : Eigen::MatrixXd(c.actuals.draws - c.actuals.expected);
    double const mean = c.actuals.expected.mean();
    // A month cannot be told closer than its own counting allows, nor a mark
    // closer than a hundredth part.
    double const least =
        relative ? std::max(0.002, 1 / std::sqrt(std::max(mean, 1.0))) : std::max(1e-6, 0.01 * std::abs(mean));
    c.actuals.noise = stated ? *stated * (relative ? 1 : std::abs(mean))
                             : std::max(least, std::sqrt(c.noise.array().square().mean()));
    if (months > 1 && c.noise.array().abs().maxCoeff() > 1e-9 * std::abs(mean)) {
        double const rho = std::clamp(correlation(c.noise.col(0).array(), c.noise.col(1).array()), 0.0, 0.95);
        c.actuals.shared_months = (1 + rho) / (1 - rho);
    }
    return c;
}

std::string shown(double x) { return fmt::format("{:.5g}", x); }

void print_plan_against_actual(std::vector<Compared> const& all, Month start) {
    fmt::print("{:<34} {:<8} {:>11} {:>11} {:>11} {:>11}  {}\n", "Plan against actual", "month", "seen", "P10", "P50",
               "P90", "");
    for (Compared const& c : all) {
        fit::Score const score = fit::score(c.actuals);
        for (fit::ScoredMonth const& m : score.months) {
            int const at = start.month - 1 + static_cast<int>(m.month);
            fmt::print("{:<34} {:04}-{:02}  {:>11} {:>11} {:>11} {:>11}  {}\n", c.actuals.kpi, start.year + at / 12,
                       at % 12 + 1, shown(m.seen), shown(m.p10), shown(m.p50), shown(m.p90),
                       m.seen < m.p10   ? "below"
                       : m.seen > m.p90 ? "above"
                                        : "inside");
        }
        fmt::print("{:<34} {}; CRPS {} (the median alone is off by {})\n\n", "", score.words, shown(score.crps),
                   shown(score.absolute_error));
    }
}

void print_inputs(model::Scenario const& scenario, run::MonthlyDraws const& draws, std::vector<double> const& weights) {
    std::vector<double> const even(draws.draws, 1 / static_cast<double>(draws.draws));
    struct Row {
        std::string path;
        fit::Estimate before, after;
        double moved;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < draws.inputs.size(); ++i) {
        Row row{scenario.quantities[draws.inputs[i]].path, fit::weighted(draws.input_values[i], even),
                fit::weighted(draws.input_values[i], weights), 0};
        if (!(row.before.sd > 0)) continue;
        row.moved =
            std::abs(row.after.mean - row.before.mean) / row.before.sd + std::abs(1 - row.after.sd / row.before.sd);
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.moved > b.moved; });
    fmt::print("{:<44} {:>32}    {}\n", "Inputs, most moved first", "as planned: P10 / P50 / P90", "updated");
    auto const three = [&](std::vector<double> const& values, std::vector<double> const& w, fit::Estimate const& e) {
        std::vector<std::size_t> order(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        double sum = 0, median = e.mean;
        for (std::size_t i : order)
            if (sum += w[i]; sum >= 0.5) {
                median = values[i];
                break;
            }
        return fmt::format("{} / {} / {}", shown(e.p10), shown(median), shown(e.p90));
    };
    for (Row const& row : rows)
        for (std::size_t i = 0; i < draws.inputs.size(); ++i)
            if (scenario.quantities[draws.inputs[i]].path == row.path)
                fmt::print("{:<44} {:>32}    {}\n", row.path, three(draws.input_values[i], even, row.before),
                           three(draws.input_values[i], weights, row.after));
}

/// KPIs that hold the same noise say the same: only the first of them weighs.
void weigh_once(std::vector<Compared>& all) {
    for (std::size_t k = 1; k < all.size(); ++k)
        for (std::size_t j = 0; j < k && all[k].weighs; ++j) {
            if (!all[j].weighs) continue;
            double const r = correlation(all[j].actuals.draws.col(0).array(), all[k].actuals.draws.col(0).array());
            if (std::abs(r) < 0.9) continue;
            all[k].weighs = false;
            fmt::print(
                "{} says the same as {} (correlation {:.2f}): compared, and "
                "not weighed again\n",
                all[k].actuals.kpi, all[j].actuals.kpi, r);
        }
}

int update_main(Arguments const& arguments) {
    std::string const file = arguments.only_word("a scenario file");
    if (!arguments.has("actuals")) throw Usage("--actuals FILE is missing: what has come in?");
    Loaded const loaded = load(file, arguments.all("set"));
    model::Scenario const& scenario = *loaded.scenario;
    run::Options options = run_options(arguments);
    ThreadLimit const limit(options.threads);
    if (options.draws > 1'000'000) throw Usage("--draws: at most a million here, every month of every draw is kept");
    std::optional<double> stated;
    if (arguments.has("noise")) stated = arguments.number("noise", 0, {1e-6, 10});
    return with_data(arguments.text("actuals", ""), [&](std::istream& in) {
        std::vector<input::SeenSeries> const seen = input::read_actuals(in, scenario.start, scenario.months);
        run::Plan const plan = run::make_plan(loaded.scenario, run::worlds_of(scenario));
        std::vector<run::MonthlyKpi> wanted;
        for (input::SeenSeries const& series : seen) {
            std::size_t const world =
                world_named(plan, series.world.empty() ? arguments.text("world", "") : series.world);
            if (!plan.prepared->modelled[static_cast<std::size_t>(series.kpi)])
                throw fit::DataError(fmt::format("the scenario does not model {}", model::info(series.kpi).name));
            wanted.push_back({world, series.kpi});
        }
        int const months = static_cast<int>(seen.front().months.size());
        run::MonthlyDraws const draws = run::monthly_draws(plan, options, wanted, months);
        options.noise = false;
        run::MonthlyDraws const expected = run::monthly_draws(plan, options, wanted, months);
        std::vector<Compared> all;
        for (std::size_t k = 0; k < seen.size(); ++k)
            all.push_back(compare(
                seen[k], fmt::format("{}, {}", plan.worlds[wanted[k].world].name, model::info(seen[k].kpi).name),
                draws.kpis[k], expected.kpis[k], stated));
        print_plan_against_actual(all, scenario.start);
        weigh_once(all);
        std::vector<fit::Actuals> weighing;
        for (Compared const& c : all)
            if (c.weighs) {
                weighing.push_back(c.actuals);
                bool const relative = c.actuals.spread == fit::Actuals::Spread::relative;
                fmt::print("{}: a month may lie {}{} off what is expected{}\n", c.actuals.kpi,
                           shown(relative ? 100 * c.actuals.noise : c.actuals.noise), relative ? " %" : "",
                           c.actuals.shared_months > 1
                               ? fmt::format("; noise lasts, so {:.1f} months count as one", c.actuals.shared_months)
                               : "");
            }
        fit::Update const update = fit::update_weights(weighing);
        fmt::print("\n{}\n", update.words);
        if (update.believable == fit::Believable::refused) return static_cast<int>(unmet);
        fmt::print(
            "Log evidence {:.2f}: of two scenarios for the same months the "
            "higher foresaw them better\n\n",
            update.log_evidence);
        print_inputs(scenario, draws, update.weights);
        return static_cast<int>(done);
    });
}

}  // namespace

extern Command const update_command;
Command const update_command{"update",
                             "FILE",
                             "months that have come in: plan against actual, and what they say of the "
                             "inputs",
                             "rekensom update case.toml --actuals actuals.csv",
                             update_flags,
                             update_main,
                             "ACTUALS has the columns month (1 is the first, or 2027-03), kpi (rekensom "
                             "kpis), value and, if wanted, world. Draws that come\n"
                             "near what was seen weigh more; where too few do, the update is refused "
                             "(exit 4): then the plan itself is in doubt."};

}  // namespace rekensom::cli
