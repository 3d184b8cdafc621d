#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <string>
#include <vector>

// How much of what is explained each driver explains: relative importance from a correlation (or covariance) matrix, the
// outcome in row and column 0 and the predictors after it. For *ranking* only: a change is never multiplied by a share of
// importance, but by an effect (`regression.hpp`).

namespace rekensom::fit {

inline constexpr std::size_t most_players = 20;  ///< 2^20 subsets: a second

/// Who shares the explained variance. Predictors are numbered from 0, the outcome not counted.
struct Players {
    std::vector<std::vector<std::size_t>> groups;  ///< one driver of several questions; empty: each predictor for itself
    std::vector<std::size_t> controls;             ///< always in the model, and given no share
};

struct Importance {
    double r2 = 0;           ///< of all predictors
    double r2_controls = 0;  ///< of the controls alone; the shares add up to r2 - r2_controls
    Eigen::VectorXd lmg;     ///< mean gain in R2 over all orders: Lindeman, Merenda & Gold (1980); the Shapley value
    Eigen::VectorXd first;   ///< gain alone, after the controls
    Eigen::VectorXd last;    ///< gain after all others
    Eigen::MatrixXd conditional;  ///< [player][k]: mean gain on subsets of k others (Azen & Budescu 2003)
    Eigen::MatrixXd complete;  ///< [j][i]: share of the subsets without both on which j gains more than i; NaN on the diagonal
};

/// Everything above, exactly, over all subsets. A predictor that the others determine gains nothing after them.
[[nodiscard]] Importance decompose(Eigen::MatrixXd const& covariance, Players const& players = {});

/// LMG alone, for the bootstrap.
[[nodiscard]] Eigen::VectorXd lmg(Eigen::MatrixXd const& covariance, Players const& players = {});

/// Johnson's (2000) relative weights, of a player the sum over its group; controls are partialled out first.
/// A cross-check beside LMG: with two predictors the same.
[[nodiscard]] Eigen::VectorXd johnson_weights(Eigen::MatrixXd const& covariance, Players const& players = {});

/// A row a predictor.
struct Associations {
    Eigen::VectorXd beta;   ///< standardised
    Eigen::VectorXd pratt;  ///< beta r; negative for a suppressor
    Eigen::VectorXd car;    ///< squared correlation with the decorrelated predictors (Zuber & Strimmer 2011)
};
[[nodiscard]] Associations associations(Eigen::MatrixXd const& covariance);

/// How far the predictors say the same.
struct Collinearity {
    Eigen::VectorXd vif;          ///< 1 / (1 - R2 of the predictor on the others); infinite for a copy
    double condition_number = 1;  ///< greatest / smallest eigenvalue of the predictors' correlation matrix
};
[[nodiscard]] Collinearity collinearity(Eigen::MatrixXd const& covariance);

/// The same in words, a sentence a finding; none where there is nothing to warn of. `names` of the predictors.
[[nodiscard]] std::vector<std::string> in_words(Collinearity const& found, Eigen::MatrixXd const& covariance,
                                                std::vector<std::string> const& names);

}  // namespace rekensom::fit
