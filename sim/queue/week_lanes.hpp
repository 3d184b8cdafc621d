#pragma once

#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/queue/week_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

// The week of a team for the draws of a column, read from a WeekTable. Compiled for every instruction set.

namespace rekensom::queue {
inline namespace REKENSOM_ISA {

/// What one team meets, by draw; see WeekLoad.
struct WeekInputs {
    Column attempts;     ///< a week, [0, inf)
    Column handle_time;  ///< s, (0, inf)
    Column patience;     ///< s, (0, inf]
    Column staffing;     ///< s: slots are s times the plan's, (0, inf)
};

/// What comes of it, by draw; see WeekPerformance.
struct WeekColumns {
    Column abandonment, wait_answered, service_level, occupancy, excess;
    Mask outside;  ///< load, staffing, handle time, patience or tolerance was outside the table, and taken at its edge
};

namespace detail {

/// Four doubles, and eight where a register holds them: added and multiplied in the same order by any instruction set.
using Four [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;
#ifdef __AVX512F__
using Eight [[gnu::vector_size(64), gnu::aligned(8), gnu::may_alias]] = double;
#endif

/// The values at x of Lagrange's polynomials of an axis.
struct Weights {
    alignas(64) double at[WeekNodes::most][lane_count];
};

inline void lagrange(WeekNodes const& nodes, double const* x, Weights& weights, bool* outside) {
    std::size_t const count = nodes.count;
    if (count == 1) {
        for (std::size_t i = 0; i < lane_count; ++i) weights.at[0][i] = 1;
        return;
    }
    double const slack = 1e-9 * (nodes.greatest - nodes.least);
    alignas(64) double y[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) {
        y[i] = x[i] < nodes.least ? nodes.least : (x[i] > nodes.greatest ? nodes.greatest : x[i]);
        outside[i] = outside[i] || x[i] < nodes.least - slack || x[i] > nodes.greatest + slack;
    }
    for (std::size_t k = 0; k < std::max(nodes.padded, count); ++k) {
        double const scale = nodes.scale[k];
        for (std::size_t i = 0; i < lane_count; ++i) weights.at[k][i] = scale;
        if (scale == 0) continue;
        for (std::size_t m = 0; m < count; ++m) {
            if (m == k) continue;
            double const at = nodes.at[m];
            for (std::size_t i = 0; i < lane_count; ++i) weights.at[k][i] *= y[i] - at;
        }
    }
}

/// Between which rows the lanes' staffings lie.
struct Rows {
    alignas(64) double staffing[lane_count];  ///< logarithm, kept within the table
    alignas(64) double share[lane_count];     ///< of the upper row
    std::size_t lower[lane_count], upper[lane_count];
    bool outside[lane_count];
};

inline void find_rows(WeekView const& week, Column const& staffing, Rows& rows) {
    Column const log_staffing = log(staffing);
    bool const single = week.rows == 1;
    double const last_row = static_cast<double>(week.rows - 1), per_row = 1 / week.log_staffing_step,
                 per_sparse = 1 / week.sparser;
    double const first = week.log_staffing_first, last = week.log_staffing_last;
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const s = log_staffing.data()[i];
        double const kept = s > first ? (s < last ? s : last) : first;
        double const even = kept * per_row;
        double const near = even > -week.fine_rows ? (even < week.fine_rows ? even : week.fine_rows) : -week.fine_rows;
        double const at = week.row_of_one + near + (even - near) * per_sparse;
        auto row = static_cast<std::size_t>(single ? 0 : (at > 0 ? (at < last_row ? at : last_row) : 0));
        row = row + 2 > week.rows ? (single ? 0 : week.rows - 2) : row;
        std::size_t const next = single ? row : row + 1;
        double const low = week.staffing[row], high = week.staffing[next];
        double const share = single ? 0 : (staffing.data()[i] - low) / (high - low);
        rows.staffing[i] = kept;
        rows.share[i] = share > 0 ? (share < 1 ? share : 1) : 0;
        rows.lower[i] = row;
        rows.upper[i] = next;
        rows.outside[i] = !(single || (s >= first - 1e-9 && s <= last + 1e-9));
    }
}

/// Where the lanes stand in a table.
struct Place {
    alignas(64) double cubic[lane_count][4];           ///< over the load
    alignas(64) double share[lane_count];              ///< of the upper row
    alignas(64) double over[lane_count];               ///< load above the table's, as a factor >= 1
    alignas(64) double under[lane_count];              ///< load below the table's, as a factor <= 1
    std::size_t lower[lane_count], upper[lane_count];  ///< first of the four points, in the two rows
    bool outside[lane_count];
    Weights patience;
};

/// exp of what is 0 in nearly every lane.
inline void exp_of_few(double const* x, double* y) {
    double any = 0;
    for (std::size_t i = 0; i < lane_count; ++i) any = x[i] != 0 ? 1 : any;
    for (std::size_t i = 0; i < lane_count; ++i) y[i] = 1;
    if (any != 0)
        for (std::size_t i = 0; i < lane_count; ++i) y[i] = lane::exp(x[i]);
}

/// \param log_patience  s
inline void find(WeekView const& week, Rows const& rows, Column const& log_patience, WeekInputs const& in, Place& place) {
    Column const log_load = log(in.attempts * in.handle_time / (week.plan_seconds * in.staffing));
    for (std::size_t i = 0; i < lane_count; ++i) place.outside[i] = rows.outside[i];
    Column patience = Column::Zero();
    if (week.patience.count > 1) patience = log_patience - log(in.handle_time);
    lagrange(week.patience, patience.data(), place.patience, place.outside);

    double const per_load = 1 / week.log_load_step;
    double const last_point = static_cast<double>(week.loads) - 4;
    alignas(64) double point[lane_count], excess[lane_count], lack[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const r = log_load.data()[i];
        double const kept_load =
            r > week.log_load_least ? (r < week.log_load_most ? r : week.log_load_most) : week.log_load_least;
        excess[i] = r > kept_load ? (r - kept_load < 30 ? r - kept_load : 30) : 0;
        lack[i] = r < kept_load ? r - kept_load : 0;
        place.outside[i] = place.outside[i] || r > week.asked_most + 1e-9 || r < week.asked_least - 1e-9;
        point[i] = (kept_load + rows.staffing[i] - week.log_load_first) * per_load;
    }
    exp_of_few(excess, place.over);
    exp_of_few(lack, place.under);
    for (std::size_t i = 0; i < lane_count; ++i) {
        auto const point_below = static_cast<std::size_t>(point[i]);
        double const t = point[i] - static_cast<double>(point_below);
        auto const place_in = [&](std::size_t which) {
            double const k = static_cast<double>(point_below) - 1 - static_cast<double>(week.offset[which]);
            double const kept = k > 0 ? (k < last_point ? k : last_point) : 0;
            return which * week.loads + static_cast<std::size_t>(kept);
        };
        place.lower[i] = place_in(rows.lower[i]);
        place.upper[i] = place_in(rows.upper[i]);
        place.share[i] = rows.share[i];
        double const a = t + 1, b = t - 1, c = t - 2;
        place.cubic[i][0] = t * b * c * (-1.0 / 6);
        place.cubic[i][1] = a * b * c * 0.5;
        place.cubic[i][2] = a * t * c * -0.5;
        place.cubic[i][3] = a * t * b * (1.0 / 6);
    }
}

/// The interpolated logarithm of a figure in one row. `middle`: weights of the axis between load and patience.
template <std::size_t Innermost>
[[gnu::always_inline]] inline double read(double const* from, double const* cubic, double const* middle,
                                          std::size_t middles, double const* patience) {
    if constexpr (Innermost == 1) {
        double sum = 0;
        for (std::size_t u = 0; u < 4; ++u) {
            double inner = 0;
            for (std::size_t m = 0; m < middles; ++m) inner += middle[m] * from[u * middles + m];
            sum += cubic[u] * inner;
        }
        return sum;
#ifdef __AVX512F__
    } else if constexpr (Innermost == 8) {
        Eight sum = {};
        for (std::size_t u = 0; u < 4; ++u)
            for (std::size_t m = 0; m < middles; ++m)
                sum += (cubic[u] * middle[m]) * *reinterpret_cast<Eight const*>(from + (u * middles + m) * 8);
        Eight const part = sum * *reinterpret_cast<Eight const*>(patience);
        return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
#endif
    } else {
        Four sum[Innermost / 4] = {};
        for (std::size_t u = 0; u < 4; ++u) {
            for (std::size_t m = 0; m < middles; ++m) {
                double const w = cubic[u] * middle[m];
                Four const weight = {w, w, w, w};
                for (std::size_t q = 0; q < Innermost / 4; ++q) {
                    sum[q] += weight * *reinterpret_cast<Four const*>(from + (u * middles + m) * Innermost + 4 * q);
                }
            }
        }
        double total = 0;
        for (std::size_t q = 0; q < Innermost / 4; ++q) {
            Four const part = sum[q] * *reinterpret_cast<Four const*>(patience + 4 * q);
            total += (part[0] + part[1]) + (part[2] + part[3]);
        }
        return total;
    }
}

/// A figure: its logarithm in both rows, and the mean of the two figures.
template <std::size_t Innermost>
inline Column figure(WeekView const& week, Place const& place, double const* values, Weights const* middle,
                     std::size_t middles) {
    Column low, high;
    double nothing = 1;
    alignas(64) double patience[Innermost < 4 ? 4 : Innermost];
    alignas(64) double across[WeekNodes::most];
    for (std::size_t i = 0; i < lane_count; ++i) {
        for (std::size_t k = 0; k < Innermost; ++k) patience[k] = place.patience.at[k][i];
        double const* weights = &nothing;
        if (middle != nullptr) {
            for (std::size_t m = 0; m < middles; ++m) across[m] = middle->at[m][i];
            weights = across;
        }
        std::size_t const stride = middles * Innermost;
        low.data()[i] = read<Innermost>(values + place.lower[i] * stride, place.cubic[i], weights, middles, patience);
        high.data()[i] = read<Innermost>(values + place.upper[i] * stride, place.cubic[i], weights, middles, patience);
    }
    auto const blend = [&] {
        for (std::size_t i = 0; i < lane_count; ++i) low.data()[i] += place.share[i] * (high.data()[i] - low.data()[i]);
    };
    if (week.geometric > 0) {
        blend();
        return exp(low);
    }
    low = exp(low);
    high = exp(high);
    blend();
    return low;
}

inline Column figure(WeekView const& week, Place const& place, double const* values, Weights const* middle,
                     std::size_t middles) {
    switch (week.patience.padded) {
        case 1: return figure<1>(week, place, values, middle, middles);
        case 4: return figure<4>(week, place, values, middle, middles);
        default: return figure<8>(week, place, values, middle, middles);
    }
}

/// Above the table, as a fluid: who is served is served as at its edge, and the rest hangs up. Below, in proportion.
inline Column abandonment(WeekView const& week, Place const& place) {
    if (week.endless > 0) return Column::Zero();
    Column share = figure(week, place, week.abandonment, nullptr, 1);
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const a = (share.data()[i] < 1 ? share.data()[i] : 1) * place.under[i];
        share.data()[i] = place.over[i] > 1 ? 1 - (1 - a) / place.over[i] : a;
    }
    return share;
}

}  // namespace detail

/// A team's week at a staffing and a patience that stay while its load is looked for.
class WeekAt {
public:
    WeekAt() = default;
    WeekAt(WeekView const& week, Column const& patience, Column const& staffing) : week_(week) {
        in_.patience = patience;
        in_.staffing = staffing;
        log_patience_ = week.patience.count > 1 ? Column(log(patience)) : Column(Column::Zero());
        detail::find_rows(week, staffing, rows_);
    }

