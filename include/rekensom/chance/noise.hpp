#pragma once

#include "rekensom/chance/address.hpp"

#include <cstddef>
#include <vector>

// Monthly noise: gamma distributed with mean 1 (model.md section 1), pseudo-random by (seed, key, draw, month).

namespace rekensom::chance {

/// Quantile functions of the gamma with mean 1 on a grid of coefficients of variation; plain memory. Between two of them
/// linear in cv, so that the mean stays 1 and the cv is right to 1e-3 of itself.
struct GammaView {
    double cv_first = 0, cv_step = 0;  ///< step 0: one cv for all draws
    std::size_t tables = 0, knots = 0;
    double const* values = nullptr;  ///< as QuantileView::knots, table after table
};

class GammaBank {
public:
    /// For cv's in [lowest, highest], within [0, 10]; beyond it the nearest is used.
    GammaBank(double lowest, double highest);
    [[nodiscard]] GammaView view() const;

private:
    double first_, step_;
    std::size_t tables_;
    std::vector<double> values_;
};

}  // namespace rekensom::chance
