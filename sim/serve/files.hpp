#pragma once

#include <string>

#include "rekensom/serve/desk.hpp"
#include "serve/requests.hpp"
#include "serve/workshop.hpp"

// Out of the page: scenario files, reports, workbooks.

namespace rekensom::serve {

/// Writes the variant beside the scenario, where no file of that name is, and only if it reads back to the same numbers.
/// \throws Refused
[[nodiscard]] Answer save_variant(Workshop& workshop, SaveRequest const& asked);

/// The text of that file. \param name  for its title
[[nodiscard]] std::string variant_text(Workshop const& workshop, Prepared const& prepared, std::string const& name,
                                       std::string const& note);

/// "<letters, digits, spaces, - _ .>.toml". \throws Refused for any other name
[[nodiscard]] std::string file_name_of(std::string name);

/// The report or the workbook with all draws, as a file to download.
[[nodiscard]] Answer export_variant(Workshop& workshop, Prepared const& prepared, ExportRequest const& asked,
                                    Run const& run);

}  // namespace rekensom::serve
