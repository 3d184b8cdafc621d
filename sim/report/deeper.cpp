#include "rekensom/report/deeper.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "rekensom/insight/extent.hpp"
#include "report/first_draws.hpp"

namespace rekensom::report {
namespace {

/// On common draws: the same first ones of the same seed, once more with every start a month later.
insight::Estimate month_of_delay(Facts const& facts, insight::Study const& study) {
    using model::OutcomeKind;
    std::vector<model::World> worlds = facts.plan->worlds;
    for (std::size_t w = 1; w < worlds.size(); ++w) worlds[w].delay += 1;
    run::Options options;
    options.draws = std::min<std::uint64_t>(study.draws, facts.results->kept.draws);
    if (options.draws == 0 || (study.go_on && !study.go_on())) return {};
    options.seed = facts.results->seed;
    options.sampling = facts.results->sampling;
    options.threads = study.threads;
    options.keep = run::Keep::scalars;
    run::Results const late = run::run(run::with_worlds(*facts.plan, worlds), options);
    std::size_t const column = facts.results->outcomes.find_case(OutcomeKind::npv);
    auto const& now = facts.results->kept.cases[study.business_case][column];
    std::vector<double> lost = late.kept.cases[study.business_case][column];
    for (std::size_t i = 0; i < lost.size(); ++i) lost[i] = now[i] - lost[i];
    return insight::mean_of(lost, options.sampling);
}

/// Of the widest bars: what hardly sways the NPV cannot bring it to 0.
std::vector<insight::BreakEven> break_even(insight::Study study, insight::Tornado const& tornado) {
    constexpr std::size_t most = 6;
    study.inputs.clear();
    for (insight::TornadoRow const& row : tornado.rows)
        if (study.inputs.size() < most && row.npv_swing.value != 0) study.inputs.push_back(row.input);
    if (study.inputs.empty()) return {};  // none would mean all
    return insight::break_even(study);
}

double cells_each(Facts const& facts) {
    run::Results const& r = *facts.results;
    return insight::cells_beside_a_run(facts.scenario(), r.draws, r.worlds.size()) /
           static_cast<double>(std::max<std::size_t>(1, r.cases.size()));
}

/// Swings are differences on common draws: few of them tell.
std::uint64_t swing_draws(Facts const& facts) { return std::min<std::uint64_t>(256, facts.results->draws); }

/// All orders of the changes where that is within the allowance; else a sample of them.
insight::AttributionOptions orders_within(Facts const& facts, std::size_t changes) {
    insight::AttributionOptions options;
    double const worlds =
        cells_each(facts) / insight::cells_of(facts.scenario()) / static_cast<double>(swing_draws(facts));
    while (options.exact_up_to > 4 && std::exp2(static_cast<double>(options.exact_up_to)) > worlds)
        --options.exact_up_to;
    double const pairs = worlds / (2.0 * static_cast<double>(std::max<std::size_t>(1, changes)));
    options.order_pairs =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::min(pairs, 1e3)), 4, options.order_pairs);
    return options;
}

}  // namespace

std::size_t looked_into(Facts const& facts) {
    double const of_one =
        4.0 * static_cast<double>(std::max<std::uint64_t>(1, swing_draws(facts))) * insight::cells_of(facts.scenario());
    double const most = std::max(10.0, cells_each(facts) / of_one);
    return static_cast<std::size_t>(std::min(most, static_cast<double>(facts.results->inputs.size())));
}

Deeper look_deeper(Facts const& facts, int threads, std::function<bool()> const& go_on) {
    Deeper deeper;
    if (facts.results->kept.draws == 0) return deeper;
    std::size_t const most = looked_into(facts);
    std::set<std::size_t> worth_knowing;
    for (CaseFacts const& c : facts.cases) {
        auto& found = deeper.cases.emplace_back();
        if (facts.depth == Depth::quick || (facts.depth == Depth::one && c.index != facts.best)) continue;
        insight::Study study;
        study.plan = facts.plan;
        study.results = facts.results;
        study.business_case = c.index;
        study.draws = swing_draws(facts);
        study.threads = threads;
        study.go_on = go_on;
        study.inputs = insight::heaviest(facts.importances[c.index], most);
        worth_knowing.insert(study.inputs.begin(), study.inputs.end());
        insight::Tornado const tornado = insight::tornado(study);
        found = {tornado, insight::change_parts(study, orders_within(facts, c.plan->changes.size())),
                 break_even(study, tornado), month_of_delay(facts, study)};
    }
    insight::LearnOptions learn;
    learn.inputs.assign(worth_knowing.begin(), worth_knowing.end());
    learn.most_surveys = 0;  // a plan for a survey is in `explain`
    if (facts.depth == Depth::all)
        deeper.learn = insight::what_to_learn(facts.scenario(), *facts.results, learn);
    else if (facts.depth == Depth::one)
        deeper.learn = insight::what_to_learn(facts.scenario(), first_draws(*facts.results, few_draws), learn);
    return deeper;
}

}  // namespace rekensom::report
