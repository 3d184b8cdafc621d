#pragma once

#include "rekensom/fit/contrasts.hpp"
#include "rekensom/fit/estimate.hpp"
#include "rekensom/fit/hinge.hpp"
#include "rekensom/fit/importance.hpp"
#include "rekensom/fit/marks.hpp"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// From a survey to effects (for the simulation), importance (for ranking), and how sure both are.

namespace rekensom::fit {

/// A row a respondent; NaN is no answer.
struct Survey {
    std::vector<std::string> names;  ///< of the columns of `ratings`
    Eigen::MatrixXd ratings;
    Eigen::VectorXd outcome;  ///< the overall mark
    Eigen::VectorXd weights;  ///< empty: all 1
    Eigen::VectorXd wait;     ///< seconds; empty: not asked
};

struct DriverOptions {
    Players players;              ///< columns of `ratings`; groups must hold each column that is no control
    std::size_t resamples = 500;  ///< at most 200 where answers are missing from 5,000 rows and more
    std::uint64_t seed = 1;
    std::optional<Cuts> cuts;         ///< of penalty and reward; else quartiles
    std::optional<double> high_mark;  ///< what is a high mark in the quadrants; else the mean over the drivers
};

/// Where a driver stands in the plane of importance and mark. What is important is above the mean importance.
enum class Quadrant {
    improve,
    keep,
    watch,
    relax
};  ///< important and low; important and high; neither; high, not important

struct Effect {
    std::string name;
    Estimate effect;  ///< points of the outcome a point of the rating, others held fixed; waiting: a minute above the tolerance
    Estimate mark;       ///< mean rating
    double missing = 0;  ///< share of the rows used that did not answer
    double vif = 1;
    Contrast contrast;  ///< not of waiting
};

struct Ranked {
    std::string name;
    Estimate lmg;      ///< share of the variance of the outcome
    Estimate johnson;  ///< cross-check
    double share = 0;  ///< of what all players explain together
    double rank = 0;   ///< 1 is the most important
    double rank_p10 = 0, rank_p90 = 0;
    double p_first = 0;                  ///< bootstrap share in which it ranks first
    Estimate mark;                       ///< of a group the mean of its questions; unknown for waiting
    std::array<double, 4> p_quadrant{};  ///< bootstrap, in the order of `Quadrant`; zeros for waiting
};

struct DriverFit {
    std::vector<Effect> effects;   ///< a column of the survey each, then waiting if it was asked
    Eigen::MatrixXd effect_draws;  ///< [resample][effect]: simulate with these together, not each for itself
    Eigen::MatrixXd effect_correlation;
    std::vector<Ranked> players;
    Estimate r2;
    double r2_controls = 0;
    double residual_sd = unknown;
    std::optional<Hinge> waiting;      ///< in seconds
    std::optional<MarkSpread> spread;  ///< where the outcome is a mark 1-10
    std::size_t rows = 0;              ///< given
    std::size_t used = 0;
    std::size_t complete = 0;  ///< of those used
    std::string missing_method;
    std::vector<std::string> warnings;
};

/// Rows without an outcome or without any rating are left out (and counted). Missing ratings: maximum likelihood by EM
/// (`moments.hpp`); intervals of effects are HC3 where nothing is missing and bootstrap percentiles otherwise; those of
/// importance always bootstrap over rows. The tolerance of waiting, once estimated, is held fixed in the bootstrap.
/// \throws DataError where the data cannot say: too few rows, an outcome without spread, a driver nobody answered.
[[nodiscard]] DriverFit fit_drivers(Survey const& survey, DriverOptions const& options = {});

}  // namespace rekensom::fit
