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

/// Four doubles that any instruction set adds and multiplies in the same order.
using Four [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

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

/// \param log_handle_time  of `in`
inline void find(WeekView const& week, WeekInputs const& in, Place& place) {
    Column const log_handle_time = log(in.handle_time);
    Column const log_staffing = log(in.staffing);
    Column const log_load = log(in.attempts * in.handle_time / (week.plan_seconds * in.staffing));
    for (std::size_t i = 0; i < lane_count; ++i) place.outside[i] = false;
    Column const log_patience =
        week.patience.count == 1 ? Column(Column::Zero()) : Column(log(in.patience) - log_handle_time);
    lagrange(week.patience, log_patience.data(), place.patience, place.outside);

    bool const single = week.rows == 1;
    double const last_row = static_cast<double>(week.rows - 1), per_row = 1 / week.log_staffing_step,
                 per_sparse = 1 / week.sparser;
    double const per_load = 1 / week.log_load_step;
    double const last_point = static_cast<double>(week.loads) - 4;
    alignas(64) double row[lane_count], point[lane_count], excess[lane_count], lack[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const s = log_staffing.data()[i], r = log_load.data()[i];
        double const first = week.log_staffing_first, last = week.log_staffing_last;
        double const kept_staffing = s > first ? (s < last ? s : last) : first;
        double const even = kept_staffing * per_row;
        double const near = even > -week.fine_rows ? (even < week.fine_rows ? even : week.fine_rows) : -week.fine_rows;
        double const at = week.row_of_one + near + (even - near) * per_sparse;
        row[i] = single ? 0 : (at > 0 ? (at < last_row ? at : last_row) : 0);
        bool const within_rows = single || (s >= first - 1e-9 && s <= last + 1e-9);
        double const kept_load =
            r > week.log_load_least ? (r < week.log_load_most ? r : week.log_load_most) : week.log_load_least;
        excess[i] = r > kept_load ? (r - kept_load < 30 ? r - kept_load : 30) : 0;
        lack[i] = r < kept_load ? r - kept_load : 0;
        place.outside[i] = place.outside[i] || !within_rows || r > week.asked_most + 1e-9 || r < week.asked_least - 1e-9;
        point[i] = (kept_load + kept_staffing - week.log_load_first) * per_load;
    }
    Column const over = exp(Column(Eigen::Map<Column const>(excess)));
    Column const under = exp(Column(Eigen::Map<Column const>(lack)));
    for (std::size_t i = 0; i < lane_count; ++i) {
        auto const point_below = static_cast<std::size_t>(point[i]);
        double const t = point[i] - static_cast<double>(point_below);
        auto j = static_cast<std::size_t>(row[i]);
        j = j + 2 > week.rows ? (single ? 0 : week.rows - 2) : j;
        std::size_t const next = single ? j : j + 1;
        auto const place_in = [&](std::size_t which) {
            double const k = static_cast<double>(point_below) - 1 - static_cast<double>(week.offset[which]);
            double const kept = k > 0 ? (k < last_point ? k : last_point) : 0;
            return which * week.loads + static_cast<std::size_t>(kept);
        };
        place.lower[i] = place_in(j);
        place.upper[i] = place_in(next);
        double const s_low = week.staffing[j], s_high = week.staffing[next], s = in.staffing.data()[i];
        double const share = single ? 0 : (s - s_low) / (s_high - s_low);
        place.share[i] = share > 0 ? (share < 1 ? share : 1) : 0;
        place.over[i] = over.data()[i];
        place.under[i] = under.data()[i];
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

/// Hung up / offered.
[[nodiscard]] inline Column abandonment(WeekView const& week, WeekInputs const& in) {
    detail::Place place;
    detail::find(week, in, place);
    return detail::abandonment(week, place);
}

/// All outputs. `tolerance` in seconds.
[[nodiscard]] inline WeekColumns performance(WeekView const& week, WeekInputs const& in, Column const& tolerance) {
    detail::Place place;
    detail::find(week, in, place);
    Column const per_handle_time = 1 / in.handle_time;
    Column const promptness = week.within * per_handle_time, patient = tolerance * per_handle_time;
    detail::Weights prompt, late;
    detail::lagrange(week.promptness, promptness.data(), prompt, place.outside);
    detail::lagrange(week.tolerance, patient.data(), late, place.outside);

    WeekColumns out;
    out.abandonment = detail::abandonment(week, place);
    Column const wait = detail::figure(week, place, week.wait, nullptr, 1);
    Column const excess = detail::figure(week, place, week.excess, &late, week.tolerance.count);
    out.service_level = detail::figure(week, place, week.service_level, &prompt, week.promptness.count);
    Column const over = Eigen::Map<Column const>(place.over), under = Eigen::Map<Column const>(place.under);
    // At the table's upper edge 1 - A was over times what it is now; the queue is longer by patience log(over).
    Column const answered = ((1 - out.abandonment) * over).max(1e-12);
    Column const longer = week.endless > 0 ? Column(Column::Zero()) : Column(log(over) * in.patience);
    out.wait_answered = wait * in.handle_time * under / answered + longer;
    out.excess = excess * in.handle_time * under / answered + longer;
    out.service_level = (1 - (1 - out.service_level) * under).min(1.0) / over;
    out.occupancy =
        (in.attempts * in.handle_time * (1 - out.abandonment) / (week.plan_seconds * in.staffing).max(1e-100)).min(1.0);
    for (std::size_t i = 0; i < lane_count; ++i) out.outside.data()[i] = place.outside[i];
    return out;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::queue
