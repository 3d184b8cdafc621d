#include "rekensom/insight/explanation.hpp"

#include "rekensom/insight/extent.hpp"

#include <algorithm>

namespace rekensom::insight {

namespace {

/// Tornado, pick-freeze and break-even of one input: their runs of two worlds, in draws.
double draws_per_input(Study const& study) {
    double const swings = 2.0 * static_cast<double>(study.draws), redrawn = 4096, crossings = 12.0 * 1024;
    return 2 * (swings + redrawn + crossings);
}

std::size_t as_many_as(std::optional<std::size_t> wanted, Study const& study) {
    if (wanted) return std::max<std::size_t>(1, *wanted);
    double const of_one = cells_of(*study.plan->scenario) * draws_per_input(study);
    return std::max<std::size_t>(10, static_cast<std::size_t>(cells_of_an_explanation / of_one));
}

}  // namespace

Explanation explain(Study const& whole, ExplainOptions const& options) {
    model::Scenario const& scenario = *whole.plan->scenario;
    auto const next = [&](std::string_view question) {
        if (options.next) options.next(question);
    };
    Explanation found;
    found.business_case = whole.business_case;
    found.importance = importance(*whole.results, whole.business_case);
    Study study = whole;
    study.inputs = heaviest(found.importance, as_many_as(options.inputs, whole));
    found.looked_into = study.inputs.size();
    found.assumptions =
        assumptions(scenario, study.results->inputs, found.importance, options.as_of.value_or(scenario.start));
    next("information");
    found.learn = what_to_learn(scenario, *study.results, {options.cost_per_response, study.inputs});
    next("tornado");
    found.tornado = tornado(study);
    next("variance");
    found.variance = variance_shares(study);
    next("changes");
    found.parts = change_parts(study);
    next("break-even");
    found.break_even = break_even(study);
    next("stress");
    found.reverse = reverse_stress(study);
    found.stress = stress_cases(study);
    next("portfolio");
    found.todo = what_to_do(study, options.budget);
    found.acceptability = price_of_satisfaction(*study.results);
    return found;
}

}  // namespace rekensom::insight
