#include "fit/linear.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <cmath>

namespace rekensom::fit {

Eigen::MatrixXd to_correlation(Eigen::MatrixXd const& covariance) {
    Eigen::VectorXd const scale =
        covariance.diagonal().unaryExpr([](double v) { return v > 0 ? 1 / std::sqrt(v) : 0.0; });
    Eigen::MatrixXd result = scale.asDiagonal() * covariance * scale.asDiagonal();
    result.diagonal().setOnes();
    return result;
}

Eigen::VectorXd solve_symmetric(Eigen::MatrixXd const& a, Eigen::VectorXd const& b) {
    Eigen::LDLT<Eigen::MatrixXd> const factors(a);
    double const smallest = factors.vectorD().size() > 0 ? factors.vectorD().minCoeff() : 1;
    if (factors.info() == Eigen::Success && smallest > 1e-11) return factors.solve(b);
    return Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd>(a).solve(b);
}

}  // namespace rekensom::fit
