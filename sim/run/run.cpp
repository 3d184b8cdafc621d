#include "rekensom/run/run.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/run/ranks.hpp"
#include "run/blocks.hpp"
#include "run/bytes.hpp"
#include "run/checkpoint.hpp"
#include "run/ledger.hpp"
#include "run/precision.hpp"

#include <algorithm>
#include <memory>
#include <optional>

// Waves of 16 blocks, some blocks at a time: simulated in parallel, each block into its own slot, then folded stream by stream in
// block order. Only parallel_for: no reduction whose order a scheduler could choose.

namespace rekensom::run {
namespace {

/// What a thread has of its own.
struct Hand {
    Hand(Task const& task, Months months) : worker(make_worker(task)), loan(make_loan(task, months)) {}
    std::unique_ptr<Worker> worker;
    model::Block loan;
};

class Crew {
public:
    Crew(Task const& task, Months months, int threads, std::atomic<bool> const* stop)
        : limit_(threads), hands_(threads_.count()), task_(task), months_(months), stop_(stop) {}

    /// Draws to be simulated before they are folded; no byte depends on it. Blocks with their months take half a megabyte or more:
    /// many a thread would be folded from far away, few would let threads wait for each other.
    [[nodiscard]] std::uint64_t at_once() const {
        std::size_t const few = months_ == Months::kept ? 4 * threads_.count() : Ledger::wave_blocks;
        return block_draws * std::min(few, Ledger::wave_blocks);
    }

    /// Simulates `used` draws from block `first` on.
    std::span<Slot const> simulate(std::uint64_t first, std::uint64_t used) {
        auto const count = static_cast<std::size_t>((used + block_draws - 1) / block_draws);
        while (slots_.size() < count) slots_.push_back(make_slot(task_, months_));
        threads_.each(count, [&](std::size_t b, std::size_t thread) {
            if (stopped()) return;
            std::unique_ptr<Hand>& hand = hands_[thread];
            if (!hand) hand = std::make_unique<Hand>(task_, months_);
            Slot& slot = slots_[b];
            lend(hand->loan, slot.block, months_);
            hand->worker->work(first + b, slot.block);
            slot.take_inputs(*task_.draws);
            lend(hand->loan, slot.block, months_);
        });
        if (stopped()) throw Stopped();
        return std::span(slots_).first(count);
    }

    template <class Each>
    void each(std::size_t n, Each&& one) {
        threads_.each(n, [&](std::size_t i, std::size_t) {
            if (!stopped()) one(i);
        });
        if (stopped()) throw Stopped();
    }

private:
    [[nodiscard]] bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

