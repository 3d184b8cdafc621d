#pragma once

#include "rekensom/model/scenario.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

// Work A, the business case of work_a.toml, as numbers: for kernels written by hand, and as a scenario that needs no reader.

namespace rekensom::bench {

inline constexpr std::size_t reasons = 12, channels = 4, changes = 3;
inline constexpr int months = 36;

struct ThreeNumbers {
    double min, likely, max;
};

/// First contacts a month.
inline constexpr double volume[reasons][channels] = {
    {12000, 5000, 6000, 800}, {9000, 3000, 5000, 400}, {11000, 6000, 8000, 1500}, {6000, 4000, 4500, 600},
    {10000, 4500, 7000, 900}, {5000, 3500, 4000, 300}, {4500, 3000, 5500, 700},   {3000, 2500, 1200, 900},
    {3500, 2500, 1800, 150},  {2500, 2000, 1500, 100}, {4000, 800, 2500, 1200},   {3500, 1500, 2000, 450}};
inline constexpr double recontact[reasons] = {0.50, 0.40, 0.55, 0.45, 0.60, 0.35, 0.30, 0.65, 0.40, 0.30, 0.50, 0.35};
inline constexpr double first_time_fix[reasons] = {70, 80, 65, 72, 58, 82,
                                                   85, 50, 75, 88, 60, 78};  ///< Beta(a, 100 - a)
inline constexpr double season[12] = {1.10, 1.02, 1.00, 0.97, 0.95, 0.96, 0.93, 0.94, 1.00, 1.03, 1.08, 1.15};
inline constexpr double growth = 0.02, noise_cv = 0.05, discount_rate = 0.05;
inline constexpr ThreeNumbers cost[channels] = {{5.5, 6.5, 8.5}, {3, 4, 5.5}, {2.2, 3, 4.2}, {2.5, 3.5, 5.5}};
inline constexpr ThreeNumbers prevents[changes] = {{0.05, 0.12, 0.25}, {0.08, 0.18, 0.30}, {0.02, 0.10, 0.22}};
inline constexpr double start[changes] = {3, 6, 12};
inline constexpr ThreeNumbers slip[changes] = {{0, 1, 5}, {0, 2, 8}, {-1, 1, 6}};
inline constexpr ThreeNumbers ramp[changes] = {{2, 4, 9}, {3, 6, 12}, {4, 8, 14}};
inline constexpr bool acts_on[changes][reasons] = {
    {true, true, false, false, false, true},
    {false, false, true, true, false, false, false, false, false, true, true},
    {false, false, true, false, true, false, true, true, false, false, false, true}};

/// Where the 25 uncertain numbers stand among the scenario's quantities.
struct WorkA {
    std::shared_ptr<model::Scenario const> scenario;
    std::array<std::size_t, channels> cost{};
    std::array<std::size_t, reasons> first_time_fix{};
    std::array<std::size_t, changes> prevents{}, slip{}, ramp{};
};

[[nodiscard]] WorkA work_a();

}  // namespace rekensom::bench
