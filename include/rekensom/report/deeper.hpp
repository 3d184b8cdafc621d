#pragma once

#include "rekensom/insight/change_parts.hpp"
#include "rekensom/insight/tornado.hpp"
#include "rekensom/insight/what_breaks_it.hpp"
#include "rekensom/insight/what_to_learn.hpp"
#include "rekensom/report/facts.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace rekensom::report {

/// What the page tells beyond a run's own draws: some runs more.
struct Deeper {
    struct Case {
        insight::Tornado tornado;
        insight::ChangeParts parts;
        std::vector<insight::BreakEven> break_even;  ///< of what sways the NPV most
        insight::Estimate month_of_delay;            ///< NPV lost by starting everything a month later
    };
    std::vector<std::optional<Case>> cases;  ///< by case, as far as asked for
    insight::WhatToLearn learn;
};

/// How many inputs of each case are looked into one by one: all, but on a very large scenario those that carry most, so that
/// looking deeper takes no more than the run did. By the scenario's size and the draws alone.
[[nodiscard]] std::size_t looked_into(Facts const& facts);

/// As deep as the facts go: of all cases, or of the one that they are about, or not at all.
/// \param go_on  asked before each further run
/// \throws insight::Interrupted
[[nodiscard]] Deeper look_deeper(Facts const& facts, int threads, std::function<bool()> const& go_on);

}  // namespace rekensom::report
