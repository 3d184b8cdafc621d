#include "queue/week_lanes.hpp"
#include "rekensom/base/contract.hpp"

#include <cmath>

namespace rekensom::queue {

double attempts_at_wait(WeekTable const& table, WeekLoad const& load, double wait) {
    REKENSOM_EXPECT(wait > 0);
    WeekView const& week = table.view();
    double const full = std::log(week.plan_seconds * load.staffing / load.handle_time);  // attempts at one erlang a slot
    double low = week.asked_least + full, high = week.asked_most + full;
    // 64 loads at a time; the step between them shrinks 63-fold a round.
    for (int round = 0; round < 5; ++round) {
        double const step = (high - low) / static_cast<double>(lane_count - 1);
        Column attempts;
        for (Eigen::Index i = 0; i < attempts.size(); ++i) attempts[i] = std::exp(low + step * static_cast<double>(i));
        Column const waits = performance(week,
                                         {attempts, Column::Constant(load.handle_time), Column::Constant(load.patience),
                                          Column::Constant(load.staffing)},
                                         Column::Constant(load.tolerance))
                                 .wait_answered;
        Eigen::Index i = 1;
        while (i < attempts.size() - 1 && waits[i] < wait) ++i;
        high = low + step * static_cast<double>(i);
        low = high - step;
    }
    return std::exp(0.5 * (low + high));
}

}  // namespace rekensom::queue
