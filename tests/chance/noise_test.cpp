#include "rekensom/chance/noise.hpp"

#include "chance/lanes_noise.hpp"
#include "rekensom/chance/copula.hpp"
#include "rekensom/chance/marginal.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace rekensom;
using namespace rekensom::chance;

TEST_CASE("Lanes give the scalar noise, bit for bit", "[constructed]") {
    for (std::uint64_t const first : {std::uint64_t{0}, std::uint64_t{640}}) {
        BlockColumn const z = noise_scores(4, 9, first, 3);
        for (std::size_t i = 0; i < block_draws; ++i)
            CHECK(z[static_cast<Eigen::Index>(i)] == noise_score(4, 9, first + i, 3));
    }
}

TEST_CASE("Noise scores are normal, and nearly normal ones are seen", "[statistical]") {
    // Kolmogorov-Smirnov, alpha 1e-4 (2.2251 / sqrt(n)), n = 64,000, seed 1
    std::vector<double> z;
    for (std::uint64_t first = 0; first < 64000; first += block_draws) {
        BlockColumn const block = noise_scores(1, 2, first, 5);
        z.insert(z.end(), block.begin(), block.end());
    }
    std::sort(z.begin(), z.end());
    auto const n = static_cast<double>(z.size());
    auto const distance = [&](double shift, double stretch) {
        double worst = 0;
        for (std::size_t i = 0; i < z.size(); ++i) {
            double const p = lane::normal_cdf((z[i] + shift) * stretch);
            worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
        }
        return worst;
    };
    CHECK(distance(0, 1) < 2.2251 / std::sqrt(n));
    CHECK(distance(0.03, 1) > 2.2251 / std::sqrt(n));
    CHECK(distance(0, 1.05) > 2.2251 / std::sqrt(n));
}

TEST_CASE("The gamma bank keeps the mean at 1 and the cv as asked, between its tables too", "[constructed]") {
    GammaBank const bank(0.03, 0.5);
    GammaBank const single(0.2, 0.2);
    CHECK(single.view().tables == 1);
    CHECK(bank.view().tables == 13);
    for (double const cv : {0.03, 0.05, 0.1, 0.11, 0.2, 0.27, 0.43, 0.5}) {
        double mean = 0;
        double square = 0;
        double weights = 0;
        for (double start = -8.2; start < 8.2; start += 64 * 0.002) {
            BlockColumn z;
            for (int i = 0; i < 64; ++i) z[i] = start + 0.002 * i;
            BlockColumn const x = gammas(bank.view(), BlockColumn::Constant(cv), z);
            for (int i = 0; i < 64; ++i) {
                double const w = std::exp(-0.5 * z[i] * z[i]);
                weights += w;
                mean += w * x[i];
                square += w * x[i] * x[i];
            }
        }
        mean /= weights;
        CHECK(mean == Approx(1).epsilon(1e-9));
        CHECK(std::sqrt(square / weights - mean * mean) == Approx(cv).epsilon(1e-3));
    }
    Marginal const exact = sure(make_gamma(0.2));
    BlockColumn const z = noise_scores(1, 2, 0, 0);
    BlockColumn const x = gammas(single.view(), BlockColumn::Zero(), z);
    for (int i = 0; i < 64; ++i) CHECK(x[i] == Approx(exact.quantile_z(z[i])).epsilon(1e-9));
    CHECK((gammas(GammaBank(0, 0).view(), BlockColumn::Zero(), z) == 1.0).all());
}

TEST_CASE("Noise persists from month to month by the rank correlation asked", "[statistical]") {
    // 64,000 draws; the correlation's standard error is below 0.004; bound 4 of them (alpha 6e-5)
    for (double const rank : {0.0, 0.5, -0.3}) {
        std::vector<double> first;
        std::vector<double> second;
        double xy = 0;
        double xx = 0;
        GammaBank const bank(0.2, 0.2);
        for (std::uint64_t draw = 0; draw < 64000; draw += block_draws) {
            NoiseColumn noise(bank.view(), BlockColumn::Constant(0.2), BlockColumn::Constant(rank));
            BlockColumn last = BlockColumn::Zero();
            for (std::uint32_t month = 0; month < 4; ++month) {
                BlockColumn const x = noise.next(8, 15, draw, month);
                if (month == 3) {
                    first.insert(first.end(), last.begin(), last.end());
                    second.insert(second.end(), x.begin(), x.end());
                }
                last = x;
            }
        }
        auto const centre = [](std::vector<double> const& x) {
            std::vector<std::size_t> order(x.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
            std::vector<double> ranks(x.size());
            for (std::size_t i = 0; i < order.size(); ++i)
                ranks[order[i]] = static_cast<double>(i) - 0.5 * static_cast<double>(x.size() - 1);
            return ranks;
        };
        std::vector<double> const a = centre(first);
        std::vector<double> const b = centre(second);
        for (std::size_t i = 0; i < a.size(); ++i) {
            xy += a[i] * b[i];
            xx += a[i] * a[i];
        }
        CHECK(xy / xx == Approx(rank).margin(0.016));
        if (rank == 0.5) CHECK_FALSE(xy / xx == Approx(0.48).margin(0.016));
    }
    alignas(64) double rank[block_draws];
    alignas(64) double kept[block_draws];
    alignas(64) double fresh[block_draws];
    for (std::size_t i = 0; i < block_draws; ++i) rank[i] = -1 + 2 * static_cast<double>(i) / (block_draws - 1);
    persistence_weights(rank, kept, fresh);
    for (std::size_t i = 0; i < block_draws; ++i) {
        CHECK(kept[i] == Approx(pearson_of_rank(rank[i])).epsilon(1e-14));
        CHECK(kept[i] * kept[i] + fresh[i] * fresh[i] == Approx(1));
    }
}
