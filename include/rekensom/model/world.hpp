#pragma once

#include "rekensom/model/scenario.hpp"

#include <string>
#include <vector>

namespace rekensom::model {

/// The baseline or one alternative: which changes act and what is overridden.
struct World {
    std::string name, label;
    std::vector<ChangeId> changes;
    std::vector<Override> set;
    double delay = 0;  ///< months added to the slip of every change: what one month costs
};

}  // namespace rekensom::model
