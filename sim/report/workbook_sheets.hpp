#pragma once

#include <string>

#include "report/sheet.hpp"

namespace rekensom::report {

/// Where the live figures of a cash flow sheet stand.
struct CashSheet {
    std::string name;
    CellAt npv, irr, payback, cash;
    double npv_value = 0, irr_value = 0, payback_value = 0;  ///< not a number: none
    std::string irr_text, payback_text;                      ///< what the cell says where there is none
};

/// Mean cash by month and year, with NPV, IRR and payback as formulas over `rate`, a name of a cell.
[[nodiscard]] CashSheet cash_sheet(Book& book, Facts const& facts, CaseFacts const& c, std::string const& rate);

/// \return  the name of the cell with the discount rate
std::string assumptions_sheet(Book& book, Facts const& facts, Sheet& sheet);
void summary_sheet(Facts const& facts, Sheet& sheet, std::vector<CashSheet> const& cash, lxw_workbook* book);
void percentiles_sheet(Book& book, Facts const& facts);
void draws_sheet(Book& book, Facts const& facts);
void shifts_sheet(Book& book, Facts const& facts);
void breakdown_sheet(Book& book, Facts const& facts);

}  // namespace rekensom::report
