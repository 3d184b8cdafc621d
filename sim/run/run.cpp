#include "rekensom/run/run.hpp"

#include "rekensom/base/contract.hpp"
#include "run/checkpoint.hpp"
#include "run/kernel.hpp"
#include "run/ledger.hpp"
#include "run/precision.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

// Waves of 16 blocks: simulated in parallel, each block into its own slot, then folded stream by stream in block order. Only
// parallel_for: no reduction whose order a scheduler could choose.

namespace rekensom::run {
namespace {

class Crew {
public:
    Crew(Task const& task, int threads)
        : arena_(threads > 0 ? threads : tbb::task_arena::automatic), workers_([task] { return make_worker(task); }) {
        for (std::size_t b = 0; b < Ledger::wave_blocks; ++b) blocks_.push_back(make_block(task));
    }

    /// Simulates `used` draws from block `first` on.
    std::span<model::Block const> simulate(std::uint64_t first, std::uint64_t used) {
        auto const count = static_cast<std::size_t>((used + lane_count - 1) / lane_count);
        arena_.execute([&] {
            tbb::parallel_for(std::size_t{0}, count,
                              [&](std::size_t b) { workers_.local()->work(first + b, blocks_[b]); });
        });
        return std::span(blocks_).first(count);
    }

    template <class Each>
    void each(std::size_t n, Each&& one) {
        arena_.execute([&] { tbb::parallel_for(std::size_t{0}, n, one); });
    }

private:
    tbb::task_arena arena_;
    tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers_;
    std::vector<model::Block> blocks_;
};

}  // namespace

Results run(Plan const& plan, Options const& options, Watch* watch) {
    REKENSOM_EXPECT(options.first_draw % lane_count == 0);
    DrawPlan const draws(*plan.scenario, options);
    Task const task{plan.scenario.get(), plan.prepared.get(), &draws, {options.keep == Keep::everything}};
    Ledger ledger(plan, options, draws);
    Precision precision(options);
    if (!options.resume_from.empty()) precision.plan(resume(ledger, options.resume_from, options.fingerprint));
    Crew crew(task, options.threads);
    bool interrupted = false;
    while (ledger.draws() < precision.planned() && !interrupted) {
        std::uint64_t const done = ledger.draws();
        std::uint64_t const used = std::min<std::uint64_t>(Ledger::wave_draws, precision.planned() - done);
        std::span<model::Block const> const wave = crew.simulate((options.first_draw + done) / lane_count, used);
        WaveSums sums = ledger.empty_wave();
        crew.each(ledger.streams(), [&](std::size_t stream) {
            if (done == 0) ledger.settle(stream, wave, used);
            ledger.fold(stream, wave, used, sums);
        });
        ledger.count(wave, used, sums);
        ledger.keep(wave, done, used);
        ledger.merge(sums, used);
        if (ledger.draws() == precision.planned()) precision.look(ledger);
        if (watch == nullptr) continue;
        Progress const progress{ledger.draws(), precision.planned()};
        interrupted = !watch->go_on(progress);
        if (interrupted || watch->wants_checkpoint(progress))
            watch->checkpoint(save(ledger, precision.planned(), options.fingerprint));
    }
    Results results = ledger.results();
    results.interrupted = interrupted && ledger.draws() < precision.planned();
    results.precision_note = precision.note();
    return results;
}

}  // namespace rekensom::run
