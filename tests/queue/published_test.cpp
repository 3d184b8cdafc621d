#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/erlang_b.hpp"
#include "rekensom/queue/erlang_c.hpp"
#include "rekensom/queue/least_agents.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace rekensom::queue;

namespace {

constexpr double endless = __builtin_inf();
constexpr double minute = 60, hour = 3600;

/// As many digits as are given.
auto digits(double value, double last) { return Approx(value).margin(0.51 * last); }

}  // namespace

TEST_CASE("Octave's queueing package, qsmmm: 9 a second, 5 a second each", "[published]") {
    Load const load{9, 0.2, endless};
    CHECK(erlang_c(load, 2, 0).mean_queue == digits(7.67368, 1e-5));
    CHECK(erlang_c(load, 2, 0).wait_all == digits(0.85263, 1e-5));
    CHECK(erlang_c(load, 4, 0).mean_queue == digits(0.10516, 1e-5));
    CHECK(erlang_c(load, 4, 0).wait_all == digits(0.011685, 1e-6));
}

TEST_CASE("Herzog's Erlang calculator: 3.5 a minute, 3 minutes", "[published]") {
    CHECK(erlang_c({3.5 / minute, 180, endless}, 13, 0).wait_answered == digits(26.5569, 1e-4));
    CHECK(erlang_a({3.5 / minute, 180, 300}, 13, 0).wait_all == digits(9.91280, 2e-4));
    CHECK(erlang_a({3.5 / minute, 180, 300}, 9, 0).wait_all == digits(56.61844, 2e-4));
}

TEST_CASE("pyworkforce: 100 in half an hour, 3 minutes, patience 5 minutes", "[published]") {
    Performance const p = erlang_a({100 / 1800.0, 180, 300}, 14, 20);
    CHECK(p.prob_wait == digits(0.1452601, 1e-7));
    CHECK(p.abandonment == digits(0.01398374, 1e-8));
    CHECK(p.occupancy == digits(0.7042973, 1e-7));
    CHECK(p.service_level == digits(0.9167921, 1e-7));
    // The wait of those answered, and not of all, is the speed of answer.
    CHECK(p.wait_all == digits(4.195, 1e-3));
    CHECK(p.wait_answered == digits(3.878, 1e-3));
    Performance const q = erlang_a({100 / 1800.0, 180, 300}, 13, 20);
    CHECK(q.service_level == digits(0.858178, 1e-6));
    CHECK(q.occupancy == digits(0.750028, 1e-6));
    CHECK(q.abandonment == digits(0.024963, 1e-6));
    CHECK(q.prob_wait == digits(0.225797, 1e-6));
}

TEST_CASE("ContactCenters: 4.2 a minute, 2 minutes, 12 agents", "[published]") {
    Performance const c = erlang_c({4.2 / minute, 120, endless}, 12, 20);
    CHECK(c.service_level == digits(0.899080, 1e-6));
    CHECK(c.wait_answered / minute == digits(0.10216, 1e-5));
    CHECK(c.occupancy == Approx(0.7));
    Performance const a = erlang_a({4.2 / minute, 120, 60}, 12, 20);
    CHECK(a.service_levels.of_answered == digits(0.974182, 1e-6));
    CHECK(a.service_levels.without_early == digits(0.967872, 1e-6));
    CHECK(a.abandonment == digits(0.029679, 1e-6));
    CHECK(a.wait_answered / minute == digits(0.02406, 1e-5));
}

TEST_CASE("Other published examples of Erlang B, C and A", "[published]") {
    CHECK(erlang_b(25, 30) == digits(0.0526032, 1e-7));  // Wolfram: 30 lines, 25 erlangs
    CHECK(erlang_b(1, 1) == Approx(0.5).epsilon(1e-15));
    Performance const c = erlang_c({360 / 1800.0, 240, endless}, 55, 15);
    CHECK(c.prob_wait == digits(0.2387009, 1e-7));
    CHECK(c.wait_answered == digits(8.18403, 1e-5));
    CHECK(c.service_level == digits(0.8458831, 1e-7));
    // zinnov.com, introduction to Erlang: 48 a minute of a minute, 50 agents, patience 2 minutes
    CHECK(erlang_c({0.8, 60, endless}, 50, 20).prob_wait == digits(0.694456, 1e-6));
    CHECK(erlang_c({0.8, 60, endless}, 50, 20).wait_answered == digits(20.8337, 1e-4));
    Performance const a = erlang_a({0.8, 60, 120}, 50, 20);
    CHECK(a.abandonment == digits(0.0309122, 1e-7));
    CHECK(a.wait_all == digits(3.70947, 1e-5));
    CHECK(a.occupancy == digits(0.930324, 1e-6));
    // turbotab: 25 in ten minutes, 3 minutes, 80/20
    CHECK(least_agents({25 / 600.0, 180, endless}, {0.8, 20}) == 11);
    CHECK(erlang_c({25 / 600.0, 180, endless}, 11, 20).service_level == digits(0.880836, 1e-6));
    // the house's own example
    Performance const own = erlang_a({100 / 1800.0, 360, 120}, 20, 20);
    CHECK(own.abandonment == digits(0.1123, 1e-4));
    CHECK(own.wait_all == digits(13.47, 1e-2));
    CHECK(own.occupancy == digits(0.8877, 1e-4));
    CHECK(own.service_level == digits(0.706, 1e-3));
}

TEST_CASE("Tijms, A First Course in Stochastic Models, table 5.3.2: least servers for a delay probability",
          "[published]") {
    struct Row {
        double erlangs;
        int half, fifth, tenth;
    };
    for (Row const& row : {Row{1, 2, 3, 3},
                           {5, 7, 8, 9},
                           {10, 12, 14, 16},
                           {50, 54, 58, 61},
                           {100, 106, 111, 115},
                           {250, 259, 268, 274},
                           {500, 512, 525, 533},
                           {1000, 1017, 1034, 1046}}) {
        INFO(row.erlangs << " erlangs");
        Load const load{row.erlangs, 1, endless};
        CHECK(least_agents(load, {0.5, 0}) == row.half);
        CHECK(least_agents(load, {0.8, 0}) == row.fifth);
        CHECK(least_agents(load, {0.9, 0}) == row.tenth);
    }
}

TEST_CASE("Erlang A is not a rule of thumb: figures that other tools get wrong", "[published]") {
    CHECK(erlang_a({48.0 / 300, 300, 600}, 50, 100).abandonment == Approx(0.0309).margin(5e-5));
    CHECK(erlang_a({100.0 / 300, 300, 180}, 105, 20).abandonment == Approx(0.0238).margin(5e-5));
    // Four definitions, three points apart on the same data.
    ServiceLevels const four = erlang_a({0.8, 60, 120}, 50, 20).service_levels;
    CHECK(four.of_offered == digits(0.9430, 1e-4));
    CHECK(four.without_early == digits(0.9720, 1e-4));
    CHECK(four.of_answered == digits(0.9731, 1e-4));
    CHECK(four.early_hang_ups_as_good == digits(0.9729, 1e-4));
}

TEST_CASE("A fifth more contacts needs less than a fifth more agents", "[published]") {
    struct Row {
        double an_hour, more;
    };
    for (Row const& row : {Row{60, 0.125}, {120, 0.143}, {600, 0.175}, {1200, 0.194}, {6000, 0.197}}) {
        int const now = *least_agents({row.an_hour / hour, 300, endless}, {0.8, 20});
        int const then = *least_agents({1.2 * row.an_hour / hour, 300, endless}, {0.8, 20});
        CHECK(static_cast<double>(then) / now - 1 == digits(row.more, 1e-3));
    }
}
