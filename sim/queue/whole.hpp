#pragma once

#include "rekensom/queue/load.hpp"

#include <cmath>

namespace rekensom::queue {

inline double between(double low, double high, double t) { return low == high ? low : (1 - t) * low + t * high; }

inline ServiceLevels between(ServiceLevels const& low, ServiceLevels const& high, double t) {
    return {between(low.of_offered, high.of_offered, t), between(low.without_early, high.without_early, t),
            between(low.of_answered, high.of_answered, t),
            between(low.early_hang_ups_as_good, high.early_hang_ups_as_good, t)};
}

inline Performance between(Performance const& low, Performance const& high, double t) {
    Performance p;
    p.abandonment = between(low.abandonment, high.abandonment, t);
    p.wait_answered = between(low.wait_answered, high.wait_answered, t);
    p.wait_all = between(low.wait_all, high.wait_all, t);
    p.service_level = between(low.service_level, high.service_level, t);
    p.occupancy = between(low.occupancy, high.occupancy, t);
    p.prob_wait = between(low.prob_wait, high.prob_wait, t);
    p.mean_queue = between(low.mean_queue, high.mean_queue, t);
    p.service_levels = between(low.service_levels, high.service_levels, t);
    return p;
}

/// f at a number of agents that need not be whole: linear between whole neighbours.
template <class F>
auto at_agents(double agents, F const& f) {
    double const below = std::floor(agents);
    int const n = static_cast<int>(below);
    if (agents == below) return f(n);
    return between(f(n), f(n + 1), agents - below);
}

}  // namespace rekensom::queue
