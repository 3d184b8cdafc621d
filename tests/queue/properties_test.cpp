#include "queue/generator.hpp"
#include "queue/waiting_table.hpp"
#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/erlang_b.hpp"
#include "rekensom/queue/erlang_c.hpp"
#include "rekensom/queue/fixed_point.hpp"
#include "rekensom/queue/least_agents.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace rekensom::queue;

namespace {

constexpr double endless = __builtin_inf();

struct Case {
    Load load;
    int agents;
    double target;
};

/// From one to 600 agents, from a fifth to two and a half times their capacity, patience from 3 s to an hour.
Case draw(Generator& g) {
    int const agents = static_cast<int>(g.geometric(1, 600));
    double const handle_time = g.geometric(20, 1200), rho = g.geometric(0.2, 2.5);
    return {{rho * agents / handle_time, handle_time, g.geometric(3, 3600)}, agents, g.between(0, 90)};
}

#define NAMED(c)                                                                                             \
    INFO((c).load.erlangs() << " erlangs, " << (c).agents << " agents, handle time " << (c).load.handle_time \
                            << ", patience " << (c).load.patience << ", target " << (c).target)

auto exactly(double value) { return Approx(value).epsilon(1e-9).margin(1e-280); }

}  // namespace

TEST_CASE("Erlang A keeps its identities", "[constructed]") {
    Generator g(1);
    for (int i = 0; i < 1500; ++i) {
        Case const c = draw(g);
        NAMED(c);
        Performance const p = erlang_a(c.load, c.agents, c.target);
        CHECK(p.abandonment == exactly(p.wait_all / c.load.patience));
        CHECK(p.mean_queue == exactly(c.load.arrival_rate * p.wait_all));                  // Little
        CHECK(c.load.erlangs() * (1 - p.abandonment) == exactly(c.agents * p.occupancy));  // who is served
        CHECK(p.abandonment <= erlang_b(c.load.erlangs(), c.agents) * (1 + 1e-9));         // Garnett et al. 2002
        CHECK(p.service_levels.of_answered * (1 - p.abandonment) == exactly(p.service_level));
        CHECK(erlang_a(c.load, c.agents, 0).service_level == Approx(1 - p.prob_wait).epsilon(1e-9).margin(1e-12));
        CHECK(expected_excess(c.load, c.agents, 0) == exactly(p.wait_answered));
    }
}

TEST_CASE("Integrals over the offered wait and sums over the states agree", "[constructed]") {
    Generator g(2);
    for (int i = 0; i < 40; ++i) {
        int const agents = static_cast<int>(g.geometric(1, 150));
        double const patience = g.geometric(0.05, 8), within = g.between(0, 0.3), tolerance = g.between(0, 1);
        rekensom::queue::LoadGrid const grid{0.05, static_cast<int>(std::log(0.3 * agents) / 0.05), 45};
        WaitingTabulator tabulator(grid, {{patience}, {within}, {tolerance}});
        WaitingTable table;
        for (int n = 0; n <= agents; ++n)
            tabulator.tabulate(n, n < agents ? 0 : grid.first, n < agents ? 0 : grid.first + 45, table);
        for (std::size_t k = 0; k < 45; ++k) {
            Load const load{std::exp((grid.first + static_cast<double>(k)) * grid.step), 1, patience};
            Performance const p = erlang_a(load, agents, within);
            INFO(load.erlangs() << " erlangs, " << agents << " agents, patience " << patience << ", " << within << ", "
                                << tolerance);
            // The sums leave out states that are eight standard deviations away.
            auto const both = [](double value) { return Approx(value).epsilon(1e-9).margin(1e-13); };
            CHECK(table.values[k] == both(p.abandonment));
            CHECK(table.values[45 + k] == both(p.wait_answered * (1 - p.abandonment)));
            CHECK(table.values[90 + k] == both(p.service_level));
            CHECK(table.values[135 + k] == both(expected_excess(load, agents, tolerance) * (1 - p.abandonment)));
        }
    }
}

