#include "rekensom/base/lane_math.hpp"

#include <catch2/catch.hpp>

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace rekensom;  // a column is Eigen's type: without this, exp(x) would find Eigen's alone

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Distance in units of the last place of the exact value; subnormals count in units of 2^-1074.
double ulps(double got, long double exact) {
    if (static_cast<double>(exact) == got) return 0;
    int exponent = 0;
    std::frexp(exact, &exponent);
    long double const unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::abs((static_cast<long double>(got) - exact) / unit));
}

template <class F, class G>
double worst_ulps(double from, double to, F function, G exact) {
    std::mt19937_64 random(20240701);
    std::uniform_real_distribution<double> place(from, to);
    double worst = 0;
    for (int block = 0; block < 4000; ++block) {
        Column x;
        for (auto& v : x) v = place(random);
        Column const y = function(x);
        for (int i = 0; i < x.size(); ++i) {
            worst = std::max(worst, ulps(y[i], exact(static_cast<long double>(x[i]))));
        }
    }
    return worst;
}

auto const exp_of = [](Column const& x) { return exp(x); };
auto const log_of = [](Column const& x) { return log(x); };

Column filled(std::vector<double> const& values) {
    Column x = Column::Zero();
    for (std::size_t i = 0; i < values.size(); ++i) x[static_cast<Eigen::Index>(i)] = values[i];
    return x;
}

}  // namespace

TEST_CASE("exp is right to an ulp over its whole range", "[constructed]") {
    auto const exact = [](long double x) { return std::exp(x); };
    CHECK(worst_ulps(-1, 1, exp_of, exact) < 1.2);
    CHECK(worst_ulps(-708, 709.7, exp_of, exact) < 1.2);
    CHECK(worst_ulps(-745, -708, exp_of, exact) < 1.2);
    CHECK(worst_ulps(-1e-9, 1e-9, exp_of, exact) < 1.2);
    Column const y = exp(filled({0, -inf, inf, not_a_number, 709.78, 709.79, -745.1, -745.2, 1e300, -1e300}));
    CHECK(y[0] == 1);
    CHECK(y[1] == 0);
    CHECK(y[2] == inf);
    CHECK(std::isnan(y[3]));
    CHECK(y[4] == Approx(1.7928227943945155e308).epsilon(1e-13));
    CHECK(y[5] == inf);
    CHECK(y[6] == std::numeric_limits<double>::denorm_min());
    CHECK(y[7] == 0);
    CHECK(y[8] == inf);
    CHECK(y[9] == 0);
}

TEST_CASE("log is right to an ulp over its whole range", "[constructed]") {
    auto const exact = [](long double x) { return std::log(x); };
    CHECK(worst_ulps(0.5, 2, log_of, exact) < 1.2);
    CHECK(worst_ulps(0, 1e-300, log_of, exact) < 1.2);
    CHECK(worst_ulps(0, 1e-310, log_of, exact) < 1.2);
    CHECK(worst_ulps(0, 1e6, log_of, exact) < 1.2);
    CHECK(worst_ulps(1e300, 1e308, log_of, exact) < 1.2);
    CHECK(worst_ulps(1 - 1e-6, 1 + 1e-6, log_of, exact) < 1.2);
    Column const y = log(filled({1, 0, -0.0, inf, -1, -inf, not_a_number, std::numeric_limits<double>::denorm_min()}));
    CHECK(y[0] == 0);
    CHECK(y[1] == -inf);
    CHECK(y[2] == -inf);
    CHECK(y[3] == inf);
    CHECK(std::isnan(y[4]));
    CHECK(std::isnan(y[5]));
    CHECK(std::isnan(y[6]));
    CHECK(y[7] == Approx(-744.4400719213812).epsilon(1e-15));
}

TEST_CASE("exp2, expm1 and log1p are right to a few ulps", "[constructed]") {
    auto const exp2_exact = [](long double x) { return std::exp2(x); };
    auto const expm1_exact = [](long double x) { return std::expm1(x); };
    auto const log1p_exact = [](long double x) { return std::log1p(x); };
    CHECK(worst_ulps(
              -1074, 1023.9, [](Column const& x) { return exp2(x); }, exp2_exact) < 1.5);
    auto const em1 = [](Column const& x) { return expm1(x); };
    CHECK(worst_ulps(-1, 1, em1, expm1_exact) < 3);
    CHECK(worst_ulps(-1e-9, 1e-9, em1, expm1_exact) < 1);
    CHECK(worst_ulps(-50, 700, em1, expm1_exact) < 3);
    auto const l1p = [](Column const& x) { return log1p(x); };
    CHECK(worst_ulps(-0.999, 1, l1p, log1p_exact) < 2);
    CHECK(worst_ulps(-1e-9, 1e-9, l1p, log1p_exact) < 1);
    CHECK(worst_ulps(0, 1e9, l1p, log1p_exact) < 2);
    Column const whole = exp2(filled({0, 1, -1, 10, -1022, -1074, 1024, -1076}));
    CHECK(whole[3] == 1024);
    CHECK(whole[5] == std::numeric_limits<double>::denorm_min());
    CHECK(whole[6] == inf);
    CHECK(whole[7] == 0);
    CHECK(log1p(filled({0, -1, inf}))[1] == -inf);
    CHECK(log1p(filled({0, -1, inf}))[2] == inf);
    CHECK(expm1(filled({-inf, inf}))[0] == -1);
    CHECK(expm1(filled({-inf, inf}))[1] == inf);
}

