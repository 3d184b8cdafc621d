#include "run/tally.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace rekensom;
using run::Sums;
using run::Tally;

namespace {

/// A wave of `blocks` columns, each folded whole or number by number.
struct Folded {
    Tally tally{1, 64};
    Sums wave;

    void settle(std::vector<double> const& values) { tally.settle(0, values); }
    void whole(std::vector<double> const& values) {
        for (std::size_t at = 0; at < values.size(); at += block_draws)
            tally.add(0, std::span(values).subspan(at, block_draws), wave);
    }
    void by_pieces(std::vector<double> const& values) {
        // A column that is not full goes number by number; what it lacks has no value and counts for nothing.
        for (std::size_t at = 0; at < values.size(); at += block_draws) {
            std::vector<double> column(values.begin() + static_cast<std::ptrdiff_t>(at),
                                       values.begin() + static_cast<std::ptrdiff_t>(at + block_draws));
            column.push_back(std::nan(""));
            tally.add(0, column, wave);
        }
    }
    run::Summary summary() {
        tally.merge(0, wave);
        return tally.summary(0, chance::Sampling::sobol);
    }
};

std::vector<double> drawn(std::size_t blocks, double spread) {
    std::mt19937_64 generator(5);
    std::normal_distribution<double> normal(3, spread > 0 ? spread : 1);
    std::vector<double> values(blocks * block_draws);
    for (double& x : values) x = spread > 0 ? normal(generator) : 3;
    return values;
}

}  // namespace

TEST_CASE("a column folded at once comes to what its numbers come to one by one", "[constructed][run]") {
    double const spread = GENERATE(0.0, 1e-9, 2.0);
    INFO("spread " << spread);
    auto values = drawn(16, spread);
    std::fill_n(values.begin() + block_draws, block_draws, 3.0);  // one number in all draws of a block
    Folded whole, pieces;
    whole.settle(values), pieces.settle(values);
    whole.whole(values), pieces.by_pieces(values);
    run::Summary const a = whole.summary(), b = pieces.summary();
    CHECK(a.count == static_cast<double>(values.size()));
    CHECK(a.count == b.count);
    CHECK(a.mean == b.mean);
    CHECK(a.sd == b.sd);
    CHECK(a.se == b.se);
    CHECK(a.p_positive == b.p_positive);
    CHECK(a.p10 == b.p10);
    CHECK(a.p50 == b.p50);
    CHECK(a.p90 == b.p90);
    CHECK(a.mean_below_p10 == b.mean_below_p10);

    double sum = 0;
    for (double x : values) sum += x;
    CHECK(a.mean == Approx(sum / static_cast<double>(values.size())).epsilon(1e-14));
}

TEST_CASE("percentiles of a histogram lie within a bin of those of the draws; nothing lies beyond what was seen",
          "[constructed][run]") {
    auto values = drawn(16, 2);
    Folded folded;
    folded.settle(values);
    folded.whole(values);
    run::Summary const found = folded.summary();
    std::sort(values.begin(), values.end());
    double const bin = 2 * (values.back() - values.front()) / 64;
    for (auto const& [share, at] :
         {std::pair(0.1, found.p10), std::pair(0.25, found.p25), std::pair(0.5, found.p50), std::pair(0.9, found.p90)})
        CHECK(std::abs(at - values[static_cast<std::size_t>(share * static_cast<double>(values.size()))]) < bin);
    CHECK(found.mean_below_p10 >= values.front());
}

TEST_CASE("a column with numbers that have no value counts the others", "[constructed][run]") {
    auto values = drawn(2, 2);
    for (std::size_t i = 0; i < values.size(); i += 3) values[i] = std::nan("");
    Folded folded;
    folded.settle(values);
    folded.whole(values);
    double sum = 0, count = 0, positive = 0;
    for (double x : values)
        if (x == x) sum += x, count += 1, positive += x > 0 ? 1 : 0;
    run::Summary const found = folded.summary();
    CHECK(found.count == count);
    CHECK(found.mean == Approx(sum / count).epsilon(1e-14));
    CHECK(found.p_positive == positive / count);
}

TEST_CASE("of a plain stream the mean and its error are those of any other, whether its draws are together or not",
          "[constructed][run]") {
    auto values = drawn(16, 2);
    bool const all_valued = GENERATE(true, false);
    if (!all_valued) values[5] = std::nan("");
    Tally tally{3, 64, 2};
    std::array<Sums, 3> waves;
    for (std::size_t s = 0; s < 3; ++s) tally.settle(s, values);
    tally.add(0, values, waves[0]);
    tally.add(1, values, waves[1]);
    std::vector<double const*> blocks;
    for (std::size_t at = 0; at < values.size(); at += block_draws) blocks.push_back(values.data() + at);
    tally.add_plain(2, blocks, waves[2]);
    std::array<run::Summary, 3> found;
    for (std::size_t s = 0; s < 3; ++s) {
        tally.merge(s, waves[s]);
        found[s] = tally.summary(s, chance::Sampling::sobol);
        CHECK(found[s].count == found[0].count);
        CHECK(found[s].mean == found[0].mean);
        CHECK(found[s].se == found[0].se);
        for (double const x : {found[s].sd, found[s].p5, found[s].p50, found[s].p95, found[s].p_positive})
            CHECK(std::isnan(x) == (s > 0));
    }
}

TEST_CASE("a wave that ends within a block, folded at once, comes to what its blocks come to", "[constructed][run]") {
    auto const values = drawn(16, 2);
    auto const used = static_cast<std::size_t>(GENERATE(1, 15, 16, 63, 65, 1000, 1024));
    INFO("draws " << used);
    Folded at_once, by_number;
    at_once.settle(values), by_number.settle(values);
    at_once.tally.add(0, std::span(values).first(used), at_once.wave);
    std::vector<double> column(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(used));
    column.resize(1025, std::nan(""));  // has no value: goes number by number
    by_number.tally.add(0, column, by_number.wave);
    CHECK(at_once.wave.sum == by_number.wave.sum);
    CHECK(at_once.wave.square == by_number.wave.square);
    CHECK(at_once.wave.count == by_number.wave.count);
    CHECK(at_once.wave.least == by_number.wave.least);
    CHECK(at_once.wave.most == by_number.wave.most);
    run::Summary const a = at_once.summary(), b = by_number.summary();
    CHECK(a.count == static_cast<double>(used));
    CHECK(a.p_positive == b.p_positive);
    CHECK(a.p5 == b.p5);
    CHECK(a.p50 == b.p50);
    CHECK(a.p95 == b.p95);
}
