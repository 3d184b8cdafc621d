#pragma once

#include <string_view>

namespace rekensom::report {

[[nodiscard]] std::string_view program_version();  ///< "0.1.0"

}  // namespace rekensom::report
