#include "queue/week_builder.hpp"

#include "queue/agent_numbers.hpp"
#include "queue/busyness.hpp"
#include "queue/endless_table.hpp"
#include "queue/taps.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/large_pages.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace rekensom::queue {

namespace {

REKENSOM_VECTOR_CLONES void add_multiple(double weight, double const* __restrict from, std::size_t count,
                                         double* __restrict to) {
    for (std::size_t k = 0; k < count; ++k) to[k] += weight * from[k];
}

/// to[k] += the sum of weights[m] * from[k + m].
REKENSOM_VECTOR_CLONES void add_weighted(double const* __restrict weights, std::size_t width,
                                         double const* __restrict from, std::size_t count, double* __restrict to) {
    for (std::size_t m = 0; m < width; ++m) {
        double const w = weights[m];
        if (w == 0) continue;
        for (std::size_t k = 0; k < count; ++k) to[k] += w * from[k + m];
    }
}

/// Intervals with the same planned agents, which then differ little in load.
struct AgentClass {
    double agents = 0;
    Taps loads;  ///< where their loads are from the week's, in steps of the grid; weights are shares of contacts
};

/// Days of different busyness, in steps of the grid.
Taps busyness_taps(double cv, double step, double resolution) {
    Taps taps;
    if (cv == 0) {
        taps.add(0, 1);
        return taps;
    }
    CalledBusyness const days(cv);
    if (0.6 * days.spread() < step) {
        // Narrower than the grid: three points with the mean and variance of log B (asymptotic in k = 1 / cv²).
        double const k = 1 / (cv * cv), mean = 1 / (2 * k) - 1 / (12 * k * k),
                     spread = std::sqrt(1 / k - 1 / (2 * k * k));
        for (int i = -1; i <= 1; ++i) taps.add((mean + i * std::sqrt(3.0) * spread) / step, i == 0 ? 2.0 / 3 : 1.0 / 6);
        return taps;
    }
    int const apart = std::max(1, static_cast<int>(std::min({0.25, 0.6 * days.spread(), 0.6 * resolution}) / step));
    double sum = 0;
    int const first = static_cast<int>(std::ceil(days.first() / step)), last = static_cast<int>(days.last() / step);
    for (int m = first; m <= last; m += apart) sum += days.weight(m * step);
    for (int m = first; m <= last; m += apart) {
        double const weight = days.weight(m * step) / sum;
        if (weight > 1e-15) taps.add(m, weight);
    }
    return taps;
}

/// The table under construction; see tabulate_week.
class Builder {
public:
    Builder(WeekSetting const& setting, WaitingAxes const& axes, WeekRanges const& ranges)
        : axes_(axes),
          endless_(std::isinf(axes.patience.front())),
          row_step_(0.69314718055994531 / (endless_ ? 556 : 278)) {
        cv_ = setting.busyness;
        lay_out_rows(setting, ranges);
        lay_out_loads(setting, ranges);
        find_classes(setting);
        days_ = endless_ ? busyness_taps(0, step_, 1) : busyness_taps(setting.busyness, step_, resolution_);
        week_.values = AlignedVector(week_.staffing.size() * axes_.figures() * week_.loads);
        ask_for_large_pages(week_.values);
    }

    WeekFigures build() {
        double most = 0;
        for (AgentClass const& c : classes_) most = std::max(most, c.agents);
        numbers_.lay_out(static_cast<int>(std::ceil(most * week_.staffing.back())) + 1, [&](int n) {
            double const spread = std::sqrt(resolution_ * resolution_ * most / std::max(n, 1) + cv_ * cv_);
            return endless_ ? 1 : static_cast<int>(n * spread / 12);
        });
        LoadGrid grid{step_, std::numeric_limits<int>::max(), 0};
        int end = std::numeric_limits<int>::min();
        std::vector<std::pair<int, int>> wanted;
        for (std::size_t k = 0; k < numbers_.count(); ++k) {
            wanted.push_back(points_for(k));
            if (wanted.back().first >= wanted.back().second) continue;
            grid.first = std::min(grid.first, wanted.back().first);
            end = std::max(end, wanted.back().second);
        }
        REKENSOM_EXPECT(end > grid.first);
        grid.count = static_cast<std::size_t>(end - grid.first);
        if (endless_) {
            EndlessTabulator tabulator(grid, axes_, cv_);
            run(tabulator, wanted);
        } else {
            WaitingTabulator tabulator(grid, axes_);
            run(tabulator, wanted);
        }
        return std::move(week_);
    }

private:
    void lay_out_rows(WeekSetting const& setting, WeekRanges const& ranges) {
        double const least = lane::log(ranges.staffing.least), most = lane::log(ranges.staffing.most);
        for (double n : setting.agents) week_.plan_seconds += n * setting.profile.interval;
        REKENSOM_EXPECT(week_.plan_seconds > 0);
        // s = 2 and s = 1/2 are rows too: there again agents of all intervals are whole at once.
        WeekRows& rows = week_.rows;
        rows = {row_step_, 0, std::round(0.25 / row_step_), 2};
        if (most - least < 1e-12) {
            week_.staffing = {ranges.staffing.least};
            return;
        }
        auto const place = [&](double log_staffing) {
            double const even = log_staffing / rows.step, near = std::clamp(even, -rows.fine, rows.fine);
            return near + (even - near) / rows.sparser;
        };
        int const first = static_cast<int>(std::floor(place(least))), last = static_cast<int>(std::ceil(place(most)));
        rows.row_of_one = -first;
        for (int j = first; j <= last; ++j) {
            double const near = std::clamp(static_cast<double>(j), -rows.fine, rows.fine);
            week_.staffing.push_back(lane::exp(rows.step * (near + (j - near) * rows.sparser)));
        }
    }

