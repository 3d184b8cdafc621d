#include "rekensom/insight/variance_shares.hpp"

#include "insight/rerun.hpp"
#include "rekensom/insight/importance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace rekensom::insight {

namespace {

/// Disjoint sets, merged step by step.
class Groups {
public:
    explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    void tie(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }
    [[nodiscard]] std::vector<std::vector<std::size_t>> all() {
        std::map<std::size_t, std::vector<std::size_t>> by_root;
        for (std::size_t i = 0; i < parent_.size(); ++i) by_root[find(i)].push_back(i);
        std::vector<std::vector<std::size_t>> groups;
        for (auto& entry : by_root) groups.push_back(std::move(entry.second));
        std::sort(groups.begin(), groups.end());
        return groups;
    }

private:
    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    std::vector<std::size_t> parent_;
};

void tie_correlated(Groups& groups, model::Scenario const& scenario, std::vector<std::size_t> const& inputs) {
    std::map<std::string, std::size_t> by_path;
    for (std::size_t i = 0; i < inputs.size(); ++i) by_path.try_emplace(scenario.quantities[inputs[i]].path, i);
    for (model::Correlation const& correlation : scenario.correlations) {
        auto const a = by_path.find(scenario.at(correlation.a).path), b = by_path.find(scenario.at(correlation.b).path);
        if (a != by_path.end() && b != by_path.end()) groups.tie(a->second, b->second);
    }
}

/// Runs the model with chance taken from two seeds.
class PickFreeze {
public:
    PickFreeze(Rerun const& rerun, std::uint64_t draws) : rerun_(rerun), options_(rerun.options()) {
        options_.sampling = chance::Sampling::random;
        options_.draws = draws;
        second_seed_ = options_.seed ^ 0x9e3779b97f4a7c15U;  // any other seed will do
        one_ = rerun(options_).npv;
        run::Options other = options_;
        other.seed = second_seed_;
        two_ = rerun(other).npv;
    }
    [[nodiscard]] SobolIndex of_inputs(std::vector<std::size_t> const& inputs) const {
        run::Options mixed = options_;
        for (std::size_t const i : inputs)
            mixed.reseeds.push_back({QuantityId{rerun_.study().results->inputs[i]}, second_seed_});
        return sobol_index(one_, two_, rerun_(mixed).npv);
    }
    [[nodiscard]] SobolIndex of_noise() const {
        run::Options mixed = options_;
        mixed.noise_seed = second_seed_;
        return sobol_index(one_, two_, rerun_(mixed).npv);
    }

private:
    Rerun const& rerun_;
    run::Options options_;
    std::uint64_t second_seed_ = 0;
    std::vector<double> one_, two_;
};

/// Whichever of two estimates of the same number is known better.
Estimate better_known(Estimate a, Estimate b) { return b.se < a.se ? b : a; }

Factor factor_of(std::vector<std::size_t> const& inputs, PickFreeze const& pick_freeze, Rerun const& rerun) {
    auto const& kept = rerun.study().results->kept.inputs;
    Factor factor{inputs.size() == 1 ? FactorKind::input : FactorKind::correlated, {}, inputs, {}, {}};
    factor.index = pick_freeze.of_inputs(inputs);
    if (factor.index.total.value == 0 && factor.index.total.se == 0) {
        factor.index.first = {};  // it has no part in the answer at all: nothing to estimate
        return factor;
    }
    if (inputs.size() == 1) {
        factor.index.first =
            better_known(factor.index.first, variance_share(kept[inputs[0]], rerun.npv(), rerun.sampling()));
    } else if (inputs.size() <= 8) {
        std::vector<Draws> members;
        for (std::size_t const i : inputs) members.push_back(kept[i]);
        ShapleyEffects const effects = shapley_effects(members, rerun.npv(), rerun.sampling());
        factor.members = effects.members;
        factor.index.first = effects.group;
    }
    return factor;
}

std::vector<Factor> by_owner(Rerun const& rerun, PickFreeze const& pick_freeze) {
    auto const& inputs = rerun.study().results->inputs;
    Groups groups(inputs.size());
    tie_correlated(groups, rerun.scenario(), inputs);
    std::map<std::string, std::size_t> first_of;
    bool named = false;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::string const owner = owner_of(rerun.scenario(), QuantityId{inputs[i]});
        named = named || !owner.empty();
        auto const [at, is_new] = first_of.try_emplace(owner, i);
        if (!is_new) groups.tie(i, at->second);
    }
    std::vector<Factor> factors;
    if (!named) return factors;
    for (auto const& group : groups.all()) {
        Factor factor{FactorKind::owner, {}, group, pick_freeze.of_inputs(group), {}};
        std::vector<std::string> owners;
        for (std::size_t const i : group)
            if (auto owner = owner_of(rerun.scenario(), QuantityId{inputs[i]}); !owner.empty())
                owners.push_back(std::move(owner));
        std::sort(owners.begin(), owners.end());
        owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
        for (std::string const& owner : owners) factor.owner += (factor.owner.empty() ? "" : " + ") + owner;
        factors.push_back(std::move(factor));
    }
    return factors;
}

void largest_first(std::vector<Factor>& factors) {
    std::stable_sort(factors.begin(), factors.end(),
                     [](Factor const& a, Factor const& b) { return a.index.total.value > b.index.total.value; });
}

}  // namespace

std::vector<std::vector<std::size_t>> independent_groups(model::Scenario const& scenario,
                                                         std::vector<std::size_t> const& inputs) {
    Groups groups(inputs.size());
    tie_correlated(groups, scenario, inputs);
    return groups.all();
}

VarianceShares variance_shares(Study const& study, std::uint64_t draws) {
    Rerun const rerun(study);
    PickFreeze const pick_freeze(rerun, draws);
    VarianceShares result;
    result.draws = draws;
    std::vector<bool> chosen(study.results->inputs.size(), false);
    for (std::size_t const i : inputs_of(study)) chosen[i] = true;
    Factor rest{FactorKind::rest, {}, {}, {}, {}};
    for (auto const& group : independent_groups(rerun.scenario(), study.results->inputs))
        if (std::any_of(group.begin(), group.end(), [&](std::size_t i) { return chosen[i]; }))
            result.factors.push_back(factor_of(group, pick_freeze, rerun));
        else
            rest.inputs.insert(rest.inputs.end(), group.begin(), group.end());
    if (!rest.inputs.empty()) {
        rest.index = pick_freeze.of_inputs(rest.inputs);
        result.factors.push_back(std::move(rest));
    }
    if (SobolIndex const noise = pick_freeze.of_noise(); noise.total.value > 0)
        result.factors.push_back({FactorKind::noise, {}, {}, noise, {}});
    double first_orders = 0, error = 0;
    for (Factor const& factor : result.factors) {
        first_orders += factor.index.first.value;
        error += factor.index.first.se * factor.index.first.se;
    }
    result.interactions = {1 - first_orders, std::sqrt(error)};
    result.owners = by_owner(rerun, pick_freeze);
    largest_first(result.factors);
    largest_first(result.owners);
    return result;
}

}  // namespace rekensom::insight
