#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rekensom/report/numbers.hpp"

// Small charts as SVG text, for documents that must hold their pictures already.

namespace rekensom::report {

struct Band {
    std::vector<double> low, high;
    double opacity = 0.2;
};

struct LineChart {
    std::string title, x_label, y_label;
    std::vector<Band> bands;
    std::vector<double> line;  ///< by month, from 1
    Language language = Language::en;
};

struct BarChart {
    std::string title, y_label;
    std::vector<std::string> labels;  ///< empty: numbers on the axis, from `first` to `last`
    double first = 0, last = 0;
    std::vector<double> from, to;
    Language language = Language::en;
};

struct RowChart {
    std::string title;
    std::vector<std::string> labels;
    std::vector<double> values;  ///< [-1, 1]
    Language language = Language::en;
};

[[nodiscard]] std::string svg(LineChart const& chart);
[[nodiscard]] std::string svg(BarChart const& chart);
[[nodiscard]] std::string svg(RowChart const& chart);

/// For text in XML and HTML.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace rekensom::report
