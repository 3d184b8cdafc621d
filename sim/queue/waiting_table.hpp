#pragma once

#include "rekensom/queue/week_table.hpp"

#include <cstddef>
#include <vector>

namespace rekensom::queue {

/// Points of log load on which whole numbers of agents are tabulated: erlangs = exp(point * step).
struct LoadGrid {
    double step = 0.02;
    int first = 0;
    std::size_t count = 0;
};

/// Which figures are wanted, in handle times (mu = 1).
struct WaitingAxes {
    std::vector<double> patience;  ///< inf alone: nobody hangs up
    std::vector<double> within;
    std::vector<double> tolerance;

    /// Figures of one patience: abandonment, answered seconds, service level by `within`, excess by `tolerance`.
    [[nodiscard]] std::size_t kinds() const { return 2 + within.size() + tolerance.size(); }
    [[nodiscard]] std::size_t figures() const { return patience.size() * kinds(); }
};

/// One whole number of agents over a grid of loads; [patience][kind][point]. Seconds are per offered contact, in handle times.
struct WaitingTable {
    std::vector<double> values;
    std::vector<double> answered_wait;  ///< [patience][wait, excess by tolerance][point]: means of those answered
};

/// Tabulates `agents` = 1, 2, … in turn; independent of the offered wait's integrals, by summing over the states.
class WaitingTabulator {
public:
    WaitingTabulator(LoadGrid const& grid, WaitingAxes axes);

    /// \param agents  0 first, then always one more than before
    /// \param from, to  points wanted, of grid.first … grid.first + grid.count
    void tabulate(int agents, int from, int to, WaitingTable& table);

private:
    void sum_states(int agents, double patience, std::size_t from, std::size_t to, double* values, std::size_t points);
    void weigh_states(int agents, double patience, std::size_t states);

    LoadGrid grid_;
    WaitingAxes axes_;
    std::vector<double> erlangs_, inverse_blocking_;  ///< by point; 1 / B(agents - 1)
    std::vector<double> step_;                        ///< by state j: 1 / (agents + j / patience)
    std::vector<double> weights_;                     ///< [kind][state]
    std::vector<double> states_;                      ///< [state][lane]
    int next_ = 0;
};

}  // namespace rekensom::queue
