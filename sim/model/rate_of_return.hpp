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

/// A function and its slope, lane by lane.
struct Curve {
    Column value, slope;
};

/// The root between low and high, where f has opposite signs, to 1e-13: Newton's steps, or half of the bracket where they leave it.
/// A lane that is there stays, so that it does not depend on its neighbours.
template <class F>
[[nodiscard]] Column refined(Column low, Column high, Column const& at_low, F&& f) {
    Column x = 0.5 * (low + high), still = Column::Zero();
    for (int step = 0; step < 100 && still.minCoeff() == 0; ++step) {
        Curve const curve = f(x);
        for (std::size_t i = 0; i < lane_count; ++i) {
            double const here = x.data()[i], y = curve.value.data()[i], slope = curve.slope.data()[i];
            bool const below = y * at_low.data()[i] > 0;  // the root lies above
            double const a = below ? here : low.data()[i], b = below ? high.data()[i] : here;
            double const newton = here - y / (slope != 0 ? slope : 1), middle = 0.5 * (a + b);
            double const inside = slope != 0 && newton > a && newton < b ? newton : middle;
            double const next = y == 0 || still.data()[i] > 0 ? here : inside;
            low.data()[i] = a;
            high.data()[i] = b;
            x.data()[i] = next;
            still.data()[i] = lane::magnitude(next - here) <= 1e-13 ? 1 : still.data()[i];
        }
    }
    return x;
}

/// How often the flows change sign; flows of 0 have none.
template <class Cash>
[[nodiscard]] Column sign_changes(int months, Cash&& cash) {
    Column changes = Column::Zero(), sign = Column::Zero();
    for (int t = 0; t < months; ++t) {
        Column const flow = cash(t);
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            double const y = flow.data()[lane], last = sign.data()[lane];
            double const now = y > 0 ? 1 : (y < 0 ? -1 : last);
            changes.data()[lane] += now * last < 0 ? 1 : 0;
            sign.data()[lane] = now;
        }
    }
    return changes;
}

/// Where the present value changes sign, and how often.
struct Crossings {
    Column count = Column::Zero();
    Column low = Column::Zero(), high = Column::Zero();  ///< log(1 + rate): between them it does so last
    Column at_low = Column::Zero();                      ///< present value there
};

/// Looks at so many places, even in log(1 + rate) between -99 % and 1000 % a year.
template <int Steps, class Cash>
[[nodiscard]] Crossings crossings(int months, Cash&& cash) {
    constexpr int together = 4;
    constexpr double first = -4.605170185988091, last = 2.3978952727983707;  // log 0.01, log 11
    auto const growth = [](int i) { return first + (last - first) * i / Steps; };
    Crossings found;
    Column left = Column::Zero();
    for (int i = 0; i <= Steps; i += together) {
        // Several places at once: the sums of one wait for each other.
        std::array<double, together> x;
        for (int k = 0; k < together; ++k) x[static_cast<std::size_t>(k)] = lane::exp(growth(i + k) / -12);
        std::array<Column, together> present;
        present.fill(cash(months - 1));
        for (int t = months - 2; t >= 0; --t) {
            Column const flow = cash(t);
            for (std::size_t k = 0; k < together; ++k) present[k] = present[k] * x[k] + flow;
        }
        for (int k = i == 0 ? 1 : 0; k < together && i + k <= Steps; ++k) {
            Column const& before = k == 0 ? left : present[static_cast<std::size_t>(k) - 1];
            Column const& here = present[static_cast<std::size_t>(k)];
            double const from = growth(i + k - 1), to = growth(i + k);
            for (std::size_t lane = 0; lane < lane_count; ++lane) {
                double const a = before.data()[lane], b = here.data()[lane];
                bool const crosses = a * b < 0 || (b == 0 && a != 0);
                found.low.data()[lane] = crosses ? from : found.low.data()[lane];
                found.high.data()[lane] = crosses ? to : found.high.data()[lane];
                found.at_low.data()[lane] = crosses ? a : found.at_low.data()[lane];
                found.count.data()[lane] += crosses ? 1 : 0;
            }
        }
        left = present.back();
    }
    return found;
}

/// Monthly flows `cash(t)` at mid-month. Present value as a polynomial in x = (1 + rate)^(-1/12). Flows that change sign once or never
/// make it cross 0 once at most (Descartes): then a few places tell where. Else the crossings of a fine grid are counted.
template <class Cash>
[[nodiscard]] RateOfReturn rate_of_return(int months, Cash&& cash) {
    constexpr int few = 7, many = 48;
    Crossings found = crossings<few>(months, cash);
    Column const changes = sign_changes(months, cash);
    if (changes.maxCoeff() > 1) {
        Crossings const fine = crossings<many>(months, cash);
        auto const choose = [&](Column& of, Column const& other) {
            for (std::size_t lane = 0; lane < lane_count; ++lane)
                of.data()[lane] = changes.data()[lane] > 1 ? other.data()[lane] : of.data()[lane];
        };
        choose(found.count, fine.count);
        choose(found.low, fine.low), choose(found.high, fine.high);
        choose(found.at_low, fine.at_low);
    }
    Column const root = refined(found.low, found.high, found.at_low, [&](Column const& at) {
        Column const x = exp(Column(at / -12));
        Column sum = cash(months - 1), slope = Column::Zero();
        for (int t = months - 2; t >= 0; --t) {
            slope = slope * x + sum;
            sum = sum * x + cash(t);
        }
        return Curve{sum, slope * x / -12};
    });
    RateOfReturn result{Column::Constant(std::nan("")), found.count};
    Column const rate = expm1(root);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (found.count.data()[lane] == 1) result.rate.data()[lane] = rate.data()[lane];
    return result;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
