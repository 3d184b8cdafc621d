#pragma once

#include <vector>

#include "rekensom/report/facts.hpp"

namespace rekensom::report {

/// Who causes, who carries, who pays and who gains; dearest first, who is not named last. Empty: the file names nobody.
[[nodiscard]] std::vector<OwnerFacts> owners(Facts const& facts);

}  // namespace rekensom::report
