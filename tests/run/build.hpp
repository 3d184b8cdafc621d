#pragma once

#include "rekensom/model/scenario.hpp"
#include "rekensom/run/run.hpp"

#include <memory>
#include <string>
#include <utility>

// Scenarios made by hand, for tests of the model without the reader.

namespace rekensom::test {

class Build {
public:
    Build() {
        scenario.months = 12;
        scenario.start = {2026, 1};
        scenario.finance = {add("finance.discount_rate", 0), add("finance.wage_growth", 0)};
        scenario.demand = {add("demand.noise", 0), add("demand.persistence", 0)};
        model::Satisfaction& s = scenario.satisfaction;
        s.first_time_fix_gap = add("satisfaction.first_time_fix_gap", 2.25);
        s.abandoned_mark = add("satisfaction.abandoned_mark", 3);
        s.spread = add("satisfaction.spread", 1.5);
        s.adaptation = add("satisfaction.adaptation", 0);
        s.adaptation_up = add("satisfaction.adaptation_up", 0.2);
        s.adaptation_down = add("satisfaction.adaptation_down", 0.1);
        s.drift = add("satisfaction.drift", 0);
        s.response_bias = add("satisfaction.response_bias", 0);
    }

    QuantityId add(std::string path, chance::Marginal marginal) {
        model::Quantity q;
        q.path = std::move(path);
        q.marginal = std::move(marginal);
        scenario.quantities.push_back(std::move(q));
        return {scenario.quantities.size() - 1};
    }
    QuantityId add(std::string path, double value) { return add(std::move(path), chance::certainly(value)); }
    void set(QuantityId id, double value) { scenario.quantities[id.index].marginal = chance::certainly(value); }
    void set(QuantityId id, chance::Made made) {
        scenario.quantities[id.index].marginal = chance::sure(std::move(made));
    }

    ChannelId channel(std::string const& name, model::ChannelKind kind = model::ChannelKind::live) {
        model::Channel c;
        std::string const p = "channels." + name + ".";
        c.name = c.label = name;
        c.kind = kind;
        c.handle_time = add(p + "handle_time", 300);
        c.patience = add(p + "patience", 180);
        c.redial = add(p + "redial", 0);
        c.variable_cost = add(p + "variable_cost", 0);
        c.cost_per_contact = add(p + "cost_per_contact", 10);
        c.cashable = add(p + "cashable", 1);
        c.base_response = add(p + "base_response", 0);
        c.promise = add(p + "promise", 1);
        c.chase = add(p + "chase", 0);
        c.menu_levels = add(p + "menu_levels", 0);
        scenario.channels.push_back(c);
        return {scenario.channels.size() - 1};
    }

    TeamId team(std::string const& name, std::vector<ChannelId> serves) {
        model::Team t;
        std::string const p = "teams." + name + ".";
        t.name = t.label = name;
        t.cost_per_fte = add(p + "cost_per_fte", 50000);
        t.shrinkage = add(p + "shrinkage", 0.3);
        t.attrition = add(p + "attrition", 0.2);
        t.anticipate = add(p + "anticipate", 0);
        t.hire_max = add(p + "hire_max", 1e9);
        t.release_max = add(p + "release_max", 0);
        t.cost_per_hire = add(p + "cost_per_hire", 0);
        t.cost_per_release = add(p + "cost_per_release", 0);
        t.strain_occupancy = add(p + "strain_occupancy", 0);
        t.strain_repeat = add(p + "strain_repeat", 0);
        t.reinvest = add(p + "reinvest", 0);
        t.reinvest_ceiling = add(p + "reinvest_ceiling", 2);
        TeamId const id{scenario.teams.size()};
        for (ChannelId c : serves) scenario.channels[c.index].team = id;
        t.serves = std::move(serves);
        scenario.teams.push_back(std::move(t));
        return id;
    }

    /// A reason that comes by channels with these weights.
    ReasonId reason(std::string const& name, double volume, std::vector<std::pair<ChannelId, double>> const& mix) {
        model::Reason r;
        std::string const p = "reasons." + name + ".";
        r.name = r.label = name;
        r.volume = add(p + "volume", volume);
        r.growth = add(p + "growth", 0);
        r.season.assign(12, 1.0);
        r.noise = add(p + "noise", 0);
        r.avoidable = add(p + "avoidable", 1);
        QuantityId const fix = add(p + "first_time_fix", 0.7);
        for (auto const& [channel, weight] : mix) {
            r.channels.push_back({channel, add(p + "channels." + scenario.channels[channel.index].name, weight)});
            r.first_time_fix.push_back(fix);
            r.handle_time.push_back(scenario.channels[channel.index].handle_time);
            r.cost_per_contact.push_back(scenario.channels[channel.index].cost_per_contact);
        }
        r.recontact = add(p + "recontact", 0.8);
        r.mark = add(p + "mark", 7);
        scenario.reasons.push_back(std::move(r));
        return {scenario.reasons.size() - 1};
    }

    ChangeId change(std::string const& name) {
        model::Change c;
        std::string const p = "changes." + name + ".";
        c.name = c.label = name;
        c.start = add(p + "start", 0);
        c.slip = add(p + "slip", 0);
        c.ramp = add(p + "ramp", 0);
        c.chance = add(p + "chance", 1);
        c.realisation = add(p + "realisation", 1);
        c.overrun = add(p + "overrun", 1);
        c.one_off_cost = add(p + "one_off_cost", 0);
        c.running_cost = add(p + "running_cost", 0);
        c.delay_cost = add(p + "delay_cost", 0);
        scenario.changes.push_back(std::move(c));
        return {scenario.changes.size() - 1};
    }
    QuantityId prevents(ChangeId change, ReasonId reason, double share) {
        QuantityId const amount =
            add("changes." + scenario.changes[change.index].name + ".prevents." + scenario.reasons[reason.index].name,
                share);
        scenario.changes[change.index].prevents.push_back({reason, amount});
        return amount;
    }

    [[nodiscard]] run::Plan plan() const {
        auto shared = std::make_shared<model::Scenario const>(scenario);
        return run::make_plan(shared, run::worlds_of(*shared));
    }
    [[nodiscard]] run::Results run(run::Options const& options) const { return run::run(plan(), options); }
    [[nodiscard]] run::Results run() const { return run(small()); }
    [[nodiscard]] static run::Options small(std::uint64_t draws = 64) {
        run::Options options;
        options.draws = draws;
        return options;
    }

    model::Scenario scenario;
};

/// A million contacts a year at 10 each, 25 % avoidable, 40 % of those prevented.
inline Build envelope() {
    Build build;
    ChannelId const all = build.channel("all");
    ReasonId const reason = build.reason("all", 1e6 / 12, {{all, 1}});
    build.set(build.scenario.reasons[0].avoidable, 0.25);
    build.prevents(build.change("fix"), reason, 0.4);
    return build;
}

}  // namespace rekensom::test
