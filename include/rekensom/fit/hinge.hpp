#pragma once

#include "rekensom/fit/estimate.hpp"

#include <Eigen/Core>

#include <cstdint>

// Waiting as a hinge: nothing is lost below a tolerance, and a steady amount a unit of wait above it.

namespace rekensom::fit {

enum class WaitShape {
    none,   ///< no effect of waiting can be told from chance
    line,   ///< the longer the worse, from the start; a tolerance cannot be told
    hinge,  ///< worse above a tolerance
};

struct Hinge {
    WaitShape shape = WaitShape::none;
    Estimate tolerance;       ///< in the unit of the waits
    Estimate slope;           ///< outcome a unit of wait above the tolerance, the tolerance's own uncertainty included
    Estimate straight;        ///< outcome a unit of wait, if it is a straight line
    double f = unknown;       ///< hinge against line: F with 1 and the residual degrees of freedom
    double p_line = unknown;  ///< chance of so large an F where the line is true (wild bootstrap)
    double p_none = unknown;  ///< chance of so large a gain where waiting does nothing (wild bootstrap)
    double aic_gain = unknown;  ///< AIC of the line less AIC of the hinge; above 0 the hinge is the better
    std::size_t rows = 0;
};

struct HingeOptions {
    std::size_t resamples = 999;
    std::uint64_t seed = 1;
    double alpha = 0.05;  ///< below it a shape is believed
};

/// Least squares over the tolerance and all coefficients together (profile least squares), with the columns of `others`
/// held fixed. The tolerance lies between the shortest wait and the 95th percentile of the waits. Its interval is that of
/// tolerances that fit nearly as well (profile F). Without NaN; `weights` may be empty. \throws DataError with too few rows.
[[nodiscard]] Hinge fit_hinge(Eigen::VectorXd const& wait, Eigen::VectorXd const& outcome, Eigen::MatrixXd const& others,
                              Eigen::VectorXd const& weights = {}, HingeOptions const& options = {});

/// max(0, wait - tolerance), NaN stays NaN.
[[nodiscard]] Eigen::VectorXd above(Eigen::VectorXd const& wait, double tolerance);

}  // namespace rekensom::fit
