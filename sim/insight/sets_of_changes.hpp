#pragma once

#include "rekensom/insight/attribution.hpp"
#include "rekensom/model/world.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace rekensom::insight {

/// This world with only those of `changes` that the coalition has.
[[nodiscard]] model::World world_with(model::World world, std::vector<ChangeId> const& changes, Coalition coalition);

/// `needs` or `excludes`, as pairs of places in `changes`.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> pairs_among(
    model::Scenario const& scenario, std::vector<ChangeId> const& changes,
    std::vector<ChangeId> model::Change::*relation);

/// How many draws each of `worlds` can have for the whole to take no longer than a few hundred ordinary worlds: `most` where
/// they are few, never below 128.
[[nodiscard]] std::uint64_t draws_within(std::size_t worlds, std::uint64_t most);

}  // namespace rekensom::insight
