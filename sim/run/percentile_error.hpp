#pragma once

#include "rekensom/run/results.hpp"
#include "run/order_statistics.hpp"

#include <span>

namespace rekensom::run {

/// Monte Carlo standard errors of the 10th, 50th and 90th percentile, put into `summary`: the error of the share of draws below
/// the percentile (between scrambles under sobol, binomial under random), carried over by the draws' own distances there.
/// Source: Woodruff (1952), Confidence intervals for medians and other position measures, JASA 47.
/// \param values  by draw, NaN where there is none; where they are not all draws of the summary, the error shrinks as sqrt(n):
///                for sobol it is then rather too large
/// \param ordered  the same by rank
void add_percentile_errors(Summary& summary, chance::Sampling sampling, std::span<double const> values,
                           OrderStatistics& ordered);

}  // namespace rekensom::run
