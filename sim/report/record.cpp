#include "rekensom/report/record.hpp"

#include <algorithm>

namespace rekensom::report {

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
