#include "rekensom/input/write.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <vector>

#include "input/node.hpp"
#include "input/parse.hpp"

namespace rekensom::input {
namespace {

bool is_bare(std::string_view key) {
    if (key.empty()) return false;
    for (char c : key) {
        bool const plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!plain) return false;
    }
    return true;
}

std::string quoted_path(std::string_view path) {
    std::string out;
    while (true) {
        std::size_t const dot = path.find('.');
        std::string_view const part = path.substr(0, dot);
        out += is_bare(part) ? std::string(part) : write_text(part);
        if (dot == std::string_view::npos) return out;
        out += '.';
        path.remove_prefix(dot + 1);
    }
}

}  // namespace

std::string write_number(double value) {
    std::string text = shown(value);
    // TOML has no numbers like 1e+22 without a digit after the e, and none that are whole and too large for 64 bits.
    if (text.find_first_of(".en") == std::string::npos && text.size() > 15) text += ".0";
    return text;
}

std::string write_text(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\u{:04X}", byte);
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string write_variant(std::string_view base, std::string_view title, std::span<Edit const> edits) {
    std::string out = "extends = " + write_text(base) + "\n";
    if (!title.empty()) out += "title = " + write_text(title) + "\n";
    // The last edit of a path counts; dotted keys at the top of the file need no tables around them.
    std::map<std::string, std::string> last;
    std::vector<std::string> order;
    for (Edit const& edit : edits) {
        if (!last.contains(edit.path)) order.push_back(edit.path);
        bool const value = parse_value(edit.value, make_source("", "", "")).has_value();
        last[edit.path] = value ? edit.value : write_text(edit.value);
    }
    if (!order.empty()) out += "\n";
    for (std::string const& path : order) out += quoted_path(path) + " = " + last[path] + "\n";
    return out;
}

}  // namespace rekensom::input
