#include "cli/data_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "rekensom/fit/estimate.hpp"
#include "rekensom/input/csv.hpp"

namespace rekensom::cli {

int with_data(std::string const& path, std::function<int(std::istream&)> const& read) {
    try {
        if (path == "-") return read(std::cin);
        if (std::filesystem::is_directory(path)) throw Usage(fmt::format("{} is a folder, not a table", path));
        std::ifstream file(path, std::ios::binary);
        if (!file) throw Usage(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
        return read(file);
    } catch (input::CsvError const& e) {
        fmt::print(stderr, "{}:{}{}: {}{}{}\n", harmless(path), e.line,
                   e.column ? fmt::format(", field {}", e.column) : "", harmless(e.problem),
                   e.expected.empty() ? "" : "; expected ", harmless(e.expected));
    } catch (fit::DataError const& e) {
        fmt::print(stderr, "{}: {}\n", harmless(path), harmless(e.what()));
    }
    return bad_input;
}

void write_whole(std::string const& path, std::string_view text) {
    std::string const half = path + ".part";
    std::ofstream file(half, std::ios::binary);
    file << text;
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(half, path, error);
    if (file && !error) return;
    std::string const why = error ? error.message() : std::strerror(errno);
    std::filesystem::remove(half, error);
    throw std::runtime_error(fmt::format("{}: cannot be written: {}", path, why));
}

ByteCount::ByteCount(bool quiet) : shown_(!quiet && is_terminal(2)) {}
ByteCount::~ByteCount() {
    if (wrote_) fmt::print(stderr, "\r\x1b[K");
}
void ByteCount::operator()(std::size_t bytes) {
    if (!shown_) return;
    wrote_ = true;
    fmt::print(stderr, "\r{:.0f} MB read", static_cast<double>(bytes) / 1e6);
}

}  // namespace rekensom::cli
