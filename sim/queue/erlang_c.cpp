#include "rekensom/queue/erlang_c.hpp"

#include "queue/erlang_b.hpp"
#include "queue/whole.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"

#include <limits>

namespace rekensom::queue {

namespace {

Performance unstable(Load const& load) {
    double const never = std::numeric_limits<double>::infinity();
    Performance p;
    p.wait_answered = p.wait_all = never;
    p.service_level = 0;
    p.occupancy = 1;
    p.prob_wait = 1;
    p.mean_queue = load.arrival_rate > 0 ? never : 0;
    p.service_levels = {0, 0, 0, 0};
    return p;
}

Performance whole(Load const& load, int agents, double target) {
    double const erlangs = load.erlangs();
    if (agents == 0 || erlangs >= agents) return unstable(load);
    Performance p;
    if (erlangs == 0) return p;
    double const blocked = 1 / inverse_blocking(erlangs, agents);
    double const idle = (agents - erlangs) / agents;
    double const some = idle + (1 - idle) * blocked;
    p.prob_wait = blocked / some;
    double const spare = (agents - erlangs) / load.handle_time;  // c mu - lambda
    p.wait_answered = p.wait_all = p.prob_wait / spare;
    p.service_level = idle * (1 - blocked) / some - p.prob_wait * lane::expm1(-spare * target);
    p.occupancy = erlangs / agents;
    p.mean_queue = load.arrival_rate * p.wait_all;
    p.service_levels = {p.service_level, p.service_level, p.service_level, p.service_level};
    return p;
}

}  // namespace

Performance erlang_c(Load const& load, double agents, double target) {
    REKENSOM_EXPECT(load.arrival_rate >= 0 && load.handle_time > 0 && agents >= 0 && agents < 1e9 && target >= 0);
    return at_agents(agents, [&](int n) { return whole(load, n, target); });
}

}  // namespace rekensom::queue
