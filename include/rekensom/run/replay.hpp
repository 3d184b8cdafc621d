#pragma once

#include "rekensom/run/run.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace rekensom::run {

/// What a change was doing: R_k by month, and when it really began.
struct ReplayedChange {
    std::size_t change = 0;  ///< of `Scenario::changes`
    double real_start = 0;   ///< months, slip included
    bool came_off = true;
    std::vector<double> progress;
};

/// One draw of one world, month by month, with the baseline of the same draw beside it.
struct Replay {
    std::uint64_t draw = 0;
    std::size_t world = 0;
    std::vector<double> inputs;  ///< every quantity of the scenario, as drawn
    std::vector<ReplayedChange> changes;
    std::array<std::vector<double>, model::kpi_count> kpis, baseline;  ///< by month; empty where not modelled
    std::array<std::vector<double>, model::line_count> lines;          ///< by month; empty for the baseline itself
    std::vector<double> noise;                                         ///< by month, shared by all reasons
    double npv = 0;
};

/// The same numbers that draw `draw` had in a run with these options.
[[nodiscard]] Replay replay(Plan const& plan, Options const& options, std::uint64_t draw, std::size_t world);

}  // namespace rekensom::run
