#pragma once

#include "rekensom/fit/estimate.hpp"

#include <set>
#include <string>
#include <string_view>

// Pieces of TOML.

namespace rekensom::input {

/// Four significant digits, no exponent.
[[nodiscard]] std::string rounded(double value);
/// In quotes, with what must be escaped.
[[nodiscard]] std::string quoted(std::string_view text);

/// What a value may be; what p10 and p90 must keep to.
enum class Kept { real, positive, share };

/// `{ p10 = …, p90 = …, source = "…" }`, or a certain value where the data do
/// not say how sure they are (and the source then says that). Empty where the
/// estimate is not known.
[[nodiscard]] std::string value_form(fit::Estimate const& estimate, Kept kept, std::string source);

/// Bare keys for names: "Énergie & gas" becomes "nergie_gas"; never the same
/// twice, never a word that values use.
class KeyNames {
public:
    [[nodiscard]] std::string operator()(std::string_view name, std::string_view otherwise);

private:
    std::set<std::string> taken_;
};

}  // namespace rekensom::input
