#include "rekensom/chance/points.hpp"

#include "chance/lanes_points.hpp"
#include "chance/lanes_quantile.hpp"
#include "rekensom/chance/marginal.hpp"
#include "rekensom/chance/quantile_table.hpp"

#include <catch2/catch.hpp>

#include <boost/math/distributions/normal.hpp>
#include <boost/random/sobol.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace rekensom;
using namespace rekensom::chance;

namespace {

std::vector<std::string> scenario_paths() {
    std::vector<std::string> paths;
    for (char const* reason : {"billing", "delivery", "login", "moving"}) {
        for (char const* key : {"volume", "avoidable", "first_time_fix", "recontact"}) {
            paths.push_back(std::string("reasons.") + reason + "." + key);
        }
    }
    for (char const* channel : {"phone", "mail", "chat"})
        paths.push_back(std::string("channels.") + channel + ".cost_per_contact");
    for (char const* change : {"invoices", "tracking", "self-care"}) {
        for (char const* key :
             {"slip", "ramp", "realisation", "prevents.billing", "prevents.login", "one_off_cost", "running_cost"}) {
            paths.push_back(std::string("changes.") + change + "." + key);
        }
    }
    paths.emplace_back("finance.discount_rate");
    paths.emplace_back("inputs.growth");
    return paths;
}

double score(double u) { return boost::math::quantile(boost::math::normal_distribution<double>(), u); }

}  // namespace

TEST_CASE("Lanes give the scores of the scalar places", "[constructed]") {
    std::vector<std::string> const paths = scenario_paths();
    for (Sampling const sampling : {Sampling::sobol, Sampling::random}) {
        Points const points(sampling, assign_addresses(11, paths));
        for (std::size_t input = 0; input < paths.size(); input += 7) {
            for (std::uint64_t const first :
                 {std::uint64_t{0}, std::uint64_t{64}, std::uint64_t{16320}, std::uint64_t{1} << 33}) {
                BlockColumn const z = normal_scores(points.view(), input, first);
                for (std::size_t i = 0; i < block_draws; ++i) {
                    CHECK(z[static_cast<Eigen::Index>(i)] ==
                          Approx(score(place(points.view(), input, first + i))).epsilon(1e-14).margin(1e-15));
                }
            }
        }
    }
}

TEST_CASE("Unscrambled, the points are those of Boost's Sobol engine", "[constructed]") {
    // A scramble moves each coordinate's dyadic cells as wholes: two points share their first k bits before it as after it.
    std::vector<std::string> const paths = scenario_paths();
    std::vector<Address> addresses = assign_addresses(1, paths);
    for (std::size_t i = 0; i < addresses.size(); ++i)
        addresses[i].dimension = static_cast<std::uint32_t>(i % 16);  // the table's own
    Points const points(Sampling::sobol, addresses);
    boost::random::sobol_engine<std::uint32_t, 32> engine(16);
    std::vector<std::array<std::uint32_t, 16>> plain(64);
    for (auto& point : plain) {
        for (auto& coordinate : point) coordinate = static_cast<std::uint32_t>(engine());
    }
    for (std::size_t d = 0; d < 16; ++d) {
        auto const scrambled = [&](std::size_t n) {  // the engine goes in Gray code's order, and leaves out point 0
            std::uint64_t const index = (n + 1) ^ ((n + 1) >> 1);
            return static_cast<std::uint32_t>(std::floor(place(points.view(), d, 16 * index + 5) * 0x1p32));
        };
        for (std::size_t a = 0; a < plain.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                CHECK(__builtin_clz(plain[a][d] ^ plain[b][d]) == __builtin_clz(scrambled(a) ^ scrambled(b)));
            }
        }
    }
}

TEST_CASE("Every scramble of every input is stratified, and is a net in pairs", "[constructed]") {
    std::vector<std::string> const paths = scenario_paths();
    Points const points(Sampling::sobol, assign_addresses(2, paths));
    for (std::size_t input = 0; input < paths.size(); ++input) {
        for (std::uint64_t scramble = 0; scramble < scramble_count; scramble += 5) {
            std::set<int> cells;
            for (std::uint64_t n = 0; n < 256; ++n) {
                double const u = place(points.view(), input, 16 * n + scramble);
                CHECK((u > 0 && u < 1));
                cells.insert(static_cast<int>(u * 256));
            }
            CHECK(cells.size() == 256);
        }
    }
    // the first two dimensions are a (0, m, 2)-net: 256 points, one in each of 16 x 16 cells
    std::vector<Address> pair{{.key = 1, .seed = 1, .dimension = 0}, {.key = 2, .seed = 1, .dimension = 1}};
    Points const net(Sampling::sobol, pair);
    std::set<int> cells;
    for (std::uint64_t n = 0; n < 256; ++n) {
        cells.insert(static_cast<int>(place(net.view(), 0, 16 * n) * 16) * 16 +
                     static_cast<int>(place(net.view(), 1, 16 * n) * 16));
    }
    CHECK(cells.size() == 256);
}