TEST_CASE("More load is worse, more agents better, more patience fewer hang-ups and longer waits", "[constructed]") {
    Generator g(3);
    for (int i = 0; i < 800; ++i) {
        Case const c = draw(g);
        NAMED(c);
        double const least = 1e-12;  // below this, rounding
        Performance const p = erlang_a(c.load, c.agents, c.target);
        Load busier = c.load, calmer = c.load;
        busier.arrival_rate *= 1.02;
        calmer.patience *= 1.05;
        Performance const b = erlang_a(busier, c.agents, c.target), m = erlang_a(c.load, c.agents + 1, c.target);
        Performance const q = erlang_a(calmer, c.agents, c.target);
        CHECK(b.abandonment >= p.abandonment);
        CHECK(b.prob_wait >= p.prob_wait - least);
        CHECK(b.wait_all >= p.wait_all);
        CHECK(b.service_level <= p.service_level + least);
        CHECK(b.occupancy >= p.occupancy - least);
        CHECK(m.abandonment <= p.abandonment);
        CHECK(m.wait_all <= p.wait_all);
        CHECK(m.service_level >= p.service_level - least);
        CHECK(q.abandonment <= p.abandonment * (1 + 1e-12));  // both the fluid limit, where overloaded
        CHECK(q.wait_answered >= p.wait_answered);
        CHECK(q.prob_wait >= p.prob_wait - least);
        CHECK(expected_excess(c.load, c.agents, c.target + 5) <= expected_excess(c.load, c.agents, c.target));
    }
}

TEST_CASE("Fractional agents lie on the line between whole neighbours", "[constructed]") {
    Load const load{0.2, 300, 180};
    Performance const low = erlang_a(load, 61, 20), high = erlang_a(load, 62, 20), p = erlang_a(load, 61.25, 20);
    CHECK(p.abandonment == exactly(0.75 * low.abandonment + 0.25 * high.abandonment));
    CHECK(p.wait_answered == exactly(0.75 * low.wait_answered + 0.25 * high.wait_answered));
    CHECK(p.service_level == exactly(0.75 * low.service_level + 0.25 * high.service_level));
    CHECK(p.occupancy == exactly(0.75 * low.occupancy + 0.25 * high.occupancy));
    for (int n = 1; n < 80; ++n) {
        CHECK(erlang_a(load, n - 1e-9, 20).service_level ==
              Approx(erlang_a(load, n, 20).service_level).epsilon(1e-6).margin(1e-12));
        CHECK(erlang_a(load, n + 1e-9, 20).wait_answered == Approx(erlang_a(load, n, 20).wait_answered).epsilon(1e-6));
    }
}

TEST_CASE("At the limits Erlang A is a simpler formula", "[constructed]") {
    // patience = handle time: the number in system is Poisson
    double term = std::exp(-40.0), below = 0;
    for (int k = 0; k < 45; ++k) {
        below += term;
        term *= 40.0 / (k + 1);
    }
    CHECK(erlang_a({40.0 / 300, 300, 300}, 45, 20).prob_wait == exactly(1 - below));
    // endless patience: Erlang C; nearly endless: nearly so
    Load const load{0.3, 300, endless};
    CHECK(erlang_a(load, 95, 20).wait_answered == erlang_c(load, 95, 20).wait_answered);
    CHECK(erlang_a({0.3, 300, 1e12}, 95, 20).wait_answered == Approx(erlang_c(load, 95, 20).wait_answered).epsilon(1e-6));
    CHECK(expected_excess({0.3, 300, 1e12}, 95, 30) == Approx(expected_excess(load, 95, 30)).epsilon(1e-6));
    // hardly any patience: Erlang B
    CHECK(erlang_a({0.3, 300, 1e-7}, 95, 20).abandonment == Approx(erlang_b(90, 95)).epsilon(1e-6));
    // unstable, and nobody there
    Performance const over = erlang_a({0.3, 300, endless}, 90, 20);
    CHECK(std::isinf(over.wait_answered));
    CHECK(over.service_level == 0);
    Performance const none = erlang_a({0.3, 300, 120}, 0, 20);
    CHECK(none.abandonment == 1);
    CHECK(none.wait_all == 120);
    CHECK(none.service_level == 0);
    CHECK(erlang_a({0, 300, 120}, 3, 20).service_level == 1);
}

