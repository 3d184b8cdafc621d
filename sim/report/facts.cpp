#include "rekensom/report/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/insight/importance.hpp"
#include "report/first_draws.hpp"
#include "report/owners.hpp"
#include "report/warnings.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

double mean_of(Facts const& facts, std::size_t c, OutcomeKind kind) { return facts.results->of_case(c, kind).mean; }

std::vector<Step> waterfall(Facts const& facts, std::size_t c) {
    double const paper = mean_of(facts, c, OutcomeKind::paper_total);
    double const once = mean_of(facts, c, OutcomeKind::paper_less_overlap);
    double const timed = mean_of(facts, c, OutcomeKind::paper_less_timing);
    double const real = mean_of(facts, c, OutcomeKind::paper_less_realisation);
    double const capacity = mean_of(facts, c, OutcomeKind::capacity_total);
    double const hiring = mean_of(facts, c, OutcomeKind::avoided_hiring_total);
    double const costs = mean_of(facts, c, OutcomeKind::change_cost_total);
    double const cash = mean_of(facts, c, OutcomeKind::cash_total);
    double const gross = mean_of(facts, c, OutcomeKind::gross_total);
    double const rounding = 1e-9 * (std::abs(paper) + std::abs(gross) + std::abs(cash));  // of the sums
    auto const but_rounding = [&](double x) { return std::abs(x) < rounding ? 0 : x; };
    double const other = but_rounding(cash - (gross - capacity - hiring + costs));
    std::vector<Step> steps{
        {"potential", "Potential: the sum on paper", "Potentieel: de som op papier", Kind::total, paper},
        {"overlap", "less overlap between changes", "af: overlap tussen veranderingen", Kind::step,
         but_rounding(once - paper)},
        {"slip", "less slip, ramp and fade", "af: uitloop, aanloop, wegzakken", Kind::step, but_rounding(timed - once)},
        {"realisation", "less what does not come true", "af: wat niet uitkomt", Kind::step, but_rounding(real - timed)},
        {"repeats", "repeats, shifts and mix", "herhaling, verschuiving en mix", Kind::step, but_rounding(gross - real)},
        {"capacity", "less time freed, still paid", "af: vrije tijd, wel betaald", Kind::step, -capacity},
        {"hiring", "less hiring avoided", "af: voorkomen werving", Kind::step, -hiring},
        {"not_cashable", other < 0 ? "less other cost that stays" : "other cost that goes too",
         other < 0 ? "af: andere kosten die blijven" : "andere kosten die ook gaan", Kind::step, other},
        {"change_costs", "less cost of the changes", "af: kosten van de veranderingen", Kind::step, costs},
        {"cash", "Cash", "Kas", Kind::total, cash},
    };
    std::erase_if(steps, [](Step const& s) { return s.kind == Kind::step && s.amount == 0; });
    return steps;
}

/// Only what stands out from chance alone: at n draws the rank correlation of strangers is within 3 / sqrt(n), 99.7 % of the time.
std::vector<Influence> influences(run::Results const& results, std::vector<insight::Importance> const& importance) {
    std::vector<Influence> found;
    double const bar = 3 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, insight::telling_draws(results))));
    for (insight::Importance const& i : importance)
        if (std::abs(i.rank_correlation) > bar || i.variance_share.value > bar)
            found.push_back({results.inputs[i.input], i.rank_correlation, std::clamp(i.variance_share.value, 0.0, 1.0)});
    return found;
}

}  // namespace

Facts gather(run::Plan const& plan, run::Results const& results, Record record, Language language, Scope scope) {
    Facts facts;
    facts.plan = &plan;
    facts.results = &results;
    facts.record = std::move(record);
    facts.numbers = Numbers(language, plan.scenario->currency);
    if (scope.depth == Depth::all) facts.importances = insight::importances(results);
    for (std::size_t c = 0; c < results.cases.size(); ++c) {
        run::CaseResults const& one = results.cases[c];
        facts.cases.push_back(
            {c, &one, &results.worlds[one.world], &plan.worlds[one.world], waterfall(facts, c),
             scope.depth == Depth::all ? influences(results, facts.importances[c]) : std::vector<Influence>{}});
        if (results.of_case(c, OutcomeKind::npv).mean > results.of_case(facts.best, OutcomeKind::npv).mean)
            facts.best = c;
    }
    if (scope.of) facts.best = *scope.of;
    facts.depth = scope.depth;
    if (scope.depth == Depth::one && !facts.cases.empty()) {
        run::Results const few = first_draws(results, few_draws);
        facts.importances = insight::importances(few);
        facts.cases[facts.best].influences = influences(few, facts.importances[facts.best]);
    }
    facts.owners = owners(facts);
    if (scope.depth != Depth::quick) facts.warnings = warnings(facts);
    return facts;
}

bool is_modelled(run::Results const& results, model::Kpi kpi) {
    return !results.worlds.empty() &&
           results.outcomes.find_world(OutcomeKind::kpi, static_cast<std::size_t>(kpi)) != model::Outcomes::none();
}

}  // namespace rekensom::report
