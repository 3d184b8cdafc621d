#pragma once

#include "input/node.hpp"
#include "rekensom/input/read.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rekensom::input {

/// A file with the files it is laid over, as one tree.
struct Loaded {
    std::optional<Node> tree;  ///< nothing: what is left cannot be checked
    std::vector<Problem> problems;
    std::vector<InputFile> files;
};

[[nodiscard]] Loaded load_file(std::string const& path);
[[nodiscard]] Loaded load_text(std::string text, std::string const& file, std::string const& folder);

/// Lays "path=value" over the tree, as if the file said so.
void set_value(Loaded& loaded, std::string const& flag, std::string const& folder);

}  // namespace rekensom::input
