#include "build.hpp"
#include "run/kernel.hpp"

#include <catch2/catch.hpp>

#include <cstring>

// The same bytes, whatever the threads, the instruction set, the pauses; and a world of its own for every draw.

using namespace rekensom;
using model::OutcomeKind;
using test::Build;

namespace {

/// A team, noise, correlated and shared inputs: everything that draws.
Build busy() {
    Build build;
    ChannelId const phone = build.channel("phone"), mail = build.channel("mail", model::ChannelKind::deferred);
    build.team("care", {phone, mail});
    ReasonId const a = build.reason("a", 20'000, {{phone, 0.8}, {mail, 0.2}});
    ReasonId const b = build.reason("b", 9'000, {{phone, 1}});
    build.set(*build.scenario.reasons[0].volume, chance::make_two_percentiles(18'000, 22'000, Domain::positive));
    build.set(build.scenario.reasons[0].noise, 0.05);
    build.set(build.scenario.demand.noise, 0.04);
    build.set(build.scenario.demand.persistence, 0.5);
    build.set(build.scenario.reasons[1].first_time_fix[0], chance::make_survey(62, 90, Domain::share));
    ChangeId const fix = build.change("fix");
    build.set(build.prevents(fix, a, 0), chance::make_pert({0.05, 0.2, 0.3}, Domain::at_most_one));
    build.set(build.prevents(fix, b, 0), chance::make_pert({0.0, 0.1, 0.3}, Domain::at_most_one));
    model::Change const& change = build.scenario.changes[0];
    build.set(change.slip, chance::make_triangular({0, 1, 4}, Domain::non_negative));
    build.set(change.realisation, chance::make_survey(3, 4, Domain::share));
    build.set(change.one_off_cost, 20'000);
    build.scenario.correlations.push_back({change.slip, change.realisation, -0.5});
    return build;
}

/// All numbers of a run, as bytes.
std::string bytes(run::Results const& results) {
    std::string all;
    auto const add = [&](std::vector<double> const& column) {
        all.append(reinterpret_cast<char const*>(column.data()), column.size() * sizeof(double));
    };
    auto const summary = [&](run::Summary const& s) {
        add({s.count, s.mean, s.sd, s.se, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95, s.p_positive,
             s.mean_below_p10});
    };
    for (auto const& column : results.kept.inputs) add(column);
    for (auto const& world : results.kept.worlds)
        for (auto const& column : world) add(column);
    for (auto const& c : results.kept.cases)
        for (auto const& column : c) add(column);
    for (run::WorldResults const& world : results.worlds)
        for (run::Series const& series : world.kpis)
            for (run::Summary const& s : series) summary(s);
    for (run::CaseResults const& c : results.cases) {
        for (run::Series const& series : c.shifts)
            for (run::Summary const& s : series) summary(s);
        for (run::Series const& series : c.lines)
            for (run::Summary const& s : series) summary(s);
        for (run::Summary const& s : c.outcomes) summary(s);
    }
    return all;
}

/// Bit for bit: a payback that never comes is not a number, and equal to itself here.
bool same(std::vector<std::vector<double>> const& a, std::vector<std::vector<double>> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].size() != b[i].size() || std::memcmp(a[i].data(), b[i].data(), a[i].size() * sizeof(double)) != 0)
            return false;
    return true;
}

run::Options with_threads(int threads) {
    run::Options options = Build::small(3000);
    options.threads = threads;
    return options;
}

}  // namespace

TEST_CASE("any number of threads gives the same bytes", "[metamorphic]") {
    Build const build = busy();
    std::string const one = bytes(build.run(with_threads(1)));
    CHECK(one.size() > 100'000);
    CHECK((one == bytes(build.run(with_threads(2)))));
    CHECK((one == bytes(build.run(with_threads(5)))));
}

TEST_CASE("every instruction set gives the same bytes", "[metamorphic]") {
    Build const build = busy();
    std::string const best(run::instruction_set());
    std::string const first = bytes(build.run(with_threads(2)));
    for (char const* isa : {"v2", "v3", "v4"}) {
        if (!run::use_instruction_set(isa)) continue;
        CHECK(run::instruction_set() == isa);
        CHECK((first == bytes(build.run(with_threads(2)))));
    }
    REQUIRE(run::use_instruction_set(best));
}

TEST_CASE("draws that are kept give the same bytes, whatever was drawn before", "[metamorphic]") {
    run::DrawStore kept(std::size_t{8} << 20), no_room(1);
    Build build = busy();
    auto const check = [&](char const* what) {
        INFO(what);
        run::Options options = with_threads(2);
        std::string const fresh = bytes(build.run(options));
        for (run::DrawStore* before : {&kept, &kept, &no_room}) {
            options.draw_store = before;
            CHECK((bytes(build.run(options)) == fresh));
        }
        // Fewer draws, more, others, and those of another seed.
        for (std::uint64_t const draws : {1024U, 4096U}) {
            options.draws = draws;
            options.first_draw = draws == 4096 ? 0 : 64;
            options.seed = draws == 4096 ? 1 : 2;
            options.draw_store = nullptr;
            std::string const plain = bytes(build.run(options));
            options.draw_store = &kept;
            CHECK((bytes(build.run(options)) == plain));
        }
    };
    check("as it is");
    build.set(build.scenario.finance.discount_rate, 0.05);
    check("another input");
    build.set(*build.scenario.reasons[0].volume, 20'000);
    check("an input less");
    build.set(build.scenario.changes[0].one_off_cost, chance::make_pert({10'000, 20'000, 50'000}, Domain::non_negative));
    check("an input more");
    build.set(build.scenario.demand.persistence, 0.3);
    check("another persistence");
    build.set(build.scenario.reasons[0].noise, 0.06);
    check("more noise");
    build.set(build.scenario.demand.noise, chance::make_pert({0.02, 0.04, 0.05}, Domain::non_negative));
    check("uncertain noise");
    build.set(build.scenario.reasons[1].noise, 0.02);
    check("noise where there was none");
    build.scenario.months = 18;
    check("more months");
}

TEST_CASE("another seed gives other bytes", "[metamorphic]") {
    Build const build = busy();
    run::Options other = with_threads(2);
    other.seed = 2;
    CHECK((bytes(build.run(with_threads(2))) != bytes(build.run(other))));
}

TEST_CASE("a run that is kept and resumed ends in the same bytes", "[metamorphic]") {
    struct Stop final : run::Watch {
        explicit Stop(std::uint64_t draws) : at(draws) {}
        bool go_on(run::Progress const& progress) override { return progress.draws_done < at; }
        void checkpoint(std::string const& state) override { kept = state; }
        std::uint64_t at;
        std::string kept;
    };
    Build const build = busy();
    run::Plan const plan = build.plan();
    run::Options options = with_threads(2);
    options.fingerprint = 77;
    std::string const whole = bytes(run::run(plan, options));
    for (std::uint64_t const at : {1024U, 2048U}) {
        Stop stop(at);
        CHECK(run::run(plan, options, &stop).interrupted);
        run::Options again = options;
        again.resume_from = stop.kept;
        CHECK((bytes(run::run(plan, again)) == whole));
        again.fingerprint = 78;
        CHECK_THROWS_WITH(run::run(plan, again), Catch::Contains("another run"));
        again.resume_from.resize(again.resume_from.size() / 2);
        CHECK_THROWS_WITH(run::run(plan, again), Catch::Contains("checksum"));
    }
}

TEST_CASE("an input, a change or an alternative more moves no other draw", "[metamorphic]") {
    Build build = busy();
    run::Results const before = build.run(Build::small(512));
    std::size_t const first = before.inputs.front();
    // One change more, with its own uncertain numbers, in an alternative of its own.
    ChangeId const more = build.change("more");
    build.set(build.prevents(more, {0}, 0), chance::make_uniform(0, 0.1, Domain::at_most_one));
    build.scenario.alternatives = {{"fix", "Fix", {{0}}, {}}, {"both", "Both", {{0}, more}, {}}};
    run::Results const after = build.run(Build::small(512));
    REQUIRE(after.inputs.size() == before.inputs.size() + 1);
    CHECK(first == after.inputs.front());
    for (std::size_t i = 0; i < before.inputs.size(); ++i) CHECK((before.kept.inputs[i] == after.kept.inputs[i]));
    CHECK(same(before.kept.worlds[0], after.kept.worlds[0]));
    CHECK(same(before.kept.cases[0], after.kept.cases[0]));
}

TEST_CASE("a wave of the run is what a run of its own gives", "[metamorphic]") {
    Build const build = busy();
    run::Results const all = build.run(Build::small(2048));
    run::Options late = Build::small(1024);
    late.first_draw = 1024;
    run::Results const second = build.run(late);
    std::size_t const npv = all.outcomes.find_case(OutcomeKind::npv);
    for (std::size_t i = 0; i < 1024; ++i) REQUIRE(all.kept.cases[0][npv][1024 + i] == second.kept.cases[0][npv][i]);
}
