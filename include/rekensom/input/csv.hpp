#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Tables as people export them: RFC 4180 with `,`, `;` or tab, a decimal point or comma, quotes, any line ends, UTF-8 with or
// without a byte order mark, or Windows-1252. Rows stream by: memory does not grow with them.

namespace rekensom::input {

/// What is wrong with a table, and where. Lines and columns count from 1; column 0: the row as a whole.
class CsvError : public std::runtime_error {
public:
    CsvError(std::size_t where, std::size_t field, std::string what, std::string wanted);
    std::size_t line;
    std::size_t column;  ///< the field, not the character
    std::string problem;
    std::string expected;  ///< what would have been right; may be empty
};

enum class DecimalMark { point, comma };

enum class Encoding {
    ascii,
    utf8,
    windows_1252,
    mixed  ///< some fields UTF-8, others not: each is read as what it is
};

struct CsvOptions {
    std::optional<char> delimiter;        ///< else the one of , ; tab that the first line has most
    std::optional<DecimalMark> decimal;   ///< else told from the first megabyte
    std::size_t longest_field = 1 << 20;  ///< bytes: an open quote must not swallow the file
};

class CsvReader {
public:
    /// Reads the header. \throws CsvError with an empty file, UTF-16, NUL bytes, or a header that names a column twice.
    explicit CsvReader(std::istream& in, CsvOptions options = {});

    [[nodiscard]] std::vector<std::string> const& header() const { return header_; }

    /// The next row, whose fields stay valid until the one after; false at the end. Blank lines are skipped.
    /// \throws CsvError where it has more or fewer fields than the header.
    bool next();
    /// In UTF-8, quotes taken off, without blanks around what was not quoted.
    [[nodiscard]] std::span<std::string_view const> fields() const { return fields_; }
    [[nodiscard]] std::size_t line() const { return row_line_; }  ///< on which the row starts
    [[nodiscard]] std::size_t rows() const { return rows_; }      ///< so far

    /// Where a column stands, by name, upper and lower case alike.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// The first of `names` there is.
    [[nodiscard]] std::optional<std::size_t> find_any(std::span<std::string_view const> names) const;

    /// Field `column` (from 0) of the row as a number; nothing where it is empty or says that it is missing (NA, N/A, NaN,
    /// null, -). Groups of thousands are taken where they are groups of three. \throws CsvError
    [[nodiscard]] std::optional<double> number(std::size_t column) const;
    /// The same, and an error where it is missing.
    [[nodiscard]] double required_number(std::size_t column) const;
    /// An error about field `column` of this row, for what only the caller can see.
    [[nodiscard]] CsvError error(std::size_t column, std::string const& what, std::string expected = {}) const;

    [[nodiscard]] char delimiter() const { return delimiter_; }
    [[nodiscard]] DecimalMark decimal() const { return decimal_; }
    [[nodiscard]] Encoding encoding() const;
    [[nodiscard]] std::size_t bytes() const { return consumed_ + at_; }  ///< read so far, for progress

private:
    bool fill();
    bool read_row();
    void choose_delimiter();
    void choose_decimal();
    void finish_fields();

    std::istream& in_;
    CsvOptions options_;
    char delimiter_ = ',';
    DecimalMark decimal_ = DecimalMark::point;
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t consumed_ = 0;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    std::size_t rows_ = 0;
    bool saw_utf8_ = false;
    bool saw_other_ = false;
    std::vector<std::string> header_;
    std::string text_;  ///< the row's fields, one after another
    struct Extent {
        std::size_t from, to;
        bool quoted;
    };
    std::vector<Extent> extents_;
    std::vector<std::string_view> fields_;
};

/// A number to its last character, in the notation of `decimal`; nothing where it is none. "1.234,5" with a comma is 1234.5;
/// "12.5" with a comma is nothing, since a point can then only set off thousands.
[[nodiscard]] std::optional<double> parse_number(std::string_view text, DecimalMark decimal);

/// Windows-1252 to UTF-8.
[[nodiscard]] std::string utf8_of_1252(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace rekensom::input
