#include "rekensom/chance/noise.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/chance/counter.hpp"

#include "lanes_noise.hpp"
#include "law.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::chance {
namespace {

/// Small enough a step for the cv between two tables to be right to 1e-3 of itself: the tables differ by it in shape.
constexpr double widest_step = 0.04;
constexpr double most_tables = 64;

}  // namespace

double noise_score(std::uint64_t seed, std::uint64_t key, std::uint64_t draw, std::uint32_t month) {
    std::uint64_t const lane = draw % block_draws;
    std::uint64_t const partner = lane % 32;
    std::uint64_t const first = draw - lane;
    double z[2];
    detail::normal_pair(uniform_at(seed, key, first + partner, month),
                        uniform_at(seed, key, first + partner + 32, month), z[0], z[1]);
    return z[lane / 32];
}

GammaBank::GammaBank(double lowest, double highest) {
    REKENSOM_EXPECT(0 <= lowest && lowest <= highest && highest <= 10);
    double const steps = std::clamp(std::ceil((highest - lowest) / widest_step), 1.0, most_tables - 1);
    view_.first = lowest;
    view_.tables = highest > lowest ? static_cast<std::size_t>(steps) + 1 : 1;
    view_.per_step = highest > lowest ? steps / (highest - lowest) : 0;
    for (std::size_t i = 0; i < view_.tables; ++i) {
        double const cv = view_.tables == 1 ? lowest : lowest + static_cast<double>(i) / view_.per_step;
        SharedLaw const law = cv > 0 ? gamma_law(cv) : constant_law(1);
        auto const knots = hermite_knots(
            [](void const* self, double z) { return static_cast<Law const*>(self)->quantile_z(z); }, law.get());
        knots_.insert(knots_.end(), knots.begin(), knots.end());
    }
}

GammaView GammaBank::view() const {
    GammaView view = view_;
    view.knots = knots_.data();
    return view;
}

}  // namespace rekensom::chance
