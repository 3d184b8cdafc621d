#include "rekensom/queue/week_table.hpp"
#include "queue/generator.hpp"
#include "queue/week_lanes.hpp"
#include "rekensom/queue/roster.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace rekensom;
using namespace rekensom::queue;

namespace {

struct Team {
    std::string name;
    double contacts;  ///< a week
    double busyness;
    WeekRanges ranges;
    int points;  ///< compared with the exact week
    double concurrency = 1;
    double error = 1e-3;  ///< as WeekTable promises
};

WeekSetting setting_of(Team const& team) {
    WeekSetting setting;
    setting.profile = office_week();
    // A profile of every third interval: as unlike, and three times as fast to compute exactly.
    for (std::size_t i = 0; i < setting.profile.shares.size(); ++i) setting.profile.shares[i] *= i % 3 == 0 ? 1 : 0;
    setting.profile = week_profile(setting.profile.shares);
    double const patience = std::isinf(team.ranges.patience.least) ? endless_patience : 180;
    setting.agents = plan_roster(setting.profile, {team.contacts / 3, 300, patience, {0.8, 20}});
    for (double& n : setting.agents) n *= team.concurrency;
    setting.busyness = team.busyness;
    return setting;
}

double slot_seconds(WeekSetting const& setting) { return 3600 * roster_hours(setting.profile, setting.agents); }

double any(Generator& g, Range const& range) {
    return range.least == range.most ? range.least : g.geometric(range.least, range.most);
}

WeekRanges const uncertain{{0.3, 2.5}, {0.8, 1.25}, {225, 375}, {104, 312}, {60, 60}};
WeekRanges const certain{{0.3, 2.5}, {0.8, 1.25}, {300, 300}, {180, 180}, {60, 60}};
WeekRanges const wide{{0.05, 6}, {0.3, 3}, {180, 900}, {80, 900}, {0, 0}};
WeekRanges const no_end{{0.3, 2.5}, {0.8, 1.25}, {225, 375}, {endless_patience, endless_patience}, {60, 60}};
WeekRanges const tolerant{{0.3, 2.5}, {0.8, 1.25}, {225, 375}, {104, 312}, {30, 120}};

}  // namespace

TEST_CASE("The week's table is the exact week to 1e-3 where the service level is from 1 % to 99.9 %", "[constructed]") {
    Team const team = GENERATE(
        Team{"100 agents, all certain", 45000, 0.1, certain, 24},
        Team{"100 agents, uncertain", 45000, 0.1, uncertain, 24},
        Team{"100 agents, all days alike", 45000, 0, uncertain, 400},
        Team{"100 agents, narrow busyness", 45000, 0.01, certain, 24}, Team{"6 agents", 2000, 0.1, uncertain, 24},
        Team{"1 agent", 200, 0.3, uncertain, 24}, Team{"30 agents, chat", 9000, 0.16, uncertain, 24, 1.7},
        Team{"tolerance uncertain", 45000, 0.16, tolerant, 24},
        Team{"100 agents, anything", 45000, 0.1, wide, 24, 1, 2e-3},
        Team{"6 agents, anything", 2000, 0.1, wide, 60, 1, 2e-3}, Team{"500 agents", 250000, 0.1, certain, 12},
        Team{"500 agents, all days alike", 250000, 0, certain, 100});
    INFO(team.name);
    WeekSetting const setting = setting_of(team);
    WeekTable const table(setting, team.ranges);
    double const seconds = slot_seconds(setting);
    Generator g(7);
    int compared = 0;
    for (int block = 0; compared < team.points && block < 100; ++block) {
        WeekInputs in;
        Column tolerance;
        for (int i = 0; i < 64; ++i) {
            in.staffing[i] = i % 8 == 0 ? 1 : any(g, team.ranges.staffing);
            in.handle_time[i] = any(g, team.ranges.handle_time);
            in.patience[i] = any(g, team.ranges.patience);
            in.attempts[i] = g.geometric(0.35, 1.8) * seconds * in.staffing[i] / in.handle_time[i];
            tolerance[i] = any(g, team.ranges.tolerance);
        }
        WeekColumns const fast = performance(table.view(), in, tolerance);
        CHECK((abandonment(table.view(), in) == fast.abandonment).all());
        for (int i = 0; i < 64 && compared < team.points; ++i) {
            if (fast.service_level[i] < 0.0101 || fast.service_level[i] > 0.9989) continue;
            WeekPerformance const exact = week_performance(
                setting, {in.attempts[i], in.handle_time[i], in.patience[i], in.staffing[i], tolerance[i]});
            ++compared;
            INFO(in.staffing[i] << " staffing, " << in.attempts[i] * in.handle_time[i] / seconds / in.staffing[i]
                                << " load a slot, handle time " << in.handle_time[i] << ", patience " << in.patience[i]
                                << ", tolerance " << tolerance[i] << ", service level " << exact.service_level);
            CHECK(fast.abandonment[i] == Approx(exact.abandonment).epsilon(team.error));
            CHECK(fast.wait_answered[i] == Approx(exact.wait_answered).epsilon(team.error));
            CHECK(fast.service_level[i] == Approx(exact.service_level).epsilon(team.error));
            CHECK(fast.occupancy[i] == Approx(exact.occupancy).epsilon(team.error));
            CHECK(fast.excess[i] == Approx(exact.excess).epsilon(team.error).margin(1e-3));
            CHECK_FALSE(fast.outside[i]);
        }
    }
    CHECK(compared == team.points);
}