    void lay_out_loads(WeekSetting const& setting, WeekRanges const& ranges) {
        double busiest = 1;
        for (double n : setting.agents) busiest = std::max(busiest, n * week_.staffing.back());
        double const longest =
            endless_ ? 1 : std::max(1.0, *std::max_element(axes_.patience.begin(), axes_.patience.end()));
        resolution_ = std::sqrt(1 / (busiest * longest));
        double const spread = setting.busyness;
        // Where nobody hangs up, the log of the wait turns sharply where rare days begin to outweigh common ones.
        double const coarse =
            endless_ ? 0.01 : std::min(0.08, coarse_part * std::sqrt(resolution_ * resolution_ + spread * spread));
        double const fine = endless_ ? coarse : std::min(0.05, fine_part * resolution_);
        thin_ = std::max(1, static_cast<int>(std::ceil(coarse / fine)));
        step_ = coarse / thin_;
        week_.log_load_step = coarse;
        limit_loads(setting, ranges.load_per_slot);
        double const least = week_.log_load_least, most = week_.log_load_most;
        double const first_row = lane::log(week_.staffing.front());
        first_ = (static_cast<int>(std::floor((least + first_row) / coarse)) - 2) * thin_;
        week_.log_load_first = first_ * step_;
        week_.loads = static_cast<std::size_t>(std::ceil((most - least) / coarse)) + 8;
        for (std::size_t j = 0; j < week_.staffing.size(); ++j)
            week_.offset.push_back(static_cast<int>(std::floor((lane::log(week_.staffing[j]) - first_row) / coarse)));
    }

    /// Far above capacity the fluid limit does, and far below it nobody waits: no points are spent there. How far depends on
    /// the agents of the smaller intervals, by contacts the lowest twentieth.
    void limit_loads(WeekSetting const& setting, Range const& asked) {
        std::map<double, double> shares;
        for (std::size_t i = 0; i < setting.agents.size(); ++i) shares[setting.agents[i]] += setting.profile.shares[i];
        double small = 1, sum = 0;
        for (auto const& [agents, share] : shares) {
            sum += share;
            small = agents;
            if (sum > 0.05) break;
        }
        double const spread = std::sqrt(1 / std::max(1.0, small * week_.staffing.front()) + cv_ * cv_);
        double const high = std::max(2.5, 1 + 6 * spread), low = std::clamp(1 - 4 * spread, 0.05, 0.3);
        week_.log_load_least = lane::log(std::min(asked.most, std::max(asked.least, low)));
        week_.log_load_most = lane::log(std::max(asked.least, std::min(asked.most, high)));
    }

    void find_classes(WeekSetting const& setting) {
        std::map<double, Taps> by_agents;
        for (std::size_t i = 0; i < setting.agents.size(); ++i) {
            double const share = setting.profile.shares[i];
            if (share <= 0) continue;
            double const load = week_.plan_seconds * share / setting.profile.interval;  // at one erlang a planned slot
            by_agents[setting.agents[i]].add(lane::log(load) / step_, share);
        }
        for (auto& [agents, taps] : by_agents) classes_.push_back({agents, std::move(taps)});
    }

