#include "insight/sets_of_changes.hpp"

#include <algorithm>
#include <bit>

namespace rekensom::insight {

model::World world_with(model::World world, std::vector<ChangeId> const& changes, Coalition coalition) {
    world.changes.clear();
    for (std::size_t k = 0; k < changes.size(); ++k)
        if (coalition >> k & 1) world.changes.push_back(changes[k]);
    return world;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_among(model::Scenario const& scenario,
                                                             std::vector<ChangeId> const& changes,
                                                             std::vector<ChangeId> model::Change::*relation) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t k = 0; k < changes.size(); ++k)
        for (ChangeId const other : scenario.changes[changes[k].index].*relation) {
            auto const at = std::find(changes.begin(), changes.end(), other);
            if (at != changes.end()) pairs.emplace_back(k, static_cast<std::size_t>(at - changes.begin()));
        }
    return pairs;
}

std::uint64_t draws_within(std::size_t worlds, std::uint64_t most) {
    constexpr std::uint64_t in_all = 1U << 20;
    std::uint64_t const each = in_all / std::max<std::size_t>(worlds, 1);
    return std::min(most, std::max<std::uint64_t>(128, std::bit_floor(each)));
}

}  // namespace rekensom::insight
