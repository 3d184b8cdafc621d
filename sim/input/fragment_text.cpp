#include "input/fragment_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "input/columns.hpp"
#include "input/values.hpp"

namespace rekensom::input {

std::string rounded(double value) {
    if (!(std::abs(value) > 1e-12)) return "0";
    int const before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    std::string text = fmt::format("{:.{}f}", value, std::max(0, 4 - before));
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            out += ' ';
        else
            out += c;
    }
    return out + '"';
}

std::string value_form(fit::Estimate const& estimate, Kept kept, std::string source) {
    if (!estimate.known() || !std::isfinite(estimate.mean)) return {};
    if (!estimate.note.empty()) source += "; " + estimate.note;
    std::string const low = rounded(estimate.p10), high = rounded(estimate.p90);
    bool const spread = std::isfinite(estimate.p10) && std::isfinite(estimate.p90) && std::stod(low) < std::stod(high);
    bool const inside =
        kept == Kept::real || (std::stod(spread ? low : "0") > 0 && (kept == Kept::positive || std::stod(high) < 1));
    if (spread && inside) return fmt::format("{{ p10 = {}, p90 = {}, source = {} }}", low, high, quoted(source));
    if (spread) source += fmt::format("; 80 % interval {} to {}", low, high);
    if (!std::isfinite(estimate.p10)) source += "; the data do not show how sure this is";
    return fmt::format("{{ value = {}, source = {} }}", rounded(estimate.mean), quoted(source));
}

std::string KeyNames::operator()(std::string_view name, std::string_view otherwise) {
    std::string key;
    for (char c : lower_case(name)) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            key += c;
        else if (!key.empty() && key.back() != '_')
            key += '_';
    }
    while (!key.empty() && key.back() == '_') key.pop_back();
    if (key.empty()) key = otherwise;
    if (is_value_word(key) || key == "all") key += name.empty() ? "" : "_";
    std::string unique = key;
    for (int n = 2; !taken_.insert(unique).second; ++n) unique = fmt::format("{}_{}", key, n);
    return unique;
}

}  // namespace rekensom::input
