#include "rekensom/insight/explanation.hpp"

namespace rekensom::insight {

Explanation explain(Study const& study, ExplainOptions const& options) {
    model::Scenario const& scenario = *study.plan->scenario;
    auto const next = [&](std::string_view question) {
        if (options.next) options.next(question);
    };
    Explanation found;
    found.business_case = study.business_case;
    found.importance = importance(*study.results, study.business_case);
    found.assumptions =
        assumptions(scenario, study.results->inputs, found.importance, options.as_of.value_or(scenario.start));
    next("information");
    found.learn = what_to_learn(scenario, *study.results, options.cost_per_response);
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
