#include "rekensom/queue/roster.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/queue/least_agents.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

std::vector<double> plan_roster(WeekProfile const& profile, RosterDemand const& demand) {
    std::vector<double> agents;
    agents.reserve(profile.shares.size());
    for (double share : profile.shares) {
        double const rate = demand.contacts * share / profile.interval;
        bool const closed = !(rate > 0);
        agents.push_back(closed ? 0 : *least_agents({rate, demand.handle_time, demand.patience}, demand.target));
    }
    return agents;
}

double roster_hours(WeekProfile const& profile, std::vector<double> const& agents) {
    double sum = 0;
    for (double n : agents) sum += n;
    return sum * profile.interval / 3600;
}

StaffingCurve staffing_curve(WeekProfile const& profile, RosterDemand const& demand, double most) {
    REKENSOM_EXPECT(most > 0);
    StaffingCurve curve;
    curve.step = 0.01;
    std::vector<double> rates;  // at load 1, of the open intervals
    for (double share : profile.shares) {
        if (demand.contacts * share > 0) rates.push_back(demand.contacts * share / profile.interval);
    }
    if (demand.target.share == 0 || rates.empty()) {
        curve.hours.assign(2, 0);
        return curve;
    }
    // limit[n]: the most arrivals that n agents serve in time, so that each load asks for no search.
    std::vector<double> limit{0};
    double const busiest = most * *std::max_element(rates.begin(), rates.end());
    while (limit.back() < busiest) {
        int const agents = static_cast<int>(limit.size());
        limit.push_back(most_arrivals(demand.handle_time, demand.patience, agents, demand.target));
    }
    auto const steps = static_cast<std::size_t>(std::ceil(most / curve.step - 1e-9));
    for (std::size_t k = 0; k <= steps; ++k) {
        double const load = static_cast<double>(k) * curve.step;
        double agents = 0;
        for (double rate : rates) {
            // A hair less, so that an interval planned exactly at its limit is not given one more.
            auto const enough = std::lower_bound(limit.begin(), limit.end(), load * rate * (1 - 1e-11));
            agents += static_cast<double>(enough - limit.begin());
        }
        curve.hours.push_back(agents * profile.interval / 3600);
    }
    return curve;
}

double StaffingCurve::at(double load) const {
    REKENSOM_EXPECT(hours.size() >= 2);
    double const place = std::max(0.0, (load - first) / step);
    auto const last = hours.size() - 1;
    if (place >= static_cast<double>(last)) {
        double const end = first + static_cast<double>(last) * step;
        return hours.back() * load / end;
    }
    auto const k = static_cast<std::size_t>(place);
    double const t = place - static_cast<double>(k);
    return hours[k] + t * (hours[k + 1] - hours[k]);
}

}  // namespace rekensom::queue
