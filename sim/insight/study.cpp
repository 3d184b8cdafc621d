#include "rekensom/insight/study.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace rekensom::insight {

chance::Marginal drawn_marginal(model::Scenario const& scenario, QuantityId input) {
    chance::Marginal const& stated = scenario.at(input).marginal;
    for (model::Change const& change : scenario.changes)
        if (change.chance == input) return chance::sure(chance::make_bernoulli(std::clamp(stated.mean(), 0.0, 1.0)));
    return stated;
}

std::vector<std::size_t> inputs_of(Study const& study) {
    if (!study.inputs.empty()) return study.inputs;
    std::vector<std::size_t> all(study.results->inputs.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

namespace {

template <class Named>
std::string owner_among(std::vector<Named> const& all, std::string_view name) {
    for (Named const& one : all)
        if (one.name == name) return one.owner;
    return {};
}

}  // namespace

std::string owner_of(model::Scenario const& scenario, QuantityId quantity) {
    model::Quantity const& q = scenario.at(quantity);
    if (!q.provenance.owner.empty()) return q.provenance.owner;
    std::string_view const path = q.path;
    auto const first = path.find('.');
    if (first == std::string_view::npos) return {};
    std::string_view const group = path.substr(0, first), rest = path.substr(first + 1);
    std::string_view const name = rest.substr(0, rest.find('.'));
    if (group == "reasons") return owner_among(scenario.reasons, name);
    if (group == "changes") return owner_among(scenario.changes, name);
    if (group == "teams") return owner_among(scenario.teams, name);
    return {};
}

}  // namespace rekensom::insight
