#include "input/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace rekensom::input {

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::size_t column_named(CsvReader const& csv, std::string_view name) {
    if (auto const found = csv.find(name)) return *found;
    auto const& header = csv.header();
    std::vector<std::string> const shown(
        header.begin(), header.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(header.size(), 30)));
    throw CsvError(1, 0, fmt::format("there is no column '{}'", name),
                   fmt::format("one of: {}{}", fmt::join(shown, ", "), header.size() > 30 ? ", …" : ""));
}

std::optional<std::size_t> column_for(CsvReader const& csv, std::string_view name,
                                      std::initializer_list<std::string_view> usual) {
    if (!name.empty()) return column_named(csv, name);
    return csv.find_any({usual.begin(), usual.size()});
}

bool says_nothing(std::string_view field) {
    if (field.size() > 4) return false;
    std::string const word = lower_case(field);
    return word.empty() || word == "-" || word == "na" || word == "n/a" || word == "nan" || word == "null";
}

}  // namespace rekensom::input
