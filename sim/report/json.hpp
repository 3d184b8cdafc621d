#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

#include "rekensom/run/results.hpp"

namespace rekensom::report {

using Json = nlohmann::ordered_json;

/// What is not finite is null.
[[nodiscard]] inline Json number(double x) { return std::isfinite(x) ? Json(x == 0 ? 0.0 : x) : Json(nullptr); }

/// A summary; without draws that have a value every number of it is null.
[[nodiscard]] Json to_json(run::Summary const& s);
[[nodiscard]] Json no_summary();

/// As text, invalid UTF-8 replaced.
[[nodiscard]] std::string dump(Json const& json, int indent = 2);

}  // namespace rekensom::report
