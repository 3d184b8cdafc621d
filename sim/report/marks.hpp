#pragma once

#include "rekensom/report/terminal.hpp"

#include <string>
#include <string_view>
#include <vector>

// What a line of a terminal can draw, and how its words get their colour.

namespace rekensom::report {

enum class Paint { strong, dim, good, bad, warning, accent };

class Painter {
public:
    explicit Painter(Colour colour) : colour_(colour) {}
    [[nodiscard]] std::string operator()(Paint paint, std::string_view text) const;

private:
    Colour colour_;
};

/// The distribution of draws in `columns` characters of eight heights, from P1 to P99. Empty where all draws are alike.
[[nodiscard]] std::string histogram(std::vector<double> const& draws, std::size_t columns);

/// A bar from `from` to `to` on an axis from `least` to `most`, `columns` wide, to half a column.
struct Axis {
    double least = 0, most = 1;
    std::size_t columns = 0;
};
[[nodiscard]] std::string bar(double from, double to, Axis const& axis);

/// A user's text without what could steer a terminal: control characters, changes of direction.
[[nodiscard]] std::string harmless(std::string_view text);

/// Text in lines of at most `columns`; further lines begin with `indent` blanks, the first one stands after `begin` others.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent, std::size_t begin = 0);

}  // namespace rekensom::report
