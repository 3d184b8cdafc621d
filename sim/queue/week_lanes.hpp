#pragma once

#include "queue/week_weights.hpp"
#include "rekensom/base/lane_math.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/queue/week_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

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

/// A row for each lane.
struct Row {
    alignas(64) std::int32_t first[lane_count];  ///< point of all rows' points
    alignas(64) std::int32_t later[lane_count];  ///< points by which it starts later
};

/// Between which rows the lanes' staffings lie.
struct Rows {
    alignas(64) double staffing[lane_count];  ///< logarithm, kept within the table
    alignas(64) double share[lane_count];     ///< of the upper row
    Row lower, upper;
    alignas(64) double outside[lane_count];  ///< 1 or 0
};

inline void set_row(WeekView const& week, std::size_t row, std::size_t lane, Row& of) {
    of.first[lane] = static_cast<std::int32_t>(row * week.loads);
    of.later[lane] = week.offset[row];
}

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
        set_row(week, row, i, rows.lower);
        set_row(week, next, i, rows.upper);
        rows.outside[i] = single || (s >= first - 1e-9 && s <= last + 1e-9) ? 0 : 1;
    }
}

/// Where the lanes stand in a table.
struct Place {
    alignas(64) double cubic[4][lane_count];                        ///< over the load
    alignas(64) double share[lane_count];                           ///< of the upper row
    alignas(64) double over[lane_count];                            ///< load above the table's, as a factor >= 1
    alignas(64) double under[lane_count];                           ///< load below the table's, as a factor <= 1
    alignas(64) std::int32_t lower[lane_count], upper[lane_count];  ///< first of the four points, in the two rows
    alignas(64) double outside[lane_count];                         ///< 1 or 0
    alignas(64) double patience[lane_count][8];                     ///< weights of its nodes
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
    std::copy_n(rows.outside, lane_count, place.outside);
    std::copy_n(rows.share, lane_count, place.share);
    Column patience = Column::Zero();
    if (week.patience.count > 1) patience = log_patience - log(in.handle_time);
    Weights patience_weights;
    lagrange(week.patience, patience.data(), patience_weights, place.outside);
    by_lane(patience_weights, week.patience.padded, place.patience);

    double const per_load = 1 / week.log_load_step, first = week.log_load_first;
    double const least = week.log_load_least, most = week.log_load_most;
    double const asked_least = week.asked_least - 1e-9, asked_most = week.asked_most + 1e-9;
    alignas(64) double point[lane_count], excess[lane_count], lack[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const r = log_load.data()[i];
        double const kept = r > least ? (r < most ? r : most) : least;
        excess[i] = r > kept ? (r - kept < 30 ? r - kept : 30) : 0;
        lack[i] = r < kept ? r - kept : 0;
        place.outside[i] = r > asked_most ? 1 : (r < asked_least ? 1 : place.outside[i]);
        point[i] = (kept + rows.staffing[i] - first) * per_load;
    }
    exp_of_few(excess, place.over);
    exp_of_few(lack, place.under);
    alignas(64) std::int32_t below[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) below[i] = static_cast<std::int32_t>(point[i]);
    auto const place_in = [&](Row const& row, std::int32_t* where) {
        auto const last = static_cast<std::int32_t>(week.loads) - 4;
        for (std::size_t i = 0; i < lane_count; ++i) {
            std::int32_t const k = below[i] - 1 - row.later[i];
            where[i] = row.first[i] + (k > 0 ? (k < last ? k : last) : 0);
        }
    };
    place_in(rows.lower, place.lower);
    place_in(rows.upper, place.upper);
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const t = point[i] - static_cast<double>(below[i]);
        double const a = t + 1, b = t - 1, c = t - 2;
        place.cubic[0][i] = t * b * c * (-1.0 / 6);
        place.cubic[1][i] = a * b * c * 0.5;
        place.cubic[2][i] = a * t * c * -0.5;
        place.cubic[3][i] = a * t * b * (1.0 / 6);
    }
}

/// Four or eight terms of two sums, (a + b) + (c + d), and such fours added: {low, high}.
[[gnu::always_inline]] inline Two sum_across(Four const& low, Four const& high) {
    Four const pairs = __builtin_shufflevector(low, high, 0, 4, 2, 6) + __builtin_shufflevector(low, high, 1, 5, 3, 7);
    return __builtin_shufflevector(pairs, pairs, 0, 1) + __builtin_shufflevector(pairs, pairs, 2, 3);
}
#ifdef __AVX512F__
[[gnu::always_inline]] inline Two sum_across(Eight const& low, Eight const& high) {
    Eight const pairs = __builtin_shufflevector(low, high, 0, 8, 2, 10, 4, 12, 6, 14) +
                        __builtin_shufflevector(low, high, 1, 9, 3, 11, 5, 13, 7, 15);
    Four const fours =
        __builtin_shufflevector(pairs, pairs, 0, 1, 4, 5) + __builtin_shufflevector(pairs, pairs, 2, 3, 6, 7);
    return __builtin_shufflevector(fours, fours, 0, 1) + __builtin_shufflevector(fours, fours, 2, 3);
}
#endif

/// Of so many terms side by side, as many as a register holds. (A template's argument would lose what is said of alignment.)
template <std::size_t Terms>
struct PartOf {
    using Type = Four;
};
#ifdef __AVX512F__
template <>
struct PartOf<8> {
    using Type = Eight;
};
#endif

