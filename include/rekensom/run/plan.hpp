#pragma once

#include "rekensom/model/scenario.hpp"
#include "rekensom/model/world.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rekensom::model {
struct Prepared;
}

namespace rekensom::run {

class TableStore;

/// All that is settled before the first draw. Immutable, shared by threads.
struct Plan {
    std::shared_ptr<model::Scenario const> scenario;
    std::vector<model::World> worlds;  ///< 0: the baseline
    std::shared_ptr<model::Prepared const> prepared;
    std::shared_ptr<TableStore const> tables;  ///< quantiles of the inputs, tabulated once for every run of the plan
};

/// The baseline, then every alternative of the scenario (all changes together where it states none); `only`: that one alternative.
[[nodiscard]] std::vector<model::World> worlds_of(model::Scenario const& scenario, std::string_view only = {});

/// Settles profiles, rosters, queue tables and calibration, at the inputs' means.
/// \param like  plans of scenarios that differ little, the likeliest first: what is the same is shared, which saves most of the
///              time and changes no number
[[nodiscard]] Plan make_plan(std::shared_ptr<model::Scenario const> scenario, std::vector<model::World> worlds,
                             std::vector<Plan const*> const& like = {});

/// The same plan for other worlds: rosters and tables are kept.
[[nodiscard]] Plan with_worlds(Plan const& plan, std::vector<model::World> worlds);

}  // namespace rekensom::run
