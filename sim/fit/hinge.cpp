#include "rekensom/fit/hinge.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/chance/counter.hpp"
#include "rekensom/fit/regression.hpp"

#include <Eigen/QR>
#include <boost/math/distributions/fisher_f.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

constexpr std::uint64_t wild_key = 0x68696e6765;  // its own numbers, whatever else is drawn with the same seed

/// How much of the residual sum of squares a hinge at any tolerance takes away. With the rows in order of wait every sum
/// over the rows above a tolerance is the difference of two running sums, so a tolerance costs nothing by row.
class Profile {
public:
    /// All sorted by wait; `basis` orthonormal: the other columns, multiplied by the root of the weights.
    Profile(Eigen::VectorXd wait, Eigen::VectorXd root, Eigen::MatrixXd basis)
        : wait_(std::move(wait)), root_(std::move(root)), basis_(std::move(basis)) {
        Index const n = wait_.size(), k = basis_.cols();
        count_ = squares_ = firsts_ = Eigen::VectorXd::Zero(n + 1);
        level_ = moment_ = Eigen::MatrixXd::Zero(k, n + 1);
        for (Index i = n; i-- > 0;) {
            double const w = root_[i] * root_[i];
            count_[i] = count_[i + 1] + w;
            firsts_[i] = firsts_[i + 1] + w * wait_[i];
            squares_[i] = squares_[i + 1] + w * wait_[i] * wait_[i];
            level_.col(i) = level_.col(i + 1) + root_[i] * basis_.row(i).transpose();
            moment_.col(i) = moment_.col(i + 1) + (root_[i] * wait_[i]) * basis_.row(i).transpose();
        }
    }

    /// The outcome (times the root of the weights) without what the other columns explain.
    void set_outcome(Eigen::VectorXd const& scaled) {
        residual_ = scaled - basis_ * (basis_.transpose() * scaled);
        Index const n = wait_.size();
        outcome_level_ = outcome_moment_ = Eigen::VectorXd::Zero(n + 1);
        for (Index i = n; i-- > 0;) {
            outcome_level_[i] = outcome_level_[i + 1] + root_[i] * residual_[i];
            outcome_moment_[i] = outcome_moment_[i + 1] + root_[i] * wait_[i] * residual_[i];
        }
        none_ = residual_.squaredNorm();
    }

    [[nodiscard]] double gain(double tolerance) const {
        Index const k = std::upper_bound(wait_.begin(), wait_.end(), tolerance) - wait_.begin();
        Eigen::VectorXd const on_basis = moment_.col(k) - tolerance * level_.col(k);
        double const own = squares_[k] - 2 * tolerance * firsts_[k] + tolerance * tolerance * count_[k];
        double const left = own - on_basis.squaredNorm();
        if (left <= 1e-9 * own) return 0;
        double const with_outcome = outcome_moment_[k] - tolerance * outcome_level_[k];
        return with_outcome * with_outcome / left;
    }

    [[nodiscard]] double none() const { return none_; }  ///< sum of squares without waiting
    [[nodiscard]] Eigen::VectorXd const& residual() const { return residual_; }

    struct Best {
        double tolerance;
        double gain;
    };
    [[nodiscard]] Best best(std::vector<double> const& grid) const {
        std::size_t at = 0;
        double most = -1;
        for (std::size_t g = 0; g < grid.size(); ++g)
            if (double const here = gain(grid[g]); here > most) most = here, at = g;
        double a = grid[at == 0 ? 0 : at - 1], b = grid[std::min(at + 1, grid.size() - 1)];
        constexpr double golden = 0.6180339887498949;
        double c = b - golden * (b - a), d = a + golden * (b - a), gc = gain(c), gd = gain(d);
        for (int step = 0; step < 25; ++step) {
            if (gc > gd)
                b = d, d = c, gd = gc, c = b - golden * (b - a), gc = gain(c);
            else
                a = c, c = d, gc = gd, d = a + golden * (b - a), gd = gain(d);
        }
        Best const refined{(a + b) / 2, gain((a + b) / 2)};
        return refined.gain > most ? refined : Best{grid[at], most};
    }

private:
    Eigen::VectorXd wait_, root_;
    Eigen::MatrixXd basis_;
    Eigen::VectorXd count_, firsts_, squares_;
    Eigen::MatrixXd level_, moment_;
    Eigen::VectorXd residual_, outcome_level_, outcome_moment_;
    double none_ = 0;
};

