#include "insight/rerun.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

namespace {

std::size_t column_of(run::Results const& results, model::OutcomeKind kind, std::size_t index = 0) {
    return results.outcomes.find_case(kind, index);
}

/// Of a mark: what is left of rounding where satisfaction does not move at all.
constexpr double negligible_shift = 1e-9;

constexpr auto satisfaction = static_cast<std::size_t>(model::Kpi::satisfaction);

}  // namespace

Rerun::Rerun(Study const& study)
    : study_(study),
      npv_(column_of(*study.results, model::OutcomeKind::npv)),
      shift_(column_of(*study.results, model::OutcomeKind::kpi_shift, satisfaction)) {
    REKENSOM_EXPECT(study.business_case < study.results->cases.size() && study.results->kept.draws > 0);
    pair_ = run::with_worlds(*study.plan, {study.plan->worlds.front(), world()});
}

model::World const& Rerun::world() const {
    return study_.plan->worlds[study_.results->cases[study_.business_case].world];
}

run::Options Rerun::options() const {
    run::Options options;
    options.draws = study_.draws;
    options.keep_draws = study_.draws;
    options.seed = study_.results->seed;
    options.sampling = study_.results->sampling;
    options.threads = study_.threads;
    options.keep = run::Keep::scalars;
    return options;
}

run::Results Rerun::go(run::Plan const& plan, run::Options const& options) const {
    if (study_.go_on && !study_.go_on()) throw Interrupted();
    return run::run(plan, options);
}

CaseDraws Rerun::take(run::Results& results, std::size_t business_case) const {
    auto& columns = results.kept.cases.at(business_case);
    CaseDraws draws;
    draws.npv = std::move(columns.at(npv_));
    if (shift_ == model::Outcomes::none()) return draws;
    draws.satisfaction_shift = std::move(columns.at(shift_));
    for (double& shift : draws.satisfaction_shift)
        if (std::abs(shift) < negligible_shift) shift = 0;
    return draws;
}

CaseDraws Rerun::operator()(run::Options options) const {
    options.keep_draws = options.draws;
    run::Results results = go(pair_, options);
    return take(results, 0);
}

CaseDraws Rerun::pinned(std::vector<run::Pin> pins) const {
    run::Options with = options();
    with.pins = std::move(pins);
    return (*this)(with);
}

std::vector<CaseDraws> Rerun::of_worlds(std::vector<model::World> const& worlds, std::uint64_t draws) const {
    run::Options with = options();
    with.draws = with.keep_draws = draws;
    std::vector<CaseDraws> all;
    constexpr std::size_t batch = 64;  // what a run keeps of all its worlds stays within some tens of megabytes
    for (std::size_t first = 0; first < worlds.size(); first += batch) {
        std::vector<model::World> some{study_.plan->worlds.front()};
        std::size_t const last = std::min(worlds.size(), first + batch);
        for (std::size_t w = first; w < last; ++w) some.push_back(worlds[w]);
        run::Results results = go(run::with_worlds(*study_.plan, some), with);
        for (std::size_t w = first; w < last; ++w) all.push_back(take(results, w - first));
    }
    return all;
}

CaseDraws Rerun::of_plan(run::Plan const& plan, std::size_t business_case) const {
    run::Results results = go(plan, options());
    return take(results, business_case);
}

Draws Rerun::npv() const { return study_.results->kept.cases[study_.business_case][npv_]; }

Draws Rerun::satisfaction_shift() const {
    if (shift_ == model::Outcomes::none()) return {};
    return study_.results->kept.cases[study_.business_case][shift_];
}

}  // namespace rekensom::insight
