#pragma once

#include "rekensom/chance/marginal.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::chance {

/// A marginal as the lanes evaluate it (sim/chance/lanes_quantile.hpp); plain memory.
/// Smooth: a cubic Hermite spline of `y` in z over [-8.25, 8.25], then `Outer`. Steps: thresholds in z.
struct QuantileView {
    enum class Kind { constant, line, spline, steps, order_statistics };
    enum class Outer { identity, exponential, logistic };  ///< what is done to the inner value
    Kind kind = Kind::constant;
    Outer outer = Outer::identity;
    double offset = 0, factor = 1;       ///< result = offset + factor outer(inner)
    double location = 0, scale = 0;      ///< inner of a line: location + scale z
    std::size_t size = 0;                ///< knots, or values
    double const* knots = nullptr;       ///< value and slope × spacing by knot
    double const* values = nullptr;      ///< steps: ascending with z
    double const* thresholds = nullptr;  ///< steps: value k+1 begins where z > thresholds[k]; size - 1 of them
};

/// The table's relative error is below 1e-8 of max(|x|, sd) for |z| <= 8 (tests/chance/quantile_table_test.cpp).
class QuantileTable {
public:
    explicit QuantileTable(Marginal const& marginal);
    [[nodiscard]] QuantileView view() const;

private:
    QuantileView view_;
    std::vector<double> knots_, values_, thresholds_;
};

}  // namespace rekensom::chance
