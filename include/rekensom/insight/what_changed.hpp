#pragma once

#include "rekensom/insight/difference.hpp"
#include "rekensom/run/plan.hpp"

#include <functional>
#include <string>
#include <vector>

// Two versions of a scenario: which changed assumption moved the NPV, and by how much.

namespace rekensom::insight {

/// One assumption that the versions state differently, or, where there are many, all changed ones of one part of the file.
struct Moved {
    std::vector<std::string> paths;  ///< empty: the structure, all that is no number: reasons, changes, months, rosters, …
    std::string before, after;       ///< what is stated, in short: "PERT with min …"; empty where there are several
    Estimate npv;                    ///< its part in `WhatChanged::difference.moved`
};

struct WhatChanged {
    Difference difference;     ///< of the NPV of the two cases
    std::vector<Moved> moved;  ///< largest first; the parts sum to the whole
};

struct Version {
    run::Plan const* plan = nullptr;
    std::size_t world = 1;  ///< of `Plan::worlds`; world 0 is the baseline
};

struct ComparisonOptions {
    std::uint64_t draws = 2048;
    std::uint64_t seed = 1;
    int threads = 0;
    std::function<bool()> go_on;  ///< asked before each run; empty: always. No: throws Interrupted
};

/// Numbers have the draws of their path in both versions, so what did not change adds no noise to the difference.
[[nodiscard]] WhatChanged what_changed(Version const& before, Version const& after,
                                       ComparisonOptions const& options = {});

}  // namespace rekensom::insight
