#pragma once

#include <string>

namespace rekensom::report {

/// scenario.schema.json (draft-07) from the catalogue of keys, for completion in editors. It knows shapes and names of keys;
/// `rekensom check` knows the rest.
[[nodiscard]] std::string scenario_schema();

}  // namespace rekensom::report
