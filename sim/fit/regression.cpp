#include "rekensom/fit/regression.hpp"

#include "rekensom/base/contract.hpp"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>

namespace rekensom::fit {

using Index = Eigen::Index;

Regression regress(Eigen::MatrixXd const& x, Eigen::VectorXd const& y, Eigen::VectorXd const& weights) {
    Index const n = x.rows();
    REKENSOM_EXPECT(y.size() == n && (weights.size() == 0 || weights.size() == n));
    Eigen::VectorXd const w = weights.size() == 0 ? Eigen::VectorXd::Ones(n) : weights;
    if (n <= x.cols() + 1)
        throw DataError("too few rows for a regression: " + std::to_string(n) + " for " + std::to_string(x.cols() + 1) +
                        " coefficients");
    Eigen::VectorXd const root = w.cwiseSqrt();

    Eigen::MatrixXd all(n, x.cols() + 1);
    all.col(0) = root;
    for (Index j = 0; j < x.cols(); ++j) all.col(j + 1) = root.cwiseProduct(x.col(j));
    // Columns are scaled to length 1, so that the rank does not depend on units. The intercept is kept, then what is left of
    // each column decides, in the order given: of two copies the first stays.
    std::vector<Index> kept;
    Eigen::MatrixXd basis(n, all.cols());
    Regression result;
    for (Index j = 0; j < all.cols(); ++j) {
        double const length = all.col(j).norm();
        Eigen::VectorXd left = all.col(j);
        auto const so_far = basis.leftCols(static_cast<Index>(kept.size()));
        for (int pass = 0; pass < 2; ++pass) left -= so_far * (so_far.transpose() * left);
        if (length > 0 && left.norm() > 1e-9 * length) {
            basis.col(static_cast<Index>(kept.size())) = left.normalized();
            kept.push_back(j);
        } else {
            result.dropped.push_back(static_cast<std::size_t>(j) - 1);
        }
    }
    auto const rank = static_cast<Index>(kept.size());
    Eigen::MatrixXd const used = all(Eigen::all, kept);
    Eigen::VectorXd const target = root.cwiseProduct(y);
    Eigen::HouseholderQR<Eigen::MatrixXd> const qr(used);
    Eigen::VectorXd const b = qr.solve(target);
    Eigen::VectorXd const residual = target - used * b;
    Eigen::VectorXd const leverage = basis.leftCols(rank).rowwise().squaredNorm();
    Eigen::MatrixXd const r_inverse =
        qr.matrixQR().topRows(rank).triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(rank, rank));
    Eigen::MatrixXd const bread = r_inverse * r_inverse.transpose();
    Eigen::MatrixXd scores = used;
    for (Index i = 0; i < n; ++i) scores.row(i) *= residual[i] / std::max(1 - leverage[i], 1e-6);
    Eigen::MatrixXd const covariance = bread * (scores.transpose() * scores) * bread;

    result.rows = static_cast<std::size_t>((w.array() > 0).count());
    result.dof = static_cast<double>(result.rows) - static_cast<double>(rank);
    if (result.dof <= 0) throw DataError("too few rows with a weight above 0 for a regression");
    result.coefficients = Eigen::VectorXd::Zero(all.cols());
    result.covariance = Eigen::MatrixXd::Zero(all.cols(), all.cols());
    for (Index i = 0; i < rank; ++i) {
        result.coefficients[kept[static_cast<std::size_t>(i)]] = b[i];
        for (Index j = 0; j < rank; ++j)
            result.covariance(kept[static_cast<std::size_t>(i)], kept[static_cast<std::size_t>(j)]) = covariance(i, j);
    }
    double const total_weight = w.sum();
    double const mean = w.dot(y) / total_weight;
    double const total = (w.array() * (y.array() - mean).square()).sum();
    double const left = residual.squaredNorm();
    result.r2 = total > 0 ? 1 - left / total : 0;
    result.residual_sd = std::sqrt(left / total_weight * static_cast<double>(result.rows) / result.dof);
    return result;
}

Estimate Regression::effect(std::size_t j) const {
    if (std::find(dropped.begin(), dropped.end(), j) != dropped.end())
        return {.n = rows, .note = "fully determined by the other columns: cannot be told apart"};
    auto const i = static_cast<Index>(j) + 1;
    return student(coefficients[i], std::sqrt(covariance(i, i)), dof, rows);
}

Estimate Regression::intercept() const { return student(coefficients[0], std::sqrt(covariance(0, 0)), dof, rows); }

}  // namespace rekensom::fit
