#pragma once

#include <algorithm>
#include <cstddef>

#include "rekensom/run/results.hpp"

namespace rekensom::report {

/// Draws that tell what an answer hangs on, where there is no time for all.
inline constexpr std::size_t few_draws = 2048;

/// What a run with fewer draws would have kept; without summaries and months.
[[nodiscard]] inline run::Results first_draws(run::Results const& results, std::size_t draws) {
    run::Results out;
    out.draws = results.draws;
    out.seed = results.seed;
    out.sampling = results.sampling;
    out.outcomes = results.outcomes;
    out.inputs = results.inputs;
    out.cases.resize(results.cases.size());
    out.kept.draws = std::min(results.kept.draws, draws);
    auto const cut = [&](std::vector<std::vector<double>> const& from, std::vector<std::vector<double>>& to) {
        for (std::vector<double> const& column : from)
            to.emplace_back(column.begin(),
                            column.begin() + static_cast<std::ptrdiff_t>(std::min(column.size(), draws)));
    };
    cut(results.kept.inputs, out.kept.inputs);
    out.kept.cases.resize(results.kept.cases.size());
    for (std::size_t c = 0; c < results.kept.cases.size(); ++c) cut(results.kept.cases[c], out.kept.cases[c]);
    return out;
}

}  // namespace rekensom::report
