#pragma once

#include "model/rows.hpp"
#include "rekensom/base/calendar.hpp"
#include "rekensom/base/lane_math.hpp"

#include <cmath>

// model.md section 6: what a planner does. Months are the scenario's; F is FTE on the payroll.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The staff of one team in one world.
class Staff {
public:
    void begin(Team const& team, PreparedTeam const& plan, Values const& value, int months) {
        fte = team.fte ? Column(value[*team.fte]) : Column(Column::Constant(plan.fresh ? 0 : plan.plan_fte));
        start = plan.fresh ? Column(Column::Constant(plan.plan_fte)) : fte;
        learnt = Column::Ones();
        attrition = value[team.attrition];
        hires.setZero();
        releases.setZero();
        history_.assign(static_cast<std::size_t>(months) + 1, Column::Zero());
        ratio_.assign(static_cast<std::size_t>(months) + 1, Column::Ones());
        // Who leaves before the start is taken to be replaced, so that the learners at the start are the usual number of them.
        before_ = fte * attrition / months_per_year;
        usual_ = plan.fresh ? start : effective(team, 0);
        required = fte;
    }

    /// Agents of month `month` relative to those of the start: learners count half.
    [[nodiscard]] Column strength(Team const& team, int month) const { return ratio(effective(team, month), usual_); }

    /// FTE that meets the target at the planner's forecast of load, l(t) = expected(t) / expected(0) * L(t).
    /// \param planned  load with the changes as planned / without, of this month
    void forecast(Team const& team, PreparedTeam const& plan, Values const& value, int month, double planned) {
        Column const booked = booked_ahead(team, plan, value, planned);
        Column const load = plan.expected[static_cast<std::size_t>(month)] * booked * learnt;
        required = start * required_at(plan, load);
    }

    /// L(t) = L(t-1) + alpha (handled hours(t - lag) / expected hours(t - lag) - L(t-1)); expected: what was booked ahead taken off.
    /// Before the month's forecast, which at lag 0 knows the month itself.
    void learn(Team const& team, PreparedTeam const& plan, Values const& value, int month, double planned,
               Column const& handled_hours) {
        Column const booked = booked_ahead(team, plan, value, planned);
        double const expected = plan.base_hours * plan.expected[static_cast<std::size_t>(month)];
        ratio_[static_cast<std::size_t>(month)] =
            expected > 0 ? if_positive(booked - 1e-9, handled_hours / (expected * booked.max(1e-3)), Column::Ones())
                         : Column(Column::Ones());
        int const seen = month - team.lag;
        if (seen >= 0) learnt += team.smoothing * (ratio_[static_cast<std::size_t>(seen)] - learnt);
    }

    /// attrition exp(eta_occ (occ - occ0) + eta_rep (repeat - repeat0)), of last month against the baseline's first.
    void strain(Team const& team, Values const& value, Column const& occupancy_rise, Column const& repeat_rise) {
        attrition = value[team.attrition] *
                    exp(Column(value[team.strain_occupancy] * occupancy_rise + value[team.strain_repeat] * repeat_rise));
    }

    /// F(t) -> F(t+1); `wanted` is the required FTE and what is kept on purpose.
    void advance(Team const& team, Values const& value, int month, Column const& wanted) {
        Column const leave = (fte * attrition / months_per_year).min(fte);
        Column const remain = fte - leave;
        Column next = fte;
        if (team.staffing == Staffing::follows_volume)
            next = if_less(wanted, remain, wanted.max(remain - value[team.release_max]),
                           wanted.min(remain + value[team.hire_max]));
        hires = (next - remain).max(0.0);
        releases = (remain - next).max(0.0);
        history_[static_cast<std::size_t>(month)] = hires;
        fte = next;
    }

    Column fte, required, learnt, attrition;
    Column start;            ///< FTE that the load at t = 0 asks for; of a fresh team, the load to come
    Column hires, releases;  ///< of the month that `advance` closed

private:
    /// Load as planned relative to that without the changes, as far as it is booked ahead. A fresh team has no other load to go by.
    [[nodiscard]] static Column booked_ahead(Team const& team, PreparedTeam const& plan, Values const& value,
                                             double planned) {
        return plan.fresh ? Column(Column::Constant(planned)) : Column(1 - value[team.anticipate] * (1 - planned));
    }

    /// F - half of the hours of those hired within the training time
    [[nodiscard]] Column effective(Team const& team, int month) const {
        Column learners = Column::Zero();
        int const whole = static_cast<int>(std::floor(team.training));
        for (int back = 1; back <= whole + 1; ++back) {
            double const part = back <= whole ? 1.0 : team.training - whole;
            learners += part * (month - back >= 0 ? history_[static_cast<std::size_t>(month - back)] : before_);
        }
        return (fte - 0.5 * learners).max(0.0);
    }

    /// req(load) / req(1), linear between what is tabulated and beyond its ends in proportion to the load.
    [[nodiscard]] static Column required_at(PreparedTeam const& plan, Column const& load) {
        Column need;
        double const last = static_cast<double>(plan.required.size() - 1);
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            auto const l = static_cast<Eigen::Index>(lane);
            double const place =
                std::min(std::max((load[l] - plan.required_first) / plan.required_step, 0.0), last - 1e-9);
            auto const k = static_cast<std::size_t>(place);
            double const value =
                plan.required[k] + (place - static_cast<double>(k)) * (plan.required[k + 1] - plan.required[k]);
            double const end = plan.required_first + last * plan.required_step;
            need[l] = load[l] > end ? value * load[l] / end : value;
        }
        return need;
    }

    Columns history_, ratio_;
    Column before_, usual_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
