#pragma once

#include "input/node.hpp"
#include "input/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekensom::input {

/// `path` seen from `folder`.
[[nodiscard]] std::string seen_from(std::string_view folder, std::string_view path);
[[nodiscard]] std::string folder_of(std::string_view path);

/// The bytes of a file, or why there are none: "No such file or directory". More than `most` bytes are not read.
struct FileBytes {
    std::optional<std::string> bytes;
    std::string why;
};
[[nodiscard]] FileBytes read_bytes(std::string const& path, std::size_t most);

/// The shares of a week by interval, from Monday 00:00, of a CSV file. Reports what is wrong with it.
[[nodiscard]] std::optional<std::vector<double>> read_profile(Reader& reader, Node const& file);

}  // namespace rekensom::input
