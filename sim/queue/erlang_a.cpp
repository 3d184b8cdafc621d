#include "rekensom/queue/erlang_a.hpp"

#include "queue/erlang_b.hpp"
#include "queue/offered_wait.hpp"
#include "queue/whole.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"
#include "rekensom/queue/erlang_c.hpp"

#include <cmath>
#include <limits>

namespace rekensom::queue {

namespace {

Performance nobody_there(Load const& load, double target) {
    Performance p;
    p.abandonment = 1;
    p.wait_answered = p.wait_all = load.patience;
    p.service_level = 0;
    p.prob_wait = 1;
    p.mean_queue = load.arrival_rate * load.patience;
    p.service_levels = {0, 0, 0, -lane::expm1(-target / load.patience)};
    return p;
}

/// eps of the offered wait, on the scale of its sums.
double at_once(Load const& load, int agents, OfferedWait const& wait) {
    return inverse_blocking(load.erlangs(), agents - 1) * lane::exp(-wait.log_peak());
}

Performance whole(Load const& load, int agents, double target) {
    if (agents == 0) return nobody_there(load, target);
    Performance p;
    if (load.arrival_rate == 0) return p;
    p.occupancy = load.erlangs() / agents;
    double const lambda = load.arrival_rate, theta = 1 / load.patience;
    OfferedWait const wait(lambda, agents / load.handle_time, theta);
    double const none = at_once(load, agents, wait);
    if (none > 1e290) return p;  // who waits is one in 1e290
    WaitSums const early = wait.sums(0, target);
    WaitSums const late = wait.sums(target, std::numeric_limits<double>::infinity());
    double const total = none + lambda * (early.all + late.all);
    double const answered = none + lambda * (early.answered + late.answered);
    double const answered_early = none + lambda * early.answered;
    double const hung_up_early = lambda * (early.hung_up - lane::expm1(-theta * target) * late.all);
    p.prob_wait = lambda * (early.all + late.all) / total;
    p.abandonment = lambda * (early.hung_up + late.hung_up) / total;
    p.wait_answered = lambda * (early.seconds + late.seconds + target * late.answered) / answered;
    p.wait_all = p.abandonment * load.patience;
    p.service_level = answered_early / total;
    p.occupancy *= answered / total;
    p.mean_queue = lambda * p.wait_all;
    p.service_levels = {p.service_level, answered_early / (total - hung_up_early), answered_early / answered,
                        (answered_early + hung_up_early) / total};
    return p;
}

double whole_excess(Load const& load, int agents, double tolerance) {
    bool const endless = std::isinf(load.patience);
    if (agents == 0) return endless ? load.patience : load.patience * lane::exp(-tolerance / load.patience);
    if (load.arrival_rate == 0) return 0;
    if (endless) {
        double const spare = (agents - load.erlangs()) / load.handle_time;
        double const mean = erlang_c(load, agents, 0).wait_answered;
        return std::isinf(mean) ? mean : mean * lane::exp(-spare * tolerance);
    }
    double const lambda = load.arrival_rate;
    OfferedWait const wait(lambda, agents / load.handle_time, 1 / load.patience);
    double const none = at_once(load, agents, wait);
    if (none > 1e290) return 0;
    WaitSums const late = wait.sums(tolerance, std::numeric_limits<double>::infinity());
    double const answered = none + lambda * (wait.sums(0, tolerance).answered + late.answered);
    return lambda * late.seconds / answered;
}

void expect(Load const& load, double agents, double seconds) {
    REKENSOM_EXPECT(load.arrival_rate >= 0 && load.handle_time > 0 && load.patience > 0);
    REKENSOM_EXPECT(agents >= 0 && agents < 1e9 && seconds >= 0);
}

}  // namespace

Performance erlang_a(Load const& load, double agents, double target) {
    expect(load, agents, target);
    if (std::isinf(load.patience)) return erlang_c(load, agents, target);
    return at_agents(agents, [&](int n) { return whole(load, n, target); });
}

double expected_excess(Load const& load, double agents, double tolerance) {
    expect(load, agents, tolerance);
    return at_agents(agents, [&](int n) { return whole_excess(load, n, tolerance); });
}

}  // namespace rekensom::queue
