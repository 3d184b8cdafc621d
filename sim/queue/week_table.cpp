#include "rekensom/queue/week_table.hpp"

#include "queue/week_builder.hpp"
#include "queue/week_nodes.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/large_pages.hpp"
#include "rekensom/base/side_by_side.hpp"
#include "rekensom/base/vector_clones.hpp"

#include <algorithm>
#include <cmath>

// A table holds logarithms, which are smooth: cubic in the log of the load, polynomials over the few nodes of patience, target
// and tolerance. Over staffing it is different: between whole agents every interval is linear by definition, with a kink at
// each, so rows are dense and (but for large teams) the figures themselves are linear between rows, not their logarithms.

namespace rekensom::queue {

namespace {

WeekNodes axis(double least, double greatest, double width, std::size_t most) {
    double const range = greatest - least;
    if (!(range > 1e-12 * std::max(1.0, std::abs(greatest))))
        return chebyshev_nodes(0.5 * (least + greatest), 0.5 * (least + greatest), 1);
    auto const wanted = static_cast<std::size_t>(2 + std::ceil(range / width));
    std::size_t const count = std::min(wanted, most);
    return chebyshev_nodes(least, greatest, count);
}

std::vector<double> values_of(WeekNodes const& nodes) {
    return {nodes.at.begin(), nodes.at.begin() + static_cast<std::ptrdiff_t>(nodes.count)};
}

/// Logarithms, of what is too small to matter too.
REKENSOM_VECTOR_CLONES void to_logarithms(double* values, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) values[k] = lane::log_of_normal(values[k] > 1e-280 ? values[k] : 1e-280);
}

}  // namespace

WeekTable::WeekTable(WeekSetting const& setting, WeekRanges const& ranges) {
    auto const ordered = [](Range const& r) { return r.least > 0 && r.least <= r.most; };
    REKENSOM_EXPECT(ordered(ranges.load_per_slot) && ordered(ranges.staffing) && ordered(ranges.handle_time));
    REKENSOM_EXPECT(ordered(ranges.patience) && ranges.tolerance.least >= 0);
    REKENSOM_EXPECT(std::isinf(ranges.patience.least) == std::isinf(ranges.patience.most));
    bool const endless = std::isinf(ranges.patience.least);
    double const fast = ranges.handle_time.least, slow = ranges.handle_time.most;
    view_.within = setting.within;
    view_.endless = endless ? 1 : 0;
    view_.patience =
        endless ? chebyshev_nodes(0, 0, 1)
                : axis(lane::log(ranges.patience.least / slow), lane::log(ranges.patience.most / fast), 0.33, 8);
    view_.promptness = axis(setting.within / slow, setting.within / fast, 0.025, 6);
    double busiest = 1;
    for (double n : setting.agents) busiest = std::max(busiest, n);
    // With hundreds of agents the kinks between whole ones are gone, and the figures are steep.
    view_.geometric = busiest > 200 ? 1 : 0;
    // The excess turns where the tolerance passes the commonest wait, over a width that falls with the root of the agents.
    view_.tolerance = axis(ranges.tolerance.least / slow, ranges.tolerance.most / fast,
                           std::clamp(0.45 / std::sqrt(busiest), 0.02, 0.06), 12);

    WaitingAxes axes;
    for (double at : values_of(view_.patience)) axes.patience.push_back(endless ? endless_patience : lane::exp(at));
    axes.within = values_of(view_.promptness);
    axes.tolerance = values_of(view_.tolerance);

    WeekFigures figures = tabulate_week(setting, axes, ranges);
    std::size_t const rows = figures.staffing.size(), loads = figures.loads;
    view_.rows = rows;
    view_.loads = loads;
    view_.log_staffing_first = lane::log(figures.staffing.front());
    view_.log_staffing_last = lane::log(figures.staffing.back());
    view_.log_staffing_step = figures.rows.step;
    view_.row_of_one = figures.rows.row_of_one;
    view_.fine_rows = figures.rows.fine;
    view_.sparser = figures.rows.sparser;
    view_.log_load_first = figures.log_load_first;
    view_.log_load_step = figures.log_load_step;
    view_.log_load_least = figures.log_load_least;
    view_.log_load_most = figures.log_load_most;
    view_.asked_least = lane::log(ranges.load_per_slot.least);
    view_.asked_most = lane::log(ranges.load_per_slot.most);
    view_.plan_seconds = figures.plan_seconds;
    offset_ = figures.offset;
    staffing_.assign(figures.staffing.begin(), figures.staffing.end());

    std::size_t const innermost = view_.patience.padded;
    std::size_t const levels = view_.promptness.count, waits = view_.tolerance.count, kinds = axes.kinds();
    abandonment_.resize(rows * loads * innermost);
    wait_.resize(rows * loads * innermost);
    service_level_.resize(rows * loads * levels * innermost);
    excess_.resize(rows * loads * waits * innermost);
    for (AlignedVector* cells : {&abandonment_, &wait_, &service_level_, &excess_}) ask_for_large_pages(*cells);
    std::size_t const of_row = view_.patience.count * kinds * loads;
    side_by_side(rows, [&](std::size_t row) {
        double* const values = figures.values.data() + row * of_row;
        to_logarithms(values, of_row);
        for (std::size_t load = 0; load < loads; ++load) {
            std::size_t const cell = row * loads + load;
            for (std::size_t p = 0; p < innermost; ++p) {
                std::size_t const patience =
                    std::min(p, view_.patience.count - 1);  // padding repeats; it weighs nothing
                auto const figure = [&](std::size_t kind) { return values[(patience * kinds + kind) * loads + load]; };
                abandonment_[cell * innermost + p] = figure(0);
                wait_[cell * innermost + p] = figure(1);
                for (std::size_t k = 0; k < levels; ++k)
                    service_level_[(cell * levels + k) * innermost + p] = figure(2 + k);
                for (std::size_t k = 0; k < waits; ++k)
                    excess_[(cell * waits + k) * innermost + p] = figure(2 + levels + k);
            }
        }
    });
    view_.staffing = staffing_.data();
    view_.offset = offset_.data();
    view_.abandonment = abandonment_.data();
    view_.wait = wait_.data();
    view_.service_level = service_level_.data();
    view_.excess = excess_.data();
}

}  // namespace rekensom::queue
