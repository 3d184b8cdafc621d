#include "rekensom/fit/marks.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <vector>

namespace rekensom::fit {

namespace {

struct Cell {
    double low, high, weight;
};

double normal_share(double low, double high) {
    // On the side where both tails are small, so that far cells keep their digits.
    if (low > 0) return normal_share(-high, -low);
    return (std::erfc(-high / std::sqrt(2.0)) - std::erfc(-low / std::sqrt(2.0))) / 2;
}

double density(double z) { return std::isinf(z) ? 0 : std::exp(-z * z / 2) * 0.3989422804014327; }
double times(double z, double d) { return std::isinf(z) ? 0 : z * d; }

double log_likelihood(std::vector<Cell> const& cells, double mean, double sigma) {
    double sum = 0;
    for (Cell const& c : cells)
        sum += c.weight * std::log(std::max(normal_share((c.low - mean) / sigma, (c.high - mean) / sigma), 1e-300));
    return sum;
}

}  // namespace

Eigen::VectorXd to_marks(Eigen::VectorXd const& answers, Scale scale) {
    return (1 + 9 * (answers.array() - scale.worst) / (scale.best - scale.worst)).matrix();
}

Eigen::VectorXd nps_points(Eigen::VectorXd const& answers) {
    return answers.unaryExpr([](double a) { return std::isnan(a) ? a : a >= 9 ? 100.0 : a <= 6 ? -100.0 : 0.0; });
}

MarkSpread fit_spread(Eigen::VectorXd const& marks, Eigen::VectorXd const& weights, double step, Scale ends) {
    std::map<double, double> counts;
    double total = 0, squares = 0, sum = 0, satisfied = 0;
    std::size_t n = 0;
    for (Eigen::Index i = 0; i < marks.size(); ++i) {
        double const w = weights.size() == 0 ? 1 : weights[i];
        if (std::isnan(marks[i]) || !(w > 0)) continue;
        counts[marks[i]] += w;
        total += w, squares += w * w, sum += w * marks[i], ++n;
        if (marks[i] >= 7.5) satisfied += w;
    }
    if (counts.size() < 2) throw DataError("all marks are the same: their spread cannot be told");
    if (step == 0) {
        step = std::abs(ends.best - ends.worst);
        for (auto mark = counts.begin(); std::next(mark) != counts.end(); ++mark)
            step = std::min(step, std::next(mark)->first - mark->first);
        if (counts.size() > 25) step = std::min(step, 0.01);
    }
    double const effective = total * total / squares;  // Kish: weights cost information
    double const infinite = std::numeric_limits<double>::infinity();
    std::vector<Cell> cells;
    double variance = 0;
    for (auto const& [mark, weight] : counts) {
        bool const lowest = mark <= std::min(ends.worst, ends.best) + step / 4,
                   highest = mark >= std::max(ends.worst, ends.best) - step / 4;
        cells.push_back(
            {lowest ? -infinite : mark - step / 2, highest ? infinite : mark + step / 2, weight / total * effective});
        variance += weight / total * (mark - sum / total) * (mark - sum / total);
    }

    // EM for a normal seen in cells: expectation of x and x^2 within each.
    double mean = sum / total, sigma = std::sqrt(variance);
    for (int iteration = 0; iteration < 5000; ++iteration) {
        double first = 0, second = 0;
        for (Cell const& c : cells) {
            double const a = (c.low - mean) / sigma, b = (c.high - mean) / sigma;
            double const share = std::max(normal_share(a, b), 1e-300);
            double const da = density(a), db = density(b);
            double const ez = (da - db) / share, ezz = 1 + (times(a, da) - times(b, db)) / share;
            first += c.weight * ez, second += c.weight * ezz;
        }
        first /= effective, second /= effective;
        double const next = sigma * std::sqrt(second - first * first);
        double const moved = std::abs(first * sigma) + std::abs(next - sigma);
        mean += sigma * first;
        sigma = next;
        if (moved < 1e-11) break;
    }
    // Observed information of (mean, log sigma) by second differences.
    double const h = 1e-4;
    auto const ll = [&](double dm, double ds) { return log_likelihood(cells, mean + dm * sigma, sigma * std::exp(ds)); };
    double const at = ll(0, 0);
    double const mm = (ll(h, 0) - 2 * at + ll(-h, 0)) / (h * h), ss = (ll(0, h) - 2 * at + ll(0, -h)) / (h * h);
    double const ms = (ll(h, h) - ll(h, -h) - ll(-h, h) + ll(-h, -h)) / (4 * h * h);
    double const log_variance = -mm / (mm * ss - ms * ms);

    MarkSpread result;
    result.spread = from_log(std::log(sigma), std::sqrt(std::max(log_variance, 0.0)), infinite, n);
    result.mean_mark = sum / total;
    result.latent_mean = mean;
    result.satisfied_seen = share_of(satisfied / total * effective, effective);
    auto const satisfied_cell = std::find_if(
        cells.begin(), cells.end(), [&](Cell const& c) { return std::isinf(c.high) || (c.low + c.high) / 2 >= 7.5; });
    result.satisfied_fitted = 1 - normal_share(-infinite, (satisfied_cell->low - mean) / sigma);
    return result;
}

}  // namespace rekensom::fit
