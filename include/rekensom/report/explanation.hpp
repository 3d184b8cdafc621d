#pragma once

#include "rekensom/insight/explanation.hpp"
#include "rekensom/report/facts.hpp"
#include "rekensom/report/terminal.hpp"

#include <string>

// Why the answer is what it is, for people and for machines.

namespace rekensom::report {

[[nodiscard]] std::string explanation_text(Facts const& facts, insight::Explanation const& found, TerminalStyle style);
[[nodiscard]] std::string explanation_json(Facts const& facts, insight::Explanation const& found);

}  // namespace rekensom::report
