#include "rekensom/input/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace rekensom::input {

namespace {

constexpr std::size_t chunk = 1 << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Code points of the bytes 0x80 ... 0x9F in Windows-1252; its five unused bytes stand for themselves, as in browsers.
constexpr std::array<std::uint16_t, 32> cp1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_missing(std::string_view text) {
    static constexpr std::array<std::string_view, 8> words{"", "-", ".", "na", "n/a", "#n/a", "nan", "null"};
    return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return same_name(text, word); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits in groups of three behind the first: 1.234.567. Writes them without the marks.
bool take_groups(std::string_view whole, char mark, std::string& digits) {
    std::size_t run = 0;
    bool grouped = false;
    for (char const c : whole) {
        if (is_digit(c)) {
            digits += c;
            ++run;
        } else if (c == mark) {
            if (run == 0 || run > 3 || (grouped && run != 3)) return false;
            grouped = true;
            run = 0;
        } else {
            return false;
        }
    }
    return !grouped || run == 3;
}

}  // namespace

CsvError::CsvError(std::size_t where, std::size_t field, std::string what, std::string wanted)
    : std::runtime_error("line " + std::to_string(where) + (field > 0 ? ", column " + std::to_string(field) : "") +
                         ": " + what + (wanted.empty() ? "" : "; expected " + wanted)),
      line(where),
      column(field),
      problem(std::move(what)),
      expected(std::move(wanted)) {}

std::optional<double> parse_number(std::string_view text, DecimalMark decimal) {
    char const mark = decimal == DecimalMark::point ? '.' : ',', thousands = decimal == DecimalMark::point ? ',' : '.';
    std::string plain;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        if (text[0] == '-') plain = "-";
        text.remove_prefix(1);
    }
    std::size_t const exponent = text.find_first_of("eE");
    std::string_view const number = text.substr(0, exponent);
    std::size_t const split = number.find(mark);
    std::string_view const whole = number.substr(0, split),
                           fraction = split == number.npos ? std::string_view{} : number.substr(split + 1);
    std::size_t const before = plain.size();
    if (!take_groups(whole, thousands, plain) || !std::all_of(fraction.begin(), fraction.end(), is_digit)) return {};
    if (plain.size() == before && fraction.empty()) return {};
    if (plain.size() == before) plain += '0';
    if (!fraction.empty()) plain.append(".").append(fraction);
    if (exponent != text.npos) {
        std::string_view power = text.substr(exponent + 1);
        if (!power.empty() && power[0] == '+') power.remove_prefix(1);
        plain.append("e").append(power);
    }
    double value = 0;
    auto const [end, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (failed != std::errc{} || end != plain.data() + plain.size()) return {};
    return value;
}

std::string utf8_of_1252(std::string_view text) {
    std::string result;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        unsigned const code = byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80U] : byte;
        if (code < 0x80) {
            result += static_cast<char>(code);
        } else if (code < 0x800) {
            result += static_cast<char>(0xC0 | (code >> 6));
            result += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            result += static_cast<char>(0xE0 | (code >> 12));
            result += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            result += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return result;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        auto const byte = [&](std::size_t k) {
            return k < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[k])) : 0U;
        };
        unsigned const first = byte(i);
        std::size_t const more = first < 0x80                    ? 0
                                 : first >= 0xC2 && first < 0xE0 ? 1
                                 : first >= 0xE0 && first < 0xF0 ? 2
                                 : first >= 0xF0 && first < 0xF5 ? 3
                                                                 : 9;
        if (more == 9) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((byte(i + k) & 0xC0) != 0x80) return false;
        // Overlong forms, surrogates, and what lies beyond Unicode.
        unsigned const second = byte(i + 1);
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
            (first == 0xF4 && second > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

CsvReader::CsvReader(std::istream& in, CsvOptions options) : in_(in), options_(options) {
    fill();
    std::string_view const start(buffer_);
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
        throw CsvError(1, 0, "the file is in UTF-16", "UTF-8 or Windows-1252: save it as CSV UTF-8");
    if (start.starts_with("PK\x03\x04") || start.starts_with("\xD0\xCF\x11\xE0"))
        throw CsvError(1, 0, "the file is a workbook or an archive", "text: save it as CSV");
    if (start.starts_with("\x1F\x8B")) throw CsvError(1, 0, "the file is compressed", "text: unpack it first");
    if (start.starts_with(byte_order_mark)) at_ = byte_order_mark.size(), saw_utf8_ = true;
    // A line that some spreadsheets write to say which delimiter they use.
    if (start.substr(at_).starts_with("sep=") && start.size() > at_ + 4) {
        if (!options_.delimiter) options_.delimiter = start[at_ + 4];
        std::size_t const end = start.find('\n', at_);
        at_ = end == start.npos ? start.size() : end + 1;
        ++line_;
    }
    choose_delimiter();
    choose_decimal();
    if (!read_row()) throw CsvError(1, 0, "the file is empty", "a line with the names of the columns");
    for (std::size_t k = 0; k < fields_.size(); ++k) {
        for (std::size_t j = 0; j < k; ++j)
            if (!fields_[k].empty() && same_name(header_[j], fields_[k]))
                throw CsvError(row_line_, k + 1,
                               "the name \"" + std::string(fields_[k]) + "\" is used twice in the header, for columns " +
                                   std::to_string(j + 1) + " and " + std::to_string(k + 1),
                               "a name for each column");
        header_.emplace_back(fields_[k]);
    }
}

bool CsvReader::fill() {
    buffer_.erase(0, at_);
    consumed_ += at_;
    at_ = 0;
    std::size_t const had = buffer_.size();
    buffer_.resize(had + chunk);
    in_.read(buffer_.data() + had, static_cast<std::streamsize>(chunk));
    buffer_.resize(had + static_cast<std::size_t>(in_.gcount()));
    return buffer_.size() > had;
}

void CsvReader::choose_delimiter() {
    if (options_.delimiter) {
        delimiter_ = *options_.delimiter;
        return;
    }
    std::size_t most = 0;
    for (char const candidate : {';', '\t', ','}) {
        std::size_t count = 0;
        bool quoted = false;
        for (std::size_t i = at_; i < buffer_.size() && (quoted || (buffer_[i] != '\n' && buffer_[i] != '\r')); ++i) {
            if (buffer_[i] == '"') quoted = !quoted;
            count += !quoted && buffer_[i] == candidate;
        }
        if (count > most) most = count, delimiter_ = candidate;
    }
}

void CsvReader::choose_decimal() {
    if (options_.decimal) {
        decimal_ = *options_.decimal;
        return;
    }
    // Only what can be read in one way counts: "1,234" could be either, "12,5" and "1.234,5" could not. A comma that parts
    // fields says nothing, unless the field is quoted.
    std::size_t points = 0, commas = 0;
    std::string field;
    bool quoted = false;
    auto const look = [&] {
        bool const as_point = parse_number(field, DecimalMark::point).has_value(),
                   as_comma = parse_number(field, DecimalMark::comma).has_value();
        bool const tells = field.find_first_of(".,") != field.npos;
        if (tells && as_point && !as_comma) ++points;
        if (tells && as_comma && !as_point) ++commas;
        field.clear();
    };
    for (std::size_t i = at_; i < buffer_.size(); ++i) {
        char const c = buffer_[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == delimiter_ || c == '\n' || c == '\r'))
            look();
        else if (field.size() < 40 && c != ' ')
            field += c;
    }
    if (commas != points)
        decimal_ = commas > points ? DecimalMark::comma : DecimalMark::point;
    else
        decimal_ = delimiter_ == ';' ? DecimalMark::comma : DecimalMark::point;  // who needs ; has the comma taken
}

