#pragma once

#include <fstream>
#include <functional>
#include <istream>
#include <string>
#include <string_view>

// Data of the user's own, and what is written from them.

namespace rekensom::cli {

/// Gives the bytes of `path` ("-": stdin) to `read`, and says on stderr where
/// they are wrong. \return an Exit
[[nodiscard]] int with_data(std::string const& path, std::function<int(std::istream&)> const& read);

/// Whole or not at all: by rename. \throws std::runtime_error with path and
/// reason
void write_whole(std::string const& path, std::string_view text);

/// Bytes read so far on stderr, where that is a terminal; wipes itself off.
class ByteCount {
public:
    explicit ByteCount(bool quiet);
    ~ByteCount();
    ByteCount(ByteCount const&) = delete;
    ByteCount& operator=(ByteCount const&) = delete;
    void operator()(std::size_t bytes);

private:
    bool shown_;
    bool wrote_ = false;
};

}  // namespace rekensom::cli
