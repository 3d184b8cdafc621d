#pragma once

#include <charconv>
#include <string>

namespace rekensom::fit {

/// A number with so many decimals, in no locale.
[[nodiscard]] inline std::string digits(double x, int decimals) {
    char text[400];
    auto const end = std::to_chars(text, text + sizeof text, x, std::chars_format::fixed, decimals).ptr;
    return {text, end};
}

/// The same with its sign.
[[nodiscard]] inline std::string signed_digits(double x, int decimals) {
    return (x < 0 ? "" : "+") + digits(x, decimals);
}

/// A whole number of at least `width` digits: "07".
[[nodiscard]] inline std::string padded(unsigned x, std::size_t width) {
    std::string text = std::to_string(x);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace rekensom::fit
