#pragma once

#include "rekensom/report/deeper.hpp"
#include "rekensom/report/facts.hpp"
#include "report/json.hpp"

namespace rekensom::report {

/// The document of web/src/page_data.ts. `deeper` may be null: the page then leaves out what it would have shown.
[[nodiscard]] Json page_data(Facts const& told, Deeper const* deeper);

// Its parts, by file.
[[nodiscard]] Json page_alternative(Facts const& facts, CaseFacts const& c, Deeper const* deeper);
[[nodiscard]] Json page_owners(Facts const& facts, Deeper const* deeper);
[[nodiscard]] Json page_waits(Facts const& facts);
[[nodiscard]] Json page_fan(run::Series const& series);
/// A KPI by month: a fan where the page draws one, else the mean alone.
[[nodiscard]] Json page_course(model::Kpi kpi, run::Series const& series);
[[nodiscard]] Json page_summary(run::Summary const& s);
/// Forty bins from P0.5 to P99.5; null where there are too few draws or no spread.
[[nodiscard]] Json page_histogram(std::vector<double> draws);
[[nodiscard]] Json page_kpis(Facts const& facts);

}  // namespace rekensom::report
