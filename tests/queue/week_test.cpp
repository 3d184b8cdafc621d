#include "rekensom/queue/week.hpp"

#include "queue/generator.hpp"
#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/least_agents.hpp"
#include "rekensom/queue/roster.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace rekensom::queue;

namespace {

constexpr double endless = __builtin_inf();

/// Two open intervals of unlike size.
WeekSetting small_week(double busyness) {
    WeekSetting setting;
    setting.profile = week_profile({0, 3, 1, 0}, 1800);
    setting.agents = {0, 12, 5, 0};
    setting.busyness = busyness;
    return setting;
}

}  // namespace

TEST_CASE("The office's week sums to one and is open when it says", "[constructed]") {
    WeekProfile const week = office_week();
    CHECK(week.shares.size() == 336);
    CHECK(std::accumulate(week.shares.begin(), week.shares.end(), 0.0) == Approx(1).epsilon(1e-12));
    std::size_t open = 0;
    for (double share : week.shares) open += share > 0 ? 1 : 0;
    CHECK(open == 5 * 24 + 16);
    CHECK(week.shares[15] == 0);           // Monday 7:30
    CHECK(week.shares[16] > 0);            // Monday 8:00
    CHECK(week.shares[5 * 48 + 17] == 0);  // Saturday 8:30
    CHECK(week.shares[5 * 48 + 18] > 0);   // Saturday 9:00
    CHECK(week.shares[6 * 48 + 24] == 0);  // Sunday noon
    CHECK(week.shares[16 + 5] / week.shares[2 * 48 + 16 + 5] == Approx(1.12 / 0.95));
}

TEST_CASE("Days of different busyness weigh by their calls", "[constructed]") {
    for (double cv : {0.02, 0.1, 0.3, 1.0}) {
        double all = 0, mean = 0, reciprocal = 0;
        for (auto const& [b, weight] : busyness_nodes(cv, 0.1)) {
            all += weight;
            mean += weight * b;
            reciprocal += weight / b;
        }
        CHECK(all == Approx(1).epsilon(1e-12));
        CHECK(mean == Approx(1 + cv * cv).epsilon(1e-10));  // E[B B] / E[B]
        CHECK(reciprocal == Approx(1).epsilon(1e-9));       // E[B / B] / E[B]
    }
    CHECK(busyness_nodes(0, 0.1).size() == 1);
}

TEST_CASE("A week is the sum of its intervals", "[constructed]") {
    WeekPerformance const week = week_performance(small_week(0), {120, 300, 180, 1, 15});
    Load const large{90 / 1800.0, 300, 180}, small{30 / 1800.0, 300, 180};
    Performance const a = erlang_a(large, 12, 20), b = erlang_a(small, 5, 20);
    double const hung_up = 0.75 * a.abandonment + 0.25 * b.abandonment;
    double const served_a = 0.75 * (1 - a.abandonment), served_b = 0.25 * (1 - b.abandonment);
    CHECK(week.abandonment == Approx(hung_up).epsilon(1e-12));
    CHECK(week.service_level == Approx(0.75 * a.service_level + 0.25 * b.service_level).epsilon(1e-12));
    CHECK(week.wait_answered ==
          Approx((served_a * a.wait_answered + served_b * b.wait_answered) / (served_a + served_b)).epsilon(1e-12));
    CHECK(week.excess == Approx((served_a * expected_excess(large, 12, 15) + served_b * expected_excess(small, 5, 15)) /
                                (served_a + served_b))
                             .epsilon(1e-12));
    CHECK(week.occupancy == Approx(120 * 300 * (1 - hung_up) / (17 * 1800)).epsilon(1e-12));
}

TEST_CASE("Busy days cost service: a point forecast is optimistic", "[constructed]") {
    double level = 1, hung_up = 0;
    for (double cv : {0.0, 0.05, 0.1, 0.2, 0.4}) {
        WeekPerformance const week = week_performance(small_week(cv), {80, 300, 180});
        CHECK(week.service_level < level);
        CHECK(week.abandonment > hung_up);
        level = week.service_level;
        hung_up = week.abandonment;
    }
}

