#include "rekensom/chance/quantile_table.hpp"

#include "law.hpp"

#include <algorithm>
#include <array>

namespace rekensom::chance {

std::vector<double> hermite_knots(double (*f)(void const* self, double z), void const* self) {
    constexpr std::size_t margin = 4;
    std::vector<double> y(table_knots + 2 * margin);
    for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] = f(self, (static_cast<double>(i) - static_cast<double>(margin)) / knots_per_score - table_reach);
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
