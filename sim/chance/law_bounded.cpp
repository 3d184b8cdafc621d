// Laws on [0, 1]: uniform, triangle, beta; and the gamma, which is the other one that Boost.Math inverts for us.

#include "law.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <cmath>
#include <limits>

namespace rekensom::chance {
namespace {

// In double: the tables of quantiles, which a run waits for, are then made several times faster, and are no less exact than they state.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

class UniformLaw final : public Law {
public:
    Family family() const override { return Family::smooth; }
    double mean() const override { return 0.5; }
    double sd() const override { return std::sqrt(1.0 / 12); }
    double quantile(Odds odds) const override { return odds.below; }
    double cdf(double x) const override { return x <= 0 ? 0 : (x >= 1 ? 1 : x); }
    double lower() const override { return 0; }
    double upper() const override { return 1; }
    Shape shape() const override { return {.kind = QuantileView::Kind::spline, .values = {}, .cumulative = {}}; }
};

class TriangleLaw final : public Law {
public:
    explicit TriangleLaw(double top) : top_(top) {}
    Family family() const override { return Family::smooth; }
    double mean() const override { return (1 + top_) / 3; }
    double sd() const override { return std::sqrt((1 - top_ + top_ * top_) / 18); }
    double quantile(Odds odds) const override {
        return odds.below < top_ ? std::sqrt(odds.below * top_) : 1 - std::sqrt(odds.above * (1 - top_));
    }
    double cdf(double x) const override {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        return x < top_ ? x * x / top_ : 1 - (1 - x) * (1 - x) / (1 - top_);
    }
    double lower() const override { return 0; }
    double upper() const override { return 1; }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::triangle, .location = top_, .values = {}, .cumulative = {}};
    }

private:
    double top_;
};

class BetaLaw final : public Law {
public:
    BetaLaw(double a, double b) : a_(a), b_(b) {}
    Family family() const override { return Family::smooth; }
    double mean() const override { return a_ / (a_ + b_); }
    double sd() const override { return std::sqrt(a_ * b_ / (a_ + b_ + 1)) / (a_ + b_); }
    double quantile(Odds odds) const override {
        if (odds.below <= 0) return 0;
        if (odds.above <= 0) return 1;
        return odds.below <= odds.above ? boost::math::ibeta_inv(a_, b_, odds.below, InDouble())
                                        : boost::math::ibetac_inv(a_, b_, odds.above, InDouble());
    }
    double cdf(double x) const override { return x <= 0 ? 0 : (x >= 1 ? 1 : boost::math::ibeta(a_, b_, x)); }
    double lower() const override { return 0; }
    double upper() const override { return 1; }
    Shape shape() const override { return {.kind = QuantileView::Kind::spline, .values = {}, .cumulative = {}}; }

private:
    double a_, b_;
};

class GammaLaw final : public Law {
public:
    explicit GammaLaw(double cv) : cv_(cv) {}
    Family family() const override { return Family::smooth; }
    double mean() const override { return 1; }
    double sd() const override { return cv_; }
    double quantile(Odds odds) const override {
        if (odds.below <= 0) return 0;
        if (odds.above <= 0) return upper();
        double const shape = 1 / (cv_ * cv_);
        double const x = odds.below <= odds.above ? boost::math::gamma_p_inv(shape, odds.below, InDouble())
                                                  : boost::math::gamma_q_inv(shape, odds.above, InDouble());
        return x / shape;
    }
    double cdf(double x) const override {
        double const shape = 1 / (cv_ * cv_);
        return x <= 0 ? 0 : boost::math::gamma_p(shape, x * shape);
    }
    double lower() const override { return 0; }
    double upper() const override { return std::numeric_limits<double>::infinity(); }
    Shape shape() const override { return {.kind = QuantileView::Kind::spline, .values = {}, .cumulative = {}}; }

private:
    double cv_;
};

}  // namespace

SharedLaw uniform_law() { return std::make_shared<UniformLaw>(); }
SharedLaw triangle_law(double top) { return std::make_shared<TriangleLaw>(top); }
SharedLaw beta_law(double a, double b) { return std::make_shared<BetaLaw>(a, b); }
SharedLaw gamma_law(double cv) { return std::make_shared<GammaLaw>(cv); }

}  // namespace rekensom::chance
