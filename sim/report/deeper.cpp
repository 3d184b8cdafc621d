#include "rekensom/report/deeper.hpp"

#include <algorithm>

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
std::vector<insight::BreakEven> break_even(insight::Study const& study, insight::Tornado const& tornado) {
    constexpr std::size_t most = 6;
    std::vector<std::size_t> inputs;
    for (insight::TornadoRow const& row : tornado.rows)
        if (inputs.size() < most && row.npv_swing.value != 0) inputs.push_back(row.input);
    return insight::break_even(study, inputs);
}

}  // namespace

Deeper look_deeper(Facts const& facts, int threads, std::function<bool()> const& go_on) {
    Deeper deeper;
    if (facts.results->kept.draws == 0) return deeper;
    for (CaseFacts const& c : facts.cases) {
        auto& found = deeper.cases.emplace_back();
        if (facts.depth == Depth::quick || (facts.depth == Depth::one && c.index != facts.best)) continue;
        insight::Study study;
        study.plan = facts.plan;
        study.results = facts.results;
        study.business_case = c.index;
        // Swings are differences on common draws: few of them tell.
        study.draws = std::min<std::uint64_t>(256, facts.results->draws);
        study.threads = threads;
        study.go_on = go_on;
        insight::Tornado const tornado = insight::tornado(study);
        found = {tornado, insight::change_parts(study), break_even(study, tornado), month_of_delay(facts, study)};
    }
    if (facts.depth == Depth::all)
        deeper.learn = insight::what_to_learn(facts.scenario(), *facts.results);
    else if (facts.depth == Depth::one)
        deeper.learn = insight::what_to_learn(facts.scenario(), first_draws(*facts.results, few_draws));
    return deeper;
}

}  // namespace rekensom::report
