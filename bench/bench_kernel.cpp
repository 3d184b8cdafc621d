// The general kernel on Work A, on one core, against bounds measured in the same run: drawing alone, and kernels written by hand for this
// one case. Time is for a block of 64 draws; `ns/cell` is a draw x reason x channel x month.

#include "hand_written.hpp"
#include "rekensom/run/run.hpp"
#include "run/blocks.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <string>

namespace {

using namespace rekensom;

constexpr double cells = static_cast<double>(block_draws * bench::reasons * bench::channels) * bench::months;

struct Case {
    bench::WorkA work = bench::work_a();
    run::Plan plan = run::make_plan(work.scenario, run::worlds_of(*work.scenario));
    run::Options options;
    run::DrawPlan draws{plan, options};
    run::Task task{work.scenario.get(), plan.prepared.get(), &draws, {}};
};

Case& the_case() {
    static Case one;
    return one;
}

void count(benchmark::State& state, double draws = block_draws) {
    state.counters["ns/cell"] = benchmark::Counter(
        draws / block_draws * cells * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["draws/s"] = benchmark::Counter(draws, benchmark::Counter::kIsIterationInvariantRate);
}

void hand(benchmark::State& state, std::string const& isa, void (*work)(bench::HandWritten&, std::uint64_t, double*)) {
    auto const kernel = bench::make_hand_written(isa, the_case().work, the_case().draws);
    if (!kernel) return state.SkipWithError("not on this machine");
    alignas(64) double npv[block_draws];
    std::uint64_t index = 0;
    for (auto _ : state) {
        work(*kernel, index++ % 256, npv);
        benchmark::DoNotOptimize(npv);
    }
    count(state);
}

void general(benchmark::State& state, std::string const& isa, bool simulate, model::Wanted wanted) {
    if (!run::use_instruction_set(isa)) return state.SkipWithError("not on this machine");
    run::Task task = the_case().task;
    task.wanted = wanted;
    auto const worker = run::make_worker(task);
    model::Block block = run::make_block(task);
    std::uint64_t index = 0;
    for (auto _ : state) {
        if (simulate)
            worker->work(index++ % 256, block);
        else
            worker->draw(index++ % 256, block.draws);
        benchmark::ClobberMemory();
    }
    count(state);
}

/// A whole run of 16,384 draws on one thread: simulation, statistics of every series and outcome, percentiles.
void whole(benchmark::State& state, run::Keep keep) {
    run::Options options;
    options.threads = 1;
    options.keep = keep;
    for (auto _ : state) benchmark::DoNotOptimize(run::run(the_case().plan, options));
    count(state, static_cast<double>(options.draws));
}

/// All kernels must mean the same.
bool agree() {
    Case& one = the_case();
    auto const kernel = bench::make_hand_written("v2", one.work, one.draws);
    auto const worker = run::make_worker(one.task);
    model::Block block = run::make_block(one.task);
    std::size_t const row = one.plan.prepared->outcomes.find_case(model::OutcomeKind::npv) * block_draws;
    double worst = 0;
    for (std::uint64_t index = 0; index < 32; ++index) {
        alignas(64) double by_cell[block_draws], lean[block_draws];
        kernel->by_cell(index, by_cell);
        kernel->lean(index, lean);
        worker->work(index, block);
        for (std::size_t i = 0; i < block_draws; ++i) {
            double const npv = block.cases[0].outcomes[row + i];
            worst = std::max({worst, std::abs(by_cell[i] - npv), std::abs(lean[i] - npv)});
        }
    }
    if (worst > 1e-3) std::fprintf(stderr, "bench_kernel: the kernels differ by up to %g\n", worst);
    return worst <= 1e-3;
}

}  // namespace

int main(int argc, char** argv) {
    if (!agree()) return 1;
    for (std::string const isa : {"v2", "v3", "v4"}) {
        benchmark::RegisterBenchmark(("draw by hand/" + isa).c_str(), [isa](benchmark::State& s) {
            hand(s, isa, [](bench::HandWritten& k, std::uint64_t i, double* npv) { npv[0] = k.draw(i); });
        });
        benchmark::RegisterBenchmark(("draw/" + isa).c_str(),
                                     [isa](benchmark::State& s) { general(s, isa, false, {}); });
        benchmark::RegisterBenchmark(("by hand, NPV alone/" + isa).c_str(), [isa](benchmark::State& s) {
            hand(s, isa, [](bench::HandWritten& k, std::uint64_t i, double* npv) { k.lean(i, npv); });
        });
        benchmark::RegisterBenchmark(("by hand, by cell/" + isa).c_str(), [isa](benchmark::State& s) {
            hand(s, isa, [](bench::HandWritten& k, std::uint64_t i, double* npv) { k.by_cell(i, npv); });
        });
        benchmark::RegisterBenchmark(("kernel/" + isa).c_str(),
                                     [isa](benchmark::State& s) { general(s, isa, true, {}); });
        benchmark::RegisterBenchmark(("kernel without rates of return/" + isa).c_str(),
                                     [isa](benchmark::State& s) { general(s, isa, true, {.irr = false}); });
        benchmark::RegisterBenchmark(("kernel, cash alone/" + isa).c_str(), [isa](benchmark::State& s) {
            general(s, isa, true, {.irr = false, .indicators = false});
        });
    }
    std::string const best = run::use_instruction_set("v4") ? "v4" : run::use_instruction_set("v3") ? "v3" : "v2";
    benchmark::RegisterBenchmark(("run, everything kept/" + best).c_str(), [best](benchmark::State& s) {
        run::use_instruction_set(best);
        whole(s, run::Keep::everything);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("run, scalars kept/" + best).c_str(), [best](benchmark::State& s) {
        run::use_instruction_set(best);
        whole(s, run::Keep::scalars);
    })->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