TEST_CASE("Scrambles, seeds and inputs are independent", "[statistical]") {
    // correlation of places over scrambles of different draws: 4 standard errors of 1 / sqrt(n), alpha 6e-5 each
    std::vector<std::string> const paths = scenario_paths();
    Points const one(Sampling::sobol, assign_addresses(1, paths));
    auto const correlation = [&](auto first, auto second) {
        double sum = 0;
        std::size_t const n = 4000;
        for (std::uint64_t i = 0; i < n; ++i) sum += 12 * (first(i) - 0.5) * (second(i) - 0.5);
        return sum / static_cast<double>(n) * std::sqrt(static_cast<double>(n));
    };
    // one point of many seeds: only scrambling decides where it lies
    std::vector<Points> seeds;
    for (std::uint64_t s = 0; s < 4000; ++s) {
        std::array<Address, 2> const two{Address{.key = 5, .seed = s, .dimension = 3},
                                         Address{.key = 6, .seed = s, .dimension = 4}};
        seeds.emplace_back(Sampling::sobol, two);
    }
    auto const at = [&](std::size_t input, std::uint64_t draw) {
        return [&, input, draw](std::uint64_t s) { return place(seeds[s].view(), input, draw); };
    };
    CHECK(std::abs(correlation(at(0, 0), at(0, 1))) < 4);
    CHECK(std::abs(correlation(at(0, 0), at(1, 0))) < 4);
    CHECK(std::abs(correlation(at(0, 37), at(1, 38))) < 4);
    double mean = 0;
    for (std::uint64_t s = 0; s < 4000; ++s) mean += place(seeds[s].view(), 0, 0) / 4000;
    CHECK(std::abs(mean - 0.5) < 4 * std::sqrt(1 / 12.0 / 4000));
    CHECK(std::abs(correlation(at(0, 0), at(0, 0))) > 4);  // a dependence is seen
}

TEST_CASE("Adding inputs moves nobody's draws but for a contested dimension", "[metamorphic]") {
    std::vector<std::string> const few = scenario_paths();
    std::vector<Address> const before = assign_addresses(1, few);
    int moved = 0;
    int added = 0;
    for (int k = 0; k < 300; ++k) {
        for (std::string const& path :
             {"inputs.x" + std::to_string(k), "channels.c" + std::to_string(k) + ".menu_levels",
              "reasons.r" + std::to_string(k) + ".volume"}) {
            std::vector<std::string> many = few;
            many.insert(many.begin() + k % static_cast<int>(few.size()), path);
            std::vector<Address> const after = assign_addresses(1, many);
            int here = 0;
            for (std::size_t i = 0; i < few.size(); ++i) {
                std::size_t const now = i < static_cast<std::size_t>(k) % few.size() ? i : i + 1;
                CHECK(after[now].key == before[i].key);
                here += after[now].dimension != before[i].dimension ? 1 : 0;
            }
            CHECK(here <= 2);
            if (path.starts_with("inputs.")) CHECK(here == 0);
            moved += here > 0 ? 1 : 0;
            ++added;
        }
    }
    INFO(moved << " of " << added << " additions moved another input");
    CHECK(moved < added / 8);
}

TEST_CASE("Dimensions are all different, and thousands of inputs still have places", "[constructed]") {
    std::vector<std::string> paths;
    for (int i = 0; i < 4500; ++i) paths.push_back("reasons.r" + std::to_string(i) + ".volume");
    std::vector<Address> const addresses = assign_addresses(1, paths);
    std::map<std::uint32_t, int> owners;
    for (Address const& a : addresses) ++owners[a.dimension];
    for (auto const& [dimension, count] : owners) {
        if (dimension != no_dimension) CHECK((count == 1 && dimension < 3667));
    }
    CHECK(owners.size() > 3000);
    Points const points(Sampling::sobol, addresses);
    Points const random(Sampling::random, addresses);
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        if (addresses[i].dimension == no_dimension) CHECK(place(points.view(), i, 77) == place(random.view(), i, 77));
    }
}

