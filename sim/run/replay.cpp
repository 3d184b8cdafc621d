#include "rekensom/run/replay.hpp"

#include "model/prevention.hpp"
#include "rekensom/base/contract.hpp"
#include "run/blocks.hpp"

namespace rekensom::run {

Replay replay(Plan const& plan, Options const& options, std::uint64_t draw, std::size_t world) {
    REKENSOM_EXPECT(world < plan.worlds.size());
    DrawPlan const draws(plan, options);
    Task const task{plan.scenario.get(), plan.prepared.get(), &draws, {false}};
    model::Block block = make_block(task);
    make_worker(task)->work(draw / block_draws, block);
    std::size_t const lane = draw % block_draws;
    int const months = plan.scenario->months;

    Replay out;
    out.draw = draw;
    out.world = world;
    model::PreparedWorld const& prepared = plan.prepared->worlds[world];
    for (std::size_t q = 0; q < plan.scenario->quantities.size(); ++q)
        out.inputs.push_back(block.draws.value(prepared.quantity[q])[lane]);
    model::Values const value({&block.draws, lane - lane % lane_count}, prepared);
    for (std::size_t change : prepared.changes) {
        model::Timing const timing = model::timing(plan.scenario->changes[change], value, prepared.delay);
        auto const at = static_cast<Eigen::Index>(lane % lane_count);
        ReplayedChange replayed{
            change, timing.real_start()[at], value[plan.scenario->changes[change].chance][at] > 0, {}};
        for (int t = 0; t < months; ++t) replayed.progress.push_back(timing.progress(t)[at]);
        out.changes.push_back(std::move(replayed));
    }
    for (model::KpiInfo const& kpi : model::kpis()) {
        auto const k = static_cast<std::size_t>(kpi.kpi);
        if (!plan.prepared->modelled[k]) continue;
        for (int t = 0; t < months; ++t) {
            out.kpis[k].push_back(block.worlds[world].kpi(kpi.kpi, t)[lane]);
            out.baseline[k].push_back(block.worlds[0].kpi(kpi.kpi, t)[lane]);
        }
    }
    for (int t = 0; t < months; ++t)
        out.noise.push_back(
            block.draws.noise.empty()
                ? 1.0
                : block.draws
                      .noise[static_cast<std::size_t>(t) * (1 + plan.scenario->reasons.size()) * block_draws + lane]);
    if (world == 0) return out;
    for (model::LineInfo const& line : model::lines())
        for (int t = 0; t < months; ++t)
            out.lines[static_cast<std::size_t>(line.line)].push_back(block.cases[world - 1].line(line.line, t)[lane]);
    out.npv =
        block.cases[world - 1].outcomes[plan.prepared->outcomes.find_case(model::OutcomeKind::npv) * block_draws + lane];
    return out;
}

}  // namespace rekensom::run
