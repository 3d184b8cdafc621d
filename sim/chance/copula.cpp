#include "rekensom/chance/copula.hpp"

#include "rekensom/base/contract.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace rekensom::chance {
namespace {

using Matrix = Eigen::MatrixXd;
using Index = Eigen::Index;

/// The lower factor, unless the matrix is so near to singular that a score would be all but a sum of others.
std::optional<Matrix> factor_of(Matrix const& correlations) {
    Eigen::LLT<Matrix> const cholesky(correlations);
    if (cholesky.info() != Eigen::Success) return std::nullopt;
    Matrix lower = cholesky.matrixL();
    if (lower.diagonal().minCoeff() < 1e-4) return std::nullopt;
    return lower;
}

/// The correlation matrix with eigenvalues of at least `floor` nearest to a symmetric one, in the sum of squares. Source: Higham
/// (2002), Computing the nearest correlation matrix, IMA Journal of Numerical Analysis 22(3): alternating projections, with
/// Dykstra's correction.
Matrix nearest_correlations(Matrix const& given, double floor) {
    Matrix y = given;
    Matrix correction = Matrix::Zero(given.rows(), given.cols());
    for (int step = 0; step < 1000; ++step) {
        Matrix const r = y - correction;
        Eigen::SelfAdjointEigenSolver<Matrix> const eigen(r);
        Matrix const x =
            eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(floor).asDiagonal() * eigen.eigenvectors().transpose();
        correction = x - r;
        Matrix next = x;
        next.diagonal().setOnes();
        double const moved = (next - y).norm();
        y = next;
        if (moved < 1e-9) break;
    }
    return y;
}

Matrix pearson_matrix(Matrix const& ranks) {
    Matrix pearson = ranks.unaryExpr([](double r) { return pearson_of_rank(r); });
    pearson.diagonal().setOnes();  // not 2 sin(pi / 6), which falls short of 1 by a rounding and would move the first member
    return pearson;
}

/// The nearest valid ranks, of as few decimals as will do: what we name must be accepted when the user writes it.
Matrix nearest_ranks(Matrix const& given) {
    Matrix const nearest = nearest_correlations(pearson_matrix(given), 1e-4);
    for (double shrink : {0.0, 0.001, 0.01, 0.05, 0.2, 0.5}) {
        for (double decimals : {100.0, 1000.0, 10000.0}) {
            Matrix ranks = nearest.unaryExpr([&](double p) {
                double const rank = rank_of_pearson(std::clamp((1 - shrink) * p, -1.0, 1.0));
                return std::clamp(std::trunc(rank * decimals) / decimals, -1 + 1 / decimals, 1 - 1 / decimals);
            });
            ranks.diagonal().setOnes();
            if (factor_of(pearson_matrix(ranks))) return ranks;
        }
    }
    return Matrix::Identity(given.rows(), given.cols());
}

/// Members of the group that `start` is in, in the order of `order`.
std::vector<std::size_t> connected(std::size_t start, std::span<std::size_t const> order,
                                   std::span<RankCorrelation const> correlations) {
    std::vector<std::size_t> found{start};
    for (std::size_t at = 0; at < found.size(); ++at) {
        for (RankCorrelation const& c : correlations) {
            if (c.a != found[at] && c.b != found[at]) continue;
            std::size_t const other = c.a == found[at] ? c.b : c.a;
            if (std::find(found.begin(), found.end(), other) == found.end()) found.push_back(other);
        }
    }
    std::vector<std::size_t> members;
    for (std::size_t const i : order) {
        if (std::find(found.begin(), found.end(), i) != found.end()) members.push_back(i);
    }
    REKENSOM_EXPECT(members.size() == found.size());
    return members;
}

}  // namespace

double pearson_of_rank(double rank) { return 2 * std::sin(std::numbers::pi / 6 * rank); }
double rank_of_pearson(double pearson) { return 6 / std::numbers::pi * std::asin(0.5 * pearson); }

MadeCopula make_copula(std::span<std::size_t const> order, std::span<RankCorrelation const> correlations) {
    for (RankCorrelation const& c : correlations) REKENSOM_EXPECT(c.a != c.b && c.rank > -1 && c.rank < 1);
    Copula copula;
    NotPositiveDefinite fault;
    std::vector<std::size_t> placed;
    for (std::size_t const start : order) {
        bool const named = std::any_of(correlations.begin(), correlations.end(),
                                       [&](auto const& c) { return c.a == start || c.b == start; });
        if (!named || std::find(placed.begin(), placed.end(), start) != placed.end()) continue;
        std::vector<std::size_t> const members = connected(start, order, correlations);
        placed.insert(placed.end(), members.begin(), members.end());
        auto const place = [&](std::size_t i) {
            return static_cast<Index>(std::find(members.begin(), members.end(), i) - members.begin());
        };
        auto const size = static_cast<Index>(members.size());
        Matrix ranks = Matrix::Identity(size, size);
        Matrix said = Matrix::Identity(size, size);
        for (RankCorrelation const& c : correlations) {
            if (std::find(members.begin(), members.end(), c.a) == members.end()) continue;
            ranks(place(c.a), place(c.b)) = ranks(place(c.b), place(c.a)) = c.rank;
            said(place(c.a), place(c.b)) = said(place(c.b), place(c.a)) = 1;
        }
        if (auto const lower = factor_of(pearson_matrix(ranks))) {
            CorrelationGroup group{.members = members, .factor = {}};
            for (Index i = 0; i < size; ++i) {
                for (Index j = 0; j < size; ++j) group.factor.push_back((*lower)(i, j));
            }
            copula.groups.push_back(std::move(group));
            continue;
        }
        Matrix const nearest = nearest_ranks(ranks);
        for (Index i = 0; i < size; ++i) {
            for (Index j = i + 1; j < size; ++j) {
                if (said(i, j) == 0 && nearest(i, j) == 0) continue;
                fault.pairs.push_back({members[static_cast<std::size_t>(i)], members[static_cast<std::size_t>(j)],
                                       ranks(i, j), nearest(i, j)});
            }
        }
    }
    if (!fault.pairs.empty()) return fault;
    return copula;
}

}  // namespace rekensom::chance
