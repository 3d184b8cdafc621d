#pragma once

#include "rekensom/model/prepared.hpp"
#include "rekensom/model/scenario.hpp"
#include "rekensom/report/numbers.hpp"
#include "rekensom/run/results.hpp"

#include <string>

namespace rekensom::report {

/// What asking for a precision came to; empty where none was asked for.
[[nodiscard]] std::string precision_words(run::Results const& results, Numbers const& n);

[[nodiscard]] std::string team_note_words(model::TeamNote const& note, model::Scenario const& scenario,
                                          Numbers const& n);

}  // namespace rekensom::report
