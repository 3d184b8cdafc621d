#include "queue/endless_table.hpp"

#include "queue/busyness.hpp"
#include "queue/erlang_b.hpp"
#include "queue/gauss.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

EndlessTabulator::EndlessTabulator(LoadGrid const& grid, WaitingAxes axes, double busyness)
    : grid_(grid), axes_(std::move(axes)), busyness_(busyness) {
    if (busyness_ == 0) return;
    CalledBusyness const days(busyness_);
    struct Sum {
        std::vector<Point>& points;
    } sum{points_};
    auto const keep = [](double y, double weight, Sum& s) { s.points.push_back({y, lane::exp(y), weight}); };
    // From the pole down: panels that double, no wider than two spreads of the busyness.
    double const widest = std::min(0.3, 2 * days.spread());
    double edge = 0;
    for (double width = 1e-5; edge > -6; width = std::min(2 * width, widest)) {
        add_gauss(edge - width, edge, sum, keep);
        edge -= width;
    }
    struct Area {
        double value = 0;
    } area;
    for (double y = days.first(); y < days.last(); y += days.spread())
        add_gauss(y, y + days.spread(), area,
                  [&](double at, double weight, Area& a) { a.value += weight * days.weight(at); });
    density_ = 1 / area.value;
}

void EndlessTabulator::figures(int agents, double load, double* kinds) const {
    double const longest = longest_wait_in_handle_times;
    std::size_t const levels = axes_.within.size();
    bool const stable = load < agents;
    double const blocked = stable ? 1 / inverse_blocking(load, agents) : 1;
    double const idle = stable ? (agents - load) / agents : 0, some = idle + (1 - idle) * blocked;
    double const waits = blocked / some, spare = agents - load;
    kinds[0] = 0;
    kinds[1] = stable ? std::min(waits / spare, longest) : longest;
    for (std::size_t k = 0; k < levels; ++k)
        kinds[2 + k] = stable ? idle * (1 - blocked) / some - waits * lane::expm1(-spare * axes_.within[k]) : 0;
    for (std::size_t k = 0; k < axes_.tolerance.size(); ++k) {
        double const excess = stable ? waits / spare * lane::exp(-spare * axes_.tolerance[k]) : longest;
        kinds[2 + levels + k] = std::min(excess, longest);
    }
}

void EndlessTabulator::tabulate(int agents, int from, int to, WaitingTable& table) {
    std::size_t const kinds = axes_.kinds();
    auto const count = static_cast<std::size_t>(std::max(0, to - from));
    table.values.assign(kinds * count, 0.0);
    table.answered_wait.assign((1 + axes_.tolerance.size()) * count, 0.0);
    std::vector<double> full(kinds);
    figures(agents, agents + 1, full.data());
    if (agents == 0 || busyness_ == 0) {
        for (std::size_t g = 0; g < count; ++g) {
            figures(agents, lane::exp((from + static_cast<double>(g)) * grid_.step), full.data());
            for (std::size_t k = 0; k < kinds; ++k) table.values[k * count + g] = full[k];
        }
        return;
    }
    std::vector<double> known(points_.size() * kinds);
    for (std::size_t p = 0; p < points_.size(); ++p)
        figures(agents, agents * points_[p].load, known.data() + p * kinds);
    CalledBusyness const days(busyness_);
    double const capacity = lane::log(agents);
    std::vector<double> total(kinds);
    for (std::size_t g = 0; g < count; ++g) {
        double const log_load = (from + static_cast<double>(g)) * grid_.step;
        std::fill(total.begin(), total.end(), 0.0);
        double below = 0;
        for (std::size_t p = 0; p < points_.size(); ++p) {
            double const y = points_[p].log_load + capacity - log_load;
            if (y < days.first() || y > days.last()) continue;
            double const weight = points_[p].weight * density_ * days.weight(y);
            below += weight;
            for (std::size_t k = 0; k < kinds; ++k) total[k] += weight * known[p * kinds + k];
        }
        double const over = std::max(0.0, 1 - below);
        for (std::size_t k = 0; k < kinds; ++k) table.values[k * count + g] = total[k] + over * full[k];
    }
}

}  // namespace rekensom::queue
