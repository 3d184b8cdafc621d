#pragma once

#include "rekensom/insight/columns.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

// What each of several things done together contributed to what came of it. Plain Shapley values on common draws; nothing
// here knows of changes or money.

namespace rekensom::insight {

/// Which of at most 32 players take part, by bits.
using Coalition = std::uint32_t;

/// The worth of each of these coalitions, draw by draw, all on the same draws. That of nobody is asked too.
using Worth = std::function<std::vector<std::vector<double>>(std::vector<Coalition> const&)>;

struct Part {
    Estimate shapley;  ///< its fair share: the mean of what it adds, over all orders in which they could come
    Estimate alone;    ///< what it would bring on its own
    Estimate last;     ///< what would be lost by dropping it from all of them
};

enum class Method { exact, sampled };

struct Attribution {
    std::vector<Part> parts;
    std::vector<std::vector<Estimate>> overlap;  ///< [i][j]: alone i + alone j - the two together; below 0 they help each other
    Estimate total;                              ///< of all together; the Shapley values sum to it, draw by draw
    Method method = Method::exact;
    std::size_t coalitions = 0;  ///< how many were asked
};

struct AttributionOptions {
    std::size_t exact_up_to = 12;  ///< players; beyond, orders are sampled
    std::size_t order_pairs =
        48;  ///< sampled orders, each with its reverse (antithetic: exact where only pairs interact)
    std::uint64_t seed = 1;
};

/// Standard errors over the draws, and with sampled orders also over the orders. At most 32 players, 16 where exact.
[[nodiscard]] Attribution attribute(std::size_t players, Worth const& worth, chance::Sampling sampling,
                                    AttributionOptions options = {});

/// The game in which a player without what it needs does nothing: the coalition less those, to the last one.
/// \param needs  pairs: the first one needs the second
[[nodiscard]] Coalition working(Coalition coalition, std::vector<std::pair<std::size_t, std::size_t>> const& needs);

}  // namespace rekensom::insight
