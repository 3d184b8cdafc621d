#pragma once

#include "rekensom/insight/attribution.hpp"
#include "rekensom/insight/study.hpp"

#include <vector>

// What each change in an alternative contributes: the changes alone, in pairs and in all orders, on common draws.

namespace rekensom::insight {

struct ChangeParts {
    std::vector<ChangeId> changes;  ///< of the study's alternative
    Attribution npv;                ///< by `changes`; a change without what it `needs` does nothing
    std::uint64_t draws = 0;        ///< of each coalition
};

/// What else the alternative sets acts from the first coalition on, and so is in nobody's part.
[[nodiscard]] ChangeParts change_parts(Study const& study, AttributionOptions const& options = {});

}  // namespace rekensom::insight
