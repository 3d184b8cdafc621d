#include "rekensom/queue/week.hpp"

#include "queue/busyness.hpp"
#include "queue/whole.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/queue/erlang_a.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

namespace {

/// Sums over calls.
struct Calls {
    double weight = 0, hung_up = 0, answered_early = 0, seconds = 0, beyond = 0;
};

struct Interval {
    Load load;
    double agents, within, tolerance;
};

/// One interval on one day, to be counted `weight` times.
void add_calls(Interval const& i, double busyness, double weight, Calls& calls) {
    Load const load{i.load.arrival_rate * busyness, i.load.handle_time, i.load.patience};
    Performance p = erlang_a(load, i.agents, i.within);
    double beyond = expected_excess(load, i.agents, i.tolerance);
    if (std::isinf(i.load.patience)) {
        // Limited at whole agents first: between them, linear.
        double const longest = longest_wait_in_handle_times * load.handle_time;
        p.wait_answered =
            at_agents(i.agents, [&](int n) { return std::min(erlang_a(load, n, i.within).wait_answered, longest); });
        beyond = at_agents(i.agents, [&](int n) { return std::min(expected_excess(load, n, i.tolerance), longest); });
    }
    double const answered = weight * (1 - p.abandonment);
    calls.weight += weight;
    calls.hung_up += weight * p.abandonment;
    calls.answered_early += weight * p.service_level;
    calls.seconds += answered * p.wait_answered;
    calls.beyond += answered * beyond;
}

/// Where nobody hangs up the wait has a pole, cut off, at each whole number of agents near the load: panels that halve
/// towards these.
Calls endless_days(Interval const& interval, double cv) {
    CalledBusyness const busyness(cv);
    std::vector<double> edges{busyness.first(), busyness.last()};
    for (double n : {std::floor(interval.agents), std::ceil(interval.agents)}) {
        if (n == 0) continue;
        double const pole = lane::log(n / interval.load.erlangs());
        for (double step = 4; step > 1e-7; step *= 0.5) edges.insert(edges.end(), {pole - step, pole + step});
        edges.push_back(pole);
    }
    double const width = 2 * busyness.spread();
    for (double y = busyness.first(); y < busyness.last(); y += width) edges.push_back(y);
    std::sort(edges.begin(), edges.end());
    Calls calls;
    for (std::size_t i = 1; i < edges.size(); ++i) {
        double const from = std::max(edges[i - 1], busyness.first()), to = std::min(edges[i], busyness.last());
        if (!(to > from)) continue;
        add_gauss(from, to, calls, [&](double y, double weight, Calls& sum) {
            add_calls(interval, lane::exp(y), weight * busyness.weight(y), sum);
        });
    }
    return calls;
}

Calls over_days(Interval const& interval, double cv) {
    Calls calls;
    // Waiting sets in over 1 / sqrt(agents) of the load, less for the very patient.
    bool const endless = std::isinf(interval.load.patience);
    double const patient = endless ? 1 : std::min(1.0, interval.load.handle_time / interval.load.patience);
    if (cv > 0 && endless) return endless_days(interval, cv);
    double const resolution = std::sqrt(patient / std::max(interval.agents, 1.0));
    for (auto const& [b, weight] : busyness_nodes(cv, resolution)) add_calls(interval, b, weight, calls);
    return calls;
}

Interval interval_of(WeekSetting const& setting, WeekLoad const& load, std::size_t i) {
    double const rate = load.attempts * setting.profile.shares[i] / setting.profile.interval;
    return {{rate, load.handle_time, load.patience}, load.staffing * setting.agents[i], setting.within, load.tolerance};
}

}  // namespace

std::vector<BusynessNode> busyness_nodes(double cv, double resolution) {
    REKENSOM_EXPECT(cv >= 0 && cv <= 2 && resolution > 0);
    if (cv < 1e-9) return {{1, 1}};
    // The trapezoid rule in log B: its error falls faster than any power of the step.
    CalledBusyness const busyness(cv);
    double const step = std::min({0.25, 0.6 * busyness.spread(), 0.6 * resolution});
    std::vector<BusynessNode> nodes;
    double sum = 0;
    for (double y = busyness.first(); y < busyness.last(); y += step) {
        double const weight = busyness.weight(y);
        nodes.push_back({lane::exp(y), weight});
        sum += weight;
    }
    for (BusynessNode& node : nodes) node.weight /= sum;
    return nodes;
}

WeekPerformance week_performance(WeekSetting const& setting, WeekLoad const& load) {
    WeekProfile const& profile = setting.profile;
    REKENSOM_EXPECT(setting.agents.size() == profile.shares.size());
    Calls calls;
    double slot_seconds = 0;
    for (std::size_t i = 0; i < profile.shares.size(); ++i) {
        double const share = profile.shares[i];
        slot_seconds += load.staffing * setting.agents[i] * profile.interval;
        if (share <= 0) continue;
        Calls const days = over_days(interval_of(setting, load, i), setting.busyness);
        double const scale = share / days.weight;
        calls.weight += share;
        calls.hung_up += scale * days.hung_up;
        calls.answered_early += scale * days.answered_early;
        calls.seconds += scale * days.seconds;
        calls.beyond += scale * days.beyond;
    }
    double const answered = calls.weight - calls.hung_up;
    WeekPerformance p;
    p.abandonment = calls.hung_up / calls.weight;
    p.service_level = calls.answered_early / calls.weight;
    p.wait_answered = answered > 0 ? calls.seconds / answered : load.patience;
    p.excess = answered > 0 ? calls.beyond / answered : load.patience;
    p.occupancy = slot_seconds > 0 ? load.attempts * load.handle_time * answered / calls.weight / slot_seconds : 0;
    if (std::isinf(load.patience)) p.occupancy = std::min(p.occupancy, 1.0);
    return p;
}

std::vector<double> interval_waits(WeekSetting const& setting, WeekLoad const& load) {
    REKENSOM_EXPECT(setting.agents.size() == setting.profile.shares.size());
    std::vector<double> waits;
    for (std::size_t i = 0; i < setting.agents.size(); ++i) {
        if (setting.profile.shares[i] <= 0) {
            waits.push_back(std::nan(""));
            continue;
        }
        Calls const days = over_days(interval_of(setting, load, i), setting.busyness);
        double const answered = days.weight - days.hung_up;
        waits.push_back(answered > 0 ? days.seconds / answered : load.patience);
    }
    return waits;
}

}  // namespace rekensom::queue
