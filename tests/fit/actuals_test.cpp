#include "rekensom/fit/actuals.hpp"

#include "fit/simulate.hpp"

#include <catch2/catch.hpp>

using namespace rekensom::fit;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using simulate::Chance;

namespace {

/// A plan whose only uncertain input is its level.
struct Plan {
    VectorXd level;
    MatrixXd expected, draws;
};

Plan plan_of(Chance& chance, Index draws, Index months, double mean, double sd, double noise) {
    Plan p{VectorXd(draws), MatrixXd(draws, months), MatrixXd(draws, months)};
    for (Index d = 0; d < draws; ++d) {
        p.level[d] = mean + sd * chance.normal();
        for (Index m = 0; m < months; ++m)
            p.expected(d, m) = p.level[d], p.draws(d, m) = p.level[d] + noise * chance.normal();
    }
    return p;
}

}  // namespace

TEST_CASE("weights of the draws give the posterior of a normal mean", "[statistical]") {
    // Prior N(100, 10^2), four months with noise 15: the posterior is known. 16,384 draws: standard error of its mean near 0.1.
    Chance chance(51);
    Plan const p = plan_of(chance, 16384, 4, 100, 10, 15);
    VectorXd const seen = (VectorXd(4) << 120, 105, 111, 124).finished();
    Actuals const a{.kpi = "volume",
                    .seen = seen,
                    .draws = p.draws,
                    .expected = p.expected,
                    .noise = 15,
                    .spread = Actuals::Spread::absolute};
    Update const u = update_weights(std::span(&a, 1));
    double const precision = 1 / 100.0 + 4 / 225.0, mean = (100 / 100.0 + 4 * 115 / 225.0) / precision;
    Estimate const level = weighted(std::span(p.level.data(), 16384), u.weights);
    CHECK(level.mean == Approx(mean).margin(0.4));
    CHECK(level.sd == Approx(std::sqrt(1 / precision)).margin(0.3));
    CHECK(u.believable == Believable::yes);
    CHECK(u.effective < 16384);
    // Months that have not come in say nothing.
    Actuals later = a;
    later.seen.conservativeResize(4);
    later.seen[3] = later.seen[2] = std::nan("");
    CHECK(update_weights(std::span(&later, 1)).effective > u.effective);
}

TEST_CASE("a gamma likelihood: the draw nearest to what came weighs most", "[constructed]") {
    Eigen::Index const n = 1001;
    MatrixXd const expected = VectorXd::LinSpaced(n, 50, 150);
    Actuals const a{
        .kpi = "volume", .seen = VectorXd::Constant(1, 110), .draws = expected, .expected = {}, .noise = 0.1};
    Update const u = update_weights(std::span(&a, 1));
    auto const top = std::max_element(u.weights.begin(), u.weights.end()) - u.weights.begin();
    CHECK(expected(top, 0) == Approx(110).margin(0.06));  // the likelihood of a gamma mean peaks at what was seen
}

TEST_CASE("what lies outside the plan is refused, not weighed", "[constructed]") {
    Chance chance(52);
    Plan const p = plan_of(chance, 4096, 3, 100, 5, 3);
    Actuals const a{.kpi = "volume",
                    .seen = VectorXd::Constant(3, 160),
                    .draws = p.draws,
                    .expected = p.expected,
                    .noise = 3,
                    .spread = Actuals::Spread::absolute};
    Update const u = update_weights(std::span(&a, 1));
    CHECK(u.believable == Believable::refused);
    CHECK(u.weights.front() == u.weights.back());
    CHECK_THAT(u.words, Catch::Contains("outside the plan"));
    Actuals none = a;
    none.seen.setConstant(std::nan(""));
    CHECK_THROWS_AS(update_weights(std::span(&none, 1)), DataError);
}

TEST_CASE("CRPS: of a point the absolute error, of a normal the closed form, and two ways agree", "[constructed]") {
    CHECK(crps(std::vector<double>{3}, 5) == 2);
    CHECK(crps(std::vector<double>{0, 1}, 0) == Approx(0.25));  // E|X - 0| - E|X - X'| / 2 = 1/2 - 1/4
    CHECK(crps(std::vector<double>{0, 1, 1}, 2) == Approx(crps(std::vector<double>{0, 1}, 2, std::vector<double>{1, 2})));
    Chance chance(53);
    std::vector<double> draws;
    for (int i = 0; i < 40000; ++i) draws.push_back(chance.normal());
    // N(0,1) at y: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi); at 1: 0.6024414
    CHECK(crps(draws, 1) == Approx(0.6024).margin(0.01));
    std::sort(draws.begin(), draws.end());
    CHECK(crps_of_quantiles(draws, 1) == Approx(crps(draws, 1)).epsilon(1e-6));
}

TEST_CASE("a plan that knows how sure it is has 8 in 10 months inside", "[statistical]") {
    Chance chance(54);
    Plan const p = plan_of(chance, 4000, 400, 100, 0, 10);
    Actuals a{.kpi = "volume",
              .seen = VectorXd(400),
              .draws = p.draws,
              .expected = {},
              .noise = 10,
              .spread = Actuals::Spread::absolute};
    for (double& x : a.seen) x = 100 + 10 * chance.normal();
    Score const good = score(a);
    CHECK(good.inside == Approx(0.8).margin(0.06));  // 3 standard errors
    for (double& x : a.seen) x += 15;
    Score const off = score(a);
    CHECK(off.inside < 0.6);
    CHECK(off.crps > 1.5 * good.crps);
    CHECK(good.crps < good.absolute_error);
}