TEST_CASE("pow is as good as exp of a product, and columns never reach Eigen's", "[constructed]") {
    Column const base = filled({0, 0, 2, 1.02, 0.5, 1e-3});
    Column const y = pow(base, filled({0, 2, 10, 2.5, -3, 1.0 / 3}));
    CHECK(y[0] == 1);
    CHECK(y[1] == 0);
    CHECK(y[2] == Approx(1024).epsilon(1e-14));
    CHECK(y[3] == Approx(std::pow(1.02, 2.5)).epsilon(1e-14));
    CHECK(y[4] == Approx(8).epsilon(1e-14));
    CHECK(y[5] == Approx(0.1).epsilon(1e-14));
    // An expression finds our function: the result is a column already, where Eigen's would be an expression.
    STATIC_REQUIRE(std::is_same_v<decltype(exp(base * 2.0)), Column>);
    STATIC_REQUIRE(std::is_same_v<decltype(log(base + base)), Column>);
    STATIC_REQUIRE(std::is_same_v<decltype(pow(base, 2)), Column>);
    STATIC_REQUIRE(std::is_same_v<decltype(pow(base * 2.0, base + 1.0)), Column>);
    STATIC_REQUIRE(std::is_same_v<decltype(pow(2.0, base + 1.0)), Column>);
    CHECK((exp(base * 2.0) == exp(Column(base * 2.0))).all());
}

TEST_CASE("The normal distribution function is right in both tails", "[constructed]") {
    boost::math::normal_distribution<long double> const normal;
    auto const cdf_of = [](Column const& x) { return normal_cdf(x); };
    auto const exact = [&](long double z) { return boost::math::cdf(normal, z); };
    CHECK(worst_ulps(-8, 8, cdf_of, exact) < 8);
    CHECK(worst_ulps(-37, -8, cdf_of, exact) < 8);
    Column const y = normal_cdf(filled({0, -inf, inf, not_a_number}));
    CHECK(y[0] == Approx(0.5).epsilon(1e-15));
    CHECK(y[1] == 0);
    CHECK(y[2] == 1);
    CHECK(std::isnan(y[3]));
}

TEST_CASE("The normal quantile is right to 1e-15 from 1e-300 to the last number below 1", "[constructed]") {
    boost::math::normal_distribution<long double> const normal;
    auto const check = [&](double from, double to) {
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> power(std::log(from), std::log(to));
        double worst = 0;
        for (int block = 0; block < 300; ++block) {
            Column p;
            for (auto& v : p) v = std::exp(power(random));
            Column const z = normal_quantile(p);
            Column const upper = normal_quantile(Column(1 - p));
            for (int i = 0; i < p.size(); ++i) {
                long double const exact = boost::math::quantile(normal, static_cast<long double>(p[i]));
                worst = std::max(worst, static_cast<double>(std::abs(z[i] - exact) / std::max(1e-3L, std::abs(exact))));
                if (1 - p[i] < 1) CHECK(upper[i] == -normal_quantile(Column::Constant(1 - (1 - p[i])))[0]);
            }
        }
        return worst;
    };
    CHECK(check(0.07, 0.5) < 1e-15);
    CHECK(check(1e-10, 0.1) < 1.5e-15);
    CHECK(check(1e-300, 1e-10) < 1.5e-15);
    Column const y = normal_quantile(filled({0.5, 0, 1, -0.1, 1.1, 0x1p-53, 1 - 0x1p-53}));
    CHECK(y[0] == 0);
    CHECK(y[1] == -inf);
    CHECK(y[2] == inf);
    CHECK(std::isnan(y[3]));
    CHECK(std::isnan(y[4]));
    CHECK(y[5] == -y[6]);
}

TEST_CASE("A lane's value does not depend on its place or its neighbours", "[constructed]") {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> place(-30, 30);
    for (int round = 0; round < 50; ++round) {
        Column x;
        for (auto& v : x) v = place(random);
        Column const e = exp(x);
        Column const l = log(Column(x.abs()));
        Column const c = normal_cdf(x);
        Column const p = normal_quantile(c);
        for (int i = 0; i < x.size(); ++i) {
            using rekensom::lane::bits_of;
            CHECK(bits_of(e[i]) == bits_of(rekensom::lane::exp(x[i])));
            CHECK(bits_of(l[i]) == bits_of(rekensom::lane::log(std::abs(x[i]))));
            CHECK(bits_of(c[i]) == bits_of(rekensom::lane::normal_cdf(x[i])));
            CHECK(bits_of(p[i]) == bits_of(normal_quantile(Column::Constant(c[i]))[0]));
        }
    }
}
