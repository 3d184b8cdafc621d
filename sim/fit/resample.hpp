#pragma once

#include <Eigen/Core>

#include <cstdint>

namespace rekensom::fit {

/// How often each of `rows` rows occurs in resample `replicate`: addressed, so that one replicate can be made again alone.
[[nodiscard]] Eigen::VectorXd resample_counts(Eigen::Index rows, std::uint64_t seed, std::uint64_t replicate);

}  // namespace rekensom::fit
