#pragma once

#include "input/node.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace rekensom::input {

inline constexpr std::size_t largest_file = 10'000'000;  ///< bytes
inline constexpr int deepest_key = 50;                   ///< names in a dotted key

/// The tree of a text, and what is wrong with its syntax. A line that cannot be read leaves a broken node where its key can
/// be made out, so that the rest is still checked; without a tree the rest could not be read.
struct Parsed {
    std::optional<Node> tree;
    std::vector<Problem> problems;
};

[[nodiscard]] Parsed parse(std::shared_ptr<Source const> const& source);

/// One value, as after "key ="; nothing: it is not one.
[[nodiscard]] std::optional<Node> parse_value(std::string_view text, std::shared_ptr<Source const> const& source);

}  // namespace rekensom::input
