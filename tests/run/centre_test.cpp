#include "build.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week.hpp"
#include "rekensom/run/replay.hpp"

#include <catch2/catch.hpp>

#include <cmath>

// Sections 5 to 10 of model.md: what must hold of a contact centre, whatever its numbers.

using namespace rekensom;
using model::Kpi;
using model::Line;
using model::OutcomeKind;
using test::Build;

namespace {

struct Centre : Build {
    explicit Centre(double volume = 30'000) {
        scenario.months = 24;
        phone = channel("phone");
        set(scenario.channels[0].redial, 0.5);
        team("care", {phone});
        reason("all", volume, {{phone, 1}});
        change("fix");
    }
    ChannelId phone{};
    [[nodiscard]] model::Team& care() { return scenario.teams[0]; }
    /// The month's KPI, the same in every draw of a certain scenario.
    [[nodiscard]] run::Replay replay(std::size_t world = 1) const { return run::replay(plan(), small(), 0, world); }
};

double at(std::vector<double> const& months, std::size_t t) { return months.at(t); }
std::vector<double> const& of(run::Replay const& r, Kpi k) { return r.kpis[static_cast<std::size_t>(k)]; }
std::vector<double> const& line(run::Replay const& r, Line l) { return r.lines[static_cast<std::size_t>(l)]; }

}  // namespace

