#pragma once

#include "rekensom/report/facts.hpp"

namespace rekensom::report {

/// All that a reader of the figures must know to trust them no more than they deserve, in the reader's language.
[[nodiscard]] std::vector<Warning> warnings(Facts const& facts);

}  // namespace rekensom::report
