#pragma once

#include "model/rows.hpp"
#include "rekensom/base/lane_math.hpp"

#include <cmath>

// model.md section 8, internal rate of return: one, none or several; say which.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

struct RateOfReturn {
    Column rate;   ///< a year; NaN unless there is exactly one
    Column roots;  ///< how many sign changes between -99 % and 1000 % a year
};

/// Monthly flows `cash(t)` at mid-month. Present value as a polynomial in x = (1 + rate)^(-1/12), whose sign changes are counted on
/// a grid even in log(1 + rate), and the one root halved to.
template <class Cash>
[[nodiscard]] RateOfReturn rate_of_return(int months, Cash&& cash) {
    constexpr int steps = 48;
    double const first = -4.605170185988091, last = 2.3978952727983707;  // log 0.01, log 11
    auto const present = [&](Column const& x) {
        Column sum = cash(months - 1);
        for (int t = months - 2; t >= 0; --t) sum = sum * x + cash(t);
        return sum;
    };
    auto const at = [&](Column const& log_growth) { return present(exp(Column(log_growth / -12))); };
    RateOfReturn result{Column::Constant(std::nan("")), Column::Zero()};
    Column low = Column::Zero(), high = Column::Zero(), at_low = Column::Zero();
    Column left = at(Column::Constant(first));
    for (int i = 1; i <= steps; ++i) {
        Column const right = at(Column::Constant(first + (last - first) * i / steps));
        Mask const crosses = left * right < 0 || (right == 0 && left != 0);
        low = crosses.select(Column::Constant(first + (last - first) * (i - 1) / steps), low);
        high = crosses.select(Column::Constant(first + (last - first) * i / steps), high);
        at_low = crosses.select(left, at_low);
        result.roots += crosses.select(Column::Ones(), Column(Column::Zero()));
        left = right;
    }
    for (int k = 0; k < 42; ++k) {
        Column const middle = 0.5 * (low + high);
        Column const at_middle = at(middle);
        Mask const before = at_low * at_middle <= 0;
        high = before.select(middle, high);
        low = before.select(low, middle);
    }
    result.rate = (result.roots == 1).select(exp(Column(0.5 * (low + high))) - 1, result.rate);
    return result;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
