#include "rekensom/report/npv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/report/facts.hpp"
#include "report/json.hpp"
#include "report/marks.hpp"
#include "report/run_notes.hpp"

namespace rekensom::report {

using model::OutcomeKind;

std::string npv_text(model::Scenario const& scenario, run::Results const& results, Numbers const& numbers) {
    Numbers const& n = numbers;
    std::string out =
        fmt::format("{}\n\n{:<21}{:>11}{:>11}{:>11}{:>11}{:>8}{:>7}\n", harmless(scenario.title), n("NPV", "NCW"),
                    n("mean", "gemiddeld"), "P10", "P50", "P90", n("P(> 0)", "P(> 0)"), n("pays", "terug"));
    for (std::size_t c = 0; c < results.cases.size(); ++c) {
        run::CaseResults const& of = results.cases[c];
        run::WorldResults const& world = results.worlds[of.world];
        run::Summary const& npv = results.of_case(c, OutcomeKind::npv);
        auto const right = [](std::string const& text, std::size_t columns) {
            return std::string(columns - std::min(columns, width(text)), ' ') + text;
        };
        std::string const name = left(harmless(label_of(world, n.language())), 20);
        out += name + std::string(21 - std::min<std::size_t>(21, width(name)), ' ');
        double const largest = std::max({std::abs(npv.mean), std::abs(npv.p10), std::abs(npv.p90)});
        for (double const x : {npv.mean, npv.p10, npv.p50, npv.p90}) out += right(n.money_beside(x, largest), 11);
        out += right(n.percent(npv.p_positive), 8) + right(n.percent(of.p_within_horizon), 7) + "\n";
        out += fmt::format("{:21}{}\n", "", right("± " + n.money(1.96 * npv.se), 11));
    }
    out += fmt::format("\n{} {}\n", n.plain(static_cast<double>(results.draws), 0),
                       n("draws; ±: 95 % interval of the mean", "trekkingen; ±: 95 %-interval van het gemiddelde"));
    if (results.precision) out += wrapped(precision_words(results, n), 80, 0) + "\n";
    return out;
}

std::string npv_json(model::Scenario const& scenario, run::Results const& results) {
    Json json{{"draws", results.draws},
              {"seed", results.seed},
              {"sampling", results.sampling == chance::Sampling::sobol ? "sobol" : "random"},
              {"currency", scenario.currency},
              {"precision", precision_words(results, Numbers(Language::en, scenario.currency))}};
    json["alternatives"] = Json::object();
    for (std::size_t c = 0; c < results.cases.size(); ++c) {
        Json one{{"npv", to_json(results.of_case(c, OutcomeKind::npv))},
                 {"cash_total", to_json(results.of_case(c, OutcomeKind::cash_total))},
                 {"peak_funding", to_json(results.of_case(c, OutcomeKind::peak_funding))},
                 {"payback_months", to_json(results.of_case(c, OutcomeKind::payback_months))},
                 {"p_within_horizon", results.cases[c].p_within_horizon}};
        json["alternatives"][results.worlds[results.cases[c].world].name] = std::move(one);
    }
    return dump(json);
}

}  // namespace rekensom::report