    /// Rows in which the class needs the k-th number of agents: [first, end).
    [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(AgentClass const& c, std::size_t k) const {
        auto const begin = week_.staffing.begin(), end = week_.staffing.end();
        if (c.agents == 0) return {0, k == 0 ? week_.staffing.size() : 0};
        auto const [low, high] = numbers_.reach(k);
        auto const first = std::upper_bound(begin, end, low / c.agents),
                   last = std::lower_bound(first, end, high / c.agents);
        return {static_cast<std::size_t>(first - begin), static_cast<std::size_t>(last - begin)};
    }

    /// Steps of the fine grid at which the class looks for point k of row j.
    [[nodiscard]] int start_of(std::size_t row) const { return first_ + week_.offset[row] * thin_; }

    /// Points of load at which the k-th number of agents is asked for, [first, end).
    [[nodiscard]] std::pair<int, int> points_for(std::size_t k) const {
        int first = std::numeric_limits<int>::max(), end = std::numeric_limits<int>::min();
        for (AgentClass const& c : classes_) {
            auto const [row, last] = rows_of(c, k);
            if (row >= last) continue;
            first = std::min(first, start_of(row) + c.loads.first() + days_.first());
            end = std::max(
                end, start_of(last - 1) + static_cast<int>(week_.loads - 1) * thin_ + c.loads.end() + days_.end());
        }
        return {first, end};
    }

    template <class Tabulator>
    void run(Tabulator& tabulator, std::vector<std::pair<int, int>> const& wanted) {
        WaitingTable skipped;
        int next = 0;
        auto const tabulate = [&](std::size_t k, Slice& slice) {
            // Together with its neighbour below, with which it is crossed.
            auto [first, end] = wanted[k];
            if (k > 0 && first < end && wanted[k - 1].first < wanted[k - 1].second) {
                first = std::min(first, wanted[k - 1].first);
                end = std::max(end, wanted[k - 1].second);
            }
            slice.first = first < end ? first : 0;
            slice.end = first < end ? end : 0;
            for (; next < numbers_.at(k); ++next) tabulator.tabulate(next, 0, 0, skipped);
            tabulator.tabulate(next++, slice.first, slice.end, slice.table);
        };
        // The next number of agents is tabulated while this one is added to the week, patience by patience.
        std::size_t const patiences = axes_.patience.size();
        scratch_.resize(patiences);
        Slice here, above, later;
        tabulate(0, here);
        if (numbers_.count() > 1) tabulate(1, above);
        for (std::size_t k = 0; k + 1 < numbers_.count(); ++k) {
            std::size_t const added = begin_agents(k, wanted[k], above) ? patiences : 0;
            side_by_side(1 + added, [&](std::size_t task) {
                if (task > 0)
                    add_agents(k, task - 1, wanted[k], here, above);
                else if (k + 2 < numbers_.count())
                    tabulate(k + 2, later);
            });
            std::swap(here, above);
            std::swap(above, later);
        }
    }

    struct Slice {
        int first = 0, end = 0;
        WaitingTable table;
        [[nodiscard]] std::size_t points() const { return static_cast<std::size_t>(end - first); }
    };

    /// What one patience needs for itself, so that all can be added at the same time.
    struct Scratch {
        std::vector<double> sums, cross, row;
    };

    /// Makes room for what intervals with the k-th number of agents and up to the next one come to. False: there are none.
    bool begin_agents(std::size_t k, std::pair<int, int> wanted, Slice const& above) {
        auto const [first, end] = wanted;
        if (first >= end) return false;
        crossed_ = above.first < above.end && numbers_.at(k + 1) == numbers_.at(k) + 1;
        averaged_first_ = first - days_.first();
        averaged_points_ = static_cast<std::size_t>(end - days_.end() + 1 - averaged_first_);
        phase_points_ = averaged_points_ / static_cast<std::size_t>(thin_) + 1;
        std::size_t const figures = axes_.figures() + axes_.patience.size() * waits();
        averaged_.assign(figures * phase_points_ * static_cast<std::size_t>(thin_), 0.0);
        return true;
    }

    /// Waits of a patience: of all answered, and beyond each tolerance.
    [[nodiscard]] std::size_t waits() const { return 1 + axes_.tolerance.size(); }

    void add_agents(std::size_t k, std::size_t patience, std::pair<int, int> wanted, Slice const& here,
                    Slice const& above) {
        average_days(patience, wanted, here, above);
        for (AgentClass const& c : classes_) add_class(c, k, patience);
    }

    /// Over the busyness of days, into `averaged_`: the figures of n agents, then per patience what the product of an answered
    /// share and a wait, each linear between n and n + 1, has beyond the linear: t (1 - t) (A' - A) (w' - w).
    void average_days(std::size_t p, std::pair<int, int> wanted, Slice const& here, Slice const& above) {
        auto const [first, end] = wanted;
        std::size_t const kinds = axes_.kinds();
        Scratch& scratch = scratch_[p];
        auto const skip = static_cast<std::size_t>(first - here.first);
        for (std::size_t f = p * kinds; f < (p + 1) * kinds; ++f)
            average(here.table.values.data() + f * here.points() + skip, f, scratch.sums);
        if (!crossed_) return;
        auto const skip_above = static_cast<std::size_t>(first - above.first),
                   points = static_cast<std::size_t>(end - first);
        scratch.cross.resize(points);
        double const* const hung = here.table.values.data() + p * kinds * here.points() + skip;
        double const* const hung_above = above.table.values.data() + p * kinds * above.points() + skip_above;
        for (std::size_t k = 0; k < waits(); ++k) {
            double const* const wait = here.table.answered_wait.data() + (p * waits() + k) * here.points() + skip;
            double const* const wait_above =
                above.table.answered_wait.data() + (p * waits() + k) * above.points() + skip_above;
            for (std::size_t g = 0; g < points; ++g)
                scratch.cross[g] = (hung_above[g] - hung[g]) * (wait_above[g] - wait[g]);
            average(scratch.cross.data(), axes_.figures() + p * waits() + k, scratch.sums);
        }
    }

    /// One figure over days; written by phase, so that each `thin_`-th point stands next to the former.
    void average(double const* values, std::size_t figure, std::vector<double>& sums) {
        sums.assign(averaged_points_, 0.0);
        std::vector<double> const& weights = days_.weights();
        add_weighted(weights.data(), weights.size(), values, averaged_points_, sums.data());
        auto const thin = static_cast<std::size_t>(thin_);
        double* const to = averaged_.data() + figure * phase_points_ * thin;
        for (std::size_t g = 0; g < averaged_points_; ++g) to[(g % thin) * phase_points_ + g / thin] = sums[g];
    }

    /// Adds what the intervals of a class with the k-th number of agents come to, to all rows that need it.
    void add_class(AgentClass const& c, std::size_t k, std::size_t patience) {
        auto const [first_row, last_row] = rows_of(c, k);
        if (first_row >= last_row) return;
        std::size_t const kinds = axes_.kinds(), crosses = crossed_ ? waits() : 0;
        int const lowest = week_.offset[first_row];
        std::size_t const points = week_.loads + static_cast<std::size_t>(week_.offset[last_row - 1] - lowest);
        std::vector<double>& row = scratch_[patience].row;
        row.assign((kinds + crosses) * points, 0.0);
        auto const thin = static_cast<std::size_t>(thin_);
        std::vector<double> const& weights = c.loads.weights();
        for (std::size_t f = 0; f < kinds + crosses; ++f) {
            std::size_t const figure =
                f < kinds ? patience * kinds + f : axes_.figures() + patience * waits() + f - kinds;
            double const* const from = averaged_.data() + figure * phase_points_ * thin;
            double* const to = row.data() + f * points;
            for (std::size_t m = 0; m < weights.size(); ++m) {
                auto const at = static_cast<std::size_t>(start_of(first_row) + c.loads.first() + static_cast<int>(m) -
                                                         averaged_first_);
                double const* const phase = from + (at % thin) * phase_points_ + at / thin;
                add_multiple(weights[m], phase, points, to);
            }
        }
        for (std::size_t j = first_row; j < last_row; ++j) {
            double const agents = week_.staffing[j] * c.agents, near = numbers_.weight(k, agents),
                         t = agents - numbers_.at(k);
            double const* const from = row.data() + static_cast<std::size_t>(week_.offset[j] - lowest);
            double* const to = week_.values.data() + (j * axes_.figures() + patience * kinds) * week_.loads;
            for (std::size_t f = 0; f < kinds; ++f)
                add_multiple(near, from + f * points, week_.loads, to + f * week_.loads);
            if (t <= 0 || t >= 1) continue;
            for (std::size_t wait = 0; wait < crosses; ++wait) {
                std::size_t const kind = wait == 0 ? 1 : 1 + axes_.within.size() + wait;
                add_multiple(t * (1 - t), from + (kinds + wait) * points, week_.loads, to + kind * week_.loads);
            }
        }
    }

    static constexpr double coarse_part = 0.45;  ///< of the width over which the week's waiting sets in
    static constexpr double fine_part = 0.3;     ///< of the width over which one interval's does

    WaitingAxes const& axes_;
    bool endless_;
    double row_step_;  ///< of log s
    double cv_ = 0, step_ = 0, resolution_ = 1;
    int thin_ = 1, first_ = 0;
    WeekFigures week_;
    std::vector<AgentClass> classes_;
    Taps days_;
    std::vector<double> averaged_;  ///< [figure, then patience and wait][phase][point]
    std::vector<Scratch> scratch_;  ///< by patience
    AgentNumbers numbers_;
    int averaged_first_ = 0;
    std::size_t averaged_points_ = 0, phase_points_ = 0;
    bool crossed_ = false;
};

}  // namespace

WeekFigures tabulate_week(WeekSetting const& setting, WaitingAxes const& axes, WeekRanges const& ranges) {
    return Builder(setting, axes, ranges).build();
}

}  // namespace rekensom::queue
