#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "report/json.hpp"

namespace rekensom::report {

/// JSON that no HTML parser takes for the end of its script block.
[[nodiscard]] std::string for_script(Json const& json);

/// The template with its holes filled, in one pass: a title that holds {{data}} stays text.
[[nodiscard]] std::string fill_page(std::string_view page,
                                    std::span<std::pair<std::string_view, std::string> const> holes);

}  // namespace rekensom::report
