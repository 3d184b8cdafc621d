#pragma once

#include "rekensom/fit/estimate.hpp"

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

// Months that have come in: how well the plan foresaw them, and what they say of the uncertain inputs.

namespace rekensom::fit {

/// One KPI of the plan beside what came.
struct Actuals {
    std::string kpi;
    Eigen::VectorXd seen;   ///< a month each; NaN where it has not come in
    Eigen::MatrixXd draws;  ///< [draw][month]: the plan, noise of the months included
    Eigen::MatrixXd expected;  ///< [draw][month]: the same without the months' noise, where the model gives it; empty: `draws`
    double noise = 0.1;  ///< spread of a month around what is expected: a cv, or in the KPI's unit where `absolute`
    enum class Spread { relative, absolute } spread = Spread::relative;
    double shared_months =
        1;  ///< successive months that count as one where noise persists: (1 + rho) / (1 - rho), at least 1
};

enum class Believable { yes, thin, refused };

struct Update {
    std::vector<double> weights;    ///< a draw each, sum 1; even where refused
    double effective = 0;           ///< Kish's effective number of draws, 1 / sum of squares
    double log_evidence = unknown;  ///< log of the mean likelihood
    Believable believable = Believable::yes;
    std::string words;
};

inline constexpr double least_effective = 100;  ///< under it an update is refused
inline constexpr double thin_effective = 400;   ///< under it tails are rough

/// Importance weights of the draws, given what came: normal likelihood with the months' own noise as spread, gamma where that
/// is relative (mean expected, cv noise). KPIs are taken as independent given the draw: give those that do not say the same.
/// Refused where hardly any draw is near what came: then the plan itself is in doubt, and weights would only hide it.
[[nodiscard]] Update update_weights(std::span<Actuals const> actuals);

/// Weighted mean, spread and quantiles of one input or result over the draws.
[[nodiscard]] Estimate weighted(std::span<double const> values, std::span<double const> weights);

struct ScoredMonth {
    std::size_t month = 0;
    double seen = 0;
    double p10 = 0, p50 = 0, p90 = 0;  ///< of the plan
    double rank = 0;                   ///< share of the draws below what came
    double crps = 0;                   ///< in the unit of the KPI
};
struct Score {
    std::string kpi;
    std::vector<ScoredMonth> months;
    double inside = unknown;          ///< share between P10 and P90; near 0.8 where the plan knew how sure it was
    double crps = unknown;            ///< mean
    double absolute_error = unknown;  ///< of the median: the CRPS of a plan without spread
    std::string words;
};
[[nodiscard]] Score score(Actuals const& actuals);

/// Continuous ranked probability score of a sample, E|X - x| - E|X - X'| / 2 (Gneiting & Raftery 2007). Weights may be empty.
[[nodiscard]] double crps(std::span<double const> draws, double seen, std::span<double const> weights = {});

/// The same from quantiles at evenly spread probabilities (k + 1/2) / n: twice the mean pinball loss.
[[nodiscard]] double crps_of_quantiles(std::span<double const> quantiles, double seen);

}  // namespace rekensom::fit
