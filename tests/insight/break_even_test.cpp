#include "rekensom/insight/break_even.hpp"
#include "insight/examples.hpp"

#include <catch2/catch.hpp>

using namespace rekensom::insight;

namespace {

double bisect(Response const& f, double low, double high) {
    bool const rising = f(low) < 0;
    for (int i = 0; i < 100; ++i) {
        double const middle = 0.5 * (low + high);
        ((f(middle) < 0) == rising ? low : high) = middle;
    }
    return low;
}

}  // namespace

TEST_CASE("a crossing is where bisection finds it", "[constructed][insight]") {
    std::vector<std::pair<Response, Range>> const cases{
        {[](double x) { return x * x * x - 2; }, {0, 10}},
        {[](double x) { return std::exp(-x) - 1e-3; }, {0, 100}},
        {[](double x) { return 1e6 * (0.3 - x); }, {0, 1}},
        {[](double x) { return x < 0.5 ? -1.0 : 1e9; }, {0, 1}},
        {[](double x) { return std::atan(50 * (x - 0.987)); }, {-5, 1}},
    };
    for (auto const& [f, range] : cases) {
        int asked = 0;
        auto const counted = [&, g = f](double x) { return ++asked, g(x); };
        auto const found = find_crossing(counted, range);
        REQUIRE(found);
        CHECK(*found == Approx(bisect(f, range.low, range.high)).margin(1e-6 * (range.high - range.low)));
        CHECK(asked < 60);
    }
    CHECK_FALSE(find_crossing([](double x) { return 1 + x * x; }, {-1, 1}));
    CHECK(find_crossing([](double x) { return x; }, {0, 1}) == 0.0);
}

TEST_CASE("the nearest way to fail of a linear case is straight down", "[constructed][insight]") {
    auto const linear = [](std::vector<Scores> const& points) {
        std::vector<double> values;
        for (Scores const& z : points) values.push_back(10 + 3 * z[0] - 4 * z[1] + 0 * z[2]);
        return values;
    };
    auto const found = find_design_point(linear, 3, 10);
    REQUIRE(found.found);
    CHECK(found.at_medians == 10);
    CHECK(found.distance == Approx(2));
    CHECK(found.scores[0] == Approx(-1.2));
    CHECK(found.scores[1] == Approx(1.6));
    CHECK(found.scores[2] == Approx(0).margin(1e-9));
    CHECK(normal_tail(found.distance) == Approx(0.02275).epsilon(1e-3));
}

TEST_CASE("a curved border, and one out of reach", "[constructed][insight]") {
    // Border z1 = 2.5 + 0.2 z2²: nearest at (2.5, 0). Known from a search along the border.
    auto const curved = [](std::vector<Scores> const& points) {
        std::vector<double> values;
        for (Scores const& z : points) values.push_back(std::exp(2.5 + 0.2 * z[1] * z[1] - z[0]) - 1);
        return values;
    };
    auto const found = find_design_point(curved, 2, 1);
    REQUIRE(found.found);
    CHECK(found.distance == Approx(2.5).epsilon(0.01));
    auto const never = [](std::vector<Scores> const& points) {
        std::vector<double> values;
        for (Scores const& z : points) values.push_back(100 + std::tanh(z[0]));
        return values;
    };
    CHECK_FALSE(find_design_point(never, 1, 100).found);
    auto const flat = [](std::vector<Scores> const& points) { return std::vector<double>(points.size(), 5.0); };
    CHECK_FALSE(find_design_point(flat, 2, 1).found);
}
