#include "input/parse.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "input/syntax.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace rekensom::input {
namespace {

/// Stands for a value that could not be read; from the private use area, so no one writes it by hand.
constexpr std::string_view broken_mark = "\xEE\x80\x80";

/// What would trip the parser itself: it recurses over every name of a dotted key.
std::optional<Problem> unreadable(std::shared_ptr<Source const> const& source) {
    std::string_view const text = source->text;
    Spot const whole{source, 0, 0};
    if (text.size() > largest_file)
        return problem_at(whole, fmt::format("the file has {:.1f} MB", static_cast<double>(text.size()) / 1e6),
                          "at most 10 MB; data goes in a CSV file");
    if (std::size_t const zero = text.find('\0'); zero != std::string_view::npos)
        return problem_at(whole, fmt::format("this is not a text file (a zero byte at {})", zero),
                          "a scenario in TOML, UTF-8");
    std::size_t const said = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (said == std::string_view::npos)
        return problem_at(whole, "the file is empty", "a scenario; `rekensom new NAME` writes one to start from");
    int dots = 0, line = 1;
    for (std::size_t i = said; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '\n') ++line;
        bool const key = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         std::string_view("_-\"' \t").find(c) != std::string_view::npos;
        if (c == '.' && i > 0 && text[i - 1] != '.') {
            if (++dots > deepest_key)
                return problem_at({source, line, 1}, "a key of too many names", fmt::format("at most {}", deepest_key));
        } else if (!key) {
            dots = 0;
        }
    }
    return std::nullopt;
}

class Converter {
public:
    explicit Converter(std::shared_ptr<Source const> source) : source_(std::move(source)) {}

    Node convert(toml::node const& from) const {
        Node node;
        node.spot = spot(from.source());
        switch (from.type()) {
            case toml::node_type::table: table(*from.as_table(), node); break;
            case toml::node_type::array:
                node.kind = NodeKind::list;
                for (toml::node const& item : *from.as_array()) node.items.push_back(convert(item));
                break;
            case toml::node_type::string:
                node.text = from.as_string()->get();
                node.kind = node.text == broken_mark ? NodeKind::broken : NodeKind::text;
                break;
            case toml::node_type::integer:
                node.kind = NodeKind::whole;
                node.whole = from.as_integer()->get();
                node.number = static_cast<double>(node.whole);
                break;
            case toml::node_type::floating_point:
                node.kind = NodeKind::number;
                node.number = from.as_floating_point()->get();
                break;
            case toml::node_type::boolean:
                node.kind = NodeKind::flag;
                node.flag = from.as_boolean()->get();
                break;
            case toml::node_type::date: {
                toml::date const& date = from.as_date()->get();
                node.kind = NodeKind::date;
                node.date = {date.year, date.month, date.day};
                break;
            }
            default: node.kind = NodeKind::time; break;
        }
        return node;
    }

private:
    Spot spot(toml::source_region const& region) const {
        return {source_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
    }

    void table(toml::table const& from, Node& node) const {
        node.kind = NodeKind::table;
        for (auto const& [key, value] : from)
            node.members.push_back({std::string(key.str()), spot(key.source()), convert(value)});
        std::ranges::stable_sort(node.members, [](Member const& a, Member const& b) {
            return std::pair(a.spot.line, a.spot.column) < std::pair(b.spot.line, b.spot.column);
        });
    }

    std::shared_ptr<Source const> source_;
};

std::string join(std::vector<std::string> const& lines) {
    std::string text;
    for (std::string const& line : lines) text.append(line).append("\n");
    return text;
}

/// What was meant to be in a table in braces that goes on over the next lines.
void clear_rest_of_table(std::vector<std::string>& lines, std::size_t from) {
    constexpr std::size_t most = 50;
    std::size_t end = from;
    while (end < lines.size() && end < from + most && lines[end].find('}') == std::string::npos &&
           !lines[end].starts_with('['))
        ++end;
    if (end >= lines.size() || lines[end].find('}') == std::string::npos || lines[end].find('{') != std::string::npos)
        return;
    for (std::size_t i = from; i <= end; ++i) lines[i].clear();
}

}  // namespace

Parsed parse(std::shared_ptr<Source const> const& source) {
    Parsed out;
    if (auto problem = unreadable(source)) {
        out.problems.push_back(std::move(*problem));
        return out;
    }
    constexpr int most_repairs = 200;
    std::vector<std::string> lines(source->lines.begin(), source->lines.end());
    int last_line = 0;
    for (int repair = 0; repair < most_repairs; ++repair) {
        try {
            toml::table const table =
                toml::parse(std::string_view(repair == 0 ? source->text : join(lines)), std::string_view(source->name));
            out.tree = Converter(source).convert(table);
            out.tree->spot = {source, 0, 0};
            return out;
        } catch (toml::parse_error const& error) {
            int const line = static_cast<int>(error.source().begin.line);
            SyntaxError const where{line, static_cast<int>(error.source().begin.column), error.description()};
            out.problems.push_back(explain(where, source));
            bool const known = line > last_line && static_cast<std::size_t>(line) <= lines.size();
            if (!known) break;
            last_line = line;
            std::string& text = lines[static_cast<std::size_t>(line) - 1];
            auto const key = key_of_line(text);
            bool const header =
                text.find_first_not_of(" \t") != std::string::npos && text[text.find_first_not_of(" \t")] == '[';
            if (header || where.words.find("end-of-file") != std::string_view::npos) break;
            bool const twice = where.words.find("cannot redefine") != std::string_view::npos;
            text = key && !twice ? std::string(*key) + " = \"" + std::string(broken_mark) + "\"" : "";
            if (where.words.find("inline table") != std::string_view::npos)
                clear_rest_of_table(lines, static_cast<std::size_t>(line));
        }
    }
    // An error that was repaired may show up again in the lines that belonged to it.
    return out;
}

std::optional<Node> parse_value(std::string_view text, std::shared_ptr<Source const> const& source) {
    if (text.size() > largest_file || text.find_first_of("\r\n\0", 0, 3) != std::string_view::npos) return std::nullopt;
    std::string const line = "x = " + std::string(text);
    if (unreadable(make_source("", "", line))) return std::nullopt;
    try {
        toml::table const table = toml::parse(std::string_view(line));
        if (table.size() != 1) return std::nullopt;
        Node node = Converter(source).convert(table.begin()->second);
        return node;
    } catch (toml::parse_error const&) {
        return std::nullopt;
    }
}

}  // namespace rekensom::input
