#include "rekensom/insight/what_to_learn.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/insight/variance_shares.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace rekensom::insight {

namespace {

/// What came of a plan may be written as a count too, but no customer can be asked about it.
std::optional<Survey> survey_of(model::Quantity const& quantity) {
    chance::Marginal const& marginal = quantity.marginal;
    if (marginal.form() != chance::Form::survey || quantity.path.starts_with("changes.")) return std::nullopt;
    Survey survey;
    for (chance::Parameter const& parameter : marginal.parameters()) {
        if (parameter.name == "yes") survey.yes = parameter.value;
        if (parameter.name == "of") survey.of = parameter.value;
    }
    return survey;
}

std::size_t best_of(Options const& options) {
    std::size_t best = options.size();
    double highest = 0;
    for (std::size_t o = 0; o < options.size(); ++o)
        if (double const mean = mean_of(options[o], chance::Sampling::random).value; mean > highest)
            highest = mean, best = o;
    return best;
}

/// By owner, and by correlation; groups of one say nothing new.
std::vector<WorthOfGroup> groups_of(model::Scenario const& scenario, std::vector<std::size_t> const& inputs) {
    std::map<std::string, std::vector<std::size_t>> by_owner;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (std::string const owner = owner_of(scenario, QuantityId{inputs[i]}); !owner.empty())
            by_owner[owner].push_back(i);
    std::vector<WorthOfGroup> groups;
    for (auto const& [owner, members] : by_owner)
        if (members.size() > 1) groups.push_back({owner, members, {}});
    for (auto const& members : independent_groups(scenario, inputs))
        if (members.size() > 1) groups.push_back({{}, members, {}});
    return groups;
}

template <class Found>
void highest_first(std::vector<Found>& list) {
    std::stable_sort(list.begin(), list.end(),
                     [](Found const& a, Found const& b) { return a.worth.value > b.worth.value; });
}

}  // namespace

WhatToLearn what_to_learn(model::Scenario const& scenario, run::Results const& results, LearnOptions const& question) {
    REKENSOM_EXPECT(results.kept.draws > 0 && !results.cases.empty());
    WhatToLearn found;
    found.cost_per_response = question.cost_per_response;
    std::size_t const npv = results.outcomes.find_case(model::OutcomeKind::npv);
    Options options;
    for (std::size_t c = 0; c < results.cases.size(); ++c) {
        options.emplace_back(results.kept.cases[c][npv]);
        found.options.push_back(c);
    }
    found.best = best_of(options);
    auto const& columns = results.kept.inputs;
    found.everything = perfect_information(options, results.sampling);
    std::vector<std::size_t> judged = question.inputs;
    if (judged.empty()) {
        judged.resize(columns.size());
        std::iota(judged.begin(), judged.end(), std::size_t{0});
    }
    for (std::size_t const i : judged)
        found.inputs.push_back({i, {results.inputs[i]}, partial_information(options, {columns[i]}, results.sampling)});
    highest_first(found.inputs);
    for (WorthOfInput const& one : found.inputs)
        if (auto const survey = survey_of(scenario.at(one.quantity));
            survey && found.surveys.size() < question.most_surveys)
            found.surveys.push_back(
                {one.input, one.quantity, *survey,
                 plan_sample(options, columns[one.input], *survey, question.cost_per_response, results.sampling)});
    found.groups = groups_of(scenario, results.inputs);
    for (WorthOfGroup& group : found.groups) {
        std::vector<Draws> members;
        for (std::size_t const i : group.inputs) members.push_back(columns[i]);
        group.worth = partial_information(options, members, results.sampling);
    }
    highest_first(found.groups);
    std::stable_sort(found.surveys.begin(), found.surveys.end(), [](WorthOfSurvey const& a, WorthOfSurvey const& b) {
        return a.plan.best.net() > b.plan.best.net();
    });
    return found;
}

}  // namespace rekensom::insight
