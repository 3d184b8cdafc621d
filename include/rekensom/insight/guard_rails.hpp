#pragma once

#include "rekensom/insight/importance.hpp"
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
/// \param importances  by case, as `insight::importances` gives them; empty: not asked which defaults carry the answer
[[nodiscard]] std::vector<GuardRail> guard_rails(run::Plan const& plan, run::Results const& results,
                                                 std::vector<std::vector<Importance>> const& importances,
                                                 Phrasing const& phrasing);

}  // namespace rekensom::insight
