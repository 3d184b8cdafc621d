#pragma once

#include "rekensom/chance/quantile_table.hpp"

#include <memory>
#include <span>
#include <vector>

// What a marginal is made of: a law of chance, without the words that the user chose for it.

namespace rekensom::chance {

/// A probability and what is left of 1, both exact: far in the upper tail 1 - u would be lost.
struct Odds {
    double below = 0.5, above = 0.5;
};

[[nodiscard]] Odds odds_of_score(double z);
[[nodiscard]] double score_of_odds(Odds odds);

/// How the lanes are to evaluate a law; see QuantileView.
struct Shape {
    QuantileView::Kind kind = QuantileView::Kind::constant;
    QuantileView::Outer outer = QuantileView::Outer::identity;
    double offset = 0, factor = 1, sign = 1;
    double location = 0, scale = 0;
    std::span<double const> values;      ///< of steps
    std::span<double const> cumulative;  ///< of steps: probability up to and with a value; empty: all alike
};

class Law {
public:
    Law() = default;
    Law(Law const&) = delete;
    Law& operator=(Law const&) = delete;
    virtual ~Law() = default;

    [[nodiscard]] virtual Family family() const = 0;
    [[nodiscard]] virtual double mean() const = 0;
    [[nodiscard]] virtual double sd() const = 0;
    [[nodiscard]] virtual double quantile(Odds odds) const = 0;
    [[nodiscard]] virtual double quantile_z(double z) const { return quantile(odds_of_score(z)); }
    [[nodiscard]] virtual double cdf(double x) const = 0;
    [[nodiscard]] virtual double lower() const = 0;
    [[nodiscard]] virtual double upper() const = 0;
    [[nodiscard]] virtual Shape shape() const = 0;
    /// Of a spline: the inner value at the score s.
    [[nodiscard]] virtual double inner(double s) const { return quantile_z(s); }
};

using SharedLaw = std::shared_ptr<Law const>;

[[nodiscard]] SharedLaw constant_law(double value);
[[nodiscard]] SharedLaw uniform_law();                 ///< on [0, 1]
[[nodiscard]] SharedLaw triangle_law(double top);      ///< on [0, 1], highest at `top` in [0, 1]
[[nodiscard]] SharedLaw beta_law(double a, double b);  ///< on [0, 1], a and b above 0
[[nodiscard]] SharedLaw gamma_law(double cv);          ///< mean 1, cv above 0
[[nodiscard]] SharedLaw normal_law(double mean, double sd);
[[nodiscard]] SharedLaw log_normal_law(double location, double scale);    ///< on (0, inf)
[[nodiscard]] SharedLaw logit_normal_law(double location, double scale);  ///< on (0, 1)

/// Of exp of a metalog, a2 + a3 / 2: the mean is infinite from 1 on, and from 0.9 on made by draws that no run contains.
inline constexpr double heaviest_metalog_tail = 0.9;

/// a1 + a2 w + a3 (y - ½) w with w = logit(y), a2 > 0; then exp or logistic of that.
struct MetalogTerms {
    double a1 = 0, a2 = 1, a3 = 0;
};
[[nodiscard]] SharedLaw metalog_law(MetalogTerms terms, QuantileView::Outer outer);

/// \param values  ascending, no two alike  \param weights  above 0, as many
[[nodiscard]] SharedLaw discrete_law(std::vector<double> values, std::vector<double> const& weights);
[[nodiscard]] SharedLaw data_law(std::vector<double> observations);

/// offset + factor X, factor not 0.
[[nodiscard]] SharedLaw linear_law(double offset, double factor, SharedLaw law);

struct Moments {
    double mean = 0, sd = 0;
};
/// Of the logit-normal on (0, 1), by the trapezium rule, which for such integrands converges faster than any power.
[[nodiscard]] Moments logit_normal_moments(double location, double scale);

}  // namespace rekensom::chance
