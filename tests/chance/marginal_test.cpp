#include "rekensom/chance/marginal.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/chance/counter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace rekensom;
using namespace rekensom::chance;

namespace {

std::vector<Marginal> all_forms() {
    std::vector<double> const values{5, 1, 3, 3};
    std::vector<double> const weights{1, 2, 3, 4};
    std::vector<double> const data{4, 8, 15, 16, 23, 42};
    return {
        sure(make_pert({0.2, 0.25, 0.4}, Domain::share)),
        sure(make_pert({2, 2, 6}, Domain::positive)),
        sure(make_pert({-3, 5, 5}, Domain::real, 10)),
        sure(make_triangular({1, 2, 5}, Domain::positive)),
        sure(make_triangular({1, 1, 5}, Domain::positive)),
        sure(make_triangular({1, 5, 5}, Domain::positive)),
        sure(make_uniform(-1, 3, Domain::real)),
        sure(make_two_percentiles(-5, 7, Domain::real)),
        sure(make_two_percentiles(100, 400, Domain::positive)),
        sure(make_two_percentiles(0.05, 0.6, Domain::share)),
        sure(make_two_percentiles(-0.4, 0.6, Domain::at_most_one)),
        sure(make_two_percentiles(-0.05, 0.05, Domain::above_minus_one)),
        sure(make_three_percentiles({-5, 0, 9}, Domain::real)),
        sure(make_three_percentiles({100, 150, 300}, Domain::positive)),
        sure(make_three_percentiles({0.1, 0.3, 0.4}, Domain::share)),
        sure(make_three_percentiles({-0.3, 0.2, 0.5}, Domain::at_most_one)),
        sure(make_moments(3, 2, Domain::real)),
        sure(make_moments(3, 2, Domain::non_negative)),
        sure(make_moments(0.1, 0.15, Domain::share)),
        sure(make_moments(0.2, 0.3, Domain::at_most_one)),
        sure(make_moments(7, 0.8, Domain::mark)),
        sure(make_survey(62, 250, Domain::share)),
        sure(make_survey(0, 3, Domain::share)),
        sure(make_gamma(0.3)),
        sure(make_gamma(1.2)),
        sure(make_bernoulli(0.3)),
        sure(make_discrete(values, weights, Domain::real)),
        sure(make_data(data, Domain::real)),
        scaled(sure(make_triangular({1, 2, 5}, Domain::positive)), -2),
        scaled(sure(make_survey(3, 9, Domain::share)), 0.5),
    };
}

/// Kolmogorov's distance of draws from a distribution function; continuous ones only.
double distance(std::vector<double> draws, Marginal const& marginal) {
    std::sort(draws.begin(), draws.end());
    auto const n = static_cast<double>(draws.size());
    double worst = 0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        double const p = marginal.cdf(draws[i]);
        worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    return worst;
}

}  // namespace

TEST_CASE("Moments agree with the integral of the quantile function", "[constructed]") {
    for (Marginal const& m : all_forms()) {
        INFO(m.description());
        double mean = 0;
        double variance = 0;
        if (m.family() == Family::steps) {
            int const n = 60000;  // a multiple of every step's denominator
            for (int i = 0; i < n; ++i) mean += m.quantile((i + 0.5) / n) / n;
            for (int i = 0; i < n; ++i) variance += std::pow(m.quantile((i + 0.5) / n) - mean, 2) / n;
        } else {
            // over the normal score: step small against the kinks of triangles
            double const step = 1e-3;
            for (double z = -9; z <= 9; z += step)
                mean += m.quantile_z(z) * std::exp(-0.5 * z * z) * step / std::sqrt(2 * M_PI);
            for (double z = -9; z <= 9; z += step) {
                variance += std::pow(m.quantile_z(z) - mean, 2) * std::exp(-0.5 * z * z) * step / std::sqrt(2 * M_PI);
            }
        }
        bool const heavy = m.form() == Form::three_percentiles;  // tails of a power: the sum stops at z = 9
        CHECK(m.mean() == Approx(mean).epsilon(1e-6).margin(1e-7));
        CHECK(m.sd() == Approx(std::sqrt(variance)).epsilon(heavy ? 1e-3 : 1e-5));
    }
}

