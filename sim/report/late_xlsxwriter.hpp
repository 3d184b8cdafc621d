#pragma once

#include <xlsxwriter.h>

#include "rekensom/base/late_library.hpp"

// libxlsxwriter, loaded with the first workbook: it brings a whole library of cryptography along. Within this namespace its
// functions go by their own names.

namespace rekensom::report {

inline constexpr LateLibrary xlsxwriter{REKENSOM_XLSXWRITER};

#define REKENSOM_LATE(name) inline constinit LateFunction<decltype(::name)> const name{xlsxwriter, #name};
REKENSOM_LATE(chart_add_series)
REKENSOM_LATE(chart_axis_set_label_position)
REKENSOM_LATE(chart_axis_set_num_format)
REKENSOM_LATE(chart_axis_set_reverse)
REKENSOM_LATE(chart_legend_set_position)
REKENSOM_LATE(chart_series_set_fill)
REKENSOM_LATE(chart_series_set_line)
REKENSOM_LATE(chart_series_set_name)
REKENSOM_LATE(chart_title_set_name)
REKENSOM_LATE(format_set_align)
REKENSOM_LATE(format_set_bg_color)
REKENSOM_LATE(format_set_bold)
REKENSOM_LATE(format_set_border)
REKENSOM_LATE(format_set_font_color)
REKENSOM_LATE(format_set_font_size)
REKENSOM_LATE(format_set_num_format)
REKENSOM_LATE(format_set_text_wrap)
REKENSOM_LATE(lxw_rowcol_to_cell)
REKENSOM_LATE(lxw_rowcol_to_cell_abs)
REKENSOM_LATE(lxw_strerror)
REKENSOM_LATE(lxw_workbook_free)
REKENSOM_LATE(workbook_add_chart)
REKENSOM_LATE(workbook_add_format)
REKENSOM_LATE(workbook_add_worksheet)
REKENSOM_LATE(workbook_close)
REKENSOM_LATE(workbook_define_name)
REKENSOM_LATE(workbook_new_opt)
REKENSOM_LATE(workbook_set_properties)
REKENSOM_LATE(workbook_validate_sheet_name)
REKENSOM_LATE(worksheet_autofilter)
REKENSOM_LATE(worksheet_data_validation_cell)
REKENSOM_LATE(worksheet_fit_to_pages)
REKENSOM_LATE(worksheet_freeze_panes)
REKENSOM_LATE(worksheet_insert_chart_opt)
REKENSOM_LATE(worksheet_merge_range)
REKENSOM_LATE(worksheet_print_area)
REKENSOM_LATE(worksheet_repeat_rows)
REKENSOM_LATE(worksheet_set_column)
REKENSOM_LATE(worksheet_set_footer)
REKENSOM_LATE(worksheet_set_landscape)
REKENSOM_LATE(worksheet_set_paper)
REKENSOM_LATE(worksheet_set_row)
REKENSOM_LATE(worksheet_write_formula_num)
REKENSOM_LATE(worksheet_write_formula_str)
REKENSOM_LATE(worksheet_write_number)
REKENSOM_LATE(worksheet_write_string)
#undef REKENSOM_LATE

}  // namespace rekensom::report
