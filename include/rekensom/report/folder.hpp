#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace rekensom::report {

/// The outside world refuses: what, where, why, in one line.
class FileError : public std::runtime_error {
public:
    FileError(std::string const& what, std::filesystem::path const& where, std::string const& why)
        : std::runtime_error(what + " " + where.string() + ": " + why) {}
};

/// \throws FileError
[[nodiscard]] std::string read_file(std::filesystem::path const& path);

/// The one place where files appear. They are written beside the directory first and appear in it by rename when all are
/// whole; where anything fails, nothing appears and nothing stays behind.
class Folder {
public:
    /// \throws FileError where nothing can be written
    explicit Folder(std::filesystem::path const& directory);
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    /// \throws FileError
    void write(std::string const& name, std::string const& content);
    /// A piece of a file too large to hold; `seal` it after the last one. \throws FileError
    void append(std::string const& name, std::string const& piece);
    /// Where another library may write a file of this name; `seal` checks it.
    [[nodiscard]] std::filesystem::path staged(std::string const& name) const { return staging_ / name; }
    void seal(std::string const& name);
    /// All files appear. \throws FileError
    void commit();

private:
    void clean() noexcept;

    std::filesystem::path directory_, staging_;
    std::vector<std::filesystem::path> made_;  ///< directories that were not there before
    std::vector<std::string> names_;
    bool committed_ = false;
};

/// One file by rename. \throws FileError
void write_file(std::filesystem::path const& path, std::string const& content);

}  // namespace rekensom::report