TEST_CASE("Moments and quantiles agree with closed forms", "[constructed]") {
    Marginal const pert = sure(make_pert({1, 2, 6}, Domain::real));
    CHECK(pert.mean() == Approx((1 + 4 * 2 + 6) / 6.0));
    CHECK(pert.sd() ==
          Approx(std::sqrt((pert.mean() - 1) * (6 - pert.mean()) / 7)));  // Vose, Risk analysis: the PERT distribution
    Marginal const even = sure(make_pert({0, 0.5, 1}, Domain::real));     // Beta(3, 3)
    CHECK(even.quantile(0.5) == Approx(0.5));
    CHECK(even.cdf(0.3) == Approx(0.3 * 0.3 * 0.3 * (10 - 15 * 0.3 + 6 * 0.3 * 0.3)));
    Marginal const flat = sure(make_pert({0, 0.2, 1}, Domain::real, 0));
    CHECK(flat.quantile(0.37) == Approx(0.37));
    Marginal const end = sure(make_pert({0, 0, 1}, Domain::real));  // Beta(1, 5)
    CHECK(end.quantile(0.4) == Approx(1 - std::pow(0.6, 0.2)));
    Marginal const triangle = sure(make_triangular({1, 2, 5}, Domain::real));
    CHECK(triangle.mean() == Approx(8 / 3.0));
    CHECK(triangle.sd() == Approx(std::sqrt((1 + 4 + 25 - 2 - 5 - 10) / 18.0)));
    CHECK(triangle.quantile(0.25) == Approx(2));
    CHECK(triangle.quantile(0.75) == Approx(5 - std::sqrt(0.25 * 4 * 3)));
    Marginal const box = sure(make_uniform(-1, 3, Domain::real));
    CHECK(box.mean() == Approx(1));
    CHECK(box.sd() == Approx(4 / std::sqrt(12.0)));
    CHECK(box.quantile(0.1) == Approx(-0.6));
    Marginal const lognormal = sure(make_moments(3, 2, Domain::positive));
    CHECK(lognormal.mean() == Approx(3));
    CHECK(lognormal.sd() == Approx(2));
    CHECK(lognormal.quantile(0.5) == Approx(3 / std::sqrt(1 + 4 / 9.0)));
    for (Domain const domain :
         {Domain::share, Domain::mark, Domain::signed_share, Domain::at_most_one, Domain::above_minus_one}) {
        double const centre = domain == Domain::mark ? 7 : 0.2;
        for (double const sd : {0.01, 0.1, 0.3}) {
            Marginal const m = sure(make_moments(centre, sd, domain));
            CHECK(m.mean() == Approx(centre).epsilon(1e-9));
            CHECK(m.sd() == Approx(sd).epsilon(1e-8));
        }
    }
    Marginal const survey = sure(make_survey(62, 250, Domain::share));
    CHECK(survey.mean() == Approx(63 / 252.0));
    CHECK(survey.sd() == Approx(std::sqrt(63.0 * 189 / (252.0 * 252 * 253))));
    CHECK(sure(make_survey(0, 0, Domain::share)).quantile(0.42) == Approx(0.42));
    Marginal const gamma = sure(make_gamma(1));  // exponential
    CHECK(gamma.quantile(0.9) == Approx(std::log(10)));
    CHECK(gamma.quantile_z(-8) == Approx(-std::log1p(-6.220960574271785e-16)).epsilon(1e-12));
    CHECK(gamma.sd() == Approx(1));
    Marginal const yes = sure(make_bernoulli(0.3));
    CHECK(yes.mean() == Approx(0.3));
    CHECK(yes.sd() == Approx(std::sqrt(0.21)));
    CHECK(yes.quantile(0.69) == 0);
    CHECK(yes.quantile(0.71) == 1);
    std::vector<double> const data{4, 8, 15, 16, 23, 42};
    Marginal const resampled = sure(make_data(data, Domain::real));
    CHECK(resampled.mean() == Approx(18));
    CHECK(resampled.quantile(0.51) == 16);
    CHECK(resampled.quantile(0) == 4);
    CHECK(resampled.quantile(1) == 42);
    // metalog of three terms: mean a1 + a3 / 2, variance pi²/3 a2² + (1/12 + pi²/36) a3² (Keelin 2016, table 6)
    Marginal const metalog = sure(make_three_percentiles({-5, 0, 9}, Domain::real));
    double const a2 = 14 / (2 * std::log(9));
    double const a3 = (1 - 2 * 5 / 14.0) * 14 / (0.8 * std::log(9));
    CHECK(metalog.mean() == Approx(0.5 * a3));
    CHECK(metalog.sd() == Approx(std::sqrt(M_PI * M_PI / 3 * a2 * a2 + (1 / 12.0 + M_PI * M_PI / 36) * a3 * a3)));
}