bool CsvReader::read_row() {
    for (;;) {
        text_.clear();
        extents_.clear();
        row_line_ = line_;
        enum class State { start, plain, quoted, after_quote } state = State::start;
        std::size_t from = 0;
        bool was_quoted = false, any = false;
        auto const end_field = [&] {
            extents_.push_back({from, text_.size(), was_quoted});
            from = text_.size();
            was_quoted = false;
            state = State::start;
        };
        for (;;) {
            if (at_ == buffer_.size() && !fill()) {
                if (state == State::quoted)
                    throw CsvError(row_line_, extents_.size() + 1, "a quote is opened and never closed",
                                   "a closing quote");
                if (any) end_field();
                break;
            }
            char const c = buffer_[at_++];
            if (c == '\0') throw CsvError(line_, extents_.size() + 1, "the file holds a NUL byte", "text");
            if (state == State::quoted) {
                if (c == '"')
                    state = State::after_quote;
                else {
                    text_ += c;
                    if (c == '\n') ++line_;
                    if (text_.size() - from > options_.longest_field)
                        throw CsvError(
                            row_line_, extents_.size() + 1,
                            "a quoted field runs on for more than " + std::to_string(options_.longest_field) + " bytes",
                            "a closing quote");
                }
                continue;
            }
            if (c == '\n' || c == '\r') {
                if (c == '\r') {
                    if (at_ == buffer_.size()) fill();
                    if (at_ < buffer_.size() && buffer_[at_] == '\n') ++at_;
                }
                ++line_;
                if (any) end_field();
                break;
            }
            any = true;
            if (c == delimiter_) {
                end_field();
            } else if (c == '"' && state == State::start && text_.find_first_not_of(" \t", from) == text_.npos) {
                text_.resize(from);
                state = State::quoted;
                was_quoted = true;
            } else if (c == '"' && state == State::after_quote) {
                text_ += '"';
                state = State::quoted;
            } else if (state == State::after_quote) {
                if (c != ' ' && c != '\t')
                    throw CsvError(line_, extents_.size() + 1, "text after a closing quote",
                                   "the delimiter or the end of the line; a quote inside quotes is written twice");
            } else {
                if (c != ' ' && c != '\t') state = State::plain;
                text_ += c;
                if (text_.size() - from > options_.longest_field)
                    throw CsvError(row_line_, extents_.size() + 1,
                                   "a field runs on for more than " + std::to_string(options_.longest_field) + " bytes",
                                   "a table");
            }
        }
        if (!extents_.empty()) {
            finish_fields();
            // A line of blanks or delimiters only says nothing.
            bool const blank =
                std::all_of(extents_.begin(), extents_.end(), [](Extent const& e) { return !e.quoted; }) &&
                std::all_of(fields_.begin(), fields_.end(), [](std::string_view f) { return f.empty(); });
            if (!blank) return true;
        } else if (at_ == buffer_.size() && !fill()) {
            return false;
        }
    }
}

