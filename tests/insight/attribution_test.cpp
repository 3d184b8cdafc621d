#include "rekensom/insight/attribution.hpp"
#include "insight/examples.hpp"
#include "insight/shapley.hpp"
#include "rekensom/insight/difference.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <numeric>

using namespace rekensom;
using namespace rekensom::insight;
using rekensom::chance::Sampling;

namespace {

/// A game of arbitrary worths, another one in every draw, the same whenever it is asked.
struct RandomGame {
    std::size_t draws = 64;
    std::vector<std::vector<double>> operator()(std::vector<Coalition> const& asked) const {
        std::vector<std::vector<double>> columns;
        for (Coalition const c : asked) {
            examples::Chance chance(900 + c);
            std::vector<double>& column = columns.emplace_back();
            for (std::size_t i = 0; i < draws; ++i) column.push_back(chance.normal() + std::popcount(c));
        }
        return columns;
    }
};

/// Savings that overlap as in the model: 1 - product of (1 - share), in money; player 2 does nothing.
std::vector<std::vector<double>> overlapping(std::vector<Coalition> const& asked, std::vector<double> const& share) {
    std::vector<std::vector<double>> columns;
    for (Coalition const c : asked) {
        std::vector<double>& column = columns.emplace_back();
        for (int draw = 0; draw < 64; ++draw) {
            double left = 1;
            for (std::size_t k = 0; k < share.size(); ++k)
                if (c >> k & 1) left *= 1 - share[k] * (1 + 0.1 * (draw % 4));
            column.push_back(1e6 * (1 - left));
        }
    }
    return columns;
}

}  // namespace

TEST_CASE("Shapley values are those of all orders, one by one", "[constructed][insight]") {
    constexpr std::size_t n = 5;
    RandomGame const game;
    auto const found = attribute(n, game, Sampling::random);
    CHECK(found.method == Method::exact);
    CHECK(found.coalitions == 32);
    std::vector<double> by_hand(n, 0.0);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const mean = [&](Coalition c) { return mean_of(game({c})[0], Sampling::random).value; };
    do {
        Coalition so_far = 0;
        for (std::size_t const player : order) {
            by_hand[player] += (mean(so_far | Coalition{1} << player) - mean(so_far)) / 120;
            so_far |= Coalition{1} << player;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    for (std::size_t i = 0; i < n; ++i) CHECK(found.parts[i].shapley.value == Approx(by_hand[i]).epsilon(1e-12));
}

TEST_CASE("Shapley's axioms: what there is is divided, alike for alike, nothing for nothing",
          "[constructed][insight]") {
    std::vector<double> const share{0.2, 0.3, 0, 0.3};
    auto const found = attribute(
        4, [&](auto const& asked) { return overlapping(asked, share); }, Sampling::random);
    double sum = 0;
    for (Part const& part : found.parts) sum += part.shapley.value;
    CHECK(sum == Approx(found.total.value).epsilon(1e-13));                                      // efficiency
    CHECK(found.parts[1].shapley.value == Approx(found.parts[3].shapley.value).epsilon(1e-13));  // symmetry
    CHECK(found.parts[2].shapley.value == Approx(0).margin(1e-9));                               // null player
    CHECK(found.overlap[0][2].value == Approx(0).margin(1e-9));
    CHECK(found.overlap[0][1].value > 0.06e6);
    CHECK(found.overlap[1][3].value == found.overlap[3][1].value);
    for (std::size_t i : {0u, 1u, 3u}) {
        CHECK(found.parts[i].alone.value > found.parts[i].shapley.value);
        CHECK(found.parts[i].last.value < found.parts[i].shapley.value);
        CHECK(found.parts[i].shapley.se > 0);
    }
    // Linearity: twice the game is twice the value.
    auto const twice = attribute(
        4,
        [&](auto const& asked) {
            auto columns = overlapping(asked, share);
            for (auto& column : columns)
                for (double& x : column) x *= 2;
            return columns;
        },
        Sampling::random);
    CHECK(twice.parts[0].shapley.value == Approx(2 * found.parts[0].shapley.value).epsilon(1e-13));
}

TEST_CASE("sampled orders agree with all of them within their error", "[constructed][statistical][insight]") {
    std::vector<double> const share{0.2, 0.3, 0, 0.1, 0.25, 0.4, 0.15, 0.05};
    auto const game = [&](auto const& asked) { return overlapping(asked, share); };
    auto const exact = attribute(8, game, Sampling::random);
    AttributionOptions options;
    options.exact_up_to = 4;
    auto const sampled = attribute(8, game, Sampling::random, options);
    CHECK(sampled.method == Method::sampled);
    double sum = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        Estimate const a = sampled.parts[i].shapley, b = exact.parts[i].shapley;
        INFO(i << ": " << a.value << " +- " << a.se << " exact " << b.value << " +- " << b.se);
        double const by_orders = std::sqrt(std::max(0.0, a.se * a.se - b.se * b.se));
        CHECK(std::abs(a.value - b.value) <= 4.5 * by_orders + 1e-6);
        CHECK(a.se <= 0.03 * b.value + 1e-6);
        sum += a.value;
    }
    CHECK(sum == Approx(exact.total.value).epsilon(1e-12));
}

TEST_CASE("a change without what it needs does nothing, nor do those that need it", "[constructed][insight]") {
    std::vector<std::pair<std::size_t, std::size_t>> const needs{{2, 1}, {1, 0}};
    CHECK(working(0b110, needs) == 0);
    CHECK(working(0b101, needs) == 0b001);
    CHECK(working(0b111, needs) == 0b111);
    CHECK(working(0b1000, needs) == 0b1000);
}

TEST_CASE("what changed between two versions sums to how far the answer moved", "[constructed][insight]") {
    auto const found = explain_difference(
        3,
        [](auto const& asked) {
            std::vector<std::vector<double>> columns;
            for (Coalition const c : asked) {
                double const volume = c & 1 ? 1.2 : 1, cost = c & 2 ? 8 : 10, unused = c & 4 ? 1 : 2;
                columns.push_back({100 * volume * cost + 0 * unused, 200 * volume * cost});
            }
            return columns;
        },
        Sampling::random);
    CHECK(found.before.value == 1500);
    CHECK(found.after.value == Approx(1440));
    CHECK(found.moved.value == Approx(-60));
    // Volume: 300 at the old cost, 240 at the new one; cost: -300 and -360.
    CHECK(found.parts[0].value == Approx(270));
    CHECK(found.parts[1].value == Approx(-330));
    CHECK(found.parts[2].value == Approx(0).margin(1e-9));
}
