#include "rekensom/run/monthly_draws.hpp"

#include <algorithm>
#include <memory>

#include "rekensom/base/contract.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "run/blocks.hpp"

namespace rekensom::run {
namespace {

struct Local {
    explicit Local(Task const& task) : worker(make_worker(task)), block(make_block(task)) {}
    std::unique_ptr<Worker> worker;
    model::Block block;
};

}  // namespace

MonthlyDraws monthly_draws(Plan const& plan, Options const& options, std::span<MonthlyKpi const> wanted, int months) {
    REKENSOM_EXPECT(months >= 1 && months <= plan.scenario->months && options.draws >= 1);
    for (MonthlyKpi const& one : wanted)
        REKENSOM_EXPECT(one.world < plan.worlds.size() && plan.prepared->modelled[static_cast<std::size_t>(one.kpi)]);
    DrawPlan const draws(plan, options);
    Task const task{plan.scenario.get(), plan.prepared.get(), &draws, {false}};
    MonthlyDraws out;
    out.draws = options.draws;
    out.kpis.assign(wanted.size(), std::vector<double>(out.draws * static_cast<std::size_t>(months)));
    out.inputs = draws.inputs();
    out.input_values.assign(out.inputs.size(), std::vector<double>(out.draws));

    ThreadLimit const limit(options.threads);
    Threads threads;
    std::vector<std::unique_ptr<Local>> locals(threads.count());
    threads.each((out.draws + block_draws - 1) / block_draws, [&](std::size_t index, std::size_t thread) {
        if (!locals[thread]) locals[thread] = std::make_unique<Local>(task);
        Local& local = *locals[thread];
        local.worker->work(index, local.block);
        std::size_t const from = index * block_draws, n = std::min(block_draws, out.draws - from);
        auto const keep = [&](double const* row, double* to) { std::copy_n(row, n, to + from); };
        for (std::size_t k = 0; k < wanted.size(); ++k)
            for (int t = 0; t < months; ++t)
                keep(local.block.worlds[wanted[k].world].kpi(wanted[k].kpi, t),
                     out.kpis[k].data() + static_cast<std::size_t>(t) * out.draws);
        for (std::size_t i = 0; i < out.inputs.size(); ++i)
            keep(local.block.draws.value(out.inputs[i]), out.input_values[i].data());
    });
    return out;
}

}  // namespace rekensom::run
