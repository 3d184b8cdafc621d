#pragma once

#include <string>
#include <vector>

namespace rekensom::report {

struct InputFile {
    std::string name;    ///< as the user wrote it
    std::string sha256;  ///< of its bytes, hexadecimal
};

/// What it takes to do a run again.
struct Record {
    std::string scenario;              ///< the file, as typed
    std::vector<InputFile> inputs;     ///< the scenario, the files under it, its data
    std::vector<std::string> command;  ///< words after "rekensom" that give the same numbers
};

/// The path as reports name it: as typed; one from the root of this machine, seen from the scenario's folder.
[[nodiscard]] std::string shown_path(std::string const& path, std::string const& scenario);

/// Hexadecimal SHA-256 (FIPS 180-4).
[[nodiscard]] std::string sha256(std::string const& bytes);

/// As one line for a POSIX shell.
[[nodiscard]] std::string shell_line(std::vector<std::string> const& words);

}  // namespace rekensom::report
