#include "rekensom/insight/what_changed.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/insight/study.hpp"
#include "rekensom/run/run.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

namespace rekensom::insight {

namespace {

using model::Quantity;
using model::Scenario;

/// A path may stand more than once: an alternative's own value has its target's. Then by order.
using Key = std::pair<std::string, std::size_t>;

std::map<Key, std::size_t> by_path(Scenario const& scenario) {
    std::map<Key, std::size_t> index;
    std::map<std::string, std::size_t> seen;
    for (std::size_t q = 0; q < scenario.quantities.size(); ++q)
        index.emplace(Key{scenario.quantities[q].path, seen[scenario.quantities[q].path]++}, q);
    return index;
}

std::string target_of(Scenario const& scenario, Quantity const& quantity) {
    return quantity.reference ? scenario.at(quantity.reference->input).path : std::string();
}

bool same_number(Scenario const& one, Quantity const& a, Scenario const& two, Quantity const& b) {
    if (target_of(one, a) != target_of(two, b)) return false;
    if (a.reference) return a.reference->times == b.reference->times;
    auto const p = a.marginal.parameters(), q = b.marginal.parameters();
    return a.marginal.form() == b.marginal.form() && a.marginal.mean() == b.marginal.mean() &&
           a.marginal.quantile(0.1) == b.marginal.quantile(0.1) &&
           a.marginal.quantile(0.9) == b.marginal.quantile(0.9) &&
           std::equal(p.begin(), p.end(), q.begin(), q.end(),
                      [](auto const& x, auto const& y) { return x.name == y.name && x.value == y.value; });
}

/// Takes over what another version says of a number; false where it refers to what this version does not have.
bool take_over(Scenario& scenario, std::size_t q, std::map<Key, std::size_t> const& index, Scenario const& other,
               Quantity const& theirs) {
    std::optional<model::Reference> reference;
    if (theirs.reference) {
        auto const found = index.find({target_of(other, theirs), 0});
        if (found == index.end()) return false;
        reference = model::Reference{{found->second}, theirs.reference->times};
    }
    scenario.quantities[q].marginal = theirs.marginal;
    scenario.quantities[q].reference = reference;
    return true;
}

/// What differs, and how to make what lies between the versions.
class Versions {
public:
    Versions(Version const& before, Version const& after) : before_(before), after_(after) {
        auto const ours = by_path(old()), theirs = by_path(fresh());
        for (auto const& [key, q] : ours) {
            auto const found = theirs.find(key);
            if (found == theirs.end()) continue;
            if (!same_number(old(), old().quantities[q], fresh(), fresh().quantities[found->second]))
                numbers_.push_back({q, found->second});
        }
        group();
    }

    [[nodiscard]] std::vector<Moved> const& things() const { return things_; }
    void add_structure() { things_.push_back({}); }

    /// The plan and world with the things of this coalition new. The structure is the last thing, if it is one.
    [[nodiscard]] run::Plan between(Coalition coalition, std::size_t& world) const {
        bool const has_structure = !things_.empty() && things_.back().paths.empty();
        bool const new_structure = has_structure && (coalition >> (things_.size() - 1) & 1);
        Version const& base = new_structure ? after_ : before_;
        Scenario const& other = new_structure ? old() : fresh();
        world = base.world;
        auto scenario = std::make_shared<Scenario>(new_structure ? fresh() : old());
        auto const index = by_path(*scenario);
        bool changed = false;
        for (std::size_t n = 0; n < numbers_.size(); ++n) {
            bool const wants_new = (coalition >> thing_of_[n] & 1) != 0;
            if (wants_new == new_structure) continue;
            auto const [ours, theirs] = numbers_[n];
            std::size_t const mine = new_structure ? theirs : ours;
            changed =
                take_over(*scenario, mine, index, other, other.quantities[new_structure ? ours : theirs]) || changed;
        }
        if (!changed) return *base.plan;
        return run::make_plan(std::move(scenario), base.plan->worlds, {base.plan});
    }

private:
    [[nodiscard]] Scenario const& old() const { return *before_.plan->scenario; }
    [[nodiscard]] Scenario const& fresh() const { return *after_.plan->scenario; }

