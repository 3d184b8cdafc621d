#pragma once

#include <compare>
#include <cstddef>

namespace rekensom {

/// An index that cannot be taken for an index of something else.
template <class Tag>
struct Id {
    std::size_t index = 0;
    friend auto operator<=>(Id const&, Id const&) = default;
};

using QuantityId = Id<struct QuantityTag>;  ///< of `Scenario::quantities`
using ReasonId = Id<struct ReasonTag>;
using ChannelId = Id<struct ChannelTag>;
using TeamId = Id<struct TeamTag>;
using JourneyId = Id<struct JourneyTag>;
using DriverId = Id<struct DriverTag>;
using MomentId = Id<struct MomentTag>;
using EventId = Id<struct EventTag>;
using ChangeId = Id<struct ChangeTag>;
using WorldId = Id<struct WorldTag>;  ///< 0 is the baseline

}  // namespace rekensom
