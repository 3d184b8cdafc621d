#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "rekensom/report/facts.hpp"
#include "report/late_xlsxwriter.hpp"

// A thin layer over libxlsxwriter: checks every return code, and knows the formats of the house.

namespace rekensom::report {

enum class Style {
    text,
    wrap,
    head,
    title,
    note,
    money,
    money_cents,
    percent,
    number,
    decimal,
    whole,
    input_percent,
    good
};

using Row = lxw_row_t;
using Column16 = lxw_col_t;

struct CellAt {
    Row row = 0;
    Column16 column = 0;
};

/// "B7", "$B$7".
[[nodiscard]] std::string name_of(CellAt cell);
[[nodiscard]] std::string fixed(CellAt cell);
/// "'Cash flow'!$B$7:$B$9"
[[nodiscard]] std::string range(std::string const& sheet, CellAt from, CellAt to);

class Book {
public:
    /// \throws FileError
    Book(std::filesystem::path const& path, Numbers const& numbers, std::string const& title);
    ~Book();
    Book(Book const&) = delete;
    Book& operator=(Book const&) = delete;

    [[nodiscard]] lxw_workbook* get() const { return book_; }
    [[nodiscard]] lxw_format* format(Style style) const { return formats_[static_cast<std::size_t>(style)]; }
    void name_cell(std::string const& name, std::string const& sheet, CellAt cell);
    void close();  ///< \throws FileError

private:
    std::filesystem::path path_;
    lxw_workbook* book_ = nullptr;
    std::string temporary_;
    lxw_format* formats_[13] = {};
};

class Sheet {
public:
    /// \param name  made into one that a sheet may have, and unlike those before
    Sheet(Book& book, std::string const& name);
    [[nodiscard]] std::string const& name() const { return name_; }
    void text(CellAt at, std::string_view text, Style style = Style::text);
    void number(CellAt at, double x, Style style);  ///< empty where it is not a number
    /// A formula and what it comes to.
    void formula(CellAt at, std::string const& formula, double value, Style style);
    void formula_text(CellAt at, std::string const& formula, std::string const& value, Style style);
    void width(Column16 column, double characters);
    void height(Row row, std::size_t lines);  ///< in lines of text: not every program finds it out for itself
    /// Over columns 0 to `last`, as high as it needs to be.
    void paragraph(Row row, Column16 last, std::string_view text, std::size_t letters_a_line);
    /// Rows above and columns left of `at` stay; printed on landscape A4, one page wide, `last` the last cell.
    void frame(CellAt at, CellAt last);
    void chart(CellAt at, lxw_chart* chart, double scale_x = 1.4, double scale_y = 1.2);
    [[nodiscard]] lxw_worksheet* get() const { return sheet_; }

private:
    Book& book_;
    std::string name_;
    lxw_worksheet* sheet_ = nullptr;
};

/// One series of a chart over a column of cells.
lxw_chart_series* add_series(lxw_chart* chart, Sheet const& sheet, std::string const& name, CellAt labels,
                             CellAt values, Row count, unsigned colour);

}  // namespace rekensom::report
