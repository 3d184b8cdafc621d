#pragma once

#include <span>
#include <string>
#include <string_view>

// And back: a scenario file that says what another says, but for some values.

namespace rekensom::input {

struct Edit {
    std::string path;   ///< dotted, as in the file: "changes.fix.prevents.billing"
    std::string value;  ///< in TOML: `0.4`, `"10%"`, `{ min = 0.2, max = 0.3 }`; or bare text, which is quoted
};

/// The text of a file that lays these values over `base`. Read back, it gives the same scenario with them.
/// \param base   as `extends` names it, seen from where the text will stand
/// \param title  empty: the base's
[[nodiscard]] std::string write_variant(std::string_view base, std::string_view title, std::span<Edit const> edits);

/// The shortest text that reads back to the same number.
[[nodiscard]] std::string write_number(double value);

/// A TOML string.
[[nodiscard]] std::string write_text(std::string_view text);

}  // namespace rekensom::input
