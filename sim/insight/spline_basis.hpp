#pragma once

#include "rekensom/insight/columns.hpp"

#include <Eigen/Core>

namespace rekensom::insight {

/// Functions of one input, orthonormal over its draws, from smooth to rough: the first is linear, none is constant. They span
/// the natural cubic splines on knots at the input's quantiles, so that between draws nothing oscillates and beyond the outer
/// knots all is linear. An input of few values has them for its knots, and any function of it is met exactly.
/// Source: Demmler & Reinsch (1975), Oscillation matrices with spline smoothing, Numerische Mathematik 24.
class SplineBasis {
public:
    SplineBasis(Draws x, std::size_t most_functions);

    /// 0 where the input does not vary.
    [[nodiscard]] Eigen::Index size() const { return coefficients_.cols(); }
    /// All functions at `x`.
    [[nodiscard]] Eigen::RowVectorXd at(double x) const;

private:
    [[nodiscard]] Eigen::RowVectorXd row(double x) const;

    Eigen::VectorXd knots_;
    Eigen::MatrixXd curvature_;     ///< second derivatives at the knots, of values at the knots
    Eigen::MatrixXd coefficients_;  ///< values at the knots, a column a function
};

}  // namespace rekensom::insight
