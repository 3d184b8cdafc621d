// The metalog of three terms. Source: Keelin (2016), The metalog distributions, Decision Analysis 13(4).

#include "law.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rekensom::chance {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double logistic(double w) { return 1 / (1 + lane::exp(-w)); }

class MetalogLaw final : public Law {
public:
    MetalogLaw(MetalogTerms terms, QuantileView::Outer outer) : terms_(terms), outer_(outer), moments_(integrate()) {}
    Family family() const override { return Family::smooth; }
    double mean() const override { return moments_.mean; }
    double sd() const override { return moments_.sd; }
    double quantile(Odds odds) const override {
        if (odds.below <= 0) return lower();
        if (odds.above <= 0) return upper();
        return outside(at(lane::log(odds.below / odds.above)));
    }
    double cdf(double x) const override {
        if (x <= lower()) return 0;
        if (x >= upper()) return 1;
        double const y = outer_ == QuantileView::Outer::identity      ? x
                         : outer_ == QuantileView::Outer::exponential ? lane::log(x)
                                                                      : lane::log(x / (1 - x));
        auto const miss = [&](double w) { return at(w) - y; };
        double low = -1;
        double high = 1;
        while (miss(low) > 0 && low > -1e4) low *= 2;
        while (miss(high) < 0 && high < 1e4) high *= 2;
        if (miss(low) >= 0) return logistic(low);
        if (miss(high) <= 0) return logistic(high);
        std::uintmax_t steps = 200;
        auto const found =
            boost::math::tools::toms748_solve(miss, low, high, boost::math::tools::eps_tolerance<double>(52), steps);
        return logistic(0.5 * (found.first + found.second));
    }
    double lower() const override { return outer_ == QuantileView::Outer::identity ? -infinity : 0; }
    double upper() const override { return outer_ == QuantileView::Outer::logistic ? 1 : infinity; }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::spline, .outer = outer_, .values = {}, .cumulative = {}};
    }
    double inner(double s) const override {
        Odds const odds = odds_of_score(s);
        return at(lane::log(odds.below / odds.above));
    }

private:
    double at(double w) const { return terms_.a1 + terms_.a2 * w + terms_.a3 * (logistic(w) - 0.5) * w; }
    double outside(double y) const {
        if (outer_ == QuantileView::Outer::exponential) return lane::exp(y);
        return outer_ == QuantileView::Outer::logistic ? logistic(y) : y;
    }
    /// By the trapezium rule in w, whose density is the logistic one: e^-|w| far out.
    Moments integrate() const {
        // exp of it has the upper tail of a power: the k-th moment is there as long as k times this is below 1
        double const tail = outer_ == QuantileView::Outer::exponential ? terms_.a2 + 0.5 * terms_.a3 : 0;
        REKENSOM_EXPECT(tail <= heaviest_metalog_tail);
        double const mean = expectation(1 - tail, [](double x) { return x; });
        // Nearer to ½ the sd, though finite, is made by draws that no run contains.
        if (tail > 0.46) return {mean, infinity};
        double const variance = expectation(1 - 2 * tail, [mean](double x) { return (x - mean) * (x - mean); });
        return {mean, std::sqrt(variance)};
    }
    template <class F>
    double expectation(double decay, F f) const {
        double const step = 0.2;
        int const below = static_cast<int>(50 / step);
        int const above = static_cast<int>(50 / (step * decay));
        double sum = 0;
        for (int i = -below; i <= above; ++i) {
            double const w = i * step;
            double const e = lane::exp(-std::abs(w));
            sum += f(outside(at(w))) * e / ((1 + e) * (1 + e));
        }
        return sum * step;
    }

    MetalogTerms terms_;
    QuantileView::Outer outer_;
    Moments moments_;
};

}  // namespace

SharedLaw metalog_law(MetalogTerms terms, QuantileView::Outer outer) {
    return std::make_shared<MetalogLaw>(terms, outer);
}

}  // namespace rekensom::chance
