#include "rekensom/report/record.hpp"

#include <algorithm>
#include <filesystem>

namespace rekensom::report {

std::string shown_path(std::string const& path, std::string const& scenario) {
    std::filesystem::path const file(path), folder = std::filesystem::path(scenario).parent_path();
    if (!file.is_absolute()) return path;
    std::filesystem::path const seen = folder.is_absolute() ? file.lexically_relative(folder) : std::filesystem::path();
    return seen.empty() ? file.filename().string() : seen.generic_string();
}

std::string shell_line(std::vector<std::string> const& words) {
    std::string line;
    for (std::string const& word : words) {
        if (!line.empty()) line += ' ';
        bool const plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
            return (c < 0x80 && std::isalnum(c)) ||
                   std::string_view("_-./=+:,@%").find(static_cast<char>(c)) != std::string_view::npos;
        });
        if (plain) {
            line += word;
            continue;
        }
        line += '\'';
        for (char const c : word) {
            if (c == '\'')
                line += "'\\''";
            else
                line += c;
        }
        line += '\'';
    }
    return line;
}

}  // namespace rekensom::report
