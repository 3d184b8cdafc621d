#pragma once

#include "rekensom/fit/regression.hpp"

#include <optional>
#include <vector>

// Penalty-reward contrasts: does a low rating cost more than a high one earns (Brandt 1987; Mikulic & Prebezac 2011)?
// The cut points are a convention and change the result: they are part of it.

namespace rekensom::fit {

struct Cuts {
    double low;   ///< a rating at or below it is low
    double high;  ///< a rating at or above it is high
};

enum class Asymmetry {
    dissatisfier,  ///< mostly penalty: 80 % interval of the asymmetry below 0
    satisfier,     ///< mostly reward: above 0
    even,          ///< the data do not tell penalty from reward
    untold         ///< low or high ratings too few to say anything
};

struct Contrast {
    Cuts cuts{};
    double low_share = 0;  ///< of the rows
    double high_share = 0;
    Estimate penalty;        ///< points of the outcome lost by a low rating, against a middling one
    Estimate reward;         ///< points gained by a high one
    double range = unknown;  ///< penalty + reward
    Estimate asymmetry;      ///< (reward - penalty) / range, where the range is above 0
    Asymmetry kind = Asymmetry::untold;
};

struct Contrasts {
    std::vector<Contrast> drivers;
    Regression regression;  ///< on low and high of each driver in turn
};

/// Without NaN. Without `cuts` the quartiles of each column (type 7, not weighted).
[[nodiscard]] Contrasts penalty_reward(Eigen::MatrixXd const& ratings, Eigen::VectorXd const& outcome,
                                       Eigen::VectorXd const& weights = {}, std::optional<Cuts> cuts = {});

}  // namespace rekensom::fit
