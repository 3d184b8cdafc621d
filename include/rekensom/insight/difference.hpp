#pragma once

#include "rekensom/insight/attribution.hpp"

#include <cstddef>
#include <vector>

// Two versions of a scenario, and which of the things that changed moved the answer.

namespace rekensom::insight {

struct Difference {
    Estimate before, after, moved;  ///< moved = after - before, draw by draw
    std::vector<Estimate> parts;    ///< by thing changed; they sum to `moved`
    Method method = Method::exact;  ///< sampled: orders were
};

/// \param worth  the answer with these things as in the new version and the rest as in the old one
/// Shapley values: no thing gets the blame for standing first. Exact up to 6 things; at most 31.
[[nodiscard]] Difference explain_difference(std::size_t things, Worth const& worth, chance::Sampling sampling);

}  // namespace rekensom::insight
