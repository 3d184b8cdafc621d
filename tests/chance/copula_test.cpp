#include "rekensom/chance/copula.hpp"

#include "chance/lanes_copula.hpp"
#include "chance/lanes_points.hpp"
#include "rekensom/chance/points.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace rekensom;
using namespace rekensom::chance;

namespace {

std::vector<double> ranks(std::vector<double> const& x) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    std::vector<double> rank(x.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
    return rank;
}

double spearman(std::vector<double> const& a, std::vector<double> const& b) {
    std::vector<double> const x = ranks(a);
    std::vector<double> const y = ranks(b);
    double const centre = 0.5 * static_cast<double>(a.size() - 1);
    double xy = 0;
    double xx = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - centre) * (y[i] - centre);
        xx += (x[i] - centre) * (x[i] - centre);
    }
    return xy / xx;
}

/// Scores of inputs 0, 1, … after the copula, by input.
std::vector<std::vector<double>> draw(Copula const& copula, std::vector<std::string> const& paths, Sampling sampling,
                                      std::size_t draws) {
    Points const points(sampling, assign_addresses(3, paths));
    std::vector<std::vector<double>> scores(paths.size());
    for (std::size_t first = 0; first < draws; first += block_draws) {
        std::vector<double> block(paths.size() * block_draws);
        for (std::size_t i = 0; i < paths.size(); ++i)
            normal_scores(points.view(), i, first, block.data() + i * block_draws);
        for (CorrelationGroup const& group : copula.groups) {
            std::vector<double> tied;
            for (std::size_t const i : group.members) {
                auto const from = block.begin() + static_cast<std::ptrdiff_t>(i * block_draws);
                tied.insert(tied.end(), from, from + block_draws);
            }
            correlate(group.view(), tied.data());
            for (std::size_t k = 0; k < group.members.size(); ++k) {
                std::copy_n(tied.begin() + static_cast<std::ptrdiff_t>(k * block_draws), block_draws,
                            block.begin() + static_cast<std::ptrdiff_t>(group.members[k] * block_draws));
            }
        }
        for (std::size_t i = 0; i < paths.size(); ++i) {
            auto const from = block.begin() + static_cast<std::ptrdiff_t>(i * block_draws);
            scores[i].insert(scores[i].end(), from, from + block_draws);
        }
    }
    return scores;
}

std::vector<std::size_t> up_to(std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
}

}  // namespace

TEST_CASE("The copula reproduces rank correlations, and leaves the rest alone", "[statistical]") {
    // 64,000 draws: the standard error of a rank correlation is below 0.004 under `random`; bound 4 of them (alpha 6e-5 a pair)
    std::vector<std::string> const paths{"a", "b", "c", "d", "e", "f"};
    std::vector<RankCorrelation> const asked{{0, 2, 0.6}, {2, 3, -0.4}, {1, 5, 0.9}};
    Copula const copula = std::get<Copula>(make_copula(up_to(6), asked));
    REQUIRE(copula.groups.size() == 2);
    CHECK(copula.groups[0].members == std::vector<std::size_t>{0, 2, 3});
    CHECK(copula.groups[1].members == std::vector<std::size_t>{1, 5});
    auto const free = draw(Copula{}, paths, Sampling::random, 64000);
    auto const tied = draw(copula, paths, Sampling::random, 64000);
    auto const tied_sobol = draw(copula, paths, Sampling::sobol, 64000);
    for (auto const* scores : {&tied, &tied_sobol}) {
        CHECK(spearman((*scores)[0], (*scores)[2]) == Approx(0.6).margin(0.016));
        CHECK(spearman((*scores)[2], (*scores)[3]) == Approx(-0.4).margin(0.016));
        CHECK(spearman((*scores)[1], (*scores)[5]) == Approx(0.9).margin(0.016));
        CHECK(spearman((*scores)[0], (*scores)[3]) == Approx(0).margin(0.016));
        CHECK(spearman((*scores)[0], (*scores)[1]) == Approx(0).margin(0.016));
        CHECK(spearman((*scores)[4], (*scores)[5]) == Approx(0).margin(0.016));
        for (std::vector<double> const& z : *scores) {
            double squares = 0;
            for (double const x : z) squares += x * x;
            CHECK(squares / static_cast<double>(z.size()) == Approx(1).margin(4 * std::sqrt(2.0 / 64000)));
        }
    }
    CHECK_FALSE(spearman(tied[0], tied[2]) ==
                Approx(0.58).margin(0.016));  // a wrong one is seen: 0.6 as Pearson's is 0.582
    CHECK((tied[0] == free[0]));
    CHECK((tied[1] == free[1]));
    CHECK((tied[4] == free[4]));
}

