#include "report/page_data.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

namespace rekensom::report {
namespace {

double in_list(double x) {
    run::Summary summary;
    summary.count = 1;
    summary.mean = x;
    return page_fan({summary})["mean"][0].get<double>();
}

}  // namespace

TEST_CASE("numbers of a list are the nearest to their five digits as text", "[constructed]") {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> mantissa(-10, 10), exponent(-30, 30);
    for (int i = 0; i < 20'000; ++i) {
        double const x = mantissa(random) * std::pow(10, exponent(random));
        INFO(fmt::format("{:.17g}", x));
        REQUIRE(in_list(x) == std::strtod(fmt::format("{:.5g}", x).c_str(), nullptr));
    }
    for (double const x : {0.0, 1.0, -0.1, 99999.6, 9.99996, 0.000999996, 123456.0, 1e15, 1e-7, 5e-324, 1e300})
        CHECK(in_list(x) == std::strtod(fmt::format("{:.5g}", x).c_str(), nullptr));
}

TEST_CASE("the page has the spread of the KPIs that it draws, and the mean of the others", "[constructed]") {
    run::Summary summary;
    summary.count = 16;
    summary.mean = 3, summary.sd = 1, summary.p5 = 1, summary.p50 = 2;
    Json const drawn = page_course(model::Kpi::satisfaction, {summary});
    CHECK(drawn == page_fan({summary}));
    CHECK(drawn["p50"][0] == 2);
    Json const meant = page_course(model::Kpi::handle_time, {summary});
    CHECK(meant.size() == 1);
    CHECK(meant["mean"][0] == 3);
}

}  // namespace rekensom::report
