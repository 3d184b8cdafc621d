// Work C: the least agents by Erlang C for 10,000 intervals, with the queue room's own search. Its peer: peers/work_c_numpy.py.

#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/erlang_c.hpp"
#include "rekensom/queue/least_agents.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <limits>
#include <vector>

namespace {

using namespace rekensom;

constexpr int expected_sum = 524794;

std::vector<queue::Load> intervals() {
    std::vector<queue::Load> loads;
    for (int i = 0; i < 10000; ++i)
        loads.push_back({(10 + 7919 * i % 601) / 1800.0, 180.0 + 30 * (i % 7), std::numeric_limits<double>::infinity()});
    return loads;
}

long search(std::vector<queue::Load> const& loads) {
    long sum = 0;
    for (queue::Load const& load : loads) sum += queue::least_agents(load, {0.8, 20}).value();
    return sum;
}

void work_c(benchmark::State& state) {
    std::vector<queue::Load> const loads = intervals();
    for (auto _ : state)
        if (search(loads) != expected_sum) return state.SkipWithError("the sum of the agents is wrong");
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(loads.size()));
}
BENCHMARK(work_c)->Unit(benchmark::kMillisecond);

void erlang_c(benchmark::State& state) {
    queue::Load const load{100 / 1800.0, 360, std::numeric_limits<double>::infinity()};
    for (auto _ : state) benchmark::DoNotOptimize(queue::erlang_c(load, 25, 20));
}
BENCHMARK(erlang_c);

}  // namespace

BENCHMARK_MAIN();