/// The interpolated logarithms of a figure in two rows. `middle`: weights of the axis between load and patience.
template <std::size_t Innermost>
[[gnu::always_inline]] inline Two read(double const* low, double const* high, double const (&cubic)[4],
                                       double const* middle, std::size_t middles, double const* patience) {
    if constexpr (Innermost == 1) {
        Two sum = {};
        for (std::size_t u = 0; u < 4; ++u) {
            Two inner = {};
            for (std::size_t m = 0; m < middles; ++m)
                inner += middle[m] * Two{low[u * middles + m], high[u * middles + m]};
            sum += cubic[u] * inner;
        }
        return sum;
    } else {
        using Part = typename PartOf<Innermost>::Type;
        constexpr std::size_t width = sizeof(Part) / sizeof(double), parts = Innermost / width;
        Part below[parts] = {}, above[parts] = {};
        for (std::size_t u = 0; u < 4; ++u)
            for (std::size_t m = 0; m < middles; ++m) {
                double const weight = cubic[u] * middle[m];
                std::size_t const at = (u * middles + m) * Innermost;
                for (std::size_t q = 0; q < parts; ++q) {
                    below[q] += weight * *reinterpret_cast<Part const*>(low + at + q * width);
                    above[q] += weight * *reinterpret_cast<Part const*>(high + at + q * width);
                }
            }
        Two total = {};
        for (std::size_t q = 0; q < parts; ++q) {
            Part const by_patience = *reinterpret_cast<Part const*>(patience + q * width);
            total += sum_across(below[q] * by_patience, above[q] * by_patience);
        }
        return total;
    }
}

/// A figure: its logarithm in both rows, and the mean of the two figures.
template <std::size_t Innermost>
inline Column figure(WeekView const& week, Place const& place, double const* values, Weights const* middle,
                     std::size_t middles) {
    Column low, high;
    double const nothing = 1;
    alignas(64) double across[WeekNodes::most];
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const* weights = &nothing;
        if (middle != nullptr) {
            for (std::size_t m = 0; m < middles; ++m) across[m] = middle->at[m][i];
            weights = across;
        }
        auto const at = [&](std::int32_t point) {
            return values + static_cast<std::size_t>(point) * middles * Innermost;
        };
        double const cubic[4] = {place.cubic[0][i], place.cubic[1][i], place.cubic[2][i], place.cubic[3][i]};
        Two const both =
            read<Innermost>(at(place.lower[i]), at(place.upper[i]), cubic, weights, middles, place.patience[i]);
        low.data()[i] = both[0];
        high.data()[i] = both[1];
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
    /// \param week  is read until the next `begin`
    void begin(WeekView const& week, Column const& patience, Column const& staffing) {
        week_ = &week;
        in_.patience = patience;
        in_.staffing = staffing;
        log_patience_ = week.patience.count > 1 ? Column(log(patience)) : Column(Column::Zero());
        detail::find_rows(week, staffing, rows_);
    }

    /// Moves to a load: attempts a week, s.
    void move(Column const& attempts, Column const& handle_time) {
        in_.attempts = attempts;
        in_.handle_time = handle_time;
        detail::find(*week_, rows_, log_patience_, in_, place_);
    }
    /// Hung up / offered, where it stands.
    [[nodiscard]] Column abandonment() const { return detail::abandonment(*week_, place_); }
    /// All outputs where it stands. `tolerance` in seconds; `abandonment` as is known for it.
    [[nodiscard]] WeekColumns performance(Column const& abandonment, Column const& tolerance) const;

private:
    WeekView const* week_ = nullptr;
    WeekInputs in_;
    Column log_patience_;
    detail::Rows rows_;
    detail::Place place_;
};

inline WeekColumns WeekAt::performance(Column const& abandonment, Column const& tolerance) const {
    Column const per_handle_time = 1 / in_.handle_time;
    Column const promptness = week_->within * per_handle_time, patient = tolerance * per_handle_time;
    alignas(64) double outside[lane_count];
    std::copy_n(place_.outside, lane_count, outside);
    detail::Weights prompt, late;
    detail::lagrange(week_->promptness, promptness.data(), prompt, outside);
    detail::lagrange(week_->tolerance, patient.data(), late, outside);

    WeekColumns out;
    out.abandonment = abandonment;
    Column const wait = detail::figure(*week_, place_, week_->wait, nullptr, 1);
    Column const excess = detail::figure(*week_, place_, week_->excess, &late, week_->tolerance.count);
    out.service_level = detail::figure(*week_, place_, week_->service_level, &prompt, week_->promptness.count);
    Column const over = Eigen::Map<Column const>(place_.over), under = Eigen::Map<Column const>(place_.under);
    // At the table's upper edge 1 - A was over times what it is now; the queue is longer by patience log(over).
    Column const answered = ((1 - out.abandonment) * over).max(1e-12);
    Column const longer = week_->endless > 0 ? Column(Column::Zero()) : Column(log(over) * in_.patience);
    out.wait_answered = wait * in_.handle_time * under / answered + longer;
    out.excess = excess * in_.handle_time * under / answered + longer;
    out.service_level = (1 - (1 - out.service_level) * under).min(1.0) / over;
    out.occupancy =
        (in_.attempts * in_.handle_time * (1 - out.abandonment) / (week_->plan_seconds * in_.staffing).max(1e-100))
            .min(1.0);
    for (std::size_t i = 0; i < lane_count; ++i) out.outside.data()[i] = outside[i] > 0;
    return out;
}

/// Hung up / offered.
[[nodiscard]] inline Column abandonment(WeekView const& week, WeekInputs const& in) {
    WeekAt at;
    at.begin(week, in.patience, in.staffing);
    at.move(in.attempts, in.handle_time);
    return at.abandonment();
}

/// All outputs. `tolerance` in seconds.
[[nodiscard]] inline WeekColumns performance(WeekView const& week, WeekInputs const& in, Column const& tolerance) {
    WeekAt at;
    at.begin(week, in.patience, in.staffing);
    at.move(in.attempts, in.handle_time);
    return at.performance(at.abandonment(), tolerance);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::queue