TEST_CASE("Two and three percentiles are reproduced, inside every domain", "[constructed]") {
    struct Case {
        Domain domain;
        double p10, p50, p90;
    };
    for (Case const& c :
         {Case{Domain::real, -3, 1, 4}, Case{Domain::positive, 1, 3, 7}, Case{Domain::non_negative, 0.5, 3, 7},
          Case{Domain::share, 0.1, 0.3, 0.4}, Case{Domain::share, 1e-6, 0.01, 0.2},
          Case{Domain::signed_share, -0.6, 0.1, 0.5}, Case{Domain::at_most_one, -2, 0.1, 0.6},
          Case{Domain::above_minus_one, -0.5, 0, 0.9}, Case{Domain::mark, 5, 7, 8.5}}) {
        Marginal const two = sure(make_two_percentiles(c.p10, c.p90, c.domain));
        Marginal const three = sure(make_three_percentiles({c.p10, c.p50, c.p90}, c.domain));
        CHECK(two.quantile(0.1) == Approx(c.p10).epsilon(1e-12));
        CHECK(two.quantile(0.9) == Approx(c.p90).epsilon(1e-12));
        CHECK(three.quantile(0.1) == Approx(c.p10).epsilon(1e-12));
        CHECK(three.quantile(0.5) == Approx(c.p50).epsilon(1e-12).margin(1e-14));
        CHECK(three.quantile(0.9) == Approx(c.p90).epsilon(1e-12));
        CHECK(three.cdf(c.p50) == Approx(0.5));
        for (double z = -8; z <= 8; z += 0.25) {
            CHECK(three.quantile_z(z) <= three.quantile_z(z + 0.25));
            CHECK(three.quantile_z(z) >= bounds(c.domain).lower);
            CHECK(three.quantile_z(z) <= bounds(c.domain).upper);
            CHECK(two.quantile_z(z) >= bounds(c.domain).lower);
            CHECK(two.quantile_z(z) <= bounds(c.domain).upper);
        }
    }
}

TEST_CASE("Quantile and distribution function are each other's inverse, ends included", "[constructed]") {
    for (Marginal const& m : all_forms()) {
        INFO(m.description());
        CHECK(m.quantile(0) == m.lower());
        CHECK(m.quantile(1) == m.upper());
        for (double const u : {1e-6, 0.01, 0.1, 0.37, 0.5, 0.83, 0.99}) {
            double const x = m.quantile(u);
            if (m.family() == Family::steps) {
                CHECK(m.cdf(x) >= u);
                CHECK(m.cdf(std::nextafter(x, -1e9)) <= u + 1e-12);
            } else {
                CHECK(m.cdf(x) == Approx(u).epsilon(1e-7));
            }
        }
    }
}

