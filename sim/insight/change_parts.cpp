#include "rekensom/insight/change_parts.hpp"

#include "insight/rerun.hpp"
#include "insight/sets_of_changes.hpp"

#include <algorithm>
#include <map>

namespace rekensom::insight {

ChangeParts change_parts(Study const& study, AttributionOptions const& options) {
    Rerun const rerun(study);
    ChangeParts result;
    result.changes = rerun.world().changes;
    if (result.changes.empty() || result.changes.size() > 31) return result;
    auto const needs = pairs_among(rerun.scenario(), result.changes, &model::Change::needs);
    Worth const worth = [&](std::vector<Coalition> const& asked) {
        // Coalitions that come to the same changes at work are run once.
        std::map<Coalition, std::size_t> place;
        std::vector<model::World> worlds;
        for (Coalition const c : asked) {
            Coalition const at_work = working(c, needs);
            if (place.try_emplace(at_work, worlds.size()).second)
                worlds.push_back(world_with(rerun.world(), result.changes, at_work));
        }
        result.draws = draws_within(worlds.size(), study.draws);
        auto const draws = rerun.of_worlds(worlds, result.draws);
        std::vector<std::vector<double>> columns;
        for (Coalition const c : asked) columns.push_back(draws[place.at(working(c, needs))].npv);
        return columns;
    };
    result.npv = attribute(result.changes.size(), worth, rerun.sampling(), options);
    return result;
}

}  // namespace rekensom::insight
