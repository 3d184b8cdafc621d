#include "run/blocks.hpp"

#include <utility>

namespace rekensom::run {

model::Block make_slot(Task const& task, Months months) {
    model::Block block;
    std::size_t const worlds = task.prepared->worlds.size();
    std::size_t const rows = months == Months::kept ? static_cast<std::size_t>(task.prepared->months) * block_draws : 0;
    task.draws->fill_certain(block.draws);
    block.worlds.resize(worlds);
    for (model::Trajectory& path : block.worlds) {
        path.months = task.prepared->months;
        path.kpis.assign(model::kpi_count * rows, 0);
        path.outcomes.assign(task.prepared->outcomes.world.size() * block_draws, 0);
    }
    block.cases.resize(worlds - 1);
    for (model::BusinessCase& business_case : block.cases) {
        business_case.months = task.prepared->months;
        business_case.lines.assign(model::line_count * rows, 0);
        business_case.outcomes.assign(task.prepared->outcomes.business_case.size() * block_draws, 0);
        business_case.irr_roots.assign(block_draws, 0);
    }
    return block;
}

model::Block make_block(Task const& task) {
    model::Block block = make_slot(task, Months::kept);
    task.draws->still_noise(block.draws);
    return block;
}

model::Block make_loan(Task const& task, Months months) {
    if (months == Months::not_kept) return make_block(task);
    model::Block loan;
    task.draws->still_noise(loan.draws);
    return loan;
}

void lend(model::Block& loan, model::Block& slot, Months months) {
    std::swap(loan.draws.noise, slot.draws.noise);
    std::swap(loan.draws.survey, slot.draws.survey);
    if (months == Months::kept) return;
    for (std::size_t w = 0; w < slot.worlds.size(); ++w) std::swap(loan.worlds[w].kpis, slot.worlds[w].kpis);
    for (std::size_t c = 0; c < slot.cases.size(); ++c) std::swap(loan.cases[c].lines, slot.cases[c].lines);
}

}  // namespace rekensom::run
