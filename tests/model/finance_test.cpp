#include "rekensom/model/finance.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

using namespace rekensom::model;

TEST_CASE("yearly flows give the published indicators", "[published]") {
    std::array const flows{-400.0, 150.0, 250.0, 250.0, 250.0, 250.0};
    CHECK(net_present_value(flows, 0.0225) == Approx(672.06).margin(0.005));
    CHECK(net_present_value(flows, 0.035) == Approx(632.14).margin(0.005));
    CHECK(net_present_value(flows, 0.08) == Approx(505.58).margin(0.005));
    std::vector<double> const rates = rates_of_return(flows);
    REQUIRE(rates.size() == 1);
    CHECK(rates[0] == Approx(0.44988).margin(0.000005));
    CHECK(payback(flows) == Approx(2));
}

TEST_CASE("an internal rate of return can be missing or manifold", "[constructed]") {
    CHECK(rates_of_return(std::array{100.0, 10.0}).empty());
    CHECK(rates_of_return(std::array{0.0, 0.0}).empty());
    // (1 + r) = 1.1 and 1.3: -1 x (g - 1.1)(g - 1.3) = -g^2 + 2.4 g - 1.43
    std::vector<double> const two = rates_of_return(std::array{-1.0, 2.4, -1.43});
    REQUIRE(two.size() == 2);
    CHECK(two[0] == Approx(0.1));
    CHECK(two[1] == Approx(0.3));
    CHECK(std::isnan(payback(std::array{-100.0, 20.0, 30.0})));
    CHECK(payback(std::array{5.0, 1.0}) == 0);
}
