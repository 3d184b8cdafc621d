#include "input/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace rekensom::input {

std::string_view Source::line(int n) const {
    if (n < 1 || static_cast<std::size_t>(n) > lines.size()) return {};
    return lines[static_cast<std::size_t>(n) - 1];
}

std::shared_ptr<Source const> make_source(std::string name, std::string folder, std::string text) {
    auto source = std::make_shared<Source>();
    source->name = std::move(name);
    source->folder = std::move(folder);
    source->text = std::move(text);
    std::string_view rest = source->text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    while (!rest.empty()) {
        std::size_t const end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        source->lines.push_back(line);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return source;
}

Node const* Node::find(std::string_view key) const {
    auto const found = std::ranges::find(members, key, &Member::key);
    return found == members.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
    auto const found = std::ranges::find(members, key, &Member::key);
    return found == members.end() ? nullptr : &found->value;
}

std::string shown(double number) {
    char buffer[32];
    auto const end = std::to_chars(std::begin(buffer), std::end(buffer), number);
    return {buffer, end.ptr};
}

std::string shown(Node const& node) {
    switch (node.kind) {
        case NodeKind::table: return "a table";
        case NodeKind::list: return "a list";
        case NodeKind::text: {
            constexpr std::size_t longest = 60;
            if (node.text.size() <= longest) return fmt::format("\"{}\"", node.text);
            std::size_t cut = longest;
            while (cut > 0 && (static_cast<unsigned char>(node.text[cut]) & 0xC0U) == 0x80U) --cut;
            return fmt::format("\"{}…\"", node.text.substr(0, cut));
        }
        case NodeKind::whole: return std::to_string(node.whole);
        case NodeKind::number: return shown(node.number);
        case NodeKind::flag: return node.flag ? "true" : "false";
        case NodeKind::date: return fmt::format("{:04}-{:02}-{:02}", node.date.year, node.date.month, node.date.day);
        case NodeKind::time: return "a time of day";
        case NodeKind::broken: return "";
    }
    return "";
}

Problem problem_at(Spot const& spot, std::string what, std::string expected, std::string hint) {
    Problem problem{{}, std::move(what), std::move(expected), std::move(hint), {}};
    if (spot.source) {
        problem.place = {spot.source->name, spot.line, spot.column};
        problem.source_line = spot.source->line(spot.line);
    }
    return problem;
}

}  // namespace rekensom::input
