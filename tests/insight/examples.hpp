#pragma once

#include "rekensom/insight/columns.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

// Columns of draws whose answers are known by construction. The engine is the standard's (its stream is fixed by the
// standard); normals by the polar method, so that the numbers are the same with every library.

namespace rekensom::insight::examples {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) * 0x1p-53; }
    double normal() {
        for (;;) {
            double const u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
            if (s < 1 && s > 0) return u * std::sqrt(-2 * std::log(s) / s);
        }
    }

private:
    std::mt19937_64 engine_;
};

using Columns = std::vector<std::vector<double>>;

inline std::vector<Draws> views(Columns const& columns) { return {columns.begin(), columns.end()}; }

inline Columns uniforms(std::size_t inputs, std::size_t draws, std::uint64_t seed) {
    Chance chance(seed);
    Columns columns(inputs, std::vector<double>(draws));
    for (std::size_t i = 0; i < draws; ++i)
        for (auto& column : columns) column[i] = chance.uniform();
    return columns;
}

inline Columns normals(Eigen::MatrixXd const& covariance, std::size_t draws, std::uint64_t seed) {
    Chance chance(seed);
    Eigen::MatrixXd const factor = covariance.llt().matrixL();
    Columns columns(static_cast<std::size_t>(covariance.rows()), std::vector<double>(draws));
    for (std::size_t i = 0; i < draws; ++i) {
        Eigen::VectorXd z(covariance.rows());
        for (auto& value : z) value = chance.normal();
        Eigen::VectorXd const x = factor * z;
        for (std::size_t j = 0; j < columns.size(); ++j) columns[j][i] = x(static_cast<Eigen::Index>(j));
    }
    return columns;
}

template <class Function>
std::vector<double> apply(Columns const& columns, Function function) {
    std::vector<double> y(columns[0].size()), x(columns.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        for (std::size_t j = 0; j < x.size(); ++j) x[j] = columns[j][i];
        y[i] = function(x);
    }
    return y;
}

/// Ishigami & Homma (1990) with a = 7, b = 0.1, of three uniforms on (0, 1).
inline double ishigami(std::vector<double> const& u) {
    double const pi = 3.14159265358979323846;
    double const x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}
struct IshigamiIndices {
    static constexpr double first[3] = {0.31390519, 0.44241114, 0};
    static constexpr double total[3] = {0.55758886, 0.44241114, 0.24368367};
};

/// Sobol' G function: product of (|4u - 2| + a) / (1 + a); first order share (1/3/(1+a)^2) / (product of (1 + those) - 1).
inline double sobol_g(std::vector<double> const& u, std::vector<double> const& a) {
    double product = 1;
    for (std::size_t j = 0; j < u.size(); ++j) product *= (std::abs(4 * u[j] - 2) + a[j]) / (1 + a[j]);
    return product;
}
inline double g_part(double a) { return 1 / (3 * (1 + a) * (1 + a)); }
inline double g_variance(std::vector<double> const& a) {
    double product = 1;
    for (double const each : a) product *= 1 + g_part(each);
    return product - 1;
}

inline double normal_density(double z) { return std::exp(-0.5 * z * z) / std::sqrt(2 * 3.14159265358979323846); }
inline double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }
/// E[max(0, N(mean, sd))]
inline double expected_positive_part(double mean, double sd) {
    return mean * normal_cdf(mean / sd) + sd * normal_density(mean / sd);
}

}  // namespace rekensom::insight::examples
