#pragma once

#include "rekensom/insight/change_parts.hpp"
#include "rekensom/insight/importance.hpp"
#include "rekensom/insight/provenance.hpp"
#include "rekensom/insight/study.hpp"
#include "rekensom/insight/tornado.hpp"
#include "rekensom/insight/variance_shares.hpp"
#include "rekensom/insight/what_breaks_it.hpp"
#include "rekensom/insight/what_to_do.hpp"
#include "rekensom/insight/what_to_learn.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace rekensom::insight {

struct ExplainOptions {
    std::optional<double> budget;
    double cost_per_response = 10;  ///< money for one more survey answer
    std::optional<Month> as_of;     ///< from which assumptions' age counts; else the scenario's start
    /// How many inputs to look into one by one, the heaviest; none: as many as `cells_of_an_explanation` allow.
    std::optional<std::size_t> inputs = {};
    /// Told before each question which one it is, in a word for machines: "tornado", "variance", …
    std::function<void(std::string_view)> next;
};

/// All answers about one business case.
struct Explanation {
    std::size_t business_case = 0;
    std::size_t looked_into = 0;  ///< inputs that tornado, shares, value of information and break-even are about
    std::vector<Importance> importance;
    Tornado tornado;
    VarianceShares variance;
    WhatToLearn learn;
    ChangeParts parts;
    std::vector<BreakEven> break_even;
    ReverseStress reverse;
    std::vector<StressCase> stress;
    WhatToDo todo;
    std::optional<Acceptability> acceptability;
    std::vector<Assumption> assumptions;
};

/// \throws Interrupted
[[nodiscard]] Explanation explain(Study const& whole, ExplainOptions const& options);

}  // namespace rekensom::insight
