#pragma once

#include "rekensom/model/scenario.hpp"

#include <span>
#include <string>

namespace rekensom::input {

/// One thing wrong in the user's text. Lower case, no full stop: it is printed as one sentence with semicolons.
struct Problem {
    model::Place place;       ///< line 0: the file (or the flag) as a whole
    std::string what;         ///< with the offending value inside
    std::string expected;     ///< after "expected "; may be empty
    std::string hint;         ///< "did you mean 'handle_time'?", "write 12.5"; may be empty
    std::string source_line;  ///< the line of the file, without its end; empty: not from a file
};

/// `file:line:column: what; expected …; did you mean …?`, then the source line with a caret under the place.
[[nodiscard]] std::string render(Problem const& problem);
[[nodiscard]] std::string render(std::span<Problem const> problems);

}  // namespace rekensom::input
