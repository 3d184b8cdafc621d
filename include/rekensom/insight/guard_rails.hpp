#pragma once

#include "rekensom/insight/phrasing.hpp"
#include "rekensom/run/plan.hpp"
#include "rekensom/run/results.hpp"

#include <string>
#include <string_view>
#include <vector>

// Where such sums go wrong, seen in the scenario and in its results, said before somebody signs.

namespace rekensom::insight {

enum class Severity { note, warning };

struct GuardRail {
    std::string_view code;  ///< "narrow_range", for machines
    Severity severity = Severity::warning;
    std::string text;  ///< one or two sentences in the reader's language
};

/// What the scenario alone shows, before any draw.
[[nodiscard]] std::vector<GuardRail> guard_rails(model::Scenario const& scenario, Phrasing const& phrasing);

/// The same, and what the results show.
[[nodiscard]] std::vector<GuardRail> guard_rails(run::Plan const& plan, run::Results const& results,
                                                 Phrasing const& phrasing);

}  // namespace rekensom::insight