/// Tolerances to try: quantiles of the waits, up to the 95th percentile.
std::vector<double> grid_of(Eigen::VectorXd const& sorted) {
    std::vector<double> const waits(sorted.begin(), sorted.end());
    std::vector<double> grid;
    for (int k = 0; k <= 95; ++k) grid.push_back(quantile(waits, k / 100.0));
    grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
    return grid;
}

/// Where the fit is not worse than the best by more than `allowed` of its sum of squares.
std::pair<double, double> nearly_as_good(Profile const& profile, std::vector<double> const& grid, Profile::Best best,
                                         double allowed) {
    double const floor = best.gain - allowed * (profile.none() - best.gain);
    auto const edge = [&](double out, double in) {
        for (int step = 0; step < 40; ++step) {
            double const middle = (out + in) / 2;
            (profile.gain(middle) >= floor ? in : out) = middle;
        }
        return in;
    };
    double low = best.tolerance, high = best.tolerance;
    for (double const t : grid)
        if (profile.gain(t) >= floor) low = std::min(low, t), high = std::max(high, t);
    auto const below = std::lower_bound(grid.begin(), grid.end(), low);
    if (below != grid.begin()) low = edge(*(below - 1), low);
    auto const after = std::upper_bound(grid.begin(), grid.end(), high);
    if (after != grid.end()) high = edge(*after, high);
    return {low, high};
}

/// Share of wild resamples of the fit `fitted` whose statistic reaches `seen`.
template <class Statistic>
double wild_p(Profile& profile, Eigen::VectorXd const& fitted, Eigen::VectorXd const& residual, double seen,
              HingeOptions const& options, std::uint64_t key, Statistic const& statistic) {
    std::size_t reached = 1;
    Eigen::VectorXd outcome(fitted.size());
    for (std::size_t r = 0; r < options.resamples; ++r) {
        chance::Stream stream(options.seed, key, r);
        std::uint64_t bits = 0;
        for (Index i = 0; i < fitted.size(); ++i) {
            if (i % 64 == 0) bits = stream();
            outcome[i] = fitted[i] + ((bits >> (i % 64) & 1U) != 0 ? residual[i] : -residual[i]);
        }
        profile.set_outcome(outcome);
        if (statistic() >= seen) ++reached;
    }
    return static_cast<double>(reached) / static_cast<double>(options.resamples + 1);
}

}  // namespace

Eigen::VectorXd above(Eigen::VectorXd const& wait, double tolerance) {
    return wait.unaryExpr([tolerance](double w) { return std::isnan(w) ? w : std::max(0.0, w - tolerance); });
}

