#include "report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/report/numbers.hpp"

namespace rekensom::report {
namespace {

constexpr double wide = 720, high = 300, margin_left = 84, margin_right = 16, margin_top = 34, margin_bottom = 40;

class Frame {
public:
    Frame(std::string_view title, Language language, double x0, double x1, double y0, double y1)
        : numbers_(language, ""), x0_(x0), x1_(x1 > x0 ? x1 : x0 + 1), y0_(y0), y1_(y1 > y0 ? y1 : y0 + 1) {
        out_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
            "font-family=\"sans-serif\" font-size=\"12\"><title>{}</title><rect width=\"100%\" height=\"100%\" "
            "fill=\"#fff\"/>"
            "<text x=\"{}\" y=\"20\" font-size=\"14\" font-weight=\"bold\">{}</text>",
            wide, high, wide, high, escaped(title), margin_left, escaped(title));
        double const step = tick(y1_ - y0_);
        for (double y = std::ceil(y0_ / step) * step; y <= y1_ + 1e-9 * step; y += step)
            out_ += fmt::format(
                "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"{3}\"/><text x=\"{4}\" "
                "y=\"{5:.1f}\" text-anchor=\"end\">{6}</text>",
                margin_left, wide - margin_right, this->y(y), std::abs(y) < 1e-9 * step ? "#666" : "#ddd",
                margin_left - 6, this->y(y) + 4, amount(y));
    }
    [[nodiscard]] double x(double v) const {
        return margin_left + (v - x0_) / (x1_ - x0_) * (wide - margin_left - margin_right);
    }
    [[nodiscard]] double y(double v) const {
        return high - margin_bottom - (v - y0_) / (y1_ - y0_) * (high - margin_top - margin_bottom);
    }
    void add(std::string const& mark) { out_ += mark; }
    void below(double at, std::string_view text) {
        out_ += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>", at,
                            high - margin_bottom + 18, escaped(text));
    }
    std::string end() && { return std::move(out_) + "</svg>"; }
    [[nodiscard]] std::string amount(double v) const {
        return numbers_.plain(v, std::abs(v) < 10 && v != std::round(v) ? 2 : 0);
    }

    /// A step of 1, 2 or 5 times a power of ten that gives some five ticks.
    static double tick(double span) {
        double const raw = span / 5, power = std::pow(10, std::floor(std::log10(raw))), lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

private:
    Numbers numbers_;
    double x0_, x1_, y0_, y1_;
    std::string out_;
};

struct Extent {
    double least = 0, most = 0;
    void hold(std::vector<double> const& values) {
        for (double const v : values)
            if (std::isfinite(v)) {
                least = std::min(least, v);
                most = std::max(most, v);
            }
    }
};

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else
            out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
    return out;
}

std::string svg(LineChart const& chart) {
    Extent y;
    y.hold(chart.line);
    for (Band const& band : chart.bands) {
        y.hold(band.low);
        y.hold(band.high);
    }
    double const months = static_cast<double>(chart.line.size());
    Frame frame(chart.title, chart.language, 1, months, y.least, y.most);
    for (Band const& band : chart.bands) {
        std::string points;
        for (std::size_t t = 0; t < band.low.size(); ++t)
            points += fmt::format("{:.1f},{:.1f} ", frame.x(static_cast<double>(t + 1)), frame.y(band.low[t]));
        for (std::size_t t = band.high.size(); t-- > 0;)
            points += fmt::format("{:.1f},{:.1f} ", frame.x(static_cast<double>(t + 1)), frame.y(band.high[t]));
        frame.add(fmt::format("<polygon points=\"{}\" fill=\"#0072b2\" fill-opacity=\"{}\"/>", points, band.opacity));
    }
    std::string points;
    for (std::size_t t = 0; t < chart.line.size(); ++t)
        points += fmt::format("{:.1f},{:.1f} ", frame.x(static_cast<double>(t + 1)), frame.y(chart.line[t]));
    frame.add(fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\"/>", points));
    double const step = std::max(1.0, Frame::tick(months));
    for (double t = step; t <= months; t += step) frame.below(frame.x(t), fmt::format("{:.0f}", t));
    frame.add(fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#666\">{}</text>", wide - margin_right,
                          high - 6, escaped(chart.x_label)));
    return std::move(frame).end();
}

std::string svg(BarChart const& chart) {
    Extent y;
    y.hold(chart.from);
    y.hold(chart.to);
    double const n = static_cast<double>(chart.to.size());
    Frame frame(chart.title, chart.language, 0, n, y.least, y.most);
    for (std::size_t i = 0; i < chart.to.size(); ++i) {
        double const a = frame.y(std::max(chart.from[i], chart.to[i])),
                     b = frame.y(std::min(chart.from[i], chart.to[i]));
        double const left = frame.x(static_cast<double>(i) + 0.08), right = frame.x(static_cast<double>(i) + 0.92);
        frame.add(fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>", left,
                              a, right - left, std::max(0.5, b - a),
                              chart.from[i] == 0 || chart.labels.empty() ? "#0072b2"
                              : chart.to[i] < chart.from[i]              ? "#d55e00"
                                                                         : "#009e73"));
        if (!chart.labels.empty()) frame.below((left + right) / 2, chart.labels[i]);
    }
    if (chart.labels.empty()) {
        double const step = Frame::tick(chart.last - chart.first);
        for (double v = std::ceil(chart.first / step) * step; v <= chart.last; v += step)
            frame.below(frame.x((v - chart.first) / (chart.last - chart.first) * n), frame.amount(v));
    }
    return std::move(frame).end();
}

std::string svg(RowChart const& chart) {
    double const row = 24, left = 300, all = 40 + row * static_cast<double>(chart.labels.size()) + 12;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "font-family=\"sans-serif\" "
        "font-size=\"12\"><title>{2}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><text x=\"8\" y=\"20\" "
        "font-size=\"14\" font-weight=\"bold\">{2}</text>",
        wide, all, escaped(chart.title));
    double const middle = left + (wide - left) / 2, unit = (wide - left) / 2 - 40;
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
        double const y = 40 + row * static_cast<double>(i), v = chart.values[i];
        out += fmt::format(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" "
            "height=\"16\" fill=\"{}\"/><text x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
            left - 8, y + 12, escaped(width(chart.labels[i]) > 46 ? report::left(chart.labels[i], 46) : chart.labels[i]),
            middle + std::min(0.0, v * unit), y, std::abs(v) * unit, v < 0 ? "#d55e00" : "#0072b2",
            middle + v * unit + (v < 0 ? -4 : 4), y + 12, v < 0 ? "end" : "start",
            Numbers(chart.language, "").plain(v, 2, Sign::always));
    }
    return out + "</svg>";
}

}  // namespace rekensom::report