TEST_CASE("Where nobody hangs up, the table is the exact week to 5e-3, stable days or not", "[constructed]") {
    Team const team = GENERATE(Team{"100 agents", 45000, 0.1, no_end, 25}, Team{"13 agents", 5000, 0.1, no_end, 40},
                               Team{"very unlike days", 20000, 0.3, no_end, 25});
    INFO(team.name);
    WeekSetting const setting = setting_of(team);
    WeekTable const table(setting, team.ranges);
    double const seconds = slot_seconds(setting);
    Generator g(8);
    int compared = 0;
    while (compared < team.points) {
        WeekInputs in;
        for (int i = 0; i < 64; ++i) {
            in.staffing[i] = any(g, team.ranges.staffing);
            in.handle_time[i] = any(g, team.ranges.handle_time);
            in.patience[i] = endless_patience;
            in.attempts[i] = g.geometric(0.4, 1.3) * seconds * in.staffing[i] / in.handle_time[i];
        }
        WeekColumns const fast = performance(table.view(), in, Column::Constant(60));
        CHECK((fast.abandonment == 0).all());
        for (int i = 0; i < 64 && compared < team.points; ++i) {
            if (fast.service_level[i] < 0.0101 || fast.service_level[i] > 0.9989) continue;
            WeekPerformance const exact =
                week_performance(setting, {in.attempts[i], in.handle_time[i], endless_patience, in.staffing[i], 60});
            ++compared;
            INFO(in.staffing[i] << " staffing, handle time " << in.handle_time[i] << ", service level "
                                << exact.service_level);
            CHECK(fast.wait_answered[i] == Approx(exact.wait_answered).epsilon(5e-3));
            CHECK(fast.service_level[i] == Approx(exact.service_level).epsilon(team.error));
            CHECK(fast.occupancy[i] == Approx(exact.occupancy).epsilon(team.error));
            CHECK(fast.excess[i] == Approx(exact.excess).epsilon(5e-3).margin(1e-3));
        }
    }
}

