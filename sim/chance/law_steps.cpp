// Laws of finitely many values, and the linear function of a law.

#include "law.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::chance {
namespace {

class ConstantLaw final : public Law {
public:
    explicit ConstantLaw(double value) : value_(value) {}
    Family family() const override { return Family::constant; }
    double mean() const override { return value_; }
    double sd() const override { return 0; }
    double quantile(Odds) const override { return value_; }
    double quantile_z(double) const override { return value_; }
    double cdf(double x) const override { return x < value_ ? 0 : 1; }
    double lower() const override { return value_; }
    double upper() const override { return value_; }
    Shape shape() const override { return {.offset = value_, .values = {}, .cumulative = {}}; }

private:
    double value_;
};

class DiscreteLaw final : public Law {
public:
    DiscreteLaw(std::vector<double> values, std::vector<double> const& weights) : values_(std::move(values)) {
        double total = 0;
        for (double const w : weights) total += w;
        double sum = 0;
        for (double const w : weights) cumulative_.push_back((sum += w) / total);
        cumulative_.back() = 1;
        double before = 0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            mean_ += (cumulative_[i] - before) * values_[i];
            before = cumulative_[i];
        }
        before = 0;
        double variance = 0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            variance += (cumulative_[i] - before) * (values_[i] - mean_) * (values_[i] - mean_);
            before = cumulative_[i];
        }
        sd_ = std::sqrt(variance);
    }
    Family family() const override { return Family::steps; }
    double mean() const override { return mean_; }
    double sd() const override { return sd_; }
    double quantile(Odds odds) const override {
        auto const at = std::lower_bound(cumulative_.begin(), cumulative_.end() - 1, odds.below);
        return values_[static_cast<std::size_t>(at - cumulative_.begin())];
    }
    double cdf(double x) const override {
        auto const above = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
        return above == 0 ? 0 : cumulative_[static_cast<std::size_t>(above - 1)];
    }
    double lower() const override { return values_.front(); }
    double upper() const override { return values_.back(); }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::steps, .values = values_, .cumulative = cumulative_};
    }

private:
    std::vector<double> values_, cumulative_;
    double mean_ = 0, sd_ = 0;
};

class DataLaw final : public Law {
public:
    explicit DataLaw(std::vector<double> observations) : values_(std::move(observations)) {
        std::sort(values_.begin(), values_.end());
        auto const n = static_cast<double>(values_.size());
        for (double const v : values_) mean_ += v / n;
        double variance = 0;
        for (double const v : values_) variance += (v - mean_) * (v - mean_) / n;
        sd_ = std::sqrt(variance);
    }
    Family family() const override { return Family::steps; }
    double mean() const override { return mean_; }
    double sd() const override { return sd_; }
    double quantile(Odds odds) const override {
        double const place = std::floor(odds.below * static_cast<double>(values_.size()));
        return values_[std::min(static_cast<std::size_t>(place), values_.size() - 1)];
    }
    double cdf(double x) const override {
        auto const above = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
        return static_cast<double>(above) / static_cast<double>(values_.size());
    }
    double lower() const override { return values_.front(); }
    double upper() const override { return values_.back(); }
    Shape shape() const override {
        return {.kind = QuantileView::Kind::order_statistics, .values = values_, .cumulative = {}};
    }

private:
    std::vector<double> values_;
    double mean_ = 0, sd_ = 0;
};

class LinearLaw final : public Law {
public:
    LinearLaw(double offset, double factor, SharedLaw law) : offset_(offset), factor_(factor), law_(std::move(law)) {}
    Family family() const override { return law_->family(); }
    double mean() const override { return offset_ + factor_ * law_->mean(); }
    double sd() const override { return std::abs(factor_) * law_->sd(); }
    double quantile(Odds odds) const override {
        return offset_ + factor_ * law_->quantile(factor_ > 0 ? odds : Odds{odds.above, odds.below});
    }
    double quantile_z(double z) const override { return offset_ + factor_ * law_->quantile_z(factor_ > 0 ? z : -z); }
    double cdf(double x) const override {
        double const inside = (x - offset_) / factor_;
        return factor_ > 0 ? law_->cdf(inside) : 1 - law_->cdf(std::nextafter(inside, -lane::infinity));
    }
    double lower() const override { return offset_ + factor_ * (factor_ > 0 ? law_->lower() : law_->upper()); }
    double upper() const override { return offset_ + factor_ * (factor_ > 0 ? law_->upper() : law_->lower()); }
    Shape shape() const override {
        Shape shape = law_->shape();
        shape.offset = offset_ + factor_ * shape.offset;
        shape.factor *= factor_;
        if (factor_ < 0) shape.sign = -shape.sign;
        return shape;
    }
    double inner(double s) const override { return law_->inner(s); }

private:
    double offset_, factor_;
    SharedLaw law_;
};

}  // namespace

SharedLaw constant_law(double value) { return std::make_shared<ConstantLaw>(value); }

SharedLaw discrete_law(std::vector<double> values, std::vector<double> const& weights) {
    REKENSOM_EXPECT(!values.empty() && values.size() == weights.size());
    return std::make_shared<DiscreteLaw>(std::move(values), weights);
}

SharedLaw data_law(std::vector<double> observations) {
    REKENSOM_EXPECT(!observations.empty());
    return std::make_shared<DataLaw>(std::move(observations));
}

SharedLaw linear_law(double offset, double factor, SharedLaw law) {
    REKENSOM_EXPECT(factor != 0);
    if (law->family() == Family::constant) return constant_law(offset + factor * law->mean());
    return std::make_shared<LinearLaw>(offset, factor, std::move(law));
}

}  // namespace rekensom::chance