void CsvReader::finish_fields() {
    fields_.clear();
    if (!is_ascii(text_)) {
        std::string converted;
        for (Extent& e : extents_) {
            std::string_view const field(text_.data() + e.from, e.to - e.from);
            e.from = converted.size();
            if (is_utf8(field)) {
                saw_utf8_ = saw_utf8_ || !is_ascii(field);
                converted += field;
            } else {
                saw_other_ = true;
                converted += utf8_of_1252(field);
            }
            e.to = converted.size();
        }
        text_ = std::move(converted);
    }
    for (Extent const& e : extents_) {
        std::string_view field(text_.data() + e.from, e.to - e.from);
        if (!e.quoted) {
            while (!field.empty() && (field.front() == ' ' || field.front() == '\t')) field.remove_prefix(1);
            while (!field.empty() && (field.back() == ' ' || field.back() == '\t')) field.remove_suffix(1);
        }
        fields_.push_back(field);
    }
}

bool CsvReader::next() {
    if (!read_row()) return false;
    ++rows_;
    if (fields_.size() != header_.size())
        throw CsvError(row_line_, 0,
                       "the row has " + std::to_string(fields_.size()) + (fields_.size() == 1 ? " field" : " fields"),
                       std::to_string(header_.size()) + ", as in the header");
    return true;
}

std::optional<std::size_t> CsvReader::find(std::string_view name) const {
    for (std::size_t k = 0; k < header_.size(); ++k)
        if (same_name(header_[k], name)) return k;
    return {};
}

std::optional<std::size_t> CsvReader::find_any(std::span<std::string_view const> names) const {
    for (std::string_view const name : names)
        if (auto const found = find(name)) return found;
    return {};
}

std::optional<double> CsvReader::number(std::size_t column) const {
    std::string_view const text = fields_[column];
    if (is_missing(text)) return {};
    if (auto const value = parse_number(text, decimal_)) return value;
    throw error(column, "\"" + std::string(text.substr(0, 60)) + "\" is not a number",
                decimal_ == DecimalMark::comma ? "one such as 1234,5" : "one such as 1234.5");
}

double CsvReader::required_number(std::size_t column) const {
    if (auto const value = number(column)) return *value;
    throw error(column, "the field is empty", "a number");
}

CsvError CsvReader::error(std::size_t column, std::string const& what, std::string expected) const {
    return {row_line_, column + 1, header_[column] + ": " + what, std::move(expected)};
}

Encoding CsvReader::encoding() const {
    if (saw_utf8_ && saw_other_) return Encoding::mixed;
    return saw_other_ ? Encoding::windows_1252 : saw_utf8_ ? Encoding::utf8 : Encoding::ascii;
}

}  // namespace rekensom::input