    /// Each number by itself where they are few; else by the part of the file: "reasons.billing".
    void group() {
        constexpr std::size_t few = 10;
        std::map<std::string, std::size_t> by_part;
        for (auto const& [ours, theirs] : numbers_) {
            Quantity const& quantity = old().quantities[ours];
            std::string part = quantity.path;
            if (numbers_.size() > few) part = part.substr(0, part.find('.', part.find('.') + 1));
            if (by_part.size() >= 24 && !by_part.contains(part)) part = by_part.rbegin()->first;
            auto const [at, is_new] = by_part.try_emplace(part, things_.size());
            if (is_new) things_.push_back({});
            thing_of_.push_back(at->second);
            Moved& thing = things_[at->second];
            thing.paths.push_back(quantity.path);
            thing.before = thing.paths.size() == 1 ? quantity.marginal.description() : std::string();
            thing.after = thing.paths.size() == 1 ? fresh().quantities[theirs].marginal.description() : std::string();
        }
    }

    Version before_, after_;
    std::vector<std::pair<std::size_t, std::size_t>> numbers_;  ///< quantities of the two versions that differ
    std::vector<std::size_t> thing_of_;                         ///< by number
    std::vector<Moved> things_;
};

class Runner {
public:
    explicit Runner(ComparisonOptions const& options) : options_(options) {}
    [[nodiscard]] std::vector<double> npv(run::Plan const& plan, std::size_t world) const {
        if (options_.go_on && !options_.go_on()) throw Interrupted();
        run::Options run_options;
        run_options.draws = run_options.keep_draws = options_.draws;
        run_options.seed = options_.seed;
        run_options.threads = options_.threads;
        run_options.keep = run::Keep::scalars;
        run::Results results =
            run::run(run::with_worlds(plan, {plan.worlds.front(), plan.worlds.at(world)}), run_options);
        return std::move(results.kept.cases.at(0).at(results.outcomes.find_case(model::OutcomeKind::npv)));
    }

private:
    ComparisonOptions const& options_;
};

bool alike(std::vector<double> const& a, std::vector<double> const& b) {
    double largest = 1, apart = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i]));
        apart = std::max(apart, std::abs(a[i] - b[i]));
    }
    return apart <= 1e-9 * largest;
}

}  // namespace

WhatChanged what_changed(Version const& before, Version const& after, ComparisonOptions const& options) {
    REKENSOM_EXPECT(before.plan && after.plan && before.world > 0 && after.world > 0);
    Versions versions(before, after);
    Runner const runner(options);
    auto const run_between = [&](Coalition coalition) {
        std::size_t world = 1;
        run::Plan const plan = versions.between(coalition, world);
        return runner.npv(plan, world);
    };
    // With all numbers new and the rest old: is there still a difference?
    auto const numbers = static_cast<Coalition>((std::uint64_t{1} << versions.things().size()) - 1);
    if (!alike(run_between(numbers), runner.npv(*after.plan, after.world))) versions.add_structure();

    std::map<Coalition, std::vector<double>> known;
    Worth const worth = [&](std::vector<Coalition> const& asked) {
        std::vector<std::vector<double>> columns;
        for (Coalition const c : asked) {
            auto const found = known.find(c);
            columns.push_back(found != known.end() ? found->second : known.emplace(c, run_between(c)).first->second);
        }
        return columns;
    };
    WhatChanged result;
    result.difference = explain_difference(versions.things().size(), worth, chance::Sampling::sobol);
    result.moved = versions.things();
    for (std::size_t t = 0; t < result.moved.size(); ++t) result.moved[t].npv = result.difference.parts[t];
    std::stable_sort(result.moved.begin(), result.moved.end(),
                     [](Moved const& a, Moved const& b) { return std::abs(a.npv.value) > std::abs(b.npv.value); });
    return result;
}

}  // namespace rekensom::insight
