#pragma once

#include "rekensom/report/deeper.hpp"
#include "rekensom/report/facts.hpp"

#include <functional>
#include <string>

// The texts of the output files that are texts. Each is a function of the facts alone: no clock, no file, the same bytes again.

namespace rekensom::report {

/// summary.json. Of a KPI that the scenario does not model every number is null.
[[nodiscard]] std::string summary_json(Facts const& facts);

/// monthly.csv, tidy: world, kpi, month (1 is the first), mean, p5 … p95, date. World "X - baseline" holds the paired shifts and the money of X.
[[nodiscard]] std::string monthly_csv(Facts const& facts);

/// draws.csv, a row a draw: the uncertain inputs by path, then "world.outcome". Empty: no value (a payback that never comes).
[[nodiscard]] std::string draws_csv(Facts const& facts);
/// The same in pieces of some 8 MB: a large case has gigabytes of them.
void draws_csv(Facts const& facts, std::function<void(std::string const&)> const& piece);

/// manifest.json: what it takes to get these bytes again.
[[nodiscard]] std::string manifest_json(Facts const& facts);

/// analysis.ipynb, nbformat 4.5: reads the CSV files beside it; its pictures are already inside.
[[nodiscard]] std::string notebook(Facts const& facts);

/// report.html: one self-contained file. `deeper` may be null: then without what takes more runs.
[[nodiscard]] std::string page(Facts const& facts, Deeper const* deeper);

/// A text as a CSV field that no spreadsheet takes for a formula.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace rekensom::report
