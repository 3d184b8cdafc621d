#include "rekensom/run/plan.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/model/own_words.hpp"
#include "rekensom/model/prepared.hpp"
#include "run/draw_plan.hpp"

namespace rekensom::run {

std::vector<model::World> worlds_of(model::Scenario const& scenario, std::string_view only) {
    std::vector<model::World> worlds{{"baseline", "Baseline", {}, {}, 0}};
    for (model::Alternative const& alternative : scenario.alternatives)
        if (only.empty() || alternative.name == only)
            worlds.push_back({alternative.name, alternative.label, alternative.changes, alternative.set, 0});
    if (scenario.alternatives.empty() && (only.empty() || only == "all")) {
        model::World all{"all", std::string(model::all_changes), {}, {}, 0};
        for (std::size_t k = 0; k < scenario.changes.size(); ++k) all.changes.push_back({k});
        worlds.push_back(std::move(all));
    }
    return worlds;
}

Plan make_plan(std::shared_ptr<model::Scenario const> scenario, std::vector<model::World> worlds,
               std::vector<Plan const*> const& like) {
    REKENSOM_EXPECT(!worlds.empty());
    std::vector<model::Prepared const*> prepared;
    std::vector<TableStore const*> tables;
    for (Plan const* other : like) {
        prepared.push_back(other->prepared.get());
        tables.push_back(other->tables.get());
    }
    Plan plan;
    plan.prepared = model::prepare(*scenario, worlds, prepared);
    plan.tables = std::make_shared<TableStore const>(*scenario, tables);
    plan.scenario = std::move(scenario);
    plan.worlds = std::move(worlds);
    return plan;
}

Plan with_worlds(Plan const& plan, std::vector<model::World> worlds) {
    Plan other = plan;
    other.prepared = model::prepare_worlds(*plan.scenario, *plan.prepared, worlds);
    other.worlds = std::move(worlds);
    return other;
}

}  // namespace rekensom::run
