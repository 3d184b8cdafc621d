#include "rekensom/fit/importance.hpp"

#include "fit/linear.hpp"
#include "rekensom/base/contract.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

/// Below this share of its variance a predictor adds nothing to those already in: it is determined by them.
constexpr double determined = 1e-11;

/// R2 of every subset of players, on top of the controls, by elimination: a subset extends one that ends earlier, so each
/// elimination touches only the variables that can still follow.
class Subsets {
public:
    Subsets(Eigen::MatrixXd const& covariance, Players const& players) {
        auto const predictors = static_cast<std::size_t>(covariance.rows() - 1);
        std::vector<Index> order;
        for (std::size_t const c : players.controls) order.push_back(static_cast<Index>(c) + 1);
        auto const take = [&](std::vector<std::size_t> const& group) {
            starts_.push_back(static_cast<Index>(order.size()));
            for (std::size_t const x : group) order.push_back(static_cast<Index>(x) + 1);
        };
        if (players.groups.empty()) {
            std::vector<bool> control(predictors, false);
            for (std::size_t const c : players.controls) control[c] = true;
            for (std::size_t x = 0; x < predictors; ++x)
                if (!control[x]) take({x});
        } else {
            for (auto const& group : players.groups) take(group);
        }
        REKENSOM_EXPECT(starts_.size() <= most_players);
        starts_.push_back(static_cast<Index>(order.size()));
        order.push_back(0);
        Eigen::MatrixXd const correlation = to_correlation(covariance);
        size_ = static_cast<Index>(order.size());
        levels_.assign(starts_.size(), Eigen::MatrixXd(size_, size_));
        for (Index i = 0; i < size_; ++i)
            for (Index j = 0; j < size_; ++j)
                levels_[0](i, j) = correlation(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(j)]);
        eliminate(levels_[0], 0, starts_[0]);
        r2_.resize(std::size_t{1} << count());
        r2_[0] = explained(levels_[0]);
        descend(0, 0, 0);
    }

    [[nodiscard]] std::size_t count() const { return starts_.size() - 1; }
    [[nodiscard]] std::vector<double> const& r2() const { return r2_; }

private:
    [[nodiscard]] double explained(Eigen::MatrixXd const& a) const { return 1 - a(size_ - 1, size_ - 1); }

    void eliminate(Eigen::MatrixXd& a, Index from, Index to) const {
        for (Index v = from; v < to; ++v) {
            if (a(v, v) <= determined) continue;
            for (Index j = v + 1; j < size_; ++j) {
                double const factor = a(j, v) / a(v, v);
                for (Index i = j; i < size_; ++i) a(i, j) -= factor * a(i, v);
            }
        }
    }

    void descend(std::size_t level, std::size_t first, std::uint32_t mask) {
        for (std::size_t k = first; k < count(); ++k) {
            Eigen::MatrixXd& next = levels_[level + 1];
            Index const rest = size_ - starts_[k];
            next.bottomRightCorner(rest, rest) = levels_[level].bottomRightCorner(rest, rest);
            eliminate(next, starts_[k], starts_[k + 1]);
            std::uint32_t const with = mask | (1U << k);
            r2_[with] = explained(next);
            descend(level + 1, k + 1, with);
        }
    }

    std::vector<Index> starts_;  ///< of each player among the ordered variables, and their end
    Index size_ = 0;
    std::vector<Eigen::MatrixXd> levels_;  ///< lower triangles
    std::vector<double> r2_;
};

/// |S|! (p - 1 - |S|)! / p!
std::vector<double> shapley_weights(std::size_t players) {
    std::vector<double> weights(players);
    double choose = 1;
    for (std::size_t k = 0; k < players; ++k) {
        weights[k] = 1 / (static_cast<double>(players) * choose);
        choose *= static_cast<double>(players - 1 - k) / static_cast<double>(k + 1);
    }
    return weights;
}

Eigen::VectorXd shapley(Subsets const& subsets) {
    std::size_t const p = subsets.count();
    std::vector<double> const weights = shapley_weights(p);
    Eigen::VectorXd result = Eigen::VectorXd::Zero(static_cast<Index>(p));
    for (std::uint32_t mask = 0; mask < subsets.r2().size(); ++mask) {
        auto const size = static_cast<std::size_t>(std::popcount(mask));
        for (std::size_t j = 0; j < p; ++j)
            if ((mask >> j & 1U) == 0)
                result[static_cast<Index>(j)] += weights[size] * (subsets.r2()[mask | (1U << j)] - subsets.r2()[mask]);
    }
    return result;
}

Eigen::MatrixXd root(Eigen::MatrixXd const& correlation, double power) {
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(correlation);
    // A copy of a predictor has eigenvalue 0; its inverse root is left out, as in a pseudo-inverse.
    Eigen::VectorXd const d =
        solver.eigenvalues().unaryExpr([&](double x) { return x <= determined ? 0.0 : std::pow(x, power); });
    return solver.eigenvectors() * d.asDiagonal() * solver.eigenvectors().transpose();
}

