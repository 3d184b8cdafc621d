#pragma once

#include <Eigen/Core>

namespace rekensom::fit {

/// Diagonal 1. A variable without variance correlates with nothing.
[[nodiscard]] Eigen::MatrixXd to_correlation(Eigen::MatrixXd const& covariance);

/// Least-squares solution of a x = b for a symmetric, possibly singular `a` (of the order of a correlation matrix).
[[nodiscard]] Eigen::VectorXd solve_symmetric(Eigen::MatrixXd const& a, Eigen::VectorXd const& b);

}  // namespace rekensom::fit
