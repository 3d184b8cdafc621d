#include "insight/spline_basis.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <vector>

namespace rekensom::insight {

namespace {

/// All distinct values where they are few; else quantiles, the outer ones a little inward, for single draws far out should
/// not bend the curve.
std::vector<double> place_knots(Draws x, std::size_t most) {
    std::vector<double> sorted(x.begin(), x.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> distinct;
    for (double const value : sorted) {
        if (distinct.empty() || value > distinct.back()) distinct.push_back(value);
        if (distinct.size() > most) break;
    }
    if (distinct.size() <= most) return distinct;
    std::vector<double> knots;
    for (std::size_t k = 0; k < most; ++k) {
        double const inner = static_cast<double>(k) / static_cast<double>(most - 1);
        double const share = 0.005 + 0.99 * inner;
        double const value = sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
        if (knots.empty() || value > knots.back()) knots.push_back(value);
    }
    if (knots.size() == 1 && sorted.front() < knots[0]) knots.insert(knots.begin(), sorted.front());
    if (knots.size() == 1 && sorted.back() > knots[0]) knots.push_back(sorted.back());
    return knots;
}

}  // namespace

SplineBasis::SplineBasis(Draws x, std::size_t most_functions) {
    std::vector<double> const placed = place_knots(x, most_functions + 1);
    auto const k = static_cast<Eigen::Index>(placed.size());
    knots_ = Eigen::Map<Eigen::VectorXd const>(placed.data(), k);
    if (k < 2) return;

    curvature_ = Eigen::MatrixXd::Zero(k, k);
    Eigen::MatrixXd penalty = Eigen::MatrixXd::Zero(k, k);
    if (k > 2) {
        Eigen::MatrixXd d = Eigen::MatrixXd::Zero(k - 2, k), b = Eigen::MatrixXd::Zero(k - 2, k - 2);
        Eigen::VectorXd const h = knots_.tail(k - 1) - knots_.head(k - 1);
        for (Eigen::Index i = 0; i < k - 2; ++i) {
            d(i, i) = 1 / h(i), d(i, i + 1) = -1 / h(i) - 1 / h(i + 1), d(i, i + 2) = 1 / h(i + 1);
            b(i, i) = (h(i) + h(i + 1)) / 3;
            if (i + 1 < k - 2) b(i, i + 1) = b(i + 1, i) = h(i + 1) / 6;
        }
        Eigen::MatrixXd const inner = b.ldlt().solve(d);
        curvature_.middleRows(1, k - 2) = inner;
        penalty = d.transpose() * inner;
    }

    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(k, k);
    double mean = 0, square = 0;
    for (double const value : x) {
        Eigen::RowVectorXd const r = row(value);
        gram.selfadjointView<Eigen::Lower>().rankUpdate(r.transpose());
        mean += value, square += (value - knots_(0)) * (value - knots_(0));
    }
    auto const n = static_cast<double>(x.size());
    gram = Eigen::MatrixXd(gram.selfadjointView<Eigen::Lower>()) / n;
    gram.diagonal().array() += 1e-12 * gram.diagonal().maxCoeff();
    mean /= n;
    double const sd = std::sqrt(square / n - (mean - knots_(0)) * (mean - knots_(0)));

    coefficients_.resize(k, k - 1);
    coefficients_.col(0) = (knots_.array() - mean) / sd;
    if (k > 2) {
        penalty = (0.5 * (penalty + penalty.transpose())).eval();
        Eigen::GeneralizedSelfAdjointEigenSolver<Eigen::MatrixXd> const solver(penalty, gram);
        // The first two have no roughness: they are the constant, left out, and the line, put in above.
        coefficients_.rightCols(k - 2) = solver.eigenvectors().rightCols(k - 2);
    }
}

Eigen::RowVectorXd SplineBasis::row(double x) const {
    Eigen::Index const k = knots_.size();
    Eigen::RowVectorXd r = Eigen::RowVectorXd::Zero(k);
    if (x <= knots_(0)) {
        double const h = knots_(1) - knots_(0), t = x - knots_(0);
        r(0) += 1 - t / h, r(1) += t / h;
        r -= t * h / 6 * curvature_.row(1);
        return r;
    }
    if (x >= knots_(k - 1)) {
        double const h = knots_(k - 1) - knots_(k - 2), t = x - knots_(k - 1);
        r(k - 1) += 1 + t / h, r(k - 2) -= t / h;
        r += t * h / 6 * curvature_.row(k - 2);
        return r;
    }
    auto const j = std::upper_bound(knots_.data(), knots_.data() + k, x) - knots_.data() - 1;
    double const h = knots_(j + 1) - knots_(j), left = knots_(j + 1) - x, right = x - knots_(j);
    r(j) += left / h, r(j + 1) += right / h;
    r += (left * left * left / h - h * left) / 6 * curvature_.row(j);
    r += (right * right * right / h - h * right) / 6 * curvature_.row(j + 1);
    return r;
}

Eigen::RowVectorXd SplineBasis::at(double x) const { return row(x) * coefficients_; }

}  // namespace rekensom::insight
