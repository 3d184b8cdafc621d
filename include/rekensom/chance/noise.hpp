#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Monthly noise: gamma distributed with mean 1 (model.md section 1), pseudo-random by (seed, key, draw, month).

namespace rekensom::chance {

/// The standard normal number behind a month's noise: the scalar reference of sim/chance/lanes_noise.hpp.
[[nodiscard]] double noise_score(std::uint64_t seed, std::uint64_t key, std::uint64_t draw, std::uint32_t month);

/// Quantile functions of the gamma with mean 1 on a grid of coefficients of variation; plain memory. Between two of them
/// linear in cv, which keeps the mean at 1 and the cv right to 1e-3 of itself.
struct GammaView {
    double first = 0;     ///< the grid's first cv
    double per_step = 0;  ///< 1 / step; 0: one cv for all draws
    std::size_t tables = 0;
    double const* knots = nullptr;  ///< as QuantileView::knots, table after table
};

class GammaBank {
public:
    /// For cv's in [lowest, highest], within [0, 10]; outside it the nearest end is used.
    GammaBank(double lowest, double highest);
    [[nodiscard]] GammaView view() const;

private:
    GammaView view_;
    std::vector<double> knots_;
};

}  // namespace rekensom::chance
