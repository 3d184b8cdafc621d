#include "queue/waiting_table.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

namespace {

constexpr std::size_t lanes = 32;
constexpr double most_inverse = 1e250;

/// total[i] = sum of weight[j] * states[j][i].
REKENSOM_VECTOR_CLONES void weigh(double const* __restrict weight, double const* __restrict states, std::size_t count,
                                  double* __restrict total) {
    double sum[lanes] = {};
    for (std::size_t j = 0; j < count; ++j) {
        for (std::size_t i = 0; i < lanes; ++i) sum[i] += weight[j] * states[j * lanes + i];
    }
    for (std::size_t i = 0; i < lanes; ++i) total[i] = sum[i];
}

/// I_y(alpha + 1, j + 1) for j = 0, 1, …: the chance that who is served behind j others waits longer than the time after
/// which the share y of the impatient is still there. Terms are positive: no cancellation.
class StillWaiting {
public:
    StillWaiting(double alpha, double log_y) : alpha_(alpha), y_(lane::exp(log_y)), log_scale_((alpha + 1) * log_y) {
        // In logs at first: y^(alpha + 1) may be far below the smallest double.
        value_ = lane::exp(log_scale_);
    }
    [[nodiscard]] double value() const { return value_ < 1 ? value_ : 1; }
    void next() {
        ++j_;
        term_ *= (alpha_ + j_) / j_ * (1 - y_);
        if (term_ > 1e100) {
            term_ *= 1e-100;
            log_scale_ += 230.25850929940457;
            dirty_ = true;
        }
        if (dirty_) scale_ = lane::exp(log_scale_), dirty_ = false;
        value_ += term_ * scale_;
    }

private:
    double alpha_, y_, log_scale_, scale_ = 0, term_ = 1, value_, j_ = 0;
    bool dirty_ = true;
};

}  // namespace

WaitingTabulator::WaitingTabulator(LoadGrid const& grid, WaitingAxes axes)
    : grid_(grid), axes_(std::move(axes)), erlangs_(grid.count), inverse_blocking_(grid.count, 1) {
    for (std::size_t g = 0; g < grid.count; ++g)
        erlangs_[g] = lane::exp((grid.first + static_cast<double>(g)) * grid.step);
}

void WaitingTabulator::weigh_states(int agents, double patience, std::size_t states) {
    double const alpha = agents * patience;
    step_.resize(states);
    weights_.resize(axes_.kinds() * states);
    std::vector<StillWaiting> late, beyond;
    for (double t : axes_.within) late.emplace_back(alpha, -t / patience);
    for (double t : axes_.tolerance) beyond.emplace_back(alpha, -t / patience);
    std::vector<double> excess(beyond.size(), 0.0);
    double wait = 0;
    for (std::size_t s = 0; s < states; ++s) {
        double const j = static_cast<double>(s), served = alpha / (alpha + j + 1);
        step_[s] = patience / (alpha + j);
        double* to = weights_.data() + s;
        auto const put = [&](double value) {
            *to = value;
            to += states;
        };
        wait += patience / (alpha + 1 + j);
        put((j + 1) / (alpha + j + 1));
        put(served * wait);
        for (StillWaiting& w : late) {
            put(served * (1 - w.value()));
            w.next();
        }
        for (std::size_t k = 0; k < beyond.size(); ++k) {
            excess[k] += beyond[k].value() * patience / (alpha + 1 + j);
            put(served * excess[k]);
            beyond[k].next();
        }
    }
}

