#include "build.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <ostream>

// Is the error that a run states the error that it makes? 1,000 seeds against one long run.

using namespace rekensom;
using chance::Sampling;
using test::Build;

namespace {

constexpr int seeds = 1000;
constexpr std::uint64_t draws = 2048;
constexpr double t15 = 2.131450, z = 1.959964;  // 97.5th percentiles: Student's with 15 degrees of freedom, normal

/// Skewed, with a threshold, a chance, correlation and noise: two months, so that 1,000 runs take seconds.
Build skewed() {
    Build build;
    build.scenario.months = 2;
    ChannelId const all = build.channel("all");
    ReasonId const reason = build.reason("bills", 50'000, {{all, 1}});
    build.set(*build.scenario.reasons[0].volume, chance::make_two_percentiles(40'000, 65'000, Domain::positive));
    build.set(build.scenario.reasons[0].avoidable, chance::make_survey(62, 250, Domain::share));
    build.set(build.scenario.reasons[0].cost_per_contact[0], chance::make_two_percentiles(5, 14, Domain::positive));
    build.set(build.scenario.demand.noise, 0.05);
    ChangeId const fix = build.change("fix");
    build.set(build.prevents(fix, reason, 0), chance::make_pert({0.05, 0.4, 0.6}, Domain::at_most_one));
    model::Change const& change = build.scenario.changes[0];
    build.set(change.slip, chance::make_triangular({0, 0.2, 1.5}, Domain::non_negative));
    build.set(change.realisation, chance::make_survey(3, 4, Domain::share));
    build.set(change.one_off_cost, chance::make_two_percentiles(20'000, 60'000, Domain::non_negative));
    build.scenario.correlations.push_back({change.slip, change.realisation, -0.5});
    return build;
}

struct Stated {
    char const* what;
    double run::Summary::*value;
    double run::Summary::*error;
};
constexpr Stated stated[] = {{"mean", &run::Summary::mean, &run::Summary::se},
                             {"P10", &run::Summary::p10, &run::Summary::p10_se},
                             {"P50", &run::Summary::p50, &run::Summary::p50_se},
                             {"P90", &run::Summary::p90, &run::Summary::p90_se}};

void check_coverage(run::Plan const& plan, run::Options options) {
    run::Options longer = options;
    longer.draws = longer.keep_draws = 1U << 18U;
    longer.seed = 1'000'003;
    longer.sampling = Sampling::sobol;
    run::Summary const truth = run::run(plan, longer).of_case(0, model::OutcomeKind::npv);
    double const wide = options.sampling == Sampling::sobol ? t15 : z;
    int covered[4] = {}, at_four_fifths[4] = {}, at_four_thirds[4] = {};
    for (int seed = 1; seed <= seeds; ++seed) {
        options.seed = static_cast<std::uint64_t>(seed);
        run::Summary const npv = run::run(plan, options).of_case(0, model::OutcomeKind::npv);
        for (std::size_t i = 0; i < std::size(stated); ++i) {
            double const miss = std::abs(npv.*stated[i].value - truth.*stated[i].value);
            double const half = wide * npv.*stated[i].error;
            covered[i] += miss <= half ? 1 : 0;
            at_four_fifths[i] += miss <= 0.8 * half ? 1 : 0;
            at_four_thirds[i] += miss <= 4 * half / 3 ? 1 : 0;
        }
    }
    for (std::size_t i = 0; i < std::size(stated); ++i) {
        INFO(stated[i].what);
        UNSCOPED_INFO("covered " << covered[i]);
        // Of 1,000, 95 % with a standard deviation of 6.9: wrong at these seeds with a chance of 0.4 %, once and for all.
        CHECK(covered[i] >= 930);
        CHECK(covered[i] <= 970);
        // The same test sees an error that is stated a fifth too small, or a third too large.
        CHECK(at_four_fifths[i] < 930);
        CHECK(at_four_thirds[i] > 970);
        CHECK(truth.*stated[i].error < 0.2 * truth.sd / std::sqrt(static_cast<double>(draws)));
    }
}

}  // namespace

TEST_CASE("the 95 % intervals of the mean and the percentiles hold the truth in 93 to 97 % of 1,000 seeds",
          "[statistical][long]") {
    run::Plan const plan = skewed().plan();
    run::Options options = Build::small(draws);
    SECTION("sobol") {}
    SECTION("sobol, without noise") { options.noise = false; }
    SECTION("random") { options.sampling = Sampling::random; }
    check_coverage(plan, options);
}
