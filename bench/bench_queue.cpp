// Erlang A exactly, a week of it exactly, and the same week from its table as the month loop reads it (for the machine that this file is
// built for; bench_kernel has the other instruction sets).

#include "queue/week_lanes.hpp"
#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace rekensom;

void erlang_a(benchmark::State& state) {
    auto const agents = static_cast<double>(state.range(0));
    queue::Load load{agents / 300 * 0.95, 300, 180};
    for (auto _ : state) {
        load.arrival_rate *= 1 + 1e-9;
        benchmark::DoNotOptimize(queue::erlang_a(load, agents, 20));
    }
}
BENCHMARK(erlang_a)->Arg(10)->Arg(100)->Arg(1000);

queue::WeekSetting setting() {
    queue::WeekSetting setting;
    setting.profile = queue::office_week();
    setting.agents = queue::plan_roster(setting.profile, {45000, 300, 180, {0.8, 20}});
    return setting;
}

queue::WeekRanges const ranges{{0.3, 2.5}, {0.8, 1.25}, {225, 375}, {104, 312}, {60, 60}};

void week_exact(benchmark::State& state) {
    queue::WeekSetting const week = setting();
    for (auto _ : state) benchmark::DoNotOptimize(queue::week_performance(week, {45000, 310, 190, 1.02, 60}));
}
BENCHMARK(week_exact)->Unit(benchmark::kMillisecond);

void week_table_built(benchmark::State& state) {
    queue::WeekSetting const week = setting();
    for (auto _ : state) benchmark::DoNotOptimize(queue::WeekTable(week, ranges).view());
}
BENCHMARK(week_table_built)->Unit(benchmark::kMillisecond);

/// Of the draws that go through the months together; items are draws.
void week_table_read(benchmark::State& state) {
    queue::WeekTable const table(setting(), ranges);
    queue::WeekInputs in;
    for (int i = 0; i < static_cast<int>(lane_count); ++i) {
        in.attempts[i] = 40000 + 150 * i;
        in.handle_time[i] = 260 + i;
        in.patience[i] = 150 + i;
        in.staffing[i] = 0.95 + 0.002 * i;
    }
    for (auto _ : state) benchmark::DoNotOptimize(queue::performance(table.view(), in, Column::Constant(60)));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(lane_count));
}
BENCHMARK(week_table_read);

/// The share that hangs up alone, which the fixed point asks for again and again.
void week_table_abandonment(benchmark::State& state) {
    queue::WeekTable const table(setting(), ranges);
    queue::WeekInputs const in{Column::Constant(45000), Column::Constant(300), Column::Constant(180), Column::Ones()};
    for (auto _ : state) benchmark::DoNotOptimize(queue::abandonment(table.view(), in));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(lane_count));
}
BENCHMARK(week_table_abandonment);

}  // namespace

BENCHMARK_MAIN();