void WaitingTabulator::sum_states(int agents, double patience, std::size_t from, std::size_t to, double* values,
                                  std::size_t points) {
    std::size_t const kinds = axes_.kinds();
    double const most = erlangs_[to - 1];
    double const mode = std::max(0.0, (most - agents) * patience);
    auto const states = static_cast<std::size_t>(mode + 12 * std::sqrt(most * patience) + 60);
    weigh_states(agents, patience, states);
    states_.resize(states * lanes);
    for (std::size_t g = from; g < to; g += lanes) {
        double load[lanes], q[lanes], sum[lanes], none[lanes];
        for (std::size_t i = 0; i < lanes; ++i) {
            load[i] = erlangs_[std::min(g + i, to - 1)];
            none[i] = agents / load[i] * inverse_blocking_[std::min(g + i, to - 1)];
            q[i] = 1;
            sum[i] = 0;
        }
        // Far above capacity short queues are never seen: begin eight standard deviations below the commonest.
        double const least = (load[0] - agents) * patience;
        auto const start = static_cast<std::size_t>(std::max(0.0, least - 9 * std::sqrt(load[lanes - 1] * patience)));
        if (start > 0) std::fill(none, none + lanes, 0.0);
        std::size_t s = start;
        for (; s < states; ++s) {
            double* const state = states_.data() + s * lanes;
            if (s > start) {
                for (std::size_t i = 0; i < lanes; ++i) q[i] *= load[i] * step_[s];
            }
            for (std::size_t i = 0; i < lanes; ++i) {
                state[i] = q[i];
                sum[i] += q[i];
            }
            if (s % 8 != 7) continue;
            bool done = true;
            for (std::size_t i = 0; i < lanes; ++i) {
                done = done && q[i] < 1e-18 * sum[i] && load[i] * step_[s] < 1;
                if (q[i] < 1e150) continue;
                double const down = 1e-150;
                for (std::size_t before = start; before <= s; ++before) states_[before * lanes + i] *= down;
                q[i] *= down, sum[i] *= down, none[i] *= down;
            }
            if (done) {
                ++s;
                break;
            }
        }
        std::size_t const count = std::min(lanes, to - g);
        double whole[lanes];
        for (std::size_t i = 0; i < lanes; ++i) whole[i] = 1 / (none[i] + sum[i]);
        for (std::size_t k = 0; k < kinds; ++k) {
            double total[lanes] = {};
            weigh(weights_.data() + k * states + start, states_.data() + start * lanes, s - start, total);
            bool const level = k >= 2 && k < 2 + axes_.within.size();
            for (std::size_t i = 0; i < count; ++i)
                values[k * points + (g - from) + i] = (total[i] + (level ? none[i] : 0)) * whole[i];
        }
    }
}

void WaitingTabulator::tabulate(int agents, int from, int to, WaitingTable& table) {
    REKENSOM_EXPECT(agents == next_);
    REKENSOM_EXPECT(from >= to || (from >= grid_.first && to <= grid_.first + static_cast<int>(grid_.count)));
    if (agents >= 2) {
        for (std::size_t g = 0; g < grid_.count; ++g)
            inverse_blocking_[g] = std::min(1 + (agents - 1) / erlangs_[g] * inverse_blocking_[g], most_inverse);
    }
    ++next_;
    auto const points = static_cast<std::size_t>(std::max(0, to - from));
    std::size_t const kinds = axes_.kinds(), levels = axes_.within.size(), waits = 1 + axes_.tolerance.size();
    table.values.assign(axes_.figures() * points, 0.0);
    table.answered_wait.assign(axes_.patience.size() * waits * points, 0.0);
    if (points == 0) return;
    auto const begin = static_cast<std::size_t>(from - grid_.first);
    for (std::size_t p = 0; p < axes_.patience.size(); ++p) {
        double* const values = table.values.data() + p * kinds * points;
        double* const waited = table.answered_wait.data() + p * waits * points;
        double const patience = axes_.patience[p];
        if (agents > 0) sum_states(agents, patience, begin, begin + points, values, points);
        for (std::size_t g = 0; g < points; ++g) {
            if (agents == 0) {
                values[g] = 1;
                waited[g] = patience;
                for (std::size_t k = 1; k < waits; ++k)
                    waited[k * points + g] = patience * lane::exp(-axes_.tolerance[k - 1] / patience);
                continue;
            }
            double const answered = 1 / (1 - values[g]);
            waited[g] = values[points + g] * answered;
            for (std::size_t k = 1; k < waits; ++k)
                waited[k * points + g] = values[(1 + levels + k) * points + g] * answered;
        }
    }
}

}  // namespace rekensom::queue
