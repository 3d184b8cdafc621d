#pragma once

#include "rekensom/insight/explanation.hpp"
#include "rekensom/insight/phrasing.hpp"

#include <string>
#include <vector>

// The findings in words, English and Dutch. All sentences of this room but the guard rails' stand here.

namespace rekensom::insight {

/// "knowing X before deciding is worth at most 41 k".
[[nodiscard]] std::string say_worth(std::string const& what, Estimate worth, Phrasing const& phrasing);
/// Of knowing everything; `best`: the name of what is best now, or doing nothing.
[[nodiscard]] std::string say_everything(Estimate worth, std::string const& best, Phrasing const& phrasing);
/// One sentence for each survey that pays to go on with, one for all that do not.
[[nodiscard]] std::vector<std::string> say_surveys(std::vector<WorthOfSurvey> const& surveys,
                                                   model::Scenario const& scenario, Phrasing const& phrasing);
[[nodiscard]] std::string say_break_even(BreakEven const& found, model::Scenario const& scenario,
                                         Phrasing const& phrasing);
/// Empty where there is nothing to say.
[[nodiscard]] std::string say_reverse_stress(ReverseStress const& found, model::Scenario const& scenario,
                                             Phrasing const& phrasing);
[[nodiscard]] std::string say_stress(StressCase const& found, model::Scenario const& scenario, Phrasing const& phrasing);
/// The winners of the portfolio by each yardstick, a sentence each.
[[nodiscard]] std::vector<std::string> say_portfolio(WhatToDo const& found, model::Scenario const& scenario,
                                                     Phrasing const& phrasing);
/// Labels of the changes in a set: "a and b", "nothing".
[[nodiscard]] std::string say_set(Coalition set, std::vector<ChangeId> const& changes, model::Scenario const& scenario,
                                  Phrasing const& phrasing);

}  // namespace rekensom::insight