    /// Moves to a load: attempts a week, s. \return hung up / offered
    [[nodiscard]] Column abandonment(Column const& attempts, Column const& handle_time) {
        in_.attempts = attempts;
        in_.handle_time = handle_time;
        detail::find(week_, rows_, log_patience_, in_, place_);
        return detail::abandonment(week_, place_);
    }
    /// All outputs where it stands. `tolerance` in seconds; `abandonment` as was returned last.
    [[nodiscard]] WeekColumns performance(Column const& abandonment, Column const& tolerance) const;

private:
    WeekView week_{};
    WeekInputs in_;
    Column log_patience_;
    detail::Rows rows_;
    detail::Place place_;
};

inline WeekColumns WeekAt::performance(Column const& abandonment, Column const& tolerance) const {
    Column const per_handle_time = 1 / in_.handle_time;
    Column const promptness = week_.within * per_handle_time, patient = tolerance * per_handle_time;
    bool outside[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) outside[i] = place_.outside[i];
    detail::Weights prompt, late;
    detail::lagrange(week_.promptness, promptness.data(), prompt, outside);
    detail::lagrange(week_.tolerance, patient.data(), late, outside);

    WeekColumns out;
    out.abandonment = abandonment;
    Column const wait = detail::figure(week_, place_, week_.wait, nullptr, 1);
    Column const excess = detail::figure(week_, place_, week_.excess, &late, week_.tolerance.count);
    out.service_level = detail::figure(week_, place_, week_.service_level, &prompt, week_.promptness.count);
    Column const over = Eigen::Map<Column const>(place_.over), under = Eigen::Map<Column const>(place_.under);
    // At the table's upper edge 1 - A was over times what it is now; the queue is longer by patience log(over).
    Column const answered = ((1 - out.abandonment) * over).max(1e-12);
    Column const longer = week_.endless > 0 ? Column(Column::Zero()) : Column(log(over) * in_.patience);
    out.wait_answered = wait * in_.handle_time * under / answered + longer;
    out.excess = excess * in_.handle_time * under / answered + longer;
    out.service_level = (1 - (1 - out.service_level) * under).min(1.0) / over;
    out.occupancy =
        (in_.attempts * in_.handle_time * (1 - out.abandonment) / (week_.plan_seconds * in_.staffing).max(1e-100)).min(1.0);
    for (std::size_t i = 0; i < lane_count; ++i) out.outside.data()[i] = outside[i];
    return out;
}

/// Hung up / offered.
[[nodiscard]] inline Column abandonment(WeekView const& week, WeekInputs const& in) {
    return WeekAt(week, in.patience, in.staffing).abandonment(in.attempts, in.handle_time);
}

/// All outputs. `tolerance` in seconds.
[[nodiscard]] inline WeekColumns performance(WeekView const& week, WeekInputs const& in, Column const& tolerance) {
    WeekAt at(week, in.patience, in.staffing);
    Column const hung_up = at.abandonment(in.attempts, in.handle_time);
    return at.performance(hung_up, tolerance);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::queue
