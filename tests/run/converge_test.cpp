#include "random_scenario.hpp"
#include "rekensom/model/prepared.hpp"
#include "rekensom/run/replay.hpp"

#include <catch2/catch.hpp>

#include <cmath>

// 10,000 random valid contact centres: 40 structures whose numbers are wide ranges, 256 draws each. In every one of them waiting,
// redials and repeats must settle, contacts be conserved and all that is reported be a number.

using namespace rekensom;
using model::Kpi;
using test::Load;
using test::RandomScenario;

namespace {

#ifdef REKENSOM_SANITIZED
constexpr std::uint64_t structures = 8, draws = 64;
#else
constexpr std::uint64_t structures = 40, draws = 256;
#endif

void check_numbers(run::Summary const& s, std::string_view what, double least, double most) {
    INFO(what << ": mean " << s.mean << ", sd " << s.sd << ", p5 " << s.p5 << ", p95 " << s.p95);
    CHECK(s.count == static_cast<double>(draws));
    CHECK(std::isfinite(s.mean));
    CHECK(std::isfinite(s.sd));
    CHECK(s.p5 >= least);
    CHECK(s.p95 <= most);
}

/// Each KPI by month of each world: a number, and within what it can be.
void check_kpis(run::Results const& results) {
    for (run::WorldResults const& world : results.worlds)
        for (model::KpiInfo const& kpi : model::kpis()) {
            bool const mark = kpi.form == model::Form::mark && kpi.kpi != Kpi::effort;
            double const least = mark                                                                ? 1 - 1e-9
                                 : kpi.form == model::Form::money || kpi.form == model::Form::number ? -1e12
                                                                                                     : -1e-9;
            double const most = mark                                                          ? 10 + 1e-9
                                : kpi.form == model::Form::share && kpi.kpi != Kpi::attrition ? 1 + 1e-9
                                                                                              : 1e12;
            for (run::Summary const& month : world.kpis[static_cast<std::size_t>(kpi.kpi)])
                check_numbers(month, kpi.name, least, most);
        }
    for (run::CaseResults const& one : results.cases)
        for (run::Series const& line : one.lines)
            for (run::Summary const& month : line) check_numbers(month, "line", -1e12, 1e12);
}

/// attempts + backlog before = handled + abandoned + backlog after; with one queue also attempts = new + repeats + redials.
void check_conserved(RandomScenario const& random, run::Replay const& r) {
    auto const of = [&](Kpi kpi, std::size_t t) {
        std::vector<double> const& months = r.kpis[static_cast<std::size_t>(kpi)];
        return months.empty() ? 0.0 : months.at(t);  // without deferred channels there is no backlog
    };
    double const redial = r.inputs.at(random.scenario.channels[0].redial.index);
    for (std::size_t t = 0; t < static_cast<std::size_t>(random.scenario.months); ++t) {
        INFO("draw " << r.draw << ", world " << r.world << ", month " << t);
        double const before = t == 0 ? 0 : of(Kpi::backlog, t - 1);
        double const attempts = of(Kpi::contacts_attempted, t);
        CHECK(attempts + before ==
              Approx(of(Kpi::contacts_handled, t) + of(Kpi::contacts_abandoned, t) + of(Kpi::backlog, t)).epsilon(1e-6));
        if (random.one_queue)
            CHECK(attempts == Approx(of(Kpi::contacts_new, t) + of(Kpi::contacts_repeat, t) +
                                     redial * of(Kpi::contacts_abandoned, t))
                                  .epsilon(1e-5));
    }
}

}  // namespace

TEST_CASE("10,000 random contact centres settle, conserve contacts and report numbers", "[metamorphic]") {
    double overfull = 0, scenarios = 0;
    for (std::uint64_t s = 0; s < structures; ++s) {
        RandomScenario const random(1000 + s, s % 2 == 0 ? Load::bearable : Load::any);
        INFO("structure " << s);
        run::Plan const plan = random.plan();
        run::Results const results = run::run(plan, RandomScenario::small(draws));
        CHECK(results.unconverged == 0);
        if (s % 2 == 1) CHECK(results.overfull == 0);  // stated as first contacts: any number of them can come
        overfull += results.overfull;
        scenarios += static_cast<double>(results.draws);
        check_kpis(results);
        for (std::size_t world = 0; world < plan.worlds.size(); ++world)
            check_conserved(random, run::replay(plan, RandomScenario::small(draws), s % draws, world));
    }
    CHECK(scenarios == static_cast<double>(structures * draws));
    CHECK(overfull < 0.25 * scenarios);  // volume and handle time high at once: counted, and told by the warnings
}

TEST_CASE("what cannot settle is counted and said", "[constructed]") {
    // Handled by ten agents: a thousand times what ten agents can handle. No number of first contacts explains it: it is taken as offered.
    test::Build build;
    build.scenario.months = 3;
    ChannelId const phone = build.channel("phone");
    build.team("care", {phone});
    build.scenario.teams[0].fte = build.add("teams.care.fte", 10);
    build.reason("all", 1'000'000, {{phone, 1}});
    build.change("nothing");
    run::Results const results = build.run();
    CHECK(results.overfull == 64);
    CHECK(results.unconverged == 0);
    for (run::Summary const& month : results.worlds[0].kpis[static_cast<std::size_t>(Kpi::contacts_handled)])
        CHECK(std::isfinite(month.mean));
    CHECK(results.worlds[0].kpis[static_cast<std::size_t>(Kpi::contacts_new)][0].mean < 1'000'000);
    CHECK(results.worlds[0].kpis[static_cast<std::size_t>(Kpi::abandonment)][0].mean > 0.9);
}

TEST_CASE("a channel that only a change opens has its team hired as contacts come", "[constructed]") {
    test::Build build;
    build.scenario.months = 24;
    ChannelId const phone = build.channel("phone"), chat = build.channel("chat");
    build.scenario.channels[chat.index].concurrency = 2;
    build.team("care", {phone});
    build.team("writers", {chat});
    ReasonId const all = build.reason("all", 30'000, {{phone, 1}});
    // As the reader makes it: a cell of every channel that a shift leads to.
    ChangeId const open = build.change("open");
    build.set(build.scenario.changes[open.index].start, 6);
    build.set(build.scenario.changes[open.index].ramp, 6);
    build.scenario.changes[open.index].shifts.push_back(
        {{all}, phone, chat, build.add("share", 0.5), build.add("containment", 1)});
    run::Plan const plan = build.plan();
    run::Replay const r = run::replay(plan, test::Build::small(), 0, 1);
    auto const fte = [&](std::size_t t) { return r.kpis[static_cast<std::size_t>(Kpi::fte)].at(t); };
    auto const before = [&](std::size_t t) { return r.baseline[static_cast<std::size_t>(Kpi::fte)].at(t); };
    for (std::size_t t = 0; t < 6; ++t) CHECK(fte(t) == Approx(before(t)));
    CHECK(before(23) == Approx(before(0)));
    // Two at once: of half the contacts the agents for a quarter are needed, and those for a half leave, slowly.
    CHECK(r.kpis[static_cast<std::size_t>(Kpi::abandonment)].at(23) < 0.1);
    CHECK(r.kpis[static_cast<std::size_t>(Kpi::contacts_handled)].at(23) == Approx(30'000).epsilon(0.05));
    REQUIRE(plan.prepared->notes.size() == 1);
    model::TeamNote const note = plan.prepared->notes.at(0);
    CHECK((note.kind == model::TeamNote::Kind::nobody_yet));
    CHECK(plan.scenario->teams.at(note.team).name == "writers");
}
