#include "rekensom/input/problem.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rekensom::input {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// A long line is shown around the caret, so that it stays a line.
struct Excerpt {
    std::string text;
    std::string pad;  ///< what stands before the caret
};

/// \param column  in code points, from 1, as the parser counts
Excerpt excerpt(std::string_view line, int column) {
    constexpr int before = 60;
    constexpr int most = 110;
    Excerpt out;
    int const first = column > most - 10 ? column - before : 1;
    if (first > 1) {
        out.text = "…";
        out.pad = " ";
    }
    int at = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!continues(line[i])) ++at;
        if (at < first) continue;
        if (at >= first + most) {
            out.text += "…";
            break;
        }
        bool const control = static_cast<unsigned char>(line[i]) < 0x20 && line[i] != '\t';
        out.text += control || line[i] == 0x7f ? '?' : line[i];
        if (at < column && !continues(line[i])) out.pad += line[i] == '\t' ? '\t' : ' ';
    }
    return out;
}

}  // namespace

std::string render(Problem const& problem) {
    model::Place const& place = problem.place;
    std::string text = place.file;
    if (place.line > 0) text += fmt::format(":{}:{}", place.line, place.column);
    text += ": " + problem.what;
    if (!problem.expected.empty()) text += "; expected " + problem.expected;
    if (!problem.hint.empty()) text += "; " + problem.hint;
    text += '\n';
    if (place.line > 0 && !problem.source_line.empty()) {
        Excerpt const shown = excerpt(problem.source_line, place.column);
        std::string const number = std::to_string(place.line);
        text += fmt::format("  {} | {}\n", number, shown.text);
        text += fmt::format("  {} | {}^\n", std::string(number.size(), ' '), shown.pad);
    }
    return text;
}

std::string render(std::span<Problem const> problems) {
    std::string text;
    for (Problem const& problem : problems) text += render(problem);
    return text;
}

}  // namespace rekensom::input
