#include "queue/reference.hpp"
#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/erlang_b.hpp"
#include "rekensom/queue/erlang_c.hpp"
#include "rekensom/queue/fixed_point.hpp"
#include "rekensom/queue/week.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace rekensom::queue;

namespace {

Load load_of(ReferenceRow const& row) {
    double const patience = row.theta ? 3600 / *row.theta : __builtin_inf();
    return {row.lambda / 3600, 3600 / row.mu, patience};
}

void compare(Performance const& p, ReferenceRow const& row, double relative = 1e-9) {
    INFO(row.model << " " << row.lambda << "/h, " << row.servers << " agents: " << row.note);
    CHECK(p.prob_wait == near(row.prob_wait, relative));
    CHECK(p.wait_answered == near(row.asa, relative));
    CHECK(p.service_level == near(row.service_level, relative));
    CHECK(p.abandonment == near(row.abandonment, relative));
    CHECK(p.occupancy == near(row.occupancy, relative));
}

}  // namespace

TEST_CASE("Erlang A agrees with the reference rows", "[constructed]") {
    for (ReferenceRow const& row : reference_rows("erlang_a"))
        compare(erlang_a(load_of(row), row.servers, *row.within), row);
}

TEST_CASE("Erlang C agrees with the reference rows, and is Erlang A without hang-ups", "[constructed]") {
    for (ReferenceRow const& row : reference_rows("erlang_c")) {
        compare(erlang_c(load_of(row), row.servers, *row.within), row);
        compare(erlang_a(load_of(row), row.servers, *row.within), row);
    }
}

TEST_CASE("Erlang B agrees with the reference rows", "[constructed]") {
    for (ReferenceRow const& row : reference_rows("erlang_b"))
        CHECK(erlang_b(row.lambda / row.mu, row.servers) == near(row.prob_wait));
}

TEST_CASE("A week of one interval gives the rows with a gamma busyness", "[constructed]") {
    for (ReferenceRow const& row : reference_rows("erlang_a_gamma_busyness")) {
        double const stated = std::stod(row.note.substr(row.note.find("cv ") + 3));
        double const cv = stated == 0.3162 ? std::sqrt(0.1) : stated;  // a gamma of shape 10, its cv printed short
        INFO(row.lambda << "/h, " << row.servers << " agents, cv " << cv);
        WeekSetting setting;
        setting.profile = week_profile({1}, 3600);
        setting.agents.assign(1, row.servers);
        setting.busyness = cv;
        setting.within = *row.within;
        WeekPerformance const week = week_performance(setting, {row.lambda, 3600 / row.mu, 3600 / *row.theta});
        CHECK(week.service_level == near(row.service_level));
        CHECK(week.abandonment == near(row.abandonment));
        CHECK(week.wait_answered == near(row.asa));
        CHECK(week.occupancy == near(row.occupancy));
    }
}

TEST_CASE("Redials and reconnects settle where the reference rows say", "[constructed]") {
    for (ReferenceRow const& row : reference_rows("erlang_a_redial_reconnect_fixedpoint")) {
        auto const number_after = [&](std::string const& key) {
            return std::stod(row.note.substr(row.note.find(key) + key.size()));
        };
        FixedPoint const found = with_come_backs(
            load_of(row), {number_after("redial p="), number_after("reconnect q=")}, row.servers, *row.within);
        compare(found.performance, row, 3e-9);  // twelve decimals given, small shares among them
        CHECK(found.arrival_rate * 3600 == Approx(number_after("total rate ")).margin(6e-7));
    }
}