Hinge fit_hinge(Eigen::VectorXd const& wait, Eigen::VectorXd const& outcome, Eigen::MatrixXd const& others,
                Eigen::VectorXd const& weights, HingeOptions const& options) {
    Index const n = wait.size();
    REKENSOM_EXPECT(outcome.size() == n && others.rows() == n);
    if (n < others.cols() + 20) throw DataError("too few rows with a wait and a mark: " + std::to_string(n));
    std::vector<Index> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return wait[a] < wait[b]; });
    Eigen::VectorXd const w = weights.size() == 0 ? Eigen::VectorXd::Ones(n)
                                                  : Eigen::VectorXd(weights * (static_cast<double>(n) / weights.sum()));
    Eigen::VectorXd const root = w(order).cwiseSqrt();
    Eigen::VectorXd const sorted = wait(order);
    if (sorted[0] == sorted[n - 1]) throw DataError("all waits are the same: no effect of waiting can be told");

    Eigen::MatrixXd design(n, others.cols() + 1);
    design.col(0) = root;
    design.rightCols(others.cols()) = root.asDiagonal() * others(order, Eigen::all);
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const qr(design);
    Eigen::MatrixXd const basis = qr.householderQ() * Eigen::MatrixXd::Identity(n, qr.rank());
    Eigen::VectorXd const scaled = root.cwiseProduct(outcome(order));

    Profile profile(sorted, root, basis);
    profile.set_outcome(scaled);
    std::vector<double> const grid = grid_of(sorted);
    Profile::Best const best = profile.best(grid);
    double const line = profile.gain(sorted[0]);
    double const none = profile.none();
    double const dof = static_cast<double>(n - basis.cols() - 2);
    double const left = none - best.gain;

    Hinge result;
    result.rows = static_cast<std::size_t>(n);
    result.f = (best.gain - line) / (left / dof);
    result.aic_gain = static_cast<double>(n) * std::log((none - line) / left) - 2;

    auto const regression = [&](Eigen::VectorXd const& first, Eigen::VectorXd const* second) {
        Eigen::MatrixXd x(n, others.cols() + (second != nullptr ? 2 : 1));
        x.col(0) = first;
        if (second != nullptr) x.col(1) = *second;
        x.rightCols(others.cols()) = others;
        return regress(x, outcome, weights);
    };
    result.straight = regression(wait, nullptr).effect(0);
    Eigen::VectorXd const hinge = above(wait, best.tolerance);
    Eigen::VectorXd const over = (wait.array() > best.tolerance).cast<double>();
    double const slope = regression(hinge, nullptr).coefficients[1];
    // Linearised in the tolerance as well: the slope's spread then holds what not knowing the tolerance adds.
    Estimate const jointly = regression(hinge, &over).effect(0);
    result.slope = student(slope, jointly.sd, dof, result.rows);
    double const point = best.tolerance;
    boost::math::fisher_f const f_distribution(1, dof);
    auto const [low, high] = nearly_as_good(profile, grid, best, quantile(f_distribution, 0.95) / dof);
    auto const [p10, p90] = nearly_as_good(profile, grid, best, quantile(f_distribution, 0.80) / dof);
    result.tolerance = {point, std::max((p90 - p10) / 2.5631, (high - low) / 3.9199), p10, p90, low, high, result.rows,
                        {}};

    // Both nulls with the residuals of the hinge itself, so that a true effect does not inflate the noise.
    Eigen::VectorXd const all_hinge = root.cwiseProduct(Eigen::VectorXd(hinge(order)));
    auto const fit_on = [&](Eigen::VectorXd const& column) -> Eigen::VectorXd {
        Eigen::VectorXd const own = column - basis * (basis.transpose() * column);
        double const size = own.squaredNorm();
        return size > 0 ? Eigen::VectorXd(own * (own.dot(scaled) / size)) : Eigen::VectorXd::Zero(n);
    };
    Eigen::VectorXd const on_others = basis * (basis.transpose() * scaled);
    Eigen::VectorXd const residual = (scaled - on_others - fit_on(all_hinge)) * std::sqrt(static_cast<double>(n) / dof);
    Eigen::VectorXd const line_fit = on_others + fit_on(root.cwiseProduct(sorted));
    result.p_none = wild_p(profile, on_others, residual, best.gain / left, options, wild_key, [&] {
        double const g = profile.best(grid).gain;
        return g / (profile.none() - g);
    });
    result.p_line = wild_p(profile, line_fit, residual, (best.gain - line) / left, options, wild_key + 1, [&] {
        double const g = profile.best(grid).gain;
        return (g - profile.gain(sorted[0])) / (profile.none() - g);
    });
    if (result.p_none < options.alpha)
        result.shape = result.p_line < options.alpha ? WaitShape::hinge : WaitShape::line;
    if (result.shape == WaitShape::none) result.tolerance.note = "no effect of waiting can be told from chance";
    if (result.shape == WaitShape::line)
        result.tolerance.note = "a straight line does as well: these data do not show a tolerance";
    if (result.slope.mean > 0)
        result.slope.note = "the longer the wait the higher the mark: look for a cause behind both";
    return result;
}

}  // namespace rekensom::fit
