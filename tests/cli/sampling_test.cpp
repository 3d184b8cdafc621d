#include <catch2/catch.hpp>

#include <cmath>

#include "cli/scenario.hpp"
#include "rekensom/run/run.hpp"

// What sobol is worth on a whole scenario: the figures of docs/sampling.md.

namespace rekensom::cli {
namespace {

enum class Noise { off, on };

/// Root mean square of the stated standard error of mean NPV at 16,384 draws, over 10 seeds.
double typical_error(run::Plan const& plan, chance::Sampling sampling, Noise noise) {
    constexpr int seeds = 10;
    run::Options options;
    options.sampling = sampling;
    options.noise = noise == Noise::on;
    options.keep = run::Keep::scalars;
    double squares = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        options.seed = static_cast<std::uint64_t>(seed);
        double const se = run::run(plan, options).of_case(0, model::OutcomeKind::npv).se;
        squares += se * se;
    }
    return std::sqrt(squares / seeds);
}

}  // namespace

TEST_CASE("sobol cuts the error of mean NPV on clear-invoices at least 10 times without noise", "[statistical][long]") {
    Loaded const loaded = load(REKENSOM_SOURCE_DIR "/scenarios/clear-invoices.toml", {});
    run::Plan const plan = run::make_plan(loaded.scenario, run::worlds_of(*loaded.scenario));
    using chance::Sampling;
    double const without =
        typical_error(plan, Sampling::random, Noise::off) / typical_error(plan, Sampling::sobol, Noise::off);
    double const with =
        typical_error(plan, Sampling::random, Noise::on) / typical_error(plan, Sampling::sobol, Noise::on);
    WARN("sobol's standard error is " << without << " times smaller without noise, " << with << " times with");
    // 150 degrees of freedom: the ratio is known to 6 %.
    CHECK(without >= 10);
    CHECK(with >= 2);
}

}  // namespace rekensom::cli
