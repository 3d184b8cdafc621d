#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekensom::input {

/// Insertions, deletions, replacements and swaps of neighbours that make `a` into `b` (optimal string alignment), in bytes.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b);

/// The candidate that was probably meant: another word of the field for it, or the one within a third of the word's letters.
[[nodiscard]] std::optional<std::string> closest(std::string_view word, std::span<std::string const> candidates);

/// "did you mean 'x'?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<std::string const> candidates);

/// "a, b or c"; the first `most`, then how many more.
[[nodiscard]] std::string list_of(std::span<std::string const> words, std::size_t most = 40);

}  // namespace rekensom::input
