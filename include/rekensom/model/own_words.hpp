#pragma once

#include <string_view>

// Labels that the program gives, not the user: reports say them in the reader's language.

namespace rekensom::model {

/// Of the one alternative that there is where the file names none.
inline constexpr std::string_view all_changes = "All changes";

}  // namespace rekensom::model
