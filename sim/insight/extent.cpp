#include "rekensom/insight/extent.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

double cells_of(model::Scenario const& scenario) {
    double cells = 0;
    for (model::Reason const& reason : scenario.reasons)
        cells += static_cast<double>(std::max<std::size_t>(1, reason.channels.size()));
    return std::max(1.0, cells) * scenario.months;
}

double cells_beside_a_run(model::Scenario const& scenario, std::uint64_t draws, std::size_t worlds) {
    constexpr double ordinary = 2e9;
    return std::max(ordinary, cells_of(scenario) * static_cast<double>(draws) * static_cast<double>(worlds));
}

std::vector<std::size_t> heaviest(std::vector<Importance> const& importance, std::size_t most) {
    std::vector<Importance> by_shift = importance;
    std::stable_sort(by_shift.begin(), by_shift.end(), [](Importance const& a, Importance const& b) {
        return std::abs(a.satisfaction_correlation) > std::abs(b.satisfaction_correlation);
    });
    std::vector<std::size_t> chosen;
    auto const take = [&](Importance const& one) {
        if (chosen.size() < most && std::find(chosen.begin(), chosen.end(), one.input) == chosen.end())
            chosen.push_back(one.input);
    };
    for (std::size_t i = 0; i < std::min(importance.size(), most - most / 4); ++i) take(importance[i]);
    for (std::size_t i = 0; i < std::min(by_shift.size(), most / 4); ++i)
        if (by_shift[i].satisfaction_correlation != 0) take(by_shift[i]);
    for (Importance const& one : importance) take(one);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace rekensom::insight
