// Drawing: uniforms, Sobol' points, normal scores, quantiles of marginals, noise. Items are numbers; for the machine that this file is
// built for (bench_kernel has the other instruction sets).

#include "chance/lanes_noise.hpp"
#include "chance/lanes_points.hpp"
#include "chance/lanes_quantile.hpp"
#include "rekensom/chance/marginal.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <string>

namespace {

using namespace rekensom;

void count(benchmark::State& state) {
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(block_draws));
}

void uniforms(benchmark::State& state) {
    alignas(64) double u[block_draws];
    std::uint32_t month = 0;
    for (auto _ : state) {
        chance::uniforms(1, 2, 64, month++, u);
        benchmark::DoNotOptimize(u);
    }
    count(state);
}
BENCHMARK(uniforms);

void scores(benchmark::State& state, chance::Sampling sampling) {
    std::array<std::string, 1> const paths{"reasons.all.volume"};
    std::vector<chance::Address> const addresses = chance::assign_addresses(1, paths);
    chance::Points const points(sampling, addresses);
    std::uint64_t first = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(chance::normal_scores(points.view(), 0, first));
        first = (first + block_draws) % 65536;
    }
    count(state);
}
BENCHMARK_CAPTURE(scores, sobol, chance::Sampling::sobol);
BENCHMARK_CAPTURE(scores, random, chance::Sampling::random);

void quantiles(benchmark::State& state, chance::Made const& made) {
    chance::QuantileTable const table(chance::sure(made));
    BlockColumn const z = chance::noise_scores(1, 2, 0, 0);
    for (auto _ : state) benchmark::DoNotOptimize(chance::quantiles(table.view(), z));
    count(state);
}
BENCHMARK_CAPTURE(quantiles, triangular, chance::make_triangular({5.5, 6.5, 8.5}, Domain::positive));
BENCHMARK_CAPTURE(quantiles, pert, chance::make_pert({0.05, 0.12, 0.25}, Domain::share));
BENCHMARK_CAPTURE(quantiles, survey, chance::make_survey(69, 98, Domain::share));
BENCHMARK_CAPTURE(quantiles, lognormal, chance::make_two_percentiles(10, 30, Domain::positive));

void table_made(benchmark::State& state) {
    chance::Marginal const marginal = chance::sure(chance::make_survey(69, 98, Domain::share));
    for (auto _ : state) benchmark::DoNotOptimize(chance::QuantileTable(marginal).view());
}
BENCHMARK(table_made)->Unit(benchmark::kMicrosecond);

void noise(benchmark::State& state) {
    chance::GammaBank const bank(0.05, 0.05);
    chance::NoiseColumn source(bank.view(), BlockColumn::Constant(0.05), BlockColumn::Zero());
    std::uint32_t month = 0;
    for (auto _ : state) benchmark::DoNotOptimize(source.next(1, 2, 64, month++));
    count(state);
}
BENCHMARK(noise);

}  // namespace

BENCHMARK_MAIN();
