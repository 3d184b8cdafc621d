#pragma once

#include "rekensom/model/scenario.hpp"

#include <string>
#include <vector>

// What a scenario says, in words.

namespace rekensom::input {

struct Description {
    std::vector<std::string> changes;     ///< a sentence each: what it prevents, when, what it costs
    std::vector<std::string> quantities;  ///< "reasons.billing.avoidable: PERT min 20%, likely 25%, max 30% (survey 2025)"
    std::vector<std::string> defaults;  ///< the same for what the file does not state, with where the default comes from
    std::vector<std::string> notes;     ///< what a controller would ask about
};

[[nodiscard]] Description describe(model::Scenario const& scenario);

/// A quantity's form and numbers in its own unit: "PERT min 20%, likely 25%, max 30%".
[[nodiscard]] std::string in_words(model::Quantity const& quantity);

}  // namespace rekensom::input