TEST_CASE("On a function like the model the mean's variance falls a hundred times", "[statistical]") {
    // A saving: volume × avoidable × prevented × cost, with repeats, slip and ramp; 40 inputs. Variance of the mean of 16,384
    // draws from 8 seeds × 16 scrambles (120 degrees of freedom: a factor of at least 100 by chi-squared with alpha 1e-4 would
    // need 165 seen). docs/sampling.md has the other ways of assigning dimensions.
    std::vector<std::string> const paths = scenario_paths();
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < paths.size(); ++i) at[paths[i]] = i;
    auto const marginal_of = [](std::string const& path) {
        auto const ends = [&](char const* tail) { return path.ends_with(tail); };
        if (ends("volume")) return sure(make_pert({8000, 10000, 13000}, Domain::positive));
        if (ends("avoidable")) return sure(make_survey(62, 250, Domain::share));
        if (ends("first_time_fix")) return sure(make_pert({0.6, 0.72, 0.8}, Domain::share));
        if (ends("recontact")) return sure(make_pert({0.3, 0.5, 0.8}, Domain::share));
        if (ends("cost_per_contact")) return sure(make_pert({4, 6, 9}, Domain::positive));
        if (ends("slip")) return sure(make_pert({0, 2, 9}, Domain::real));
        if (ends("ramp")) return sure(make_pert({1, 4, 12}, Domain::positive));
        if (ends("realisation")) return sure(make_pert({0.4, 0.8, 1.1}, Domain::positive));
        if (ends("one_off_cost")) return sure(make_two_percentiles(60e3, 200e3, Domain::non_negative));
        if (ends("running_cost")) return sure(make_pert({1e3, 2e3, 5e3}, Domain::non_negative));
        if (path.find("prevents") != std::string::npos) return sure(make_pert({0.1, 0.3, 0.6}, Domain::share));
        return sure(make_pert({0.02, 0.04, 0.09}, Domain::share));
    };
    std::vector<QuantileTable> tables;
    for (std::string const& path : paths) tables.emplace_back(marginal_of(path));

    auto const run = [&](Sampling sampling, std::uint64_t seed, std::array<double, 16>& means) {
        Points const points(sampling, assign_addresses(seed, paths));
        means.fill(0);
        std::vector<BlockColumn> x(paths.size());
        double squares = 0;
        for (std::uint64_t first = 0; first < 16384; first += block_draws) {
            for (std::size_t i = 0; i < paths.size(); ++i)
                x[i] = quantiles(tables[i].view(), normal_scores(points.view(), i, first));
            BlockColumn total = BlockColumn::Zero();
            for (char const* reason : {"billing", "login"}) {
                std::string const r = std::string("reasons.") + reason;
                BlockColumn keep = BlockColumn::Ones();
                for (char const* change : {"invoices", "tracking", "self-care"}) {
                    std::string const c = std::string("changes.") + change;
                    BlockColumn const months = 34 - x[at[c + ".slip"]] - 0.5 * x[at[c + ".ramp"]];
                    keep *= 1 - x[at[c + ".prevents." + reason]] * x[at[c + ".realisation"]] * months / 108;
                }
                BlockColumn const attempts = 1 / (1 - (1 - x[at[r + ".first_time_fix"]]) * x[at[r + ".recontact"]]);
                BlockColumn const cost = 0.5 * x[at["channels.phone.cost_per_contact"]] +
                                         0.3 * x[at["channels.mail.cost_per_contact"]] +
                                         0.2 * x[at["channels.chat.cost_per_contact"]];
                total += 36 * x[at[r + ".volume"]] * x[at[r + ".avoidable"]] * (1 - keep) * attempts * cost;
            }
            for (char const* change : {"invoices", "tracking", "self-care"}) {
                std::string const c = std::string("changes.") + change;
                total -= x[at[c + ".one_off_cost"]] + 30 * x[at[c + ".running_cost"]];
            }
            total *= exp(-1.5 * log1p(x[at["finance.discount_rate"]]));
            for (std::size_t i = 0; i < block_draws; ++i) {
                means[i % 16] += total[static_cast<Eigen::Index>(i)] / 1024;
                squares += total[static_cast<Eigen::Index>(i)] * total[static_cast<Eigen::Index>(i)] / 16384;
            }
        }
        return squares;
    };
    double between = 0;  // variance of a scramble's mean
    double grand = 0;
    std::array<double, 16> means{};
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        run(Sampling::sobol, seed, means);
        double mean = 0;
        for (double const m : means) mean += m / 16;
        for (double const m : means) between += (m - mean) * (m - mean) / 15 / 8;
        grand += mean / 8;
    }
    double const squares = run(Sampling::random, 1, means);
    double random_mean = 0;
    for (double const m : means) random_mean += m / 16;
    double const variance = squares - random_mean * random_mean;
    double const factor = variance / 1024 / between;
    INFO("variance of the mean: " << factor << " times less than random");
    CHECK(factor > 165);
    CHECK(std::abs(random_mean - grand) < 4 * std::sqrt(variance / 16384));  // the same mean, alpha 6e-5
}
