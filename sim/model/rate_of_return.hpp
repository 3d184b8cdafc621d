#pragma once

#include "model/rows.hpp"
#include "rekensom/base/lane_math.hpp"

#include <array>
#include <cmath>

// model.md section 8, internal rate of return: one, none or several; say which.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

struct RateOfReturn {
    Column rate;   ///< a year; NaN unless there is exactly one
    Column roots;  ///< how many sign changes between -99 % and 1000 % a year
};

/// The root between low and high, where f has opposite signs, to 1e-13: regula falsi, Illinois variant (an end that stays counts for
/// half), of which the order is 1.44. A lane that is there stays, so that it does not depend on its neighbours.
template <class F>
[[nodiscard]] Column refined(Column low, Column high, Column at_low, Column at_high, F&& f) {
    Column x = low, side = Column::Zero();
    for (int step = 0; step < 60; ++step) {
        Column next;
        std::size_t moving = 0;
        for (std::size_t i = 0; i < lane_count; ++i) {
            double const a = low.data()[i], b = high.data()[i], rise = at_high.data()[i] - at_low.data()[i];
            next.data()[i] = rise != 0 ? a - at_low.data()[i] * (b - a) / (rise != 0 ? rise : 1) : a;
            moving += lane::magnitude(next.data()[i] - x.data()[i]) > 1e-13 ? 1U : 0U;
        }
        if (step > 0 && moving == 0) return next;
        Column const there = f(next);
        for (std::size_t i = 0; i < lane_count; ++i) {
            bool const still = step > 0 && lane::magnitude(next.data()[i] - x.data()[i]) <= 1e-13;
            double const y = there.data()[i];
            bool const below = y * at_low.data()[i] > 0;  // the root lies above
            double const on_low = side.data()[i] < 0 ? 0.5 : 1, on_high = side.data()[i] > 0 ? 0.5 : 1;
            double const new_low = below ? y : at_low.data()[i] * on_low;
            double const new_high = below ? at_high.data()[i] * on_high : y;
            x.data()[i] = still ? x.data()[i] : next.data()[i];
            low.data()[i] = !still && below ? next.data()[i] : low.data()[i];
            high.data()[i] = !still && !below ? next.data()[i] : high.data()[i];
            at_low.data()[i] = still ? at_low.data()[i] : new_low;
            at_high.data()[i] = still ? at_high.data()[i] : new_high;
            side.data()[i] = still ? side.data()[i] : (below ? 1 : -1);
        }
    }
    return x;
}

/// Monthly flows `cash(t)` at mid-month. Present value as a polynomial in x = (1 + rate)^(-1/12), whose sign changes are counted on
/// a grid even in log(1 + rate), and the one root closed in on.
template <class Cash>
[[nodiscard]] RateOfReturn rate_of_return(int months, Cash&& cash) {
    constexpr int steps = 48, together = 4;
    constexpr double first = -4.605170185988091, last = 2.3978952727983707;  // log 0.01, log 11
    auto const growth = [](int i) { return first + (last - first) * i / steps; };
    RateOfReturn result{Column::Constant(std::nan("")), Column::Zero()};
    Column low = Column::Zero(), high = Column::Zero(), at_low = Column::Zero(), at_high = Column::Ones();
    Column left = Column::Zero();
    for (int i = 0; i <= steps; i += together) {
        // Several places of the grid at once: the sums of one wait for each other.
        std::array<double, together> x;
        for (int k = 0; k < together; ++k) x[static_cast<std::size_t>(k)] = lane::exp(growth(i + k) / -12);
        std::array<Column, together> present;
        present.fill(cash(months - 1));
        for (int t = months - 2; t >= 0; --t) {
            Column const flow = cash(t);
            for (std::size_t k = 0; k < together; ++k) present[k] = present[k] * x[k] + flow;
        }
        for (int k = i == 0 ? 1 : 0; k < together && i + k <= steps; ++k) {
            Column const& before = k == 0 ? left : present[static_cast<std::size_t>(k) - 1];
            Column const& here = present[static_cast<std::size_t>(k)];
            double const from = growth(i + k - 1), to = growth(i + k);
            for (std::size_t lane = 0; lane < lane_count; ++lane) {
                double const a = before.data()[lane], b = here.data()[lane];
                bool const crosses = a * b < 0 || (b == 0 && a != 0);
                low.data()[lane] = crosses ? from : low.data()[lane];
                high.data()[lane] = crosses ? to : high.data()[lane];
                at_low.data()[lane] = crosses ? a : at_low.data()[lane];
                at_high.data()[lane] = crosses ? b : at_high.data()[lane];
                result.roots.data()[lane] += crosses ? 1 : 0;
            }
        }
        left = present.back();
    }
    Column const root = refined(low, high, at_low, at_high, [&](Column const& at) {
        Column const x = exp(Column(at / -12));
        Column sum = cash(months - 1);
        for (int t = months - 2; t >= 0; --t) sum = sum * x + cash(t);
        return sum;
    });
    Column const rate = expm1(root);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (result.roots.data()[lane] == 1) result.rate.data()[lane] = rate.data()[lane];
    return result;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
