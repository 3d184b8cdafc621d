#include "build.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week.hpp"
#include "rekensom/run/replay.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

// Section 6 of model.md followed month by month, from nothing but what a run reports of it.

using namespace rekensom;
using model::Kpi;
using test::Build;

namespace {

std::vector<double> const& of(run::Replay const& r, Kpi k) { return r.kpis[static_cast<std::size_t>(k)]; }

}  // namespace

TEST_CASE("a planner learns with a lag, hires and lets go within bounds, and pays for it in that month",
          "[constructed]") {
    int const lag = GENERATE(0, 1, 3);
    constexpr double volume = 30'000, handle_time = 300, attrition = 0.3, hire_max = 0.6, release_max = 0.4;
    constexpr double cost_per_fte = 60'000, cost_per_hire = 5000, cost_per_release = 9000, smoothing = 0.4;
    Build build;
    build.scenario.months = 24;
    ChannelId const phone = build.channel("phone");
    ReasonId const reason = build.reason("all", volume, {{phone, 1}});
    build.team("care", {phone});
    model::Team& care = build.scenario.teams[0];
    care.lag = lag;
    care.smoothing = smoothing;
    build.set(care.attrition, attrition);
    build.set(care.hire_max, hire_max);
    build.set(care.release_max, release_max);
    build.set(care.cost_per_fte, cost_per_fte);
    build.set(care.cost_per_hire, cost_per_hire);
    build.set(care.cost_per_release, cost_per_release);
    ChangeId const fix = build.change("fix");
    build.set(build.scenario.changes[0].start, 1);
    build.set(build.scenario.changes[0].ramp, 3);
    build.prevents(fix, reason, 0.4);
    // It wears off, so that the centre shrinks and then has to grow.
    build.scenario.changes[0].half_life = build.add("changes.fix.half_life", 2.0);
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 1);

    queue::StaffingCurve const curve = queue::staffing_curve(
        queue::office_week(), {volume / weeks_per_month, handle_time, 180, {care.target.share, care.target.within}});
    std::vector<double> const &fte = of(r, Kpi::fte), &required = of(r, Kpi::fte_required);
    double learnt = 1;
    bool hired = false, released = false;
    for (std::size_t t = 0; t < 24; ++t) {
        CAPTURE(lag, t);
        if (t >= static_cast<std::size_t>(lag)) {
            std::size_t const seen = t - static_cast<std::size_t>(lag);
            learnt += smoothing * (of(r, Kpi::contacts_handled)[seen] / volume - learnt);
        }
        CHECK(required[t] == Approx(fte[0] * curve.at(learnt) / curve.at(1)).epsilon(1e-4));
        double const remain = fte[t] * (1 - attrition / 12);
        double const next = required[t] < remain ? std::max(required[t], remain - release_max)
                                                 : std::min(required[t], remain + hire_max);
        if (t + 1 < 24) CHECK(fte[t + 1] == Approx(next).epsilon(1e-9));
        double const hires = std::max(0.0, next - remain), releases = std::max(0.0, remain - next);
        hired = hired || (t > 3 && hires > 0.1);
        released = released || releases > 0.1;
        CHECK(of(r, Kpi::cash_out)[t] ==
              Approx(fte[t] * cost_per_fte / 12 + hires * cost_per_hire + releases * cost_per_release).epsilon(1e-9));
    }
    CHECK(hired);
    CHECK(released);
}

TEST_CASE("what an uninformed contact centre does not fix costs marks, with a queue or without", "[constructed]") {
    bool const queued = GENERATE(false, true);
    Build build;
    build.scenario.months = 4;
    ChannelId const phone = build.channel("phone");
    build.reason("all", 20'000, {{phone, 1}});
    if (queued) {
        build.team("care", {phone});
        build.scenario.teams[0].staffing = model::Staffing::fixed;
        build.scenario.channels[0].endless_patience = true;
        build.scenario.teams[0].fte = build.add("teams.care.fte", 200);  // nobody waits
    }
    model::Event event;
    event.name = event.label = "outage";
    event.reason = {0};
    event.customers = build.add("events.outage.customers", 1000);
    event.contacts_per_customer = build.add("events.outage.contacts_per_customer", 0.5);
    event.from.months = build.add("events.outage.from", 1);
    event.to.months = build.add("events.outage.to", 2);
    event.ftf_factor = build.add("events.outage.ftf_factor", 0.4);
    event.aht_factor = build.add("events.outage.aht_factor", 1.0);
    build.scenario.events.push_back(event);
    build.change("nothing");
    run::Replay const r = run::replay(build.plan(), Build::small(), 0, 1);
    // First time fix 0.28 in place of 0.7, at 2.25 marks between settled and not.
    double const own = 20'000, theirs = 500 * weeks_per_month / (1 - 0.72 * 0.8);
    CHECK(of(r, Kpi::contacts_handled)[1] == Approx(own + theirs).epsilon(1e-6));
    CHECK(of(r, Kpi::satisfaction)[0] == Approx(7).epsilon(1e-9));
    CHECK(of(r, Kpi::satisfaction)[1] == Approx(7 - 2.25 * 0.42 * theirs / (own + theirs)).epsilon(1e-5));
    CHECK(of(r, Kpi::satisfaction)[2] == Approx(7).epsilon(1e-9));
}

TEST_CASE("each journey has its own first time right, and channels and teams their cost", "[constructed]") {
    Build build;
    ChannelId const phone = build.channel("phone"), mail = build.channel("mail");
    auto const journey = [&](std::string const& name, double transactions, double rate, double avoidable) {
        JourneyId const id{build.scenario.journeys.size()};
        build.scenario.journeys.push_back({name, name, build.add("journeys." + name + ".transactions", transactions),
                                           build.add("journeys." + name + ".growth", 0)});
        build.reason(name, 0, {{name == "order" ? phone : mail, 1}});
        model::Reason& reason = build.scenario.reasons.back();
        reason.volume.reset();
        reason.journey = id;
        reason.contact_rate = build.add("reasons." + name + ".contact_rate", rate);
        build.set(reason.avoidable, avoidable);
        build.set(reason.recontact, 0);
    };
    journey("order", 10'000, 0.1, 0.5);
    journey("claim", 2000, 0.4, 0.3);
    build.prevents(build.change("fix"), ReasonId{1}, 0.5);
    run::Results const r = build.run();
    auto const mean = [&](std::size_t world, model::OutcomeKind kind, std::size_t i) {
        return r.of_world(world, kind, i).mean;
    };
    using enum model::OutcomeKind;
    CHECK(mean(0, journey_right, 0) == Approx(1 - 0.1 * 0.5));
    CHECK(mean(0, journey_right, 1) == Approx(1 - 0.4 * 0.3));
    CHECK(mean(1, journey_right, 0) == Approx(1 - 0.1 * 0.5));
    CHECK(mean(1, journey_right, 1) == Approx(1 - 0.4 * 0.15));
    CHECK(mean(0, channel_cost, 0) == Approx(10 * 1000));
    CHECK(mean(0, channel_cost, 1) == Approx(10 * 800));
    CHECK(mean(1, channel_cost, 1) == Approx(10 * 800 * 0.85));
    // By reason, by channel: the same money.
    CHECK(mean(1, channel_cost, 0) + mean(1, channel_cost, 1) ==
          Approx(mean(1, reason_cost, 0) + mean(1, reason_cost, 1)));
}
