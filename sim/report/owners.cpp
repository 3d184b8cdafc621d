#include "report/owners.hpp"

#include <algorithm>
#include <numeric>

namespace rekensom::report {
namespace {

using model::OutcomeKind;

/// What a change is planned to cost over the horizon: it divides what the changes really cost, draw by draw, among owners.
double planned_cost(model::Scenario const& s, model::Change const& change) {
    auto const mean = [&](QuantityId id) { return s.at(id).marginal.mean(); };
    double const months = std::max(0.0, s.months - mean(change.start) - mean(change.slip));
    return mean(change.chance) * (mean(change.one_off_cost) * mean(change.overrun) + mean(change.running_cost) * months) +
           mean(change.delay_cost) * mean(change.slip);
}

class Owners {
public:
    explicit Owners(Facts const& facts) : facts_(facts), s_(facts.scenario()), years_(s_.months / months_per_year) {}

    std::vector<OwnerFacts> list() {
        for (std::size_t r = 0; r < s_.reasons.size(); ++r) add_reason(r);
        for (std::size_t g = 0; g < s_.teams.size(); ++g) add_team(g);
        for (std::size_t k = 0; k < s_.changes.size(); ++k) of(s_.changes[k].owner).changes.push_back(ChangeId{k});
        for (CaseFacts const& c : facts_.cases) add_costs(c);
        if (std::ranges::all_of(found_, [](OwnerFacts const& o) { return o.owner.empty(); })) return {};
        std::ranges::stable_sort(found_, [](OwnerFacts const& a, OwnerFacts const& b) {
            return std::make_pair(a.owner.empty(), -a.cost) < std::make_pair(b.owner.empty(), -b.cost);
        });
        return std::move(found_);
    }

private:
    OwnerFacts& of(std::string const& name) {
        auto const it = std::ranges::find(found_, name, &OwnerFacts::owner);
        if (it != found_.end()) return *it;
        OwnerFacts& fresh = found_.emplace_back();
        fresh.owner = name;
        for (auto* list : {&fresh.fte_shift, &fresh.gross_saving, &fresh.pays, &fresh.receives})
            list->assign(facts_.results->cases.size(), 0);
        return fresh;
    }

    double yearly(OutcomeKind kind, std::size_t reason) const {
        return 12 * facts_.results->of_world(0, kind, reason).mean;
    }

    void add_reason(std::size_t r) {
        OwnerFacts& owner = of(s_.reasons[r].owner);
        owner.contacts += yearly(OutcomeKind::reason_handled, r);
        owner.avoidable += yearly(OutcomeKind::reason_avoidable, r);
        owner.cost += yearly(OutcomeKind::reason_cost, r);
        for (CaseFacts const& c : facts_.cases)
            owner.gross_saving[c.index] += facts_.results->of_case(c.index, OutcomeKind::reason_saving, r).mean;
    }

    void add_team(std::size_t g) {
        OwnerFacts& owner = of(s_.teams[g].owner);
        double const fte = facts_.results->of_world(0, OutcomeKind::team_fte, g).mean;
        double const each = s_.at(s_.teams[g].cost_per_fte).marginal.mean();
        owner.fte += fte;
        owner.carries += fte * each;
        for (CaseFacts const& c : facts_.cases) {
            double const shift = facts_.results->of_case(c.index, OutcomeKind::team_fte_shift, g).mean;
            owner.fte_shift[c.index] += shift;
            owner.receives[c.index] -= shift * each;
        }
    }

    void add_costs(CaseFacts const& c) {
        double const spent = -facts_.results->of_case(c.index, OutcomeKind::change_cost_total).mean;
        auto const cost = [&](ChangeId id) { return planned_cost(s_, s_.changes[id.index]); };
        double planned = 0;
        for (ChangeId const id : c.plan->changes) planned += cost(id);
        if (!(planned > 0)) return;
        for (ChangeId const id : c.plan->changes)
            of(s_.changes[id.index].owner).pays[c.index] += spent / years_ * cost(id) / planned;
    }

    Facts const& facts_;
    model::Scenario const& s_;
    double years_;
    std::vector<OwnerFacts> found_;
};

}  // namespace

std::vector<OwnerFacts> owners(Facts const& facts) { return Owners(facts).list(); }

}  // namespace rekensom::report
