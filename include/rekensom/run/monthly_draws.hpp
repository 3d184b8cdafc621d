#pragma once

#include "rekensom/run/run.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rekensom::run {

/// A KPI of a world.
struct MonthlyKpi {
    std::size_t world = 0;
    model::Kpi kpi{};
};

/// Draw by draw what `run` only sums up.
struct MonthlyDraws {
    std::size_t draws = 0;
    std::vector<std::vector<double>> kpis;          ///< by what was asked: [month * draws + draw]
    std::vector<std::size_t> inputs;                ///< the uncertain quantities of the scenario
    std::vector<std::vector<double>> input_values;  ///< by `inputs`: [draw]
};

/// The first `months` months of the same draws that a run with these options
/// has (its first `draws` of them).
[[nodiscard]] MonthlyDraws monthly_draws(Plan const& plan, Options const& options, std::span<MonthlyKpi const> wanted,
                                         int months);

}  // namespace rekensom::run
