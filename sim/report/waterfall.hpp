#pragma once

#include <vector>

#include "rekensom/report/facts.hpp"

namespace rekensom::report {

/// The steps from paper to cash, with the potential as a total of its own where it is not the sum on paper. Where nothing is
/// prevented there is no sum on paper, and they begin with the potential.
[[nodiscard]] std::vector<Step> with_potential(std::vector<Step> steps);

}  // namespace rekensom::report