TEST_CASE("Where nobody hangs up, an unstable interval waits its longest and none is in time", "[constructed]") {
    WeekPerformance const over = week_performance(small_week(0), {400, 300, endless});
    CHECK(over.abandonment == 0);
    CHECK(over.service_level == 0);
    CHECK(over.wait_answered == Approx(300 * longest_wait_in_handle_times));
    CHECK(over.occupancy == 1);
    WeekPerformance const calm = week_performance(small_week(0), {40, 300, endless});
    CHECK(calm.wait_answered < 60);
    // A day's chance of being unstable is in the mean: more than the stable days alone, less than the longest.
    WeekPerformance const days = week_performance(small_week(0.2), {80, 300, endless});
    CHECK(days.wait_answered > week_performance(small_week(0), {80, 300, endless}).wait_answered);
    CHECK(days.wait_answered < 300 * longest_wait_in_handle_times);
    // Between whole agents the service level goes on without a jump.
    double const at = week_performance(small_week(0.1), {80, 300, endless, 1}).service_level;
    CHECK(week_performance(small_week(0.1), {80, 300, endless, 1 - 1e-9}).service_level == Approx(at).epsilon(1e-6));
}

TEST_CASE("The plan roster meets the target in each interval, with no agent to spare", "[constructed]") {
    WeekProfile const profile = office_week();
    RosterDemand const demand{20000, 280, 200, {0.8, 20}};
    std::vector<double> const roster = plan_roster(profile, demand);
    for (std::size_t i = 0; i < roster.size(); ++i) {
        if (profile.shares[i] == 0) {
            CHECK(roster[i] == 0);
            continue;
        }
        Load const load{demand.contacts * profile.shares[i] / 1800, 280, 200};
        CHECK(erlang_a(load, roster[i], 20).service_level >= 0.8);
        CHECK(erlang_a(load, roster[i] - 1, 20).service_level < 0.8);
    }
    CHECK(roster_hours(profile, roster) == Approx(std::accumulate(roster.begin(), roster.end(), 0.0) / 2));
}

TEST_CASE("The staffing curve is the plan roster at each load", "[constructed]") {
    WeekProfile const profile = office_week();
    RosterDemand const demand{6000, 280, 200, {0.8, 20}};
    StaffingCurve const curve = staffing_curve(profile, demand, 2);
    for (double load : {0.0, 0.25, 0.5, 1.0, 1.37, 2.0}) {
        INFO(load);
        RosterDemand then = demand;
        then.contacts *= load;
        CHECK(curve.at(load) == Approx(roster_hours(profile, plan_roster(profile, then))).margin(1e-9));
    }
    double before = 0;
    for (double load = 0; load < 3; load += 0.003) {
        CHECK(curve.at(load) >= before);
        before = curve.at(load);
    }
    CHECK(curve.at(4) == Approx(2 * curve.at(2)));
}

TEST_CASE("Waits by interval make the week's, and are none where it is closed", "[constructed]") {
    WeekSetting const setting = small_week(0.1);
    WeekLoad const load{80, 300, 180};
    std::vector<double> const waits = interval_waits(setting, load);
    REQUIRE(waits.size() == setting.profile.shares.size());
    double seconds = 0, answered = 0;
    for (std::size_t i = 0; i < waits.size(); ++i) {
        double const share = setting.profile.shares[i];
        CHECK(std::isnan(waits[i]) == (share <= 0));
        if (share <= 0) continue;
        // A week with this interval alone has the interval's abandonment.
        WeekSetting alone = setting;
        for (std::size_t k = 0; k < waits.size(); ++k) alone.profile.shares[k] = k == i ? 1 : 0;
        WeekPerformance const there = week_performance(alone, {load.attempts * share, 300, 180});
        CHECK(waits[i] == Approx(there.wait_answered).epsilon(1e-12));
        seconds += share * (1 - there.abandonment) * waits[i];
        answered += share * (1 - there.abandonment);
    }
    CHECK(seconds / answered == Approx(week_performance(setting, load).wait_answered).epsilon(1e-12));
}