/// The covariance left once `controls` are known: outcome first, then the others in their order (`kept` says which).
Eigen::MatrixXd partial(Eigen::MatrixXd const& correlation, std::vector<std::size_t> const& controls,
                        std::vector<std::size_t>& kept) {
    auto const size = static_cast<std::size_t>(correlation.rows());
    std::vector<bool> control(size, false);
    for (std::size_t const c : controls) control[c + 1] = true;
    Eigen::MatrixXd a = correlation;
    for (std::size_t v = 0; v < size; ++v) {
        auto const i = static_cast<Index>(v);
        if (!control[v] || a(i, i) <= determined) continue;
        Eigen::VectorXd const column = a.col(i);
        a -= column * column.transpose() / column[i];
    }
    std::vector<Index> rows{0};
    kept.clear();
    for (std::size_t v = 1; v < size; ++v)
        if (!control[v]) {
            rows.push_back(static_cast<Index>(v));
            kept.push_back(v - 1);
        }
    return a(rows, rows);
}

}  // namespace

Importance decompose(Eigen::MatrixXd const& covariance, Players const& players) {
    REKENSOM_EXPECT(covariance.rows() == covariance.cols() && covariance.rows() >= 2);
    Subsets const subsets(covariance, players);
    std::vector<double> const& r2 = subsets.r2();
    std::size_t const p = subsets.count();
    auto const count = static_cast<Index>(p);
    Importance result{.r2 = r2.back(),
                      .r2_controls = r2.front(),
                      .lmg = shapley(subsets),
                      .first = Eigen::VectorXd(count),
                      .last = Eigen::VectorXd(count),
                      .conditional = Eigen::MatrixXd::Zero(count, count),
                      .complete = Eigen::MatrixXd::Zero(count, count)};
    std::vector<double> const weights = shapley_weights(p);
    for (std::size_t j = 0; j < p; ++j) {
        auto const row = static_cast<Index>(j);
        std::uint32_t const own = 1U << j;
        result.first[row] = r2[own] - r2[0];
        result.last[row] = r2.back() - r2[(r2.size() - 1) ^ own];
        for (std::uint32_t mask = 0; mask < r2.size(); ++mask) {
            if ((mask & own) != 0) continue;
            double const gain = r2[mask | own] - r2[mask];
            auto const size = static_cast<std::size_t>(std::popcount(mask));
            result.conditional(row, static_cast<Index>(size)) += gain * weights[size] * static_cast<double>(p);
            for (std::size_t i = 0; i < p; ++i) {
                std::uint32_t const other = 1U << i;
                if (i == j || (mask & other) != 0) continue;
                if (gain > r2[mask | other] - r2[mask])
                    result.complete(row, static_cast<Index>(i)) += std::ldexp(1.0, 2 - static_cast<int>(p));
            }
        }
        result.complete(row, row) = std::nan("");
    }
    return result;
}

Eigen::VectorXd lmg(Eigen::MatrixXd const& covariance, Players const& players) {
    return shapley(Subsets(covariance, players));
}

Eigen::VectorXd johnson_weights(Eigen::MatrixXd const& covariance, Players const& players) {
    std::vector<std::size_t> kept;
    Eigen::MatrixXd left = partial(to_correlation(covariance), players.controls, kept);
    for (Index i = 1; i < left.rows(); ++i)
        if (left(i, i) <= determined) left.row(i).setZero(), left.col(i).setZero();
    Eigen::MatrixXd const r = to_correlation(left);
    Index const p = r.rows() - 1;
    Eigen::MatrixXd const xx = r.bottomRightCorner(p, p);
    Eigen::VectorXd const b = root(xx, -0.5) * r.col(0).tail(p);
    Eigen::VectorXd const weights = left(0, 0) * (root(xx, 0.5).array().square().matrix() * b.array().square().matrix());
    if (players.groups.empty()) return weights;
    Eigen::VectorXd result = Eigen::VectorXd::Zero(static_cast<Index>(players.groups.size()));
    for (std::size_t g = 0; g < players.groups.size(); ++g)
        for (std::size_t const x : players.groups[g])
            for (std::size_t k = 0; k < kept.size(); ++k)
                if (kept[k] == x) result[static_cast<Index>(g)] += weights[static_cast<Index>(k)];
    return result;
}

Associations associations(Eigen::MatrixXd const& covariance) {
    Eigen::MatrixXd const r = to_correlation(covariance);
    Index const p = r.rows() - 1;
    Eigen::MatrixXd const xx = r.bottomRightCorner(p, p);
    Eigen::VectorXd const xy = r.col(0).tail(p);
    Eigen::VectorXd const beta = solve_symmetric(xx, xy);
    return {.beta = beta, .pratt = beta.cwiseProduct(xy), .car = (root(xx, -0.5) * xy).array().square()};
}

Collinearity collinearity(Eigen::MatrixXd const& covariance) {
    Eigen::MatrixXd const r = to_correlation(covariance);
    Index const p = r.rows() - 1;
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(r.bottomRightCorner(p, p));
    double const infinite = std::numeric_limits<double>::infinity();
    double const least = solver.eigenvalues()[0];
    Collinearity result{.vif = Eigen::VectorXd::Constant(p, infinite),
                        .condition_number = least <= determined ? infinite : solver.eigenvalues()[p - 1] / least};
    for (Index j = 0; j < p; ++j) {
        // The diagonal of the inverse; an eigenvector of a vanished eigenvalue makes it infinite for those who take part in it.
        double vif = 0;
        for (Index k = 0; k < p; ++k) {
            double const part = solver.eigenvectors()(j, k) * solver.eigenvectors()(j, k);
            double const value = solver.eigenvalues()[k];
            if (value > determined)
                vif += part / value;
            else if (part > 1e-9)
                vif = infinite;
        }
        result.vif[j] = vif;
    }
    return result;
}

}  // namespace rekensom::fit
