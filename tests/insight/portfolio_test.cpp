#include "rekensom/insight/portfolio.hpp"
#include "insight/examples.hpp"
#include "rekensom/insight/acceptability.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

using namespace rekensom;
using namespace rekensom::insight;
using rekensom::chance::Sampling;

namespace {

/// Six changes whose worth in a draw is what each saves less its cost, the second and third saving the same thing.
struct Example {
    Menu menu{{100, 80, 60, 40, 20, 10}, {{4, 0}}, {{1, 2}}, 200.0};
    examples::Columns saving = examples::normals(Eigen::MatrixXd::Identity(6, 6), 512, 51);

    [[nodiscard]] std::vector<double> npv(Coalition set) const {
        std::vector<double> column(512);
        for (std::size_t i = 0; i < column.size(); ++i)
            for (std::size_t k = 0; k < 6; ++k)
                if (set >> k & 1) column[i] += 1.2 * menu.cost[k] * (1 + 0.5 * saving[k][i]) - menu.cost[k];
        return column;
    }
    [[nodiscard]] std::vector<double> shift(Coalition set) const {
        std::vector<double> column(512);
        for (std::size_t i = 0; i < column.size(); ++i)
            for (std::size_t k = 0; k < 6; ++k)
                if (set >> k & 1) column[i] += 0.1 * static_cast<double>(k);
        return column;
    }
};

}  // namespace

TEST_CASE("the sets that budget, needs and exclusions allow", "[constructed][insight]") {
    Menu menu{{1, 1, 1}, {{1, 0}}, {{0, 2}}, {}};
    CHECK(allowed_sets(menu) == std::vector<Coalition>{0b000, 0b001, 0b011, 0b100});
    menu.budget = 1;
    CHECK(allowed_sets(menu) == std::vector<Coalition>{0b000, 0b001, 0b100});
    menu.budget = 0;
    CHECK(allowed_sets(menu) == std::vector<Coalition>{0});
    CHECK(allowed_sets({std::vector<double>(15, 1.0), {}, {}, {}}).size() == 32768);
}

TEST_CASE("the best sets are those of brute force", "[constructed][insight]") {
    Example const example;
    std::vector<Candidate> candidates;
    for (Coalition const set : allowed_sets(example.menu))
        candidates.push_back({set, cost_of(example.menu, set), example.npv(set), example.shift(set)});
    Portfolio const found = judge(candidates, Sampling::random);

    Coalition best_mean = 0, best_chance = 0, best_shift = 0;
    double mean = 0, chance = 0, shift = 0;
    for (Coalition set = 0; set < 64; ++set) {
        double cost = 0, total = 0, positive = 0;
        for (std::size_t k = 0; k < 6; ++k) cost += set >> k & 1 ? example.menu.cost[k] : 0;
        bool const allowed = cost <= 200 && (!(set & 16) || (set & 1)) && !((set & 2) && (set & 4));
        if (!allowed) continue;
        for (double const x : example.npv(set)) total += x / 512, positive += (x > 0) / 512.0;
        if (total > mean) mean = total, best_mean = set;
        if (positive > chance) chance = positive, best_chance = set;
        double const per_money = set == 0 ? 0 : example.shift(set)[0] / cost;
        if (per_money > shift) shift = per_money, best_shift = set;
    }
    CHECK(found.standings[found.by_mean.index].set == best_mean);
    CHECK(found.standings[found.by_chance.index].set == best_chance);
    REQUIRE(found.by_satisfaction);
    CHECK(found.standings[found.by_satisfaction->index].set == best_shift);
    CHECK(best_shift == 0b100000);  // the last change: half a point for 10
    CHECK(found.standings[found.by_mean.index].npv.value == Approx(mean));

    double often = 0;
    for (Standing const& s : found.standings) {
        often += s.most_often;
        bool dominated = false;
        for (Standing const& o : found.standings)
            dominated =
                dominated || (o.cost <= s.cost && o.npv.value >= s.npv.value && o.chance.value >= s.chance.value &&
                              (o.cost < s.cost || o.npv.value > s.npv.value || o.chance.value > s.chance.value));
        CHECK(s.efficient == !dominated);
    }
    CHECK(often == Approx(1));
    CHECK(found.standings[0].efficient);  // nothing at all costs nothing
}

TEST_CASE("a lead is judged draw by draw", "[constructed][insight]") {
    examples::Chance chance(52);
    std::vector<double> a, b, c;
    for (int i = 0; i < 1024; ++i) {
        double const common = 1000 * chance.normal(), own = chance.normal();
        a.push_back(common + 2), b.push_back(common + own), c.push_back(common + 2 + 0.01 * (i % 2) - 0.005 + 0.0001);
    }
    Portfolio const clear = judge({{1, 0, a, {}}, {2, 0, b, {}}}, Sampling::random);
    CHECK(clear.by_mean.settled());  // two apart, though each alone is known to 30 at best
    CHECK_FALSE(clear.by_satisfaction);
    Portfolio const open = judge({{1, 0, a, {}}, {3, 0, c, {}}}, Sampling::random);
    CHECK(open.standings[open.by_mean.index].set == 3);
    CHECK_FALSE(open.by_mean.settled());
}

TEST_CASE("which alternative is best at which price of satisfaction", "[constructed][insight]") {
    // The first saves 100 and shifts nothing; the second loses 100 and shifts 2 points: they change places at 100 a point.
    std::vector<double> const saves(64, 100.0), none(64, 0.0), costs(64, -100.0), shift(64, 2.0);
    std::vector<Offer> const offers{{saves, none}, {costs, shift}};
    auto const found = acceptability(offers, {0, 60, 99, 101});
    CHECK(found.best_in[1] == std::vector<double>{1, 1, 1, 0});
    CHECK(found.best_in[2] == std::vector<double>{0, 0, 0, 1});
    CHECK(found.best_on_average == std::vector<std::size_t>{1, 1, 1, 2});
    auto const alone = acceptability({{costs, shift}}, {0, 49, 51});
    CHECK(alone.best_in[0] == std::vector<double>{1, 1, 0});
    auto const prices = telling_prices(offers);
    CHECK(prices.front() == 0);
    CHECK(prices.back() == 200);
    CHECK(prices.size() == 21);
}

TEST_CASE("shares of draws sum to 1 at every price", "[metamorphic][insight]") {
    auto const x = examples::normals(Eigen::MatrixXd::Identity(4, 4), 1000, 53);
    std::vector<Offer> const offers{{x[0], x[1]}, {x[2], x[3]}};
    auto const found = acceptability(offers, telling_prices(offers));
    for (std::size_t p = 0; p < found.price.size(); ++p)
        CHECK(found.best_in[0][p] + found.best_in[1][p] + found.best_in[2][p] == Approx(1));
}