TEST_CASE("every attempt is handled or abandoned, and the baseline handles what is stated", "[constructed]") {
    Centre centre;
    run::Replay const r = centre.replay(0);
    for (std::size_t t = 0; t < 24; ++t) {
        CHECK(at(of(r, Kpi::contacts_attempted), t) ==
              Approx(at(of(r, Kpi::contacts_handled), t) + at(of(r, Kpi::contacts_abandoned), t)).epsilon(1e-9));
        // first contacts + comers-back + redials = attempts
        double const redials = 0.5 * at(of(r, Kpi::contacts_abandoned), t);
        CHECK(at(of(r, Kpi::contacts_new), t) + at(of(r, Kpi::contacts_repeat), t) + redials ==
              Approx(at(of(r, Kpi::contacts_attempted), t)).epsilon(1e-6));
    }
    CHECK(at(of(r, Kpi::contacts_handled), 0) == Approx(30'000).epsilon(1e-5));
}

TEST_CASE("the month is the week's exact queue", "[constructed]") {
    Centre centre;
    centre.care().staffing = model::Staffing::fixed;
    run::Replay const r = centre.replay(0);
    queue::WeekSetting setting;
    setting.profile = queue::office_week();
    setting.agents = queue::plan_roster(setting.profile, {30'000 / weeks_per_month, 300, 180, {0.8, 20}});
    setting.busyness = 0.1;
    setting.within = 20;
    queue::WeekPerformance const exact =
        queue::week_performance(setting, {at(of(r, Kpi::contacts_attempted), 0) / weeks_per_month, 300, 180, 1, 0});
    CHECK(at(of(r, Kpi::abandonment), 0) == Approx(exact.abandonment).epsilon(2e-3));
    CHECK(at(of(r, Kpi::wait), 0) == Approx(exact.wait_answered).epsilon(2e-3));
    CHECK(at(of(r, Kpi::service_level), 0) == Approx(exact.service_level).epsilon(2e-3));
    CHECK(at(of(r, Kpi::occupancy), 0) == Approx(exact.occupancy).epsilon(2e-3));
}

TEST_CASE("the centre starts from the wait it has", "[constructed]") {
    Centre centre;
    centre.care().speed_of_answer = centre.add("teams.care.speed_of_answer", 95);
    CHECK(at(of(centre.replay(0), Kpi::wait), 0) == Approx(95).epsilon(2e-3));
    centre.care().speed_of_answer.reset();
    centre.care().service_level = centre.add("teams.care.service_level", 0.62);
    CHECK(at(of(centre.replay(0), Kpi::service_level), 0) == Approx(0.62).epsilon(2e-3));
}

TEST_CASE("nobody hangs up, nobody comes back: the simpler formulas", "[constructed]") {
    Centre centre;
    centre.scenario.channels[0].endless_patience = true;
    centre.set(centre.scenario.reasons[0].recontact, 0);
    run::Replay const r = centre.replay(0);
    CHECK(at(of(r, Kpi::contacts_abandoned), 3) == 0);
    CHECK(at(of(r, Kpi::contacts_attempted), 3) == Approx(at(of(r, Kpi::contacts_new), 3)));
}

TEST_CASE("hired less left is the change, and leavers limit what is saved", "[constructed]") {
    Centre centre;
    centre.set(centre.care().cost_per_hire, 1);  // so that cash counts hires
    centre.prevents({0}, {0}, 0.3);
    run::Replay const r = centre.replay(1);
    std::vector<double> const& fte = of(r, Kpi::fte);
    for (std::size_t t = 0; t + 1 < fte.size(); ++t) {
        double const leave = fte[t] * 0.2 / 12;
        CHECK(fte[t + 1] >= fte[t] - leave - 1e-9);  // nobody is released
    }
    // 30 % less work: the payroll falls by attrition alone until it fits. Cash is what has left, capacity what has not.
    CHECK(fte[12] < fte[0]);
    CHECK(fte[6] == Approx(fte[1] * std::pow(1 - 0.2 / 12, 5)).epsilon(1e-6));
    double const base = r.baseline[static_cast<std::size_t>(Kpi::fte)][6];
    CHECK(at(line(r, Line::cash_saving), 6) == Approx((base - fte[6]) * 50'000 / 12).margin(50));
    double const freed = r.baseline[static_cast<std::size_t>(Kpi::fte_required)][6] - of(r, Kpi::fte_required)[6];
    CHECK(at(line(r, Line::capacity_saving), 6) == Approx((freed - (base - fte[6])) * 50'000 / 12).epsilon(1e-6));
}

TEST_CASE("released at once, all of it is cash in time", "[constructed]") {
    Centre centre;
    centre.set(centre.care().release_max, 1e9);
    centre.prevents({0}, {0}, 0.3);
    run::Replay const r = centre.replay(1);
    double const base = r.baseline[static_cast<std::size_t>(Kpi::fte_required)][20], now = of(r, Kpi::fte_required)[20];
    CHECK(now < 0.8 * base);  // 30 % less work; a smaller team needs more for each contact
    CHECK(at(line(r, Line::cash_saving), 20) == Approx((base - now) * 50'000 / 12).epsilon(1e-3));
    CHECK(at(line(r, Line::capacity_saving), 20) == Approx(0).margin(50));
}

TEST_CASE("hiring that growth would have needed is avoided, not cash", "[constructed]") {
    Centre centre;
    centre.set(centre.scenario.reasons[0].growth, 0.2);
    centre.prevents({0}, {0}, 0.1);
    run::Replay const r = centre.replay(1);
    double const start = of(r, Kpi::fte)[0], base = r.baseline[static_cast<std::size_t>(Kpi::fte)][20],
                 now = of(r, Kpi::fte)[20];
    REQUIRE(base > start);
    REQUIRE(now > start);
    CHECK(at(line(r, Line::avoided_hiring), 20) == Approx((base - now) * 50'000 / 12).epsilon(1e-6));
    CHECK(at(line(r, Line::cash_saving), 20) == Approx(0).margin(1e-6 * 50'000));
}

TEST_CASE("staff cut before demand falls makes customers wait", "[constructed]") {
    auto const worst_wait = [](double anticipate) {
        Centre centre;
        centre.set(centre.care().anticipate, anticipate);
        centre.set(centre.care().release_max, 1e9);
        centre.prevents({0}, {0}, 0.25);
        centre.set(centre.scenario.changes[0].start, 4);
        centre.set(centre.scenario.changes[0].slip, 5);
        std::vector<double> const wait = of(centre.replay(1), Kpi::wait);
        return *std::max_element(wait.begin(), wait.end());
    };
    CHECK(worst_wait(1) > 2 * worst_wait(0));
}

TEST_CASE("freed time kept on purpose makes better contacts, not cash", "[constructed]") {
    Centre centre;
    model::Driver empathy;
    empathy.name = empathy.label = "empathy";
    empathy.mark = centre.add("drivers.empathy.mark", 7);
    empathy.weight = centre.add("drivers.empathy.weight", 0.5);
    empathy.tolerance = centre.add("drivers.empathy.tolerance", 0);
    empathy.recovery_up = centre.add("drivers.empathy.recovery_up", 1);
    empathy.recovery_down = centre.add("drivers.empathy.recovery_down", 1);
    empathy.lift = centre.add("drivers.empathy.lift", 1);
    empathy.lift_ceiling = centre.add("drivers.empathy.lift_ceiling", 2);
    centre.scenario.drivers.push_back(empathy);
    centre.prevents({0}, {0}, 0.1);
    centre.set(centre.care().release_max, 1e9);
    run::Results const bank = centre.run();
    centre.set(centre.care().reinvest, 1);
    run::Results const keep = centre.run();
    auto const shift = [](run::Results const& results, Kpi k) {
        return results.of_case(0, OutcomeKind::kpi_shift, static_cast<std::size_t>(k)).mean;
    };
    CHECK(bank.of_case(0, OutcomeKind::cash_total).mean > 100'000);
    CHECK(keep.of_case(0, OutcomeKind::cash_total).mean < 0.1 * bank.of_case(0, OutcomeKind::cash_total).mean);
    CHECK(shift(keep, Kpi::satisfaction) > shift(bank, Kpi::satisfaction) + 0.1);
    CHECK(shift(keep, Kpi::handle_time) > 15);
}

TEST_CASE("a backlog that is not worked off makes customers ask again", "[constructed]") {
    Build build;
    build.scenario.months = 12;
    ChannelId const phone = build.channel("phone"), mail = build.channel("mail", model::ChannelKind::deferred);
    build.scenario.channels[mail.index].chase_channel = phone;
    build.set(build.scenario.channels[mail.index].chase, 0.5);
    build.set(build.scenario.channels[mail.index].promise, 2 / days_per_month);
    TeamId const desk = build.team("desk", {mail});
    build.reason("all", 10'000, {{mail, 1}});
    build.change("nothing");
    build.scenario.teams[0].staffing = model::Staffing::fixed;
    auto const replay = [&](double fte) {
        build.scenario.teams[desk.index].fte = build.add("teams.desk.fte", fte);
        return run::replay(build.plan(), Build::small(), 0, 0);
    };
    double const plan =
        build.plan().prepared != nullptr ? of(run::replay(build.plan(), Build::small(), 0, 0), Kpi::fte)[0] : 0;
    run::Replay const enough = replay(plan), short_of = replay(0.7 * plan);
    CHECK(at(of(enough, Kpi::backlog), 11) == Approx(0).margin(1e-6));
    CHECK(at(of(short_of, Kpi::backlog), 11) > at(of(short_of, Kpi::backlog), 5));
    CHECK(at(of(short_of, Kpi::response_time), 11) > 10);
    CHECK(at(of(short_of, Kpi::contacts_attempted), 11) > at(of(enough, Kpi::contacts_attempted), 11) * 1.1);
    // backlog(t) = backlog(t-1) + arrivals - handled, mail alone: chasers come by phone, where nobody queues here
}

TEST_CASE("waiting hurts beyond its tolerance alone", "[constructed]") {
    Centre centre;
    model::Driver waiting;
    waiting.name = waiting.label = "waiting";
    waiting.kind = model::DriverKind::dissatisfier;
    waiting.mark = centre.add("drivers.waiting.mark", 7);
    waiting.weight = centre.add("drivers.waiting.weight", 0.5);
    waiting.tolerance = centre.add("drivers.waiting.tolerance", 60);
    waiting.recovery_up = waiting.recovery_down = centre.add("drivers.waiting.recovery", 1);
    waiting.lift = waiting.lift_ceiling = centre.add("drivers.waiting.lift", 0);
    centre.scenario.drivers.push_back(waiting);
    centre.care().staffing = model::Staffing::fixed;
    centre.set(centre.scenario.satisfaction.abandoned_mark, 7);
    centre.set(centre.scenario.reasons[0].growth, 0.3);
    run::Replay const r = centre.replay(0);
    std::vector<double> const& mark = of(r, Kpi::satisfaction);
    CHECK(mark[0] == Approx(7).margin(0.02));
    CHECK(mark[23] < mark[0] - 0.1);  // 30 % a year more calls on the same staff
    // The fall is steeper later: nothing below the tolerance, more and more above it.
    CHECK(mark[0] - mark[6] < 0.35 * (mark[0] - mark[23]));
}

TEST_CASE("what delights today is the norm tomorrow, and marks leave on horseback", "[constructed]") {
    Build build;
    build.scenario.months = 36;
    build.reason("all", 1000, {{build.channel("phone"), 1}});
    build.change("wow");
    model::Driver driver;
    driver.name = driver.label = "empathy";
    driver.mark = build.add("drivers.empathy.mark", 7);
    driver.weight = build.add("drivers.empathy.weight", 1);
    driver.tolerance = driver.lift = driver.lift_ceiling = build.add("drivers.empathy.zero", 0);
    driver.recovery_up = build.add("drivers.empathy.recovery_up", 0.25);
    driver.recovery_down = build.add("drivers.empathy.recovery_down", 1);
    build.scenario.drivers.push_back(driver);
    build.scenario.changes[0].drivers.push_back({{0}, build.add("changes.wow.improves.drivers.empathy", 1)});
    run::Replay r = run::replay(build.plan(), Build::small(), 0, 1);
    std::vector<double> mark = of(r, Kpi::satisfaction);
    for (std::size_t t = 0; t < 6; ++t) CHECK(mark[t] == Approx(8 - std::pow(0.75, static_cast<double>(t) + 1)));
    build.set(driver.recovery_up, 1);
    build.set(build.scenario.satisfaction.adaptation, 1);
    r = run::replay(build.plan(), Build::small(), 0, 1);
    mark = of(r, Kpi::satisfaction);
    CHECK(mark[0] == Approx(8));
    CHECK(mark[35] == Approx(7).margin(0.01));  // E has caught up
    CHECK(mark[5] == Approx(8 - (1 - std::pow(0.8, 5))));
}

TEST_CASE("the share satisfied starts from what was observed", "[constructed]") {
    Build build;
    build.reason("a", 1000, {{build.channel("phone"), 1}});
    build.reason("b", 500, {{{0}, 1}});
    build.set(build.scenario.reasons[1].mark, 5.5);
    build.change("nothing");
    build.scenario.satisfaction.satisfied_share = build.add("satisfaction.satisfied_share", 0.61);
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 0);
    CHECK(at(of(r, Kpi::satisfied_share), 0) == Approx(0.61).epsilon(1e-9));
}

TEST_CASE("an event floods, and belongs to whoever causes it", "[constructed]") {
    Build build;
    build.scenario.months = 12;
    build.reason("all", 1000, {{build.channel("phone"), 1}});
    build.change("portal");
    build.set(build.scenario.changes[0].start, 4);
    build.set(build.scenario.changes[0].slip, 1.5);
    model::Event event;
    event.name = event.label = "dark";
    event.reason = {0};
    event.customers = build.add("events.dark.customers", 5000);
    event.contacts_per_customer = build.add("events.dark.contacts_per_customer", 0.2);
    event.from.months = build.add("events.dark.from", 4);
    event.to.real_start = ChangeId{0};
    event.ftf_factor = build.add("events.dark.ftf_factor", 0.5);
    event.aht_factor = build.add("events.dark.aht_factor", 1.5);
    event.cause = ChangeId{0};
    build.scenario.events.push_back(event);
    build.scenario.changes[0].causes.push_back({0});
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 1);
    double const flood = 5000 * 0.2 * weeks_per_month;
    double const first = 1000 * (1 - 0.24);  // first contacts of the reason
    CHECK(at(of(r, Kpi::contacts_new), 3) == Approx(first));
    CHECK(at(of(r, Kpi::contacts_new), 4) == Approx(first + flood));
    CHECK(at(of(r, Kpi::contacts_new), 5) == Approx(first + 0.5 * flood));
    CHECK(at(of(r, Kpi::contacts_new), 6) == Approx(first));
    // Nobody briefed the agents: first time fix 0.35 instead of 0.7, so more of them come back.
    CHECK(at(of(r, Kpi::contacts_handled), 4) == Approx(1000 + flood / (1 - 0.65 * 0.8)));
    CHECK(r.baseline[static_cast<std::size_t>(Kpi::contacts_new)][4] == Approx(first));
    CHECK(at(of(r, Kpi::handle_time), 4) > 300);
}

TEST_CASE("first time right is of journeys, first time fix of contacts", "[constructed]") {
    Build build;
    ChannelId const phone = build.channel("phone");
    build.scenario.journeys.push_back(
        {"order", "Order", build.add("journeys.order.transactions", 10'000), build.add("journeys.order.growth", 0)});
    ReasonId const reason = build.reason("where", 0, {{phone, 1}});
    model::Reason& where = build.scenario.reasons[0];
    where.volume.reset();
    where.journey = JourneyId{0};
    where.contact_rate = build.add("reasons.where.contact_rate", 0.1);
    build.set(where.avoidable, 0.5);
    build.set(where.recontact, 0);
    build.prevents(build.change("fix"), reason, 0.4);
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 1);
    CHECK(r.baseline[static_cast<std::size_t>(Kpi::first_time_right)][0] == Approx(0.95));
    CHECK(at(of(r, Kpi::first_time_right), 0) == Approx(0.97));
    CHECK(at(of(r, Kpi::first_time_fix), 0) == Approx(0.7));
}

TEST_CASE("a contact that should not have been needed costs loyalty, even at an eight", "[constructed]") {
    Build build;
    build.scenario.customers = model::Customers{build.add("customers.count", 10'000), build.add("customers.growth", 0),
                                                build.add("customers.margin", 100), build.add("customers.churn", 0.1)};
    ReasonId const reason = build.reason("all", 1000, {{build.channel("phone"), 1}});
    build.set(build.scenario.reasons[0].mark, 8);
    build.set(build.scenario.reasons[0].recontact, 0);
    build.scenario.loyalty = model::Loyalty{build.add("loyalty.nps", 10), build.add("loyalty.contact_penalty", 6),
                                            build.add("loyalty.churn_per_nps", 0.001), true};
    build.scenario.moments.push_back({"visit", "Visit", build.add("m.mark", 8), build.add("m.impact", 3),
                                      build.add("m.aware", 0.5), build.add("m.f", 1)});
    ChangeId const change = build.change("fix");
    build.prevents(change, reason, 0.5);
    build.scenario.changes[0].moments.push_back({{0}, build.add("changes.fix.improves.moments.visit", 0.4)});
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 1);
    double const fewer = 500 * 12 / 10'000.0;
    CHECK(at(of(r, Kpi::nps), 0) == Approx(10 + 3 * 0.5 * 0.4 + 6 * fewer));
    CHECK(at(of(r, Kpi::churn), 0) == Approx(0.1 - 0.001 * (at(of(r, Kpi::nps), 0) - 10)));
    CHECK(at(line(r, Line::loyalty_margin), 0) == Approx(10'000 * (0.1 - at(of(r, Kpi::churn), 0)) / 12 * 100 / 12));
    CHECK(at(line(r, Line::cash_saving), 0) == Approx(500 * 10));  // loyalty is never in cash
}
