#pragma once

#include "rekensom/chance/marginal.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::chance {

/// A marginal as the lanes evaluate it (sim/chance/lanes_quantile.hpp); plain memory. With s = sign z the number is
/// offset + factor outer(inner(s)), kept within [lowest, highest].
struct QuantileView {
    enum class Kind {
        constant,
        line,              ///< inner = location + scale s
        triangle,          ///< a triangle on [0, 1] with its top at `location`
        spline,            ///< cubic Hermite on [-reach, reach], s clamped
        steps,             ///< the value whose thresholds s lies between
        order_statistics,  ///< values[floor(Phi(s) size)]
    };
    enum class Outer { identity, exponential, logistic };
    Kind kind = Kind::constant;
    Outer outer = Outer::identity;
    double offset = 0, factor = 1, sign = 1;
    double location = 0, scale = 0;
    double lowest = 0, highest = 0;      ///< the quantiles at z = ±reach: the support's open ends are never reached
    std::size_t size = 0;                ///< knots, or values
    double const* knots = nullptr;       ///< value, slope / knots_per_score; and so on
    double const* values = nullptr;      ///< ascending
    double const* thresholds = nullptr;  ///< size - 1: value k + 1 from s > thresholds[k] on
};

inline constexpr double table_reach = 8.25;    ///< beyond it a normal score comes once in 10^16
inline constexpr double knots_per_score = 32;  ///< knots in a unit of z
inline constexpr std::size_t table_knots = static_cast<std::size_t>(2 * table_reach * knots_per_score) + 1;

/// Makes and keeps what a view points to. For |z| <= 8 the error is below 1e-8 of max(|x|, sd)
/// (tests/chance/quantile_table_test.cpp).
class QuantileTable {
public:
    explicit QuantileTable(Marginal const& marginal);
    [[nodiscard]] QuantileView view() const;  ///< valid while this table lives unmoved in memory of its own: vectors keep theirs

private:
    QuantileView view_;
    std::vector<double> knots_, values_, thresholds_;
};

/// Knots of a cubic Hermite spline through f at -reach, …, reach: value and slope / knots_per_score, slopes by differences of order 8.
[[nodiscard]] std::vector<double> hermite_knots(double (*f)(void const* self, double z), void const* self);

}  // namespace rekensom::chance
