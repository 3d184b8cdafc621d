#pragma once

#include "rekensom/fit/estimate.hpp"

#include <Eigen/Core>

// Marks: other scales brought to 1-10, the net promoter score, and the spread behind the share satisfied.

namespace rekensom::fit {

struct Scale {
    double worst;  ///< may be the greater, where 1 is best
    double best;
};

/// To a mark 1-10, linearly.
[[nodiscard]] Eigen::VectorXd to_marks(Eigen::VectorXd const& answers, Scale scale);

/// 9 and 10 count 100, 0 to 6 count -100, 7 and 8 nothing: their mean is the NPS. Answers 0-10.
[[nodiscard]] Eigen::VectorXd nps_points(Eigen::VectorXd const& answers);

struct MarkSpread {
    Estimate spread;                    ///< sigma of P(mark >= 8) = Phi((S - 7.5) / sigma)
    double mean_mark = unknown;         ///< plain mean of the marks
    double latent_mean = unknown;       ///< S that fits the marks best with that spread
    Estimate satisfied_seen;            ///< share of marks of 7.5 and more
    double satisfied_fitted = unknown;  ///< the same share as it follows from the fit
};

/// Maximum likelihood of an ordered response: a mark stands for all that is within half a `step` of it, the lowest and
/// highest for all beyond. A `step` of 0: the least distance between the marks given, on a scale of few steps; of more than
/// 25 different marks each is taken as it is. NaN left out. \throws DataError where all marks are the same.
[[nodiscard]] MarkSpread fit_spread(Eigen::VectorXd const& marks, Eigen::VectorXd const& weights = {}, double step = 0,
                                    Scale ends = {1, 10});

}  // namespace rekensom::fit