TEST_CASE("Thousands of agents and loads far above capacity behave", "[constructed]") {
    for (int agents : {1, 30, 5000, 20000}) {
        for (double rho : {1e-9, 0.1, 0.9, 0.999, 1.0, 1.001, 1.5, 10.0, 1000.0}) {
            for (double patience : {1e-3, 1.0, 180.0, 1e5, 1e9}) {
                Load const load{rho * agents / 300, 300, patience};
                Performance const p = erlang_a(load, agents, 20);
                INFO(agents << " agents, rho " << rho << ", patience " << patience);
                CHECK((p.abandonment >= 0 && p.abandonment <= 1));
                CHECK((p.service_level >= 0 && p.service_level <= 1 + 1e-12));
                CHECK((p.occupancy >= 0 && p.occupancy <= 1 + 1e-12));
                CHECK((p.wait_answered >= 0 && std::isfinite(p.wait_answered)));
                CHECK((p.abandonment >= 1 - 1 / rho - 1e-12));  // the fluid limit is a bound
                double const excess = expected_excess(load, agents, 60);
                CHECK((excess >= 0 && excess <= p.wait_answered * (1 + 1e-12)));
            }
        }
    }
    CHECK(erlang_a({10 * 5000 / 300.0, 300, 180}, 5000, 20).abandonment == Approx(0.9).epsilon(1e-12));
}

TEST_CASE("The least agents are the least, and the most arrivals the most", "[constructed]") {
    Generator g(4);
    for (int i = 0; i < 150; ++i) {
        double const handle_time = g.geometric(30, 900), erlangs = g.geometric(0.05, 900);
        Load const load{erlangs / handle_time, handle_time, i % 4 == 0 ? endless : g.geometric(10, 1000)};
        Target const target{g.between(0.3, 0.98), g.between(0, 60)};
        INFO(erlangs << " erlangs, share " << target.share << " within " << target.within << ", patience "
                     << load.patience);
        int const n = *least_agents(load, target);
        CHECK(erlang_a(load, n, target.within).service_level >= target.share);
        CHECK((n == 0 || erlang_a(load, n - 1, target.within).service_level < target.share));
        CHECK(least_agents(load, target, n) == n);
        CHECK((n == 0 || !least_agents(load, target, n - 1)));
        double const rate = most_arrivals(handle_time, load.patience, n, target);
        CHECK(rate >= load.arrival_rate * (1 - 1e-9));
        CHECK(erlang_a({rate, handle_time, load.patience}, n, target.within).service_level ==
              Approx(target.share).epsilon(1e-8));
    }
    CHECK(least_agents({0.1, 300, 180}, {0, 20}) == 0);
    CHECK(*least_agents({5000 / 300.0, 300, endless}, {0.8, 20}) > 5000);
}

TEST_CASE("Come-backs: none changes nothing, and what settles is consistent", "[constructed]") {
    Load const fresh{600 / 3600.0, 300, 180};
    CHECK(with_come_backs(fresh, {0, 0}, 55, 20).arrival_rate == Approx(fresh.arrival_rate).epsilon(1e-14));
    Generator g(5);
    for (int i = 0; i < 60; ++i) {
        ComeBack const back{g.between(0, 0.95), g.between(0, 0.6)};
        double const agents = g.between(20, 120);
        FixedPoint const f = with_come_backs(fresh, back, agents, 20);
        double const a = f.performance.abandonment;
        CHECK(f.arrival_rate * (1 - back.redial * a - back.reconnect * (1 - a)) ==
              Approx(fresh.arrival_rate).epsilon(1e-11));
    }
}
