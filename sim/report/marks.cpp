#include "report/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace rekensom::report {

std::string Painter::operator()(Paint paint, std::string_view text) const {
    if (colour_ == Colour::none) return std::string(text);
    static constexpr std::array<std::string_view, 6> codes{"1", "2", "32", "31", "33", "36"};
    return fmt::format("\033[{}m{}\033[0m", codes[static_cast<std::size_t>(paint)], text);
}

std::string histogram(std::vector<double> const& draws, std::size_t columns) {
    std::vector<double> sorted;
    std::copy_if(draws.begin(), draws.end(), std::back_inserter(sorted), [](double x) { return std::isfinite(x); });
    if (sorted.size() < 16) return {};
    std::sort(sorted.begin(), sorted.end());
    double const low = sorted[sorted.size() / 100], high = sorted[sorted.size() - 1 - sorted.size() / 100];
    if (!(high - low > 1e-12 * (std::abs(high) + std::abs(low)))) return {};
    std::vector<double> counts(columns, 0);
    for (double const x : sorted)
        if (x >= low && x <= high)
            ++counts[std::min(columns - 1,
                              static_cast<std::size_t>((x - low) / (high - low) * static_cast<double>(columns)))];
    double const most = *std::max_element(counts.begin(), counts.end());
    static constexpr std::array<std::string_view, 9> blocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string out;
    for (double const n : counts) out += blocks[static_cast<std::size_t>(std::ceil(8 * n / most))];
    return out;
}

std::string bar(double from, double to, Axis const& axis) {
    if (!(axis.most > axis.least)) return {};
    auto const half = [&](double x) {
        return static_cast<std::size_t>(
            std::lround(2 * static_cast<double>(axis.columns) * (x - axis.least) / (axis.most - axis.least)));
    };
    std::size_t const begin = half(std::min(from, to));
    std::size_t const end = std::max(half(std::max(from, to)), begin + 1);
    std::string out;
    for (std::size_t c = 0; 2 * c < end; ++c) {
        bool const first = 2 * c >= begin && 2 * c < end, second = 2 * c + 1 >= begin && 2 * c + 1 < end;
        out += first && second ? "█" : first ? "▌" : second ? "▐" : " ";
    }
    return out;
}

std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        unsigned const b = byte(0);
        bool const c1 = b == 0xC2 && byte(1) < 0xA0;  // U+0080 … U+009F
        bool const bidi = b == 0xE2 && ((byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE) ||
                                        (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9));
        if (c1 || bidi)
            i += bidi ? 2 : 1;
        else
            out += b < 0x20 || b == 0x7F ? ' ' : text[i];
    }
    return out;
}

namespace {

/// A number and its unit stay together: the blank between them becomes a byte that no text holds.
std::string glued(std::string_view text) {
    std::string out(text);
    auto const glue = [&](std::string_view pair, std::size_t blank) {
        for (std::size_t at = out.find(pair); at != std::string::npos; at = out.find(pair, at + 1))
            out[at + blank] = '\x02';
    };
    glue(" %", 0);
    glue("€ ", std::string_view("€").size());
    for (std::string_view const unit : {" mln", " mld", " m;", " m,", " m.", " m ", " bn", " k "}) glue(unit, 0);
    return out;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent, std::size_t begin) {
    std::string const kept = glued(text);
    std::string out;
    std::size_t used = begin;
    bool first = true;
    for (std::size_t at = 0; at < kept.size();) {
        std::size_t const end = std::min(kept.find_first_of(" \n", at), kept.size());
        std::string_view const word = std::string_view(kept).substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        std::string const cut = width(word) > columns - indent ? left(word, columns - indent) : std::string(word);
        if (!first && used + 1 + width(cut) > columns) {
            out.append("\n").append(indent, ' ');
            used = indent;
        } else if (!first) {
            out += ' ';
            ++used;
        }
        out += cut;
        used += width(cut);
        first = false;
    }
    std::replace(out.begin(), out.end(), '\x02', ' ');
    return out;
}

}  // namespace rekensom::report
