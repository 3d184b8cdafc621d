#include "queue/endless_table.hpp"

#include "queue/busyness.hpp"
#include "queue/erlang_b.hpp"
#include "queue/gauss.hpp"
#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

namespace {

constexpr std::size_t lanes = 8;

/// total[i] = sum of figure[p] * weights[p][i].
REKENSOM_VECTOR_CLONES void weigh(double const* __restrict figure, double const* __restrict weights, std::size_t count,
                                  double* __restrict total) {
    double sum[lanes] = {};
    for (std::size_t p = 0; p < count; ++p) {
        for (std::size_t i = 0; i < lanes; ++i) sum[i] += figure[p] * weights[p * lanes + i];
    }
    for (std::size_t i = 0; i < lanes; ++i) total[i] = sum[i];
}

/// What a day of log busyness y = there - from[i] counts for: exp((k + 1) y - k exp(y) - peak).
REKENSOM_VECTOR_CLONES void weigh_days(double k, double peak, double there, double times, double const* __restrict from,
                                       double* __restrict weights) {
    for (std::size_t i = 0; i < lanes; ++i) {
        double const y = there - from[i];
        weights[i] = times * lane::exp((k + 1) * y - k * lane::exp(y) - peak);
    }
}

}  // namespace

EndlessTabulator::EndlessTabulator(LoadGrid const& grid, WaitingAxes axes, double busyness)
    : grid_(grid), axes_(std::move(axes)), busyness_(busyness) {
    if (busyness_ == 0) return;
    CalledBusyness const days(busyness_);
    struct Sum {
        std::vector<Point>& points;
    } sum{points_};
    auto const keep = [](double y, double weight, Sum& s) { s.points.push_back({y, lane::exp(y), weight}); };
    // From the pole down: panels that grow fourfold, no wider than three spreads of the busyness.
    double const widest = std::min(0.3, 3 * days.spread());
    double edge = 0;
    for (double width = 1e-5; edge > -6; width = std::min(4 * width, widest)) {
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
    if (count == 0) return;
    std::vector<double> full(kinds);
    figures(agents, agents + 1, full.data());
    if (agents == 0 || busyness_ == 0) {
        for (std::size_t g = 0; g < count; ++g) {
            figures(agents, lane::exp((from + static_cast<double>(g)) * grid_.step), full.data());
            for (std::size_t k = 0; k < kinds; ++k) table.values[k * count + g] = full[k];
        }
        return;
    }
    std::vector<double> one(kinds), known(points_.size() * (kinds + 1));
    for (std::size_t p = 0; p < points_.size(); ++p) {
        figures(agents, agents * points_[p].load, one.data());
        for (std::size_t k = 0; k < kinds; ++k) known[k * points_.size() + p] = one[k];
        known[kinds * points_.size() + p] = 1;
    }
    CalledBusyness const days(busyness_);
    double const capacity = lane::log(agents);
    std::vector<double> weights(points_.size() * lanes);
    for (std::size_t g = 0; g < count; g += lanes) {
        double log_load[lanes];
        for (std::size_t i = 0; i < lanes; ++i)
            log_load[i] = (from + static_cast<double>(std::min(g + i, count - 1))) * grid_.step;
        // Points of days that occur at one of these loads: from the busiest, which is first, down.
        std::size_t begin = 0, end = 0;
        for (std::size_t p = 0; p < points_.size(); ++p) {
            double const y = points_[p].log_load + capacity;
            if (y - log_load[0] > days.last()) begin = p + 1;
            if (y - log_load[lanes - 1] >= days.first()) end = p + 1;
        }
        end = std::max(begin, end);
        for (std::size_t p = begin; p < end; ++p)
            weigh_days(days.shape(), days.peak(), points_[p].log_load + capacity, points_[p].weight * density_,
                       log_load, weights.data() + p * lanes);
        double below[lanes], total[lanes];
        auto const sum = [&](std::size_t k, double* into) {
            weigh(known.data() + k * points_.size() + begin, weights.data() + begin * lanes, end - begin, into);
        };
        sum(kinds, below);
        for (std::size_t k = 0; k < kinds; ++k) {
            sum(k, total);
            for (std::size_t i = 0; i < std::min(lanes, count - g); ++i)
                table.values[k * count + g + i] = total[i] + std::max(0.0, 1 - below[i]) * full[k];
        }
    }
}

}  // namespace rekensom::queue