TEST_CASE("Draws fit their distribution, and a slightly wrong one is seen", "[statistical]") {
    // Kolmogorov-Smirnov at alpha = 1e-4 a form (critical distance 2.2251 / sqrt(n)), n = 20,000, seed 1.
    std::size_t const n = 20000;
    double const critical = 2.2251 / std::sqrt(static_cast<double>(n));
    std::uint64_t key = 0;
    for (Marginal const& m : all_forms()) {
        INFO(m.description());
        if (m.family() == Family::steps) continue;
        std::vector<double> draws;
        for (std::size_t i = 0; i < n; ++i) draws.push_back(m.quantile(uniform_at(1, ++key, i)));
        CHECK(distance(draws, m) < critical);
    }
    Marginal const right = sure(make_pert({0.2, 0.25, 0.4}, Domain::share));
    std::vector<double> draws;
    for (std::size_t i = 0; i < n; ++i) draws.push_back(right.quantile(uniform_at(1, 9999, i)));
    CHECK(distance(draws, right) < critical);
    CHECK(distance(draws, sure(make_pert({0.2, 0.25, 0.4}, Domain::share, 5))) > critical);
    CHECK(distance(draws, sure(make_pert({0.2, 0.257, 0.4}, Domain::share))) > critical);
    CHECK(distance(draws, sure(make_triangular({0.2, 0.25, 0.4}, Domain::share))) > critical);
}

TEST_CASE("Discrete draws have their weights, and wrong weights are seen", "[statistical]") {
    // chi-squared with 2 degrees of freedom, alpha = 1e-4: 18.42; n = 20,000, seed 1.
    std::vector<double> const values{5, 1, 3, 3};
    std::vector<double> const weights{1, 2, 3, 4};
    Marginal const m = sure(make_discrete(values, weights, Domain::real));
    double count[3] = {0, 0, 0};
    for (std::size_t i = 0; i < 20000; ++i) {
        double const x = m.quantile(uniform_at(1, 77, i));
        count[x == 1 ? 0 : (x == 3 ? 1 : 2)] += 1;
    }
    auto const chi_squared = [&](double a, double b, double c) {
        double const e[3] = {20000 * a, 20000 * b, 20000 * c};
        double sum = 0;
        for (int k = 0; k < 3; ++k) sum += (count[k] - e[k]) * (count[k] - e[k]) / e[k];
        return sum;
    };
    CHECK(chi_squared(0.2, 0.7, 0.1) < 18.42);
    CHECK(chi_squared(0.22, 0.68, 0.1) > 18.42);
    CHECK(m.parameters().size() == 6);
    CHECK(m.mean() == Approx(0.2 + 2.1 + 0.5));
}

TEST_CASE("Equal ends are certain, and scaling scales", "[constructed]") {
    CHECK(sure(make_pert({2, 2, 2}, Domain::real)).is_certain());
    CHECK(sure(make_uniform(2, 2, Domain::real)).is_certain());
    CHECK(sure(make_gamma(0)).mean() == 1);
    CHECK(sure(make_bernoulli(1)).is_certain());
    CHECK(Marginal().mean() == 0);
    Marginal const m = sure(make_triangular({1, 2, 5}, Domain::positive));
    Marginal const half = scaled(m, 0.5);
    Marginal const turned = scaled(m, -2);
    CHECK(half.quantile(0.3) == Approx(0.5 * m.quantile(0.3)));
    CHECK(turned.quantile(0.3) == Approx(-2 * m.quantile(0.7)));
    CHECK(turned.lower() == -10);
    CHECK(turned.upper() == -2);
    CHECK(turned.mean() == Approx(-2 * m.mean()));
    CHECK(turned.sd() == Approx(2 * m.sd()));
    CHECK(turned.times() == -2);
    CHECK(scaled(scaled(m, 2), 0.5).quantile(0.1) == Approx(m.quantile(0.1)));
    CHECK(scaled(certainly(3), 2).mean() == 6);
    CHECK(scaled(m, 0).is_certain());
    CHECK(half.description() == "triangle min 1, likely 2, max 5, times 0.5");
    CHECK(certainly(0.1).description() == "certainly 0.1");
}

