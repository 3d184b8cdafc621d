#pragma once

#include "queue/waiting_table.hpp"

#include <vector>

namespace rekensom::queue {

/// Where nobody hangs up the wait has a pole at the capacity, cut off at `longest_wait_in_handle_times`: then days of
/// different busyness are summed here, on points that crowd towards that pole, and not on the grid of loads.
class EndlessTabulator {
public:
    EndlessTabulator(LoadGrid const& grid, WaitingAxes axes, double busyness);

    /// As WaitingTabulator's, averaged over days.
    void tabulate(int agents, int from, int to, WaitingTable& table);

private:
    struct Point {
        double log_load, load, weight;  ///< relative to the agents
    };
    void figures(int agents, double load, double* kinds) const;

    LoadGrid grid_;
    WaitingAxes axes_;
    double busyness_, density_ = 1;
    std::vector<Point> points_;
};

}  // namespace rekensom::queue
