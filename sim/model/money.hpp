#pragma once

#include "model/contacts.hpp"
#include "model/staffing.hpp"

// model.md section 8, money out of a month; what is saved stands in case.hpp.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The share of month t that lies at or after `begin`.
[[nodiscard]] inline Column since(int month, Column const& begin) { return (month + 1.0 - begin).max(0.0).min(1.0); }

/// The share of month t inside [from, to).
[[nodiscard]] inline Column overlap(int month, Column const& from, Column const& to) {
    double const t = month;
    return (to.min(t + 1) - from.max(t)).max(0.0).min(1.0);
}

/// Costs of one change in a month: one-off with its overrun in the month of its real start, running from then on, and delay as it passes.
[[nodiscard]] inline Column change_cost(Change const& change, Timing const& timing, Values const& value, int month) {
    double const t = month;
    if (t + 1 <= timing.earliest) return Column::Zero();
    if (t > timing.latest) return value[change.running_cost];
    Column const real = timing.real_start().max(0.0);
    Column begins;
    for (std::size_t i = 0; i < lane_count; ++i)
        begins.data()[i] = real.data()[i] >= t && real.data()[i] < t + 1 ? 1.0 : 0.0;
    Column const late = overlap(month, timing.start, timing.real_start());
    return value[change.one_off_cost] * value[change.overrun] * begins +
           value[change.running_cost] * since(month, real) + value[change.delay_cost] * late;
}

/// Wages, hiring and releases of a team in a month.
[[nodiscard]] inline Column team_cost(Team const& team, Values const& value, Column const& fte, Column const& hires,
                                      Column const& releases, Column const& wages) {
    return fte * value[team.cost_per_fte] / months_per_year * wages + hires * value[team.cost_per_hire] +
           releases * value[team.cost_per_release];
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
