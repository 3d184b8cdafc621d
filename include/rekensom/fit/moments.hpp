#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

// Means and covariances of columns with missing answers.

namespace rekensom::fit {

struct Moments {
    Eigen::VectorXd mean;
    Eigen::MatrixXd covariance;  ///< divided by the sum of the weights
    int iterations = 0;          ///< EM steps; 0 where nothing was missing
};

/// Columns with missing answers (NaN), arranged once so that their moments under many sets of weights are cheap.
/// Method: maximum likelihood under a multivariate normal by EM (Little & Rubin 2002, section 11.2), which uses all answers
/// given and is unbiased where what is missing depends only on what was answered; without a missing answer the plain moments.
class Incomplete {
public:
    /// Every row has at least one answer; other rows must be left out before.
    explicit Incomplete(Eigen::MatrixXd columns);

    [[nodiscard]] Eigen::Index rows() const { return columns_.rows(); }
    [[nodiscard]] bool complete() const { return patterns_.size() == 1 && patterns_[0].missing.empty(); }
    [[nodiscard]] Eigen::MatrixXd const& columns() const { return columns_; }

    /// `weights` a row; `start` a guess that saves iterations. Stops when no mean or covariance moves by more than
    /// `tolerance` of its scale, or after 600 steps.
    [[nodiscard]] Moments moments(Eigen::VectorXd const& weights, double tolerance,
                                  Moments const* start = nullptr) const;

    /// The columns with every missing answer replaced by its expectation given those the row has.
    [[nodiscard]] Eigen::MatrixXd filled(Moments const& moments) const;

private:
    struct Pattern {
        std::vector<Eigen::Index> seen;
        std::vector<Eigen::Index> missing;
        std::vector<Eigen::Index> rows;
    };
    Eigen::MatrixXd columns_;
    std::vector<Pattern> patterns_;
};

}  // namespace rekensom::fit
