#pragma once

#include "rekensom/model/scenario.hpp"
#include "rekensom/report/numbers.hpp"
#include "rekensom/run/results.hpp"

#include <string>

// What a run that kept cash alone (`run::Keep::cash`) has to say.

namespace rekensom::report {

/// A line for each alternative: mean and its error, P10, P50, P90, P(NPV > 0), share that pays back. In 80 columns.
[[nodiscard]] std::string npv_text(model::Scenario const& scenario, run::Results const& results, Numbers const& numbers);

/// {draws, seed, sampling, currency, precision, alternatives: {name: {npv, cash_total, peak_funding, payback_months,
/// p_within_horizon}}}; names and shapes are those of summary.json.
[[nodiscard]] std::string npv_json(model::Scenario const& scenario, run::Results const& results);

}  // namespace rekensom::report
