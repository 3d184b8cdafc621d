#include "build.hpp"

#include <catch2/catch.hpp>

#include <cmath>

// Sections 1 to 4 and 8 of model.md against answers known by construction.

using namespace rekensom;
using model::Kpi;
using model::OutcomeKind;
using test::Build;

namespace {

double kpi(run::Results const& results, std::size_t world, Kpi k) {
    return results.of_world(world, OutcomeKind::kpi, static_cast<std::size_t>(k)).mean;
}

}  // namespace

TEST_CASE("a million contacts x 10 x 25 % x 40 % is a million a year", "[constructed]") {
    run::Results const results = test::envelope().run();
    CHECK(results.of_case(0, OutcomeKind::cash_saving_per_year, 0).mean == Approx(1'000'000).epsilon(1e-12));
    CHECK(results.of_case(0, OutcomeKind::gross_saving_per_year, 0).mean == Approx(1'000'000).epsilon(1e-12));
    CHECK(results.of_case(0, OutcomeKind::paper_total).mean == Approx(1'000'000).epsilon(1e-12));
    CHECK(results.of_case(0, OutcomeKind::npv).mean == Approx(1'000'000).epsilon(1e-12));
    CHECK(results.of_case(0, OutcomeKind::npv).sd == 0);
    CHECK(kpi(results, 0, Kpi::contacts_handled) == Approx(1e6 / 12).epsilon(1e-12));
}

