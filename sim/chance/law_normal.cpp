// Laws that are a function of a normal score: normal, log-normal, logit-normal.

#include "law.hpp"

#include "rekensom/base/lane_math.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rekensom::chance {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class NormalLaw final : public Law {
public:
    NormalLaw(double mean, double sd) : mean_(mean), sd_(sd) {}
    Family family() const override { return Family::normal; }
    double mean() const override { return mean_; }
    double sd() const override { return sd_; }
    double quantile(Odds odds) const override { return quantile_z(score_of_odds(odds)); }
    double quantile_z(double z) const override { return mean_ + sd_ * z; }
    double cdf(double x) const override { return lane::normal_cdf((x - mean_) / sd_); }
    double lower() const override { return -infinity; }
    double upper() const override { return infinity; }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::line, .location = mean_, .scale = sd_, .values = {}, .cumulative = {}};
    }

private:
    double mean_, sd_;
};

class LogNormalLaw final : public Law {
public:
    LogNormalLaw(double location, double scale) : location_(location), scale_(scale) {}
    Family family() const override { return Family::log_normal; }
    double mean() const override { return lane::exp(location_ + 0.5 * scale_ * scale_); }
    double sd() const override { return mean() * std::sqrt(lane::expm1(scale_ * scale_)); }
    double quantile(Odds odds) const override { return quantile_z(score_of_odds(odds)); }
    double quantile_z(double z) const override { return lane::exp(location_ + scale_ * z); }
    double cdf(double x) const override { return x <= 0 ? 0 : lane::normal_cdf((lane::log(x) - location_) / scale_); }
    double lower() const override { return 0; }
    double upper() const override { return infinity; }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::line,
                .outer = QuantileView::Outer::exponential,
                .location = location_,
                .scale = scale_,
                .values = {},
                .cumulative = {}};
    }

private:
    double location_, scale_;
};

class LogitNormalLaw final : public Law {
public:
    LogitNormalLaw(double location, double scale)
        : location_(location), scale_(scale), moments_(logit_normal_moments(location, scale)) {}
    Family family() const override { return Family::logit_normal; }
    double mean() const override { return moments_.mean; }
    double sd() const override { return moments_.sd; }
    double quantile(Odds odds) const override { return quantile_z(score_of_odds(odds)); }
    double quantile_z(double z) const override { return 1 / (1 + lane::exp(-(location_ + scale_ * z))); }
    double cdf(double x) const override {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        return lane::normal_cdf((lane::log(x / (1 - x)) - location_) / scale_);
    }
    double lower() const override { return 0; }
    double upper() const override { return 1; }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::line,
                .outer = QuantileView::Outer::logistic,
                .location = location_,
                .scale = scale_,
                .values = {},
                .cumulative = {}};
    }

private:
    double location_, scale_;
    Moments moments_;
};

}  // namespace

Odds odds_of_score(double z) { return {lane::normal_cdf(z), lane::normal_cdf(-z)}; }

double score_of_odds(Odds odds) {
    if (odds.below <= 0) return -infinity;
    if (odds.above <= 0) return infinity;
    boost::math::normal_distribution<double> const normal;
    return odds.below <= odds.above ? boost::math::quantile(normal, odds.below)
                                    : boost::math::quantile(boost::math::complement(normal, odds.above));
}

Moments logit_normal_moments(double location, double scale) {
    double const step = std::min(0.05, 0.4 / scale);
    int const reach = static_cast<int>(std::ceil(9 / step));
    double weights = 0;
    double first = 0;
    for (int i = -reach; i <= reach; ++i) {
        double const z = i * step;
        double const w = lane::exp(-0.5 * z * z);
        weights += w;
        first += w / (1 + lane::exp(-(location + scale * z)));
    }
    double const mean = first / weights;
    double second = 0;
    for (int i = -reach; i <= reach; ++i) {
        double const z = i * step;
        double const d = 1 / (1 + lane::exp(-(location + scale * z))) - mean;
        second += lane::exp(-0.5 * z * z) * d * d;
    }
    return {mean, std::sqrt(second / weights)};
}

SharedLaw normal_law(double mean, double sd) { return std::make_shared<NormalLaw>(mean, sd); }
SharedLaw log_normal_law(double location, double scale) { return std::make_shared<LogNormalLaw>(location, scale); }
SharedLaw logit_normal_law(double location, double scale) { return std::make_shared<LogitNormalLaw>(location, scale); }

}  // namespace rekensom::chance
