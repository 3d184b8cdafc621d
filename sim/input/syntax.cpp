#include "input/syntax.hpp"

#include "input/units.hpp"

#include <algorithm>
#include <variant>

// The parser's words say where it stumbled; these say what was meant.

namespace rekensom::input {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_delimiter(char c) { return std::string_view(" \t=[]{}#\"',").find(c) != std::string_view::npos; }
bool is_bare(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The byte at which code point `column` begins.
std::size_t byte_of(std::string_view line, int column) {
    std::size_t at = 0;
    for (int c = 1; c < column && at < line.size(); ++c) {
        ++at;
        while (at < line.size() && continues(line[at])) ++at;
    }
    return at;
}

int column_of(std::string_view line, std::size_t byte) {
    return 1 + static_cast<int>(std::count_if(line.begin(),
                                              line.begin() + static_cast<std::ptrdiff_t>(std::min(byte, line.size())),
                                              [](char c) { return !continues(c); }));
}

/// The word in which the parser stopped.
struct Token {
    std::size_t begin = 0;
    std::string_view text;
};

Token token_at(std::string_view line, std::size_t at) {
    at = std::min(at, line.size());
    std::size_t begin = at, end = at;
    // At the end of a word, or on the comma after a digit, the word before is meant.
    while (begin > 0 && !is_delimiter(line[begin - 1])) --begin;
    while (end < line.size() && !is_delimiter(line[end])) ++end;
    auto const comma_between_digits = [&](std::size_t i) {
        return i > 0 && i + 1 < line.size() && line[i] == ',' && is_digit(line[i - 1]) && is_digit(line[i + 1]);
    };
    while (end < line.size() && comma_between_digits(end)) {
        ++end;
        while (end < line.size() && !is_delimiter(line[end])) ++end;
    }
    while (begin > 0 && comma_between_digits(begin - 1)) {
        --begin;
        while (begin > 0 && !is_delimiter(line[begin - 1])) --begin;
    }
    return {begin, line.substr(begin, end - begin)};
}

/// What stands after the equals sign before `at`, up to a comment or a delimiter of its table.
std::string_view value_text(std::string_view line, std::size_t begin) {
    std::string_view rest = line.substr(begin);
    rest = rest.substr(0, rest.find_first_of("#,}]\""));
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    return rest;
}

struct Words {
    std::string what, expected, hint;
};

std::optional<Words> bad_value(std::string_view token, std::string_view value, std::string_view said) {
    std::string const word(token);
    std::string const quoted = "write \"" + std::string(value) + "\", with quotes";
    if (token == "True" || token == "False" || token == "TRUE" || token == "FALSE")
        return Words{word + " is not a value", "true or false", token[0] == 'T' ? "write true" : "write false"};
    if (token.empty()) return std::nullopt;
    bool const numeric = is_digit(token[0]) || token[0] == '+' || token[0] == '-' || token[0] == '.';
    if (contains(said, "date") || contains(said, "time")) {
        if (contains(said, "expected day") || contains(said, "expected month") || contains(said, "expected year")) {
            std::size_t const from = said.find("expected ") + 9;
            std::string range(said.substr(from, said.find(", saw") - from));
            std::size_t const inclusive = range.find(" (inclusive)");
            if (inclusive != std::string::npos) range.erase(inclusive);
            return Words{word + " is not a date", "a " + range, ""};
        }
        return Words{word + " is not a date", "a date, such as 2026-03-01, or a text", quoted};
    }
    if (numeric) {
        std::size_t const unit = token.find_first_not_of("0123456789+-._,");
        if (unit == std::string_view::npos) {
            if (token.front() == '.' || token.back() == '.')
                return Words{word + " is not a number", "digits on both sides of the point",
                             token.front() == '.' ? "write 0" + word : "write " + word + "0"};
            ParsedNumber const number = parse_bare(token);
            if (auto const* fault = std::get_if<NumberFault>(&number))
                return Words{word + " is not a number", "", fault->hint};
            if (contains(said, "leading zero"))
                return Words{word + " begins with a zero", "a number without leading zeros",
                             "write " + shown(std::get<double>(number))};
            if (contains(said, "representable") || contains(said, "interpreted"))
                return Words{word + " is too large a number", "a number that fits", ""};
            return std::nullopt;
        }
        if (token.substr(unit) == "%") {
            ParsedNumber const number = parse_bare(token.substr(0, unit));
            std::string const share =
                std::holds_alternative<double>(number) ? shown(std::get<double>(number) / 100) + " or " : "";
            return Words{word + " is not a number", "a number or a text",
                         "write " + share + "\"" + word + "\", with quotes"};
        }
        if (token[unit] == 'e' || token[unit] == 'E') return Words{word + " is not a number", "a number", ""};
        return Words{std::string(value) + " is not a number", "a number or a text", quoted};
    }
    return std::nullopt;
}

Words explain_words(SyntaxError const& error, std::string_view line, std::size_t& at) {
    std::string_view said = error.words;
    if (contains(said, "utf-8")) return {"the file is not UTF-8 text from here on", "UTF-8", "save it as UTF-8"};
    if (contains(said, "cannot redefine")) {
        std::size_t const quote = said.find('\'');
        std::string const name(said.substr(quote + 1, said.rfind('\'') - quote - 1));
        bool const header =
            line.find_first_not_of(" \t") != std::string_view::npos && line[line.find_first_not_of(" \t")] == '[';
        return {header ? "the table [" + name + "] stands twice" : "the key '" + name + "' stands twice", "each once",
                "put both together"};
    }
    if (contains(said, "unescaped control characters") || contains(said, "control characters other than TAB"))
        return {"the text is not closed, or has a control character in it", "a closing quote on the same line", ""};
    if (contains(said, "unknown escape") || contains(said, "unicode scalar"))
        return {"a backslash in a text begins an escape, and this is none", "\\\\ for a backslash",
                "or use 'single quotes'"};
    if (contains(said, "maximum nested")) return {"the file is nested too deeply", "at most 256 levels", ""};
    if (contains(said, "dangling comma"))
        return {"a comma before }", "no comma after the last value of a table in braces", "leave the comma out"};
    if (contains(said, "inline table") && contains(said, "'\\n'"))
        return {"a table in braces goes on on the next line", "all of it on one line",
                "or a table of its own: [group.name.key]"};
    if (contains(said, "end-of-file"))
        return {"the file ends in the middle of a value", "its closing bracket, brace or quote", ""};
    if (contains(said, "control character")) return {"a control character", "plain text", ""};
    Token token = token_at(line, at);
    std::size_t const first = line.find_first_not_of(" \t");
    auto const key = key_of_line(line);
    std::size_t const equals =
        key ? static_cast<std::size_t>(key->data() - line.data()) + key->size() : std::string_view::npos;
    bool const in_value = token.begin > line.find('=') && line.find('=') != std::string_view::npos;
    if (in_value) {
        // Words after a complete value belong to it: 1_000_000 / year.
        std::size_t begin = token.begin;
        if (contains(said, "expected a comment or whitespace")) {
            std::size_t const value = line.find_first_not_of(" \t", line.rfind('=', at) + 1);
            if (value != std::string_view::npos && value < begin)
                token = {value, line.substr(value, token_at(line, value).text.size())};
            begin = token.begin;
            std::string_view const whole = value_text(line, begin);
            if (whole.size() > token.text.size() && !contains(token.text, ",")) {
                at = begin;
                return {std::string(whole) + " is not a number", "a number or a text",
                        "write \"" + std::string(whole) + "\", with quotes"};
            }
        }
        if (auto words = bad_value(token.text, value_text(line, begin), said)) {
            at = begin;
            return *words;
        }
        std::string_view const value = value_text(line, begin);
        if (contains(said, "expected value") || value.empty()) return {"no value after the equals sign", "a value", ""};
        if (contains(said, "could not determine value type") || contains(said, "boolean") || contains(said, "inf") ||
            contains(said, "nan")) {
            at = begin;
            return {std::string(value) + " is not a value", "a number, or a text in quotes",
                    "write \"" + std::string(value) + "\""};
        }
    }
    if (first != std::string_view::npos && line[first] == '{')
        return {"a line that begins with a brace", "key = value, or [table]; this is TOML, not JSON", ""};
    if (first != std::string_view::npos && line[first] == '[')
        return {"this is not a table header", "[group.name], with plain letters, digits, _ and -",
                "the rest of the file is checked once this is right"};
    if (first != std::string_view::npos && equals == std::string_view::npos) {
        std::string_view const start = token_at(line, first).text;
        bool const plain = std::ranges::all_of(start, [](char c) { return is_bare(c) || c == '.'; });
        std::size_t const sign = line.find_first_of("=:", first);
        if (!plain && !start.empty() && line[first] != '"' && line[first] != '\'') {
            at = first;
            std::string_view name = start.substr(0, start.find(':'));
            if (std::ranges::all_of(name, is_bare) && !name.empty())
                return {"':' after the key", "'='", "write " + std::string(name) + " = …"};
            return {"'" + std::string(start) + "' is not a plain key", "letters, digits, _ and -",
                    "put quotes around it: \"" + std::string(start) + "\""};
        }
        if (sign != std::string_view::npos && line[sign] == ':')
            return {"':' after the key", "'='", "write " + std::string(start) + " = …"};
        at = first;
        return {"this line says nothing", "key = value, or [table]", ""};
    }
    std::string_view rest = said;
    if (rest.starts_with("Error while parsing ")) rest.remove_prefix(20);
    return {"this is not TOML (" + std::string(rest) + ")", "", ""};
}

}  // namespace

std::optional<std::string_view> key_of_line(std::string_view line) {
    std::size_t const first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    std::size_t i = first;
    while (true) {
        while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
        std::size_t const part = i;
        if (i < line.size() && (line[i] == '"' || line[i] == '\'')) {
            std::size_t const close = line.find(line[i], i + 1);
            if (close == std::string_view::npos || contains(line.substr(i, close - i), "\\")) return std::nullopt;
            i = close + 1;
        } else {
            while (i < line.size() && is_bare(line[i])) ++i;
        }
        if (i == part) return std::nullopt;
        std::size_t const end = i;
        while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
        if (i < line.size() && line[i] == '=') return line.substr(first, end - first);
        if (i >= line.size() || line[i] != '.') return std::nullopt;
        ++i;
    }
}

Problem explain(SyntaxError const& error, std::shared_ptr<Source const> const& source) {
    std::string_view const line = source->line(error.line);
    std::size_t at = byte_of(line, error.column);
    Words words = explain_words(error, line, at);
    // The end of a file is a place of no line: show the last one.
    int const last = static_cast<int>(source->lines.size());
    if (error.line > last && last > 0)
        return problem_at({source, last, column_of(source->line(last), source->line(last).size())}, words.what,
                          words.expected, words.hint);
    return problem_at({source, error.line, column_of(line, at)}, words.what, words.expected, words.hint);
}

}  // namespace rekensom::input
