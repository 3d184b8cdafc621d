#include "rekensom/insight/break_even.hpp"

#include "rekensom/base/contract.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

std::optional<double> find_crossing(Response const& response, Range range, double tolerance) {
    REKENSOM_EXPECT(range.low <= range.high && tolerance > 0);
    double a = range.low, b = range.high, fa = response(a), fb = response(b);
    if (fa == 0) return a;
    if (fb == 0) return b;
    if (!(fa * fb < 0)) return std::nullopt;
    double const enough = tolerance * (b - a);
    for (int step = 0; step < 200 && b - a > enough; ++step) {
        double x = (a * fb - b * fa) / (fb - fa);
        if (step % 3 == 2 || !(x > a && x < b)) x = 0.5 * (a + b);
        double const f = response(x);
        if (f == 0) return x;
        if ((f < 0) == (fa < 0)) {
            a = x, fa = f;
            if (step % 3 != 2) fb *= 0.5;
        } else {
            b = x, fb = f;
            if (step % 3 != 2) fa *= 0.5;
        }
    }
    return 0.5 * (a + b);
}

namespace {

struct Local {
    double value = 0;
    Eigen::VectorXd slope;
};

Scores scores_of(Eigen::VectorXd const& z) { return {z.data(), z.data() + z.size()}; }

/// A fifth of a standard deviation either way: wide enough to look past the grain of tables and rosters.
Local look(Answer const& answer, Eigen::VectorXd const& z) {
    constexpr double step = 0.1;
    std::vector<Scores> points{scores_of(z)};
    for (Eigen::Index j = 0; j < z.size(); ++j)
        for (double const side : {-step, step}) {
            points.push_back(points[0]);
            points.back()[static_cast<std::size_t>(j)] += side;
        }
    std::vector<double> const values = answer(points);
    Local local{values[0], Eigen::VectorXd(z.size())};
    for (Eigen::Index j = 0; j < z.size(); ++j) {
        auto const at = static_cast<std::size_t>(1 + 2 * j);
        local.slope(j) = (values[at + 1] - values[at]) / (2 * step);
    }
    return local;
}

}  // namespace

DesignPoint find_design_point(Answer const& answer, std::size_t inputs, double scale) {
    REKENSOM_EXPECT(inputs > 0 && scale > 0);
    Eigen::VectorXd z = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(inputs));
    DesignPoint result;
    constexpr double horizon = 6;
    for (int iteration = 0; iteration < 30; ++iteration) {
        Local const here = look(answer, z);
        if (iteration == 0) result.at_medians = here.value;
        double const steepness = here.slope.squaredNorm();
        bool const on_border = std::abs(here.value) < 1e-3 * scale;
        if (!(steepness > 0)) return result;
        Eigen::VectorXd const target = (here.slope.dot(z) - here.value) / steepness * here.slope;
        if (on_border && (target - z).norm() < 0.02) {
            result.scores = scores_of(z);
            result.distance = z.norm();
            result.found = result.distance <= horizon;
            return result;
        }
        // The merit of a point: near the medians, and near the border. The step is halved until it has got better.
        Eigen::VectorXd const direction = target - z;
        double const price = 2 * std::max(z.norm(), 1.0) / std::sqrt(steepness) + 1 / scale;
        auto const merit = [&](Eigen::VectorXd const& at, double value) {
            return 0.5 * at.squaredNorm() + price * std::abs(value);
        };
        double const now = merit(z, here.value);
        double length = std::min(1.0, 3 / std::max(1e-12, direction.norm()));
        for (int halving = 0; halving < 6; ++halving, length *= 0.5) {
            Eigen::VectorXd const tried = z + length * direction;
            if (merit(tried, answer({scores_of(tried)})[0]) < now) break;
        }
        z += length * direction;
        if (z.norm() > 2 * horizon) return result;
    }
    return result;
}

double normal_tail(double x) { return 0.5 * std::erfc(x / std::sqrt(2.0)); }

}  // namespace rekensom::insight