TEST_CASE("20 % and 30 % of the same contacts are 44 %", "[constructed]") {
    Build build;
    ReasonId const reason = build.reason("all", 1000, {{build.channel("all"), 1}});
    build.prevents(build.change("a"), reason, 0.2);
    build.prevents(build.change("b"), reason, 0.3);
    run::Results const results = build.run();
    CHECK(kpi(results, 1, Kpi::contacts_handled) == Approx(560).epsilon(1e-12));
    double const paper = results.of_case(0, OutcomeKind::paper_total).mean,
                 less = results.of_case(0, OutcomeKind::paper_less_overlap).mean;
    CHECK(paper == Approx(0.5 * 120'000));
    CHECK(less == Approx(0.44 * 120'000));
    CHECK(results.of_case(0, OutcomeKind::cash_total).mean == Approx(0.44 * 120'000));
}

TEST_CASE("contacts per matter and repeat share follow from first time fix and come-backs", "[constructed]") {
    // first time fix, come-back share, contacts per matter, repeat share
    auto const [fix, back, contacts, repeats] = GENERATE(table<double, double, double, double>(
        {{0.8, 1, 1.25, 0.20}, {0.8, 0.6, 1.13636363636, 0.12}, {0.67, 1, 1.49253731343, 0.33}}));
    Build build;
    build.reason("all", 1000, {{build.channel("all"), 1}});
    build.change("nothing");
    build.set(build.scenario.reasons[0].first_time_fix[0], fix);
    build.set(build.scenario.reasons[0].recontact, back);
    run::Results const results = build.run();
    CHECK(kpi(results, 0, Kpi::contacts_handled) / kpi(results, 0, Kpi::contacts_new) == Approx(contacts).epsilon(1e-10));
    CHECK(kpi(results, 0, Kpi::contacts_repeat) / kpi(results, 0, Kpi::contacts_handled) ==
          Approx(repeats).epsilon(1e-12));
}

TEST_CASE("an alternative that changes nothing differs by exactly 0", "[metamorphic]") {
    Build build = test::envelope();
    build.set(build.scenario.reasons[0].noise, 0.1);
    build.set(build.scenario.demand.noise, 0.05);
    build.set(*build.scenario.reasons[0].volume, chance::make_two_percentiles(70'000, 90'000, Domain::positive));
    build.scenario.changes[0].prevents.clear();
    run::Results const results = build.run(Build::small(256));
    for (run::Summary const& s : results.cases[0].outcomes) {
        if (s.count == 0) continue;
        CHECK(s.mean == 0.0);
        CHECK(s.sd == 0.0);
    }
    CHECK(results.worlds[0].outcomes[0].sd > 0);
}

TEST_CASE("a ramp is its exact mean by month, slips and fades", "[constructed]") {
    Build build = test::envelope();
    model::Change const& change = build.scenario.changes[0];
    build.set(change.start, 2.5);
    build.set(change.ramp, 4);
    run::Results results = build.run();
    auto const saved = [&](std::size_t t) {
        return results.cases[0].lines[static_cast<std::size_t>(model::Line::cash_saving)][t].mean / (1e6 / 12);
    };
    // G(x) = x^2 / 8 to 4, x - 2 beyond; month t has G(t + 1 - 2.5) - G(t - 2.5)
    CHECK(saved(1) == Approx(0).margin(1e-12));
    CHECK(saved(2) == Approx(0.25 / 8));
    CHECK(saved(3) == Approx((2.25 - 0.25) / 8));
    CHECK(saved(6) == Approx(4.5 - 2 - 12.25 / 8));
    CHECK(saved(8) == Approx(1));
    build.set(change.slip, 1);
    results = build.run();
    CHECK(saved(3) == Approx(0.25 / 8));
    build.set(change.slip, 0);
    build.set(change.ramp, 0);
    build.set(change.start, 0);
    build.scenario.changes[0].half_life = build.add("changes.fix.half_life", 6);
    results = build.run();
    CHECK(saved(5) == Approx(std::exp2(-5.5 / 6)));
}

TEST_CASE("costs fall when they fall", "[constructed]") {
    Build build = test::envelope();
    model::Change const& change = build.scenario.changes[0];
    build.set(change.start, 2);
    build.set(change.slip, 1.5);
    build.set(change.one_off_cost, 100'000);
    build.set(change.overrun, 1.2);
    build.set(change.running_cost, 1000);
    build.set(change.delay_cost, 500);
    run::Results const results = build.run();
    auto const cost = [&](std::size_t t) {
        return results.cases[0].lines[static_cast<std::size_t>(model::Line::change_cost)][t].mean;
    };
    CHECK(cost(1) == Approx(0).margin(1e-9));
    CHECK(cost(2) == Approx(-500));
    CHECK(cost(3) == Approx(-250 - 120'000 - 500));
    CHECK(cost(4) == Approx(-1000));
}

TEST_CASE("what does not go with the contact is capacity, not cash", "[constructed]") {
    Build build = test::envelope();
    build.set(build.scenario.channels[0].cashable, 0.6);
    run::Results const results = build.run();
    CHECK(results.of_case(0, OutcomeKind::cash_total).mean == Approx(600'000));
    CHECK(results.of_case(0, OutcomeKind::capacity_total).mean == Approx(400'000));
    CHECK(results.of_case(0, OutcomeKind::gross_total).mean == Approx(1'000'000));
}

TEST_CASE("a failed try in self-service costs both channels", "[constructed]") {
    Build build;
    ChannelId const phone = build.channel("phone"), portal = build.channel("portal", model::ChannelKind::self_service);
    build.set(build.scenario.channels[portal.index].cost_per_contact, 1);
    ReasonId const reason = build.reason("all", 1000, {{phone, 1}});
    ChangeId const change = build.change("portal");
    build.scenario.changes[0].shifts.push_back({{reason}, phone, portal, build.add("s", 0.5), build.add("h", 0.4)});
    (void)change;
    run::Results const results = build.run();
    CHECK(kpi(results, 1, Kpi::contacts_handled) == Approx(800));
    double const matters = 1000 * (1 - 0.3 * 0.8);  // first contacts a month
    CHECK(results.of_case(0, OutcomeKind::cash_total).mean == Approx(12 * (200 * 10 - matters * 0.5 * 1)));
}

TEST_CASE("comers-back that change channel solve a linear system", "[constructed]") {
    Build build;
    ChannelId const phone = build.channel("phone"), mail = build.channel("mail");
    build.reason("all", 1000, {{phone, 0.6}, {mail, 0.4}});
    model::Reason& reason = build.scenario.reasons[0];
    reason.volume.reset();
    reason.new_contacts = build.add("n", 1000);
    reason.hops.push_back({phone, mail, build.add("hop", 0.25)});
    build.change("nothing");
    run::Results const results = build.run();
    // u = 0.3 x 0.8 = 0.24; phone: p = 600 + 0.75 u p; mail: m = 400 + u m + 0.25 u p
    double const u = 0.24, p = 600 / (1 - 0.75 * u), m = (400 + 0.25 * u * p) / (1 - u);
    CHECK(results.of_world(0, OutcomeKind::channel_handled, 0).mean == Approx(p).epsilon(1e-12));
    CHECK(results.of_world(0, OutcomeKind::channel_handled, 1).mean == Approx(m).epsilon(1e-12));
}

TEST_CASE("a reason split in two is the same", "[metamorphic]") {
    auto const make = [](bool split) {
        Build build;
        ChannelId const phone = build.channel("phone");
        ChangeId const change = build.change("fix");
        for (int part = 0; part < (split ? 2 : 1); ++part) {
            ReasonId const r = build.reason("r" + std::to_string(part), split ? 500 : 1000, {{phone, 1}});
            build.prevents(change, r, 0.3);
        }
        return build.run();
    };
    auto const whole = make(false);
    auto const parts = make(true);
    for (OutcomeKind kind : {OutcomeKind::npv, OutcomeKind::gross_total, OutcomeKind::paper_total})
        CHECK(parts.of_case(0, kind).mean == Approx(whole.of_case(0, kind).mean).epsilon(1e-12));
    CHECK(kpi(parts, 1, Kpi::satisfaction) == Approx(kpi(whole, 1, Kpi::satisfaction)).epsilon(1e-12));
}

TEST_CASE("money scaled scales money, and nothing else", "[metamorphic]") {
    auto const make = [](double scale) {
        Build build = test::envelope();
        build.set(build.scenario.channels[0].cost_per_contact, 10 * scale);
        build.set(build.scenario.changes[0].one_off_cost, 5000 * scale);
        return build.run();
    };
    auto const one = make(1);
    auto const ten = make(16);
    CHECK(ten.of_case(0, OutcomeKind::npv).mean == Approx(16 * one.of_case(0, OutcomeKind::npv).mean).epsilon(1e-12));
    CHECK(kpi(ten, 1, Kpi::contacts_handled) == kpi(one, 1, Kpi::contacts_handled));
    CHECK(ten.of_case(0, OutcomeKind::roi).mean == Approx(one.of_case(0, OutcomeKind::roi).mean).epsilon(1e-12));
}