TEST_CASE("Another group or input moves nobody in this one", "[metamorphic]") {
    std::vector<std::string> const few{"a", "b"};
    std::vector<std::string> const many{"a", "b", "x", "y", "z"};
    std::vector<RankCorrelation> const one{{0, 1, 0.5}};
    std::vector<RankCorrelation> const two{{0, 1, 0.5}, {2, 4, -0.7}};
    auto const before = draw(std::get<Copula>(make_copula(up_to(2), one)), few, Sampling::sobol, 640);
    auto const after = draw(std::get<Copula>(make_copula(up_to(5), two)), many, Sampling::sobol, 640);
    CHECK((before[0] == after[0]));
    CHECK((before[1] == after[1]));
}

TEST_CASE("Correlations that contradict each other are refused, and the nearest ones accepted", "[constructed]") {
    std::vector<RankCorrelation> const asked{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.2}};
    auto const made = make_copula(up_to(4), asked);
    REQUIRE(std::holds_alternative<NotPositiveDefinite>(made));
    auto const& pairs = std::get<NotPositiveDefinite>(made).pairs;
    REQUIRE(pairs.size() == 3);
    std::vector<RankCorrelation> named;
    for (NearestPair const& p : pairs) {
        named.push_back({p.a, p.b, p.nearest});
        CHECK(std::abs(p.nearest - p.given) < 0.5);
        CHECK(p.nearest * 10000 == Approx(std::round(p.nearest * 10000)));
    }
    CHECK(pairs[0].given == 0.9);
    CHECK(pairs[1].given == -0.2);
    CHECK(std::holds_alternative<Copula>(make_copula(up_to(4), named)));

    // what was never said counts as 0, and is named too where it would have to change
    std::vector<RankCorrelation> const chain{{0, 1, 0.9}, {1, 2, 0.9}};
    auto const chained = make_copula(up_to(3), chain);
    REQUIRE(std::holds_alternative<NotPositiveDefinite>(chained));
    auto const& nearest = std::get<NotPositiveDefinite>(chained).pairs;
    REQUIRE(nearest.size() == 3);
    CHECK(nearest[1].given == 0);
    CHECK(nearest[1].nearest > 0.05);
    CHECK(std::holds_alternative<Copula>(make_copula(up_to(3), std::vector<RankCorrelation>{{0, 1, 0.6}, {1, 2, 0.6}})));
}

TEST_CASE("The nearest correlation matrix is Higham's", "[published]") {
    // Higham (2002), section 5: for the tridiagonal matrix of order 3 with ones beside the diagonal the nearest has 0.7607 there
    // and 0.1573 in the corner. Our ranks: the same on Pearson's scale, but for the eigenvalue floor and the rounding.
    double const one = 0.9999;
    std::vector<RankCorrelation> const asked{{0, 1, one}, {1, 2, one}};
    auto const pairs = std::get<NotPositiveDefinite>(make_copula(up_to(3), asked)).pairs;
    CHECK(pearson_of_rank(pairs[0].nearest) == Approx(0.7607).margin(0.01));
    CHECK(pearson_of_rank(pairs[1].nearest) == Approx(0.1573).margin(0.012));
    CHECK(pearson_of_rank(pairs[2].nearest) == Approx(0.7607).margin(0.01));
}