TEST_CASE("Outside its ranges the table says so and stays reasonable", "[constructed]") {
    Team const team{"", 9000, 0.1, uncertain, 0};
    WeekSetting const setting = setting_of(team);
    WeekTable const table(setting, team.ranges);
    double const seconds = slot_seconds(setting);
    WeekInputs in{Column::Constant(seconds / 300), Column::Constant(300), Column::Constant(180), Column::Constant(1)};
    in.attempts[0] = 0;
    in.attempts[1] = 1e-3;
    in.attempts[2] = 20 * seconds / 300;
    in.attempts[3] = 1e9 * seconds / 300;
    in.staffing[4] = 0;
    in.staffing[5] = 0.5;
    in.handle_time[6] = 500;
    in.patience[7] = 20;
    WeekColumns const out = performance(table.view(), in, Column::Constant(60));
    for (int i = 0; i < 8; ++i) CHECK(out.outside[i]);
    for (int i = 8; i < 64; ++i) CHECK_FALSE(out.outside[i]);
    for (int i = 0; i < 64; ++i) {
        INFO(i);
        CHECK((out.abandonment[i] >= 0 && out.abandonment[i] <= 1));
        CHECK((out.service_level[i] >= 0 && out.service_level[i] <= 1));
        CHECK((out.occupancy[i] >= 0 && out.occupancy[i] <= 1));
        CHECK((out.wait_answered[i] >= 0 && std::isfinite(out.wait_answered[i])));
        CHECK((out.excess[i] >= 0 && std::isfinite(out.excess[i])));
    }
    CHECK(out.occupancy[0] == 0);
    CHECK(out.abandonment[0] == 0);
    CHECK(out.service_level[0] == 1);
    CHECK(out.abandonment[2] == Approx(0.95).epsilon(1e-3));  // the fluid limit
    WeekPerformance const exact = week_performance(setting, {in.attempts[2], 300, 180, 1, 60});
    CHECK(out.abandonment[2] == Approx(exact.abandonment).epsilon(1e-3));
    CHECK(out.wait_answered[2] == Approx(exact.wait_answered).epsilon(0.02));
}

TEST_CASE("What is certain costs one node, and a single row where staffing never changes", "[constructed]") {
    Team const team{"", 9000, 0.1, {{0.3, 2}, {1, 1}, {300, 300}, {180, 180}, {60, 60}}, 0};
    WeekTable const table(setting_of(team), team.ranges);
    CHECK(table.view().rows == 1);
    CHECK(table.view().patience.count == 1);
    CHECK(table.view().promptness.count == 1);
    CHECK(table.view().tolerance.count == 1);
    CHECK(reinterpret_cast<std::size_t>(table.view().abandonment) % 64 == 0);
}

TEST_CASE("The table's abandonment rises with the load and falls with staffing, step by step", "[constructed]") {
    Team const team{"", 9000, 0.1, uncertain, 0};
    WeekSetting const setting = setting_of(team);
    WeekTable const table(setting, team.ranges);
    double const seconds = slot_seconds(setting);
    Column before = Column::Constant(-1);
    for (int k = 0; k < 400; ++k) {
        double const load = 0.35 * std::pow(2.4 / 0.35, k / 400.0);
        WeekInputs in{Column::Constant(load * seconds / 300), Column::Constant(300), Column::Constant(180),
                      Column::Constant(1)};
        for (int i = 0; i < 64; ++i) in.patience[i] = 110 + 3 * i;
        Column const now = abandonment(table.view(), in);
        CHECK((now > before).all());
        before = now;
    }
    before.setConstant(2);
    for (int k = 0; k < 400; ++k) {
        double const s = 0.8 * std::pow(1.25 / 0.8, k / 400.0);
        WeekInputs in{Column::Constant(0.9 * seconds / 300), Column::Constant(300), Column::Constant(180),
                      Column::Constant(s)};
        Column const now = abandonment(table.view(), in);
        CHECK((now < before).all());
        before = now;
    }
}

TEST_CASE("The attempts that give a wait are those that gave it", "[constructed]") {
    Team const team{"", 3000, 0.1, {{0.1, 4}, {0.6, 1.5}, {300, 300}, {180, 180}, {0, 0}}, 0};
    WeekSetting const setting = setting_of(team);
    WeekTable const table(setting, team.ranges);
    for (double const staffing : {0.8, 1.0, 1.3})
        for (double const load : {0.5, 0.9, 1.4}) {
            WeekLoad at{load * 3000, 300, 180, staffing};
            double const wait = week_performance(setting, at).wait_answered;
            INFO(staffing << " " << load << " " << wait);
            CHECK(attempts_at_wait(table, at, wait) == Approx(at.attempts).epsilon(2e-3));
        }
}
