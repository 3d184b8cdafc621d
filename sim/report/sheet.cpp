#include "report/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "rekensom/base/contract.hpp"
#include "rekensom/report/folder.hpp"

namespace rekensom::report {
namespace {

/// In the form of US English, as the file wants it; every reader sees his own.
std::string money_format(std::string const& sign, std::string_view decimals) {
    std::string const quoted = "\"" + sign + "\"";
    return fmt::format("{0}\\ #,##0{1};[Red]-{0}\\ #,##0{1}", quoted, decimals);
}

/// libxlsxwriter takes no more of a text than a cell can hold.
std::string cell_text(std::string_view text) {
    std::string out;
    std::size_t letters = 0;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80 && ++letters > 32000) break;
        out += byte < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
    return out;
}

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw Bug(fmt::format("workbook: {}", lxw_strerror(error)));
}

}  // namespace

std::string name_of(CellAt cell) {
    char text[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(text, cell.row, cell.column);
    return text;
}

std::string fixed(CellAt cell) {
    char text[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(text, cell.row, cell.column, 1, 1);
    return text;
}

std::string range(std::string const& sheet, CellAt from, CellAt to) {
    return fmt::format("'{}'!{}:{}", sheet, fixed(from), fixed(to));
}

Book::Book(std::filesystem::path const& path, Numbers const& numbers, std::string const& title)
    : path_(path), temporary_(path.parent_path().string()) {
    // Its own temporary files beside the result: where that disk is full, we hear of it there.
    lxw_workbook_options options{};
    options.tmpdir = temporary_.data();
    book_ = workbook_new_opt(path_.c_str(), &options);
    if (!book_) throw FileError("cannot write", path_, "out of memory");
    std::string shown = cell_text(title).substr(0, 250);
    lxw_doc_properties properties{};
    properties.title = shown.data();
    properties.created = 315532800;  // 1 January 1980: the same bytes whenever it is written
    check(workbook_set_properties(book_, &properties));

    std::string const sign = numbers.currency_sign();
    auto const add = [&](Style style, std::string const& number_format) {
        lxw_format* const f = workbook_add_format(book_);
        if (!number_format.empty()) format_set_num_format(f, number_format.c_str());
        formats_[static_cast<std::size_t>(style)] = f;
        return f;
    };
    add(Style::text, "");
    format_set_text_wrap(add(Style::wrap, ""));
    lxw_format* const head = add(Style::head, "");
    format_set_bold(head);
    format_set_bg_color(head, 0xDDE7F0);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
    lxw_format* const heading = add(Style::title, "");
    format_set_bold(heading);
    format_set_font_size(heading, 14);
    lxw_format* const note = add(Style::note, "");
    format_set_font_color(note, 0x666666);
    add(Style::money, money_format(sign, ""));
    add(Style::money_cents, money_format(sign, ".00"));
    add(Style::percent, "0.0%");
    add(Style::number, "#,##0.###");
    add(Style::decimal, "0.000000");
    add(Style::whole, "#,##0");
    lxw_format* const input = add(Style::input_percent, "0.00%");
    format_set_bg_color(input, 0xFFF7CC);
    format_set_border(input, LXW_BORDER_THIN);
    format_set_bold(add(Style::good, money_format(sign, "")));
}

Book::~Book() {
    if (book_) lxw_workbook_free(book_);
}

void Book::name_cell(std::string const& name, std::string const& sheet, CellAt cell) {
    check(workbook_define_name(book_, name.c_str(), fmt::format("='{}'!{}", sheet, fixed(cell)).c_str()));
}

void Book::close() {
    lxw_error const error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) throw FileError("cannot write", path_.filename(), lxw_strerror(error));
}

Sheet::Sheet(Book& book, std::string const& name) : book_(book) {
    std::string clean;
    for (char const c : name)
        clean += std::string_view("[]:*?/\\'").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20
                     ? ' '
                     : c;
    for (int copy = 1; !sheet_; ++copy) {
        std::string const number = copy > 1 ? fmt::format(" {}", copy) : "";
        std::string cut = report::left(clean, std::min<std::size_t>(30 - number.size(), report::width(clean)));
        name_ = cut + number;
        if (workbook_validate_sheet_name(book.get(), name_.c_str()) == LXW_NO_ERROR)
            sheet_ = workbook_add_worksheet(book.get(), name_.c_str());
        if (copy > 1000) clean = "Sheet";
        REKENSOM_EXPECT(copy < 3000);
    }
}

void Sheet::text(CellAt at, std::string_view text, Style style) {
    check(worksheet_write_string(sheet_, at.row, at.column, cell_text(text).c_str(), book_.format(style)));
}

void Sheet::number(CellAt at, double x, Style style) {
    if (std::isfinite(x))
        check(worksheet_write_number(sheet_, at.row, at.column, x == 0 ? 0.0 : x, book_.format(style)));
}

void Sheet::formula(CellAt at, std::string const& formula, double value, Style style) {
    check(worksheet_write_formula_num(sheet_, at.row, at.column, formula.c_str(), book_.format(style),
                                      std::isfinite(value) ? value : 0));
}

void Sheet::formula_text(CellAt at, std::string const& formula, std::string const& value, Style style) {
    check(worksheet_write_formula_str(sheet_, at.row, at.column, formula.c_str(), book_.format(style), value.c_str()));
}

void Sheet::width(Column16 column, double characters) {
    check(worksheet_set_column(sheet_, column, column, characters, nullptr));
}

void Sheet::height(Row row, std::size_t lines) {
    check(worksheet_set_row(sheet_, row, 15.0 * static_cast<double>(std::max<std::size_t>(1, lines)), nullptr));
}

void Sheet::paragraph(Row row, Column16 last, std::string_view text, std::size_t letters_a_line) {
    std::string const shown = cell_text(text);
    check(worksheet_merge_range(sheet_, row, 0, row, last, shown.c_str(), book_.format(Style::wrap)));
    height(row, std::min<std::size_t>(20, report::width(shown) / letters_a_line + 1));
}

void Sheet::frame(CellAt at, CellAt last) {
    worksheet_freeze_panes(sheet_, at.row, at.column);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    check(worksheet_print_area(sheet_, 0, 0, last.row, last.column));
    if (at.row > 0) check(worksheet_repeat_rows(sheet_, at.row - 1, at.row - 1));
    check(worksheet_set_footer(sheet_, "&L&A&R&P / &N"));
}

void Sheet::chart(CellAt at, lxw_chart* chart, double scale_x, double scale_y) {
    lxw_chart_options options{};
    options.x_scale = scale_x;
    options.y_scale = scale_y;
    check(worksheet_insert_chart_opt(sheet_, at.row, at.column, chart, &options));
}

lxw_chart_series* add_series(lxw_chart* chart, Sheet const& sheet, std::string const& name, CellAt labels,
                             CellAt values, Row count, unsigned colour) {
    auto const last = [&](CellAt from) { return CellAt{from.row + count - 1, from.column}; };
    lxw_chart_series* const series = chart_add_series(chart, ("=" + range(sheet.name(), labels, last(labels))).c_str(),
                                                      ("=" + range(sheet.name(), values, last(values))).c_str());
    chart_series_set_name(series, name.c_str());
    lxw_chart_line line{};
    line.color = colour;
    line.width = 1.75;
    chart_series_set_line(series, &line);
    lxw_chart_fill fill{};
    fill.color = colour;
    chart_series_set_fill(series, &fill);
    return series;
}

}  // namespace rekensom::report
