#include "rekensom/chance/quantile_table.hpp"

#include "law.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace rekensom::chance {

namespace {

constexpr std::size_t margin = 4;  // knots beyond each end, for the slopes there
constexpr std::size_t all_knots = table_knots + 2 * margin;

double score_of(std::size_t knot) {
    return (static_cast<double>(knot) - static_cast<double>(margin)) / knots_per_score - table_reach;
}

/// An inverse distribution function takes long and is smooth: f at every so many knots, and polynomials through a number of these
/// points between them. Empty where they are not f to 2e-10, at one place in each unit of the score.
template <std::size_t apart, std::size_t points>
std::vector<double> values_by_polynomials(double (*f)(void const* self, double z), void const* self) {
    constexpr std::size_t inside = points / 2 - 1;
    constexpr std::size_t sparse = (all_knots + apart - 1) / apart + 2 * inside + 1;
    std::array<double, sparse> at;
    for (std::size_t i = 0; i < sparse; ++i)
        at[i] = f(self, score_of(0) + (static_cast<double>(i) - static_cast<double>(inside)) * apart / knots_per_score);
    // Lagrange's polynomials at the knots between the two middle points.
    std::array<std::array<double, points>, apart> weight;
    for (std::size_t q = 0; q < apart; ++q)
        for (std::size_t k = 0; k < points; ++k) {
            double const t = static_cast<double>(inside) + static_cast<double>(q) / apart;
            weight[q][k] = 1;
            for (std::size_t m = 0; m < points; ++m)
                if (m != k)
                    weight[q][k] *= (t - static_cast<double>(m)) / (static_cast<double>(k) - static_cast<double>(m));
        }
    std::vector<double> y(all_knots);
    for (std::size_t i = 0; i < all_knots; ++i) {
        double const near = at[i / apart + inside];  // taken off, so that a constant stays one
        for (std::size_t k = 0; k < points; ++k) y[i] += weight[i % apart][k] * (at[i / apart + k] - near);
        y[i] += near;
    }
    double const spread = std::abs(f(self, 1) - f(self, -1));
    for (std::size_t i = apart / 2; i < all_knots; i += static_cast<std::size_t>(knots_per_score)) {
        double const exact = f(self, score_of(i));
        if (!(std::abs(y[i] - exact) <= 2e-10 * std::max(spread, std::abs(exact)))) return {};
    }
    return y;
}

}  // namespace

std::vector<double> hermite_knots(double (*f)(void const* self, double z), void const* self) {
    std::vector<double> y = values_by_polynomials<16, 12>(f, self);
    if (y.empty()) y = values_by_polynomials<8, 16>(f, self);
    if (y.empty()) {
        y.resize(all_knots);
        for (std::size_t i = 0; i < y.size(); ++i) y[i] = f(self, score_of(i));
    }
    std::vector<double> knots;
    knots.reserve(2 * table_knots);
    for (std::size_t i = margin; i < margin + table_knots; ++i) {
        double const slope = 4.0 / 5 * (y[i + 1] - y[i - 1]) - 1.0 / 5 * (y[i + 2] - y[i - 2]) +
                             4.0 / 105 * (y[i + 3] - y[i - 3]) - 1.0 / 280 * (y[i + 4] - y[i - 4]);
        knots.push_back(y[i]);
        knots.push_back(slope);
    }
    return knots;
}

QuantileTable::QuantileTable(Marginal const& marginal) {
    Law const& law = marginal.law();
    Shape const shape = law.shape();
    view_.kind = shape.kind;
    view_.outer = shape.outer;
    view_.offset = shape.offset;
    view_.factor = shape.factor;
    view_.sign = shape.sign;
    view_.location = shape.location;
    view_.scale = shape.scale;
    view_.lowest = law.quantile_z(-table_reach);
    view_.highest = law.quantile_z(table_reach);
    if (shape.kind == QuantileView::Kind::spline) {
        knots_ = hermite_knots([](void const* self, double z) { return static_cast<Law const*>(self)->inner(z); }, &law);
        view_.size = table_knots;
    }
    values_.assign(shape.values.begin(), shape.values.end());
    if (!values_.empty()) view_.size = values_.size();
    for (std::size_t i = 0; i + 1 < shape.cumulative.size(); ++i) {
        thresholds_.push_back(score_of_odds({shape.cumulative[i], 1 - shape.cumulative[i]}));
    }
}

QuantileView QuantileTable::view() const {
    QuantileView view = view_;
    view.knots = knots_.data();
    view.values = values_.data();
    view.thresholds = thresholds_.data();
    return view;
}

}  // namespace rekensom::chance
