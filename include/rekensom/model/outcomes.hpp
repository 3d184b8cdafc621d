#pragma once

#include "rekensom/model/scenario.hpp"

#include <string>
#include <vector>

// The scalars of one draw: of each world, and of each business case (an alternative against the baseline, on the same draw).
// Their names are those of draws.csv, of `--require` and of `Results::find`.

namespace rekensom::model {

/// What a scalar says; `index` in `Outcome` tells of which year, reason, KPI … it is.
enum class OutcomeKind {
    kpi,               ///< world: mean over the last 12 months (index: Kpi)
    reason_handled,    ///< world: contacts a month, last 12 months, by reason
    reason_avoidable,  ///< world
    reason_cost,       ///< world: full cost of its contacts, money a month
    channel_handled,   ///< world: self-service tries included, by channel
    channel_cost,      ///< world: full cost of its contacts, money a month
    team_fte,          ///< world, by team
    team_cost,         ///< world: its wages, money a month
    team_wait,         ///< world, by team, s
    journey_right,     ///< world: first time right of a journey, last 12 months
    moment_mark,       ///< world: mark of a moment, last month
    npv,               ///< case from here on: money
    roi,               ///< NPV / present value of the costs of the changes; NaN without costs
    irr,               ///< a year; NaN where there is none or more than one
    payback_months,    ///< NaN where not within the horizon
    peak_funding,      ///< money: deepest point of cumulative cash, as a positive number
    cash_total,        ///< money over the horizon, not discounted
    gross_total,
    capacity_total,
    avoided_hiring_total,
    change_cost_total,
    loyalty_total,
    paper_total,             ///< waterfall: every change alone, on its planned date, in full
    paper_less_overlap,      ///< ... each contact prevented once
    paper_less_timing,       ///< ... with slip, ramp and fade
    paper_less_realisation,  ///< ... with what comes true
    cash_saving_per_year,    ///< by year (the last may be a part)
    gross_saving_per_year,
    capacity_saving_per_year,
    avoided_hiring_per_year,
    change_cost_per_year,
    kpi_shift,       ///< alternative - baseline, last 12 months (index: Kpi)
    reason_saving,   ///< gross saving over the horizon, by reason
    channel_shift,   ///< handled, alternative - baseline, by channel
    team_fte_shift,  ///< by team
};

struct Outcome {
    OutcomeKind kind;
    std::size_t index = 0;
    std::string name;  ///< "npv", "cash_saving_per_year.1", "shift.wait", "reason.billing.handled"
    std::string unit;
};

/// The scalars that this scenario has, in a fixed order.
struct Outcomes {
    std::vector<Outcome> world;
    std::vector<Outcome> business_case;

    [[nodiscard]] static std::size_t none() { return static_cast<std::size_t>(-1); }
    [[nodiscard]] std::size_t find_world(OutcomeKind kind, std::size_t index = 0) const;  ///< `none()` if absent
    [[nodiscard]] std::size_t find_case(OutcomeKind kind, std::size_t index = 0) const;
};

/// Is it known from the cash of each month alone?
[[nodiscard]] bool is_cash(OutcomeKind kind);

[[nodiscard]] Outcomes list_outcomes(Scenario const& scenario);

/// Years that a horizon of `months` touches.
[[nodiscard]] constexpr int years(int months) { return (months + 11) / 12; }

}  // namespace rekensom::model
