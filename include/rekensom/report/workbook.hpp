#pragma once

#include "rekensom/report/facts.hpp"

#include <filesystem>

namespace rekensom::report {

/// Loads the library that writes workbooks. \throws std::runtime_error  it is not there
void expect_workbook();

/// workbook.xlsx at `path`: what finance pulls apart, with live formulas over the mean cash lines. \throws FileError
void write_workbook(Facts const& facts, std::filesystem::path const& path);

}  // namespace rekensom::report