TEST_CASE("What contradicts itself or its domain is a fault that says what to write", "[constructed]") {
    auto const what = [](Made const& made) {
        REQUIRE(std::holds_alternative<Fault>(made));
        CHECK_FALSE(std::get<Fault>(made).expected.empty());
        return std::get<Fault>(made).what;
    };
    double const inf = std::numeric_limits<double>::infinity();
    std::vector<double> const none;
    std::vector<double> const two{1, 2};
    std::vector<double> const negative{1, -1};
    std::vector<double> const zeros{0, 0};
    CHECK(what(make_certain(1.2, Domain::share)) == "1.2 is out of range");
    CHECK(what(make_certain(0, Domain::positive)) == "0 is out of range");
    CHECK(what(make_certain(std::nan(""), Domain::real)) == "not a finite number");
    CHECK(what(make_pert({0.4, 0.3, 0.5}, Domain::share)) == "min 0.4 is not below likely 0.3");
    CHECK(what(make_pert({0.1, 0.6, 0.5}, Domain::share)) == "likely 0.6 is not below max 0.5");
    CHECK(what(make_pert({0.1, 0.3, 1.5}, Domain::share)) == "max 1.5 is out of range");
    CHECK(what(make_pert({0.1, 0.3, 0.5}, Domain::share, -1)) == "weight -1 is out of range");
    CHECK(what(make_pert({0.1, inf, 0.5}, Domain::share)) == "likely is not a finite number");
    CHECK(what(make_triangular({3, 2, 5}, Domain::real)) == "min 3 is not below likely 2");
    CHECK(what(make_uniform(3, 2, Domain::real)) == "min 3 is not below max 2");
    CHECK(what(make_two_percentiles(3, 3, Domain::real)) == "p10 3 is not below p90 3");
    CHECK(what(make_two_percentiles(-1, 3, Domain::positive)) == "p10 -1 is out of range");
    CHECK(what(make_two_percentiles(0, 3, Domain::non_negative)).starts_with("p10 0 is the very end"));
    CHECK(what(make_two_percentiles(0.1, 1, Domain::share)).starts_with("p90 1 is the very end"));
    CHECK(what(make_three_percentiles({3, 2, 5}, Domain::real)) == "p10 3 is not below p50 2");
    CHECK(what(make_three_percentiles({1, 6, 5}, Domain::real)) == "p50 6 is not below p90 5");
    CHECK(what(make_three_percentiles({1, 4.9, 5}, Domain::real)) ==
          "p50 4.9 lies too near p90 for a smooth distribution");
    CHECK(what(make_three_percentiles({1, 100, 10000}, Domain::positive)) ==
          "p10 and p90 are so far apart that the mean would be infinite");
    CHECK(what(make_moments(3, 0, Domain::real)) == "sd 0 is not above 0");
    CHECK(what(make_moments(-3, 1, Domain::positive)) == "mean -3 is out of range");
    CHECK(what(make_moments(0.1, 0.3, Domain::share)) == "sd 0.3 is too large for a mean of 0.1 in this range");
    CHECK(what(make_survey(5, 3, Domain::share)) == "yes 5 is more than of 3");
    CHECK(what(make_survey(-1, 3, Domain::share)) == "yes -1 is not a count");
    CHECK(what(make_survey(1, 3, Domain::mark)) == "a survey count is a share");
    CHECK(what(make_gamma(-0.1)) == "a coefficient of variation of -0.1");
    CHECK(what(make_bernoulli(1.1)) == "a chance of 1.1");
    CHECK(what(make_discrete(none, none, Domain::real)) == "no values");
    CHECK(what(make_discrete(two, none, Domain::share)) == "value 2 is out of range");
    CHECK(what(make_discrete(two, negative, Domain::real)) == "weight -1 is not a weight");
    CHECK(what(make_discrete(two, zeros, Domain::real)) == "the weights sum to 0");
    CHECK(what(make_data(none, Domain::real)) == "no observations");
    CHECK(what(make_data(negative, Domain::positive)) == "observation -1 is out of range");
    CHECK_THROWS_AS(sure(make_gamma(-1)), Bug);
    // the nearest p50 that the fault names is accepted
    CHECK(std::holds_alternative<Marginal>(make_three_percentiles({1, 4.327, 5}, Domain::real)));
    CHECK(
        std::get<Fault>(make_three_percentiles({1, 4.9, 5}, Domain::real)).expected.starts_with("a p50 between 1.673"));
}

TEST_CASE("The sd of a three-percentile form with a heavy tail is infinite, its mean is not", "[constructed]") {
    Marginal const m = sure(make_three_percentiles({1, 3.2, 10}, Domain::positive));
    CHECK(std::isinf(m.sd()));
    CHECK(std::isfinite(m.mean()));
}
