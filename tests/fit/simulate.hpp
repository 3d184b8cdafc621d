#pragma once

#include <Eigen/Core>

#include <cmath>
#include <random>

// Data from known parameters. <random>'s engine is fixed by the standard, its distributions are not: so they are made here.

namespace rekensom::fit::simulate {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) * 0x1p-53; }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
    double exponential(double mean) { return -mean * std::log(uniform()); }
    /// Marsaglia & Tsang (2000).
    double gamma(double shape) {
        if (shape < 1) return gamma(shape + 1) * std::pow(uniform(), 1 / shape);
        double const d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
        for (;;) {
            double const x = normal(), v = std::pow(1 + c * x, 3);
            if (v > 0 && std::log(uniform()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
        }
    }
    double poisson(double mean) {
        double count = 0;
        while (mean > 30) {  // the number of arrivals until the 7/8-th expected: exact splitting (Ahrens & Dieter 1974)
            double const m = std::floor(mean * 7 / 8), x = gamma(m);
            if (x > mean) return count + binomial(m - 1, mean / x);
            count += m, mean -= x;
        }
        double product = uniform();
        for (double const limit = std::exp(-mean); product > limit; product *= uniform()) ++count;
        return count;
    }
    double binomial(double n, double p) {
        // By the median order statistic, down to a size that is counted out.
        double count = 0;
        while (n > 40) {
            double const a = 1 + std::floor(n / 2), b = n + 1 - a, ga = gamma(a), x = ga / (ga + gamma(b));
            if (x >= p)
                n = a - 1, p /= x;
            else
                count += a, n = b - 1, p = (p - x) / (1 - x);
        }
        for (; n > 0; --n) count += uniform() < p;
        return count;
    }

private:
    std::mt19937_64 engine_;
};

inline Eigen::VectorXd normals(Chance& chance, Eigen::Index n) {
    return Eigen::VectorXd::NullaryExpr(n, [&](Eigen::Index) { return chance.normal(); });
}

}  // namespace rekensom::fit::simulate
