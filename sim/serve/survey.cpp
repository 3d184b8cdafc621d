#include "serve/survey.hpp"

#include <algorithm>
#include <chrono>

namespace rekensom::serve {
namespace {

constexpr std::uint64_t most_draws = 4096;
constexpr double soon = 0.045;     ///< s that the draws of a coarse answer may take
constexpr double at_once = 0.065;  ///< s in which all draws need no coarse answer before them

double seconds_of(run::Plan const& plan, run::Options options, std::uint64_t draws) {
    using Clock = std::chrono::steady_clock;
    options.draws = draws;
    options.keep = run::Keep::pictured;
    auto const begun = Clock::now();
    (void)run::run(plan, options);
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// As many as this machine draws soon, all where it does all soon; the same every time but on a machine whose load changes, and
/// no number hangs on it.
std::uint64_t coarse_draws(run::Plan const& plan, run::Options const& options) {
    // What else the machine does may slow down some of the runs, but none is faster than it can be.
    auto const within = [&](double seconds, std::uint64_t draws) {
        constexpr int tries = 4;
        for (int i = 0; i < tries; ++i)
            if (seconds_of(plan, options, draws) < seconds) return true;
        return false;
    };
    std::uint64_t draws = std::min<std::uint64_t>(1024, options.draws);
    if (within(at_once, draws) && within(at_once, options.draws)) return options.draws;
    while (draws > 256 && !within(soon, draws)) draws /= 2;
    return draws;
}

}  // namespace

Survey survey(Workshop& workshop) {
    run::Plan const& plan = workshop.original().plan;
    run::Options options = workshop.options();
    options.draws = std::min(options.draws, most_draws);
    options.keep_draws = options.draws;
    options.keep = run::Keep::scalars;
    run::Results const results = run::run(plan, options);
    std::size_t best = 0;
    for (std::size_t c = 0; c < results.cases.size(); ++c)
        if (results.of_case(c, model::OutcomeKind::npv).mean > results.of_case(best, model::OutcomeKind::npv).mean)
            best = c;

    Survey found;
    found.best = results.worlds[results.cases[best].world].name;
    found.sliders = sliders_of(workshop, results, best);
    found.presets = presets_of(workshop, results, best, found.sliders);
    found.coarse = coarse_draws(plan, workshop.options());
    return found;
}

}  // namespace rekensom::serve