    ThreadLimit limit_;
    Threads threads_;
    std::vector<std::unique_ptr<Hand>> hands_;  ///< [thread], made by it
    Task task_;
    Months months_;
    std::vector<Slot> slots_;
    std::atomic<bool> const* stop_;
};

/// A wave of every rank goes to rank 0's ledger, in the order of the ranks; `sums` is then empty.
void share(Ledger& ledger, WaveSums& sums, std::uint64_t used) {
    Writer writer;
    writer(used);
    sums.visit(writer);
    // Rank 0 has kept its own draws already: they come first.
    if (!leads()) ledger.pack_kept(writer);
    std::vector<std::string> const waves = gather(writer.bytes);
    for (std::size_t r = 0; r < waves.size(); ++r) {
        Reader reader{waves[r]};
        std::uint64_t draws = 0;
        WaveSums theirs;
        reader(draws);
        theirs.visit(reader);
        if (r > 0) ledger.append_kept(reader);
        if (draws > 0) ledger.merge(theirs, draws);
    }
    sums = ledger.empty_wave();
}

model::Wanted wanted(Keep keep) { return {.irr = keeps_months(keep), .indicators = keep != Keep::cash}; }

}  // namespace

Results run(Plan const& plan, Options const& options, Watch* watch) {
    REKENSOM_EXPECT(options.first_draw % block_draws == 0);
    DrawPlan const draws(plan, options);
    Task const task{plan.scenario.get(), plan.prepared.get(), &draws, wanted(options.keep)};
    Ledger ledger(plan, options, draws);
    Precision precision(options);
    if (!options.resume_from.empty()) precision.plan(resume(ledger, options.resume_from, options.fingerprint));
    Months const months = keeps_months(options.keep) ? Months::kept : Months::not_kept;
    Crew crew(task, months, options.threads, options.stop);
    int const ranks = options.spread ? rank_count() : 1;
    std::uint64_t const own = ranks > 1 ? static_cast<std::uint64_t>(rank()) : 0;
    bool const leading = own == 0;
    std::optional<WhileWaiting> while_waiting;
    if (ranks > 1 && watch != nullptr) while_waiting.emplace([watch] { watch->waiting(); });

    // done, planned, interrupted, to be kept: rank 0 decides, all follow. Others only know their own waves, also where rank 0
    // takes up another run: they settle their histograms by the first wave as it once did.
    std::vector<std::uint64_t> state{ledger.draws(), precision.planned(), 0, 0};
    if (ranks > 1) broadcast(state);
    bool settled = ledger.draws() > 0;
    WaveSums sums = ledger.empty_wave();
    while (state[0] < state[1] && state[2] == 0) {
        std::uint64_t const done = state[0], planned = state[1];
        std::span<Slot const> wave;
        if (!settled) {
            std::uint64_t const used = std::min<std::uint64_t>(Ledger::wave_draws, planned);
            wave = crew.simulate(options.first_draw / block_draws, used);
            crew.each(ledger.streams(), [&](std::size_t stream) { ledger.settle(stream, wave, used); });
            settled = true;
        }
        std::uint64_t const first = done + own * Ledger::wave_draws;
        std::uint64_t const used = first < planned ? std::min<std::uint64_t>(Ledger::wave_draws, planned - first) : 0;
        bool const there = !wave.empty() && first == 0;  // the wave that settled the histograms is this rank's own
        for (std::uint64_t from = 0; from < used;) {
            std::uint64_t const some = there ? used : std::min(crew.at_once(), used - from);
            if (!there) wave = crew.simulate((options.first_draw + first + from) / block_draws, some);
            bool const whole = from + some == used && ranks == 1;
            crew.each(ledger.columns(), [&](std::size_t column) {
                ledger.fold(column, wave, first + from, some, sums);
                if (whole) ledger.take_column(column, sums);
            });
            ledger.count(wave, some, sums);
            from += some;
        }
        if (ranks == 1)
            ledger.take_counts(sums, used);
        else
            share(ledger, sums, used);
        if (leading) {
            if (ledger.draws() == precision.planned()) precision.look(ledger);
            Progress const progress{ledger.draws(), precision.planned()};
            state = {progress.draws_done, progress.draws_planned, watch != nullptr && !watch->go_on(progress) ? 1U : 0U,
                     watch != nullptr && watch->wants_checkpoint(progress) ? 1U : 0U};
        }
        if (ranks > 1) broadcast(state);
        bool const over = state[0] >= state[1] || state[2] != 0;
        if (ranks > 1 && (over || state[3] != 0)) {
            ledger.series_tally().collect();
            ledger.scalar_tally().collect();
        }
        bool const keep = state[3] != 0 || (state[2] != 0 && state[0] < state[1]);
        if (leading && watch != nullptr && keep)
            watch->checkpoint(save(ledger, precision.planned(), options.fingerprint));
    }
    if (!leading) return {};
    std::vector<Summary> summaries(ledger.streams());
    crew.each(summaries.size(), [&](std::size_t s) { summaries[s] = ledger.summary(s); });
    Results results = ledger.finish(summaries);
    results.interrupted = state[2] != 0 && state[0] < state[1];
    results.precision = precision.reached();
    return results;
}

}  // namespace rekensom::run
