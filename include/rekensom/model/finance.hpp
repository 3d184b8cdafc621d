#pragma once

#include <span>
#include <vector>

// Indicators of a row of cash flows, for one row at a time: what the lanes compute in blocks (sim/model/rate_of_return.hpp), and reports.

namespace rekensom::model {

/// Flow k at time k + `offset` years * `period`: sum flows[k] / (1 + rate)^((k + offset) * period).
/// \param period  years between flows: 1, or 1.0 / 12
/// \param offset  in periods: 0 the first flow is now, 0.5 mid-period
[[nodiscard]] double net_present_value(std::span<double const> flows, double rate, double period = 1, double offset = 0);

/// All internal rates of return (a year) in (-0.99, 10), ascending: none, one or several.
[[nodiscard]] std::vector<double> rates_of_return(std::span<double const> flows, double period = 1);

/// First time (in periods, interpolated) from which the running sum stays at or above 0; NaN where it does not. Flow 0 is at once,
/// flow k comes evenly between k - 1 and k.
[[nodiscard]] double payback(std::span<double const> flows);

}  // namespace rekensom::model
