#include "run/order_statistics.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <string>

using namespace rekensom;
using run::OrderStatistics;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

struct Kind {
    std::string name;
    std::function<double(std::mt19937_64&)> draw;
};

double normal(std::mt19937_64& generator) { return std::normal_distribution<double>()(generator); }

std::vector<Kind> kinds() {
    return {{"normal", normal},
            {"ties", [](auto& g) { return std::floor(3 * normal(g)); }},
            {"constant", [](auto&) { return 7.0; }},
            {"mostly one number", [](auto& g) { return g() % 200 == 0 ? normal(g) : 7.0; }},
            {"a heavy tail", [](auto& g) { return std::exp(20 * normal(g)); }},
            {"two heavy tails", [](auto& g) { return std::cauchy_distribution<double>()(g); }},
            {"infinities", [](auto& g) { return g() % 9 == 0   ? inf
                                                : g() % 9 == 0 ? -inf
                                                               : normal(g); }},
            {"two infinities alone", [](auto& g) { return g() % 2 == 0 ? inf : -inf; }},
            {"a range beyond all numbers", [](auto& g) { return g() % 2 == 0 ? 1.7e308 : -1.7e308; }},
            {"the smallest steps", [](auto& g) { return static_cast<double>(g() % 1000) * 5e-324; }},
            {"no value here and there", [](auto& g) { return g() % 3 == 0 ? std::nan("") : normal(g); }}};
}

}  // namespace

TEST_CASE("numbers by rank are those of sorting", "[constructed][run]") {
    auto const n = static_cast<std::size_t>(GENERATE(1, 2, 3, 15, 17, 511, 512, 513, 1000, 16384));
    for (Kind const& kind : kinds()) {
        INFO(kind.name << ", " << n);
        std::mt19937_64 generator(n);
        std::vector<double> values(n);
        for (double& x : values) x = kind.draw(generator);
        std::vector<double> sorted;
        std::ranges::copy_if(values, std::back_inserter(sorted), [](double x) { return x == x; });
        std::ranges::sort(sorted);
        OrderStatistics some(values), all(values);
        REQUIRE(some.size() == sorted.size());
        CHECK(some.constant() == (sorted.empty() || sorted.front() == sorted.back()));
        if (sorted.empty()) continue;
        for (double const share : {0.0, 0.05, 0.1, 0.5, 0.9, 1.0}) {
            auto const rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
            CHECK(some.at_rank(rank) == sorted[rank]);
        }
        bool same = true;
        for (std::size_t rank = sorted.size(); rank-- > 0;) same = same && all.at_rank(rank) == sorted[rank];
        CHECK(same);
    }
}

TEST_CASE("a percentile lies between two ranks; the mean of the least is that of the sorted", "[constructed][run]") {
    std::vector<double> few{4, 1, std::nan(""), 3, 2};
    OrderStatistics by_rank(few);
    CHECK(by_rank.percentile(0) == 1);
    CHECK(by_rank.percentile(0.5) == 2.5);
    CHECK(by_rank.percentile(0.75) == 3.25);
    CHECK(by_rank.percentile(1) == 4);

    std::mt19937_64 generator(3);
    std::vector<double> many(5000);
    for (double& x : many) x = normal(generator);
    OrderStatistics of_many(many);
    double const found = of_many.mean_of_least(500);
    std::ranges::sort(many);
    CHECK(found == Approx(std::accumulate(many.begin(), many.begin() + 500, 0.0) / 500).epsilon(1e-13));
}
