#include "input/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "input/suggest.hpp"
#include "input/values.hpp"
#include "rekensom/input/csv.hpp"

namespace rekensom::input {
namespace {

constexpr std::size_t largest_data = 1'000'000'000;

/// The file that a node names, read and noted for the manifest.
std::optional<std::string> named_file(Reader& reader, Node const& node) {
    if (node.kind == NodeKind::broken) return std::nullopt;
    if (node.kind != NodeKind::text || node.text.empty()) {
        reader.report(node.spot, shown(node) + " is not a file name", "the name of a CSV file, seen from this file");
        return std::nullopt;
    }
    std::string const path = seen_from(node.spot.source ? node.spot.source->folder : "", node.text);
    FileBytes file = read_bytes(path, largest_data);
    if (!file.bytes) {
        reader.report(node.spot, "cannot read '" + path + "': " + file.why,
                      "a CSV file, seen from the folder of this file");
        return std::nullopt;
    }
    bool known = false;
    for (InputFile const& f : reader.files) known = known || f.path == path;
    if (!known) reader.files.push_back({path, *file.bytes});
    return std::move(file.bytes);
}

void report_csv(Reader& reader, Node const& node, CsvError const& error) {
    std::string const where = error.column > 0 ? fmt::format("line {}, field {}", error.line, error.column)
                                               : fmt::format("line {}", error.line);
    reader.report(node.spot, fmt::format("'{}', {}: {}", node.text, where, error.problem), error.expected);
}

/// The numbers of one column; rows where it is missing are left out.
std::optional<std::vector<double>> column_of(Reader& reader, Node const& file, std::optional<std::string> const& name,
                                             Spot const& spot) {
    auto const bytes = named_file(reader, file);
    if (!bytes) return std::nullopt;
    try {
        std::istringstream in(*bytes);
        CsvReader csv(in);
        std::size_t column = csv.header().size() - 1;
        if (name) {
            auto const found = csv.find(*name);
            if (!found) {
                reader.report(spot, fmt::format("'{}' has no column '{}'", file.text, *name), list_of(csv.header()),
                              did_you_mean(*name, csv.header()));
                return std::nullopt;
            }
            column = *found;
        } else if (csv.header().size() > 1) {
            reader.report(spot, fmt::format("'{}' has {} columns", file.text, csv.header().size()),
                          "column = one of " + list_of(csv.header()));
            return std::nullopt;
        }
        std::vector<double> values;
        while (csv.next())
            if (auto const number = csv.number(column)) values.push_back(*number);
        if (!values.empty()) return values;
        reader.report(file.spot, fmt::format("'{}' has no numbers", file.text), "a number a row, under a header");
    } catch (CsvError const& error) {
        report_csv(reader, file, error);
    }
    return std::nullopt;
}

}  // namespace

std::string seen_from(std::string_view folder, std::string_view path) {
    namespace fs = std::filesystem;
    fs::path const p(path);
    if (p.is_absolute() || folder.empty() || folder == ".") return p.lexically_normal().string();
    return (fs::path(folder) / p).lexically_normal().string();
}

std::string folder_of(std::string_view path) {
    std::string const folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

FileBytes read_bytes(std::string const& path, std::size_t most) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return {std::nullopt, "it is a folder"};
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return {std::nullopt, errno != 0 ? std::generic_category().message(errno) : "it cannot be opened"};
    std::string bytes;
    constexpr std::size_t chunk = 1 << 16;
    while (bytes.size() <= most) {
        std::size_t const had = bytes.size();
        bytes.resize(had + chunk);
        in.read(bytes.data() + had, static_cast<std::streamsize>(chunk));
        bytes.resize(had + static_cast<std::size_t>(in.gcount()));
        if (!in) break;
    }
    if (in.bad()) return {std::nullopt, "it cannot be read to its end"};
    return {std::move(bytes), {}};
}

std::optional<std::vector<double>> read_column(Reader& reader, Node const& file, Node const* column) {
    if (column == nullptr) return column_of(reader, file, std::nullopt, file.spot);
    if (column->kind == NodeKind::text) return column_of(reader, file, column->text, column->spot);
    if (column->kind != NodeKind::broken)
        reader.report(column->spot, shown(*column) + " is not a column", "the column's name in the header");
    return std::nullopt;
}

std::optional<std::vector<double>> read_profile(Reader& reader, Node const& file) {
    auto const bytes = named_file(reader, file);
    if (!bytes) return std::nullopt;
    try {
        std::istringstream in(*bytes);
        CsvReader csv(in);
        // `share` by name, else the last column: the ones before say which interval it is.
        std::size_t const column = csv.find("share").value_or(csv.header().size() - 1);
        std::vector<double> shares;
        double sum = 0;
        while (csv.next()) {
            double const share = csv.required_number(column);
            if (!(share >= 0)) throw csv.error(column, fmt::format("a share of {}", share), "shares of 0 or more");
            shares.push_back(share);
            sum += share;
        }
        if (sum > 0) {
            for (double& share : shares) share /= sum;
            return shares;
        }
        reader.report(file.spot, fmt::format("'{}' has no contacts in any interval", file.text),
                      "a share for each interval of a week");
    } catch (CsvError const& error) {
        report_csv(reader, file, error);
    }
    return std::nullopt;
}

}  // namespace rekensom::input
