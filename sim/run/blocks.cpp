#include "run/blocks.hpp"

#include <algorithm>
#include <utility>

namespace rekensom::run {
namespace {

void make_draws(Task const& task, model::Draws& draws) {
    task.draws->fill_certain(draws);
    task.draws->still_noise(draws);
}

}  // namespace

void Slot::take_inputs(DrawPlan const& draws) {
    for (std::size_t i = 0; i < draws.inputs().size(); ++i)
        std::copy_n(block.draws.value(draws.inputs()[i]), block_draws, inputs.data() + i * block_draws);
}

Slot make_slot(Task const& task, Months months) {
    Slot slot;
    slot.inputs = AlignedVector(task.draws->inputs().size() * block_draws);
    model::Block& block = slot.block;
    std::size_t const worlds = task.prepared->worlds.size();
    std::size_t const rows = months == Months::kept ? static_cast<std::size_t>(task.prepared->months) * block_draws : 0;
    block.worlds.resize(worlds);
    for (model::Trajectory& path : block.worlds) {
        path.months = task.prepared->months;
        path.kpis = AlignedVector(model::kpi_count * rows);
        path.outcomes = AlignedVector(task.prepared->outcomes.world.size() * block_draws);
    }
    block.cases.resize(worlds - 1);
    for (model::BusinessCase& business_case : block.cases) {
        business_case.months = task.prepared->months;
        business_case.lines = AlignedVector(model::line_count * rows);
        business_case.outcomes = AlignedVector(task.prepared->outcomes.business_case.size() * block_draws);
        business_case.irr_roots = AlignedVector(block_draws);
    }
    return slot;
}

model::Block make_block(Task const& task) {
    model::Block block = make_slot(task, Months::kept).block;
    make_draws(task, block.draws);
    return block;
}

model::Block make_loan(Task const& task, Months months) {
    if (months == Months::not_kept) return make_block(task);
    model::Block loan;
    make_draws(task, loan.draws);
    return loan;
}

void lend(model::Block& loan, model::Block& block, Months months) {
    std::swap(loan.draws, block.draws);
    if (months == Months::kept) return;
    for (std::size_t w = 0; w < block.worlds.size(); ++w) std::swap(loan.worlds[w].kpis, block.worlds[w].kpis);
    for (std::size_t c = 0; c < block.cases.size(); ++c) std::swap(loan.cases[c].lines, block.cases[c].lines);
}

}  // namespace rekensom::run
