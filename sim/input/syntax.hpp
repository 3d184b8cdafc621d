#pragma once

#include "input/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rekensom::input {

/// Where the parser stopped, and its words for it.
struct SyntaxError {
    int line = 0, column = 0;  ///< columns count code points
    std::string_view words;
};

/// The same in the user's terms, with what to write instead.
[[nodiscard]] Problem explain(SyntaxError const& error, std::shared_ptr<Source const> const& source);

/// `key =` at the begin of a line, with what stands before the equals sign; nothing: the line does not begin so.
[[nodiscard]] std::optional<std::string_view> key_of_line(std::string_view line);

}  // namespace rekensom::input
