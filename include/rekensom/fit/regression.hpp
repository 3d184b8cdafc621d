#pragma once

#include "rekensom/fit/estimate.hpp"

#include <Eigen/Core>

#include <vector>

// Least squares with errors that do not assume equal spread.

namespace rekensom::fit {

struct Regression {
    Eigen::VectorXd coefficients;  ///< the intercept first; 0 for a column that the others determine
    Eigen::MatrixXd covariance;    ///< HC3
    double r2 = 0;
    double residual_sd = 0;
    double dof = 0;  ///< rows - rank
    std::size_t rows = 0;
    std::vector<std::size_t> dropped;  ///< columns of `x` (from 0) that the others determine

    /// Of column `j` of `x`, with Student's t.
    [[nodiscard]] Estimate effect(std::size_t j) const;
    [[nodiscard]] Estimate intercept() const;
};

/// Ordinary, or with `weights` (empty: all 1; any common factor cancels) weighted, least squares of `y` on an intercept and
/// the columns of `x`; standard errors HC3 (MacKinnon & White 1985; the choice of Long & Ervin 2000 below 250 rows).
/// No NaN. \throws DataError with no more rows than columns.
[[nodiscard]] Regression regress(Eigen::MatrixXd const& x, Eigen::VectorXd const& y,
                                 Eigen::VectorXd const& weights = {});

}  // namespace rekensom::fit
