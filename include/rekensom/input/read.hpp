#pragma once

#include "rekensom/input/problem.hpp"
#include "rekensom/model/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// From text to a checked scenario.

namespace rekensom::input {

struct ReadOptions {
    std::vector<std::string> set;  ///< "path=value", as if the file said so; the value in TOML, or bare text: "10%"
};

/// A file that the scenario was made from, for the manifest.
struct InputFile {
    std::string path;
    std::string bytes;  ///< as read
};

struct Reading {
    std::optional<model::Scenario> scenario;  ///< only where there is no problem
    std::vector<Problem> problems;            ///< all of them, in order of place
    std::vector<std::string> notes;           ///< what is accepted, yet worth knowing
    std::vector<InputFile> files;             ///< the file itself first
};

/// A file that cannot be read is a problem of the user's text too: its path is.
[[nodiscard]] Reading read_file(std::string const& path, ReadOptions const& options = {});

/// \param file    name for messages
/// \param folder  where `extends`, `data` and `profile` are looked for
[[nodiscard]] Reading read_text(std::string_view text, std::string const& file, std::string const& folder = ".",
                                ReadOptions const& options = {});

}  // namespace rekensom::input
