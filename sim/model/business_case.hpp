#pragma once

#include "model/month.hpp"

#include <cmath>

// model.md section 8, an alternative against the baseline on the same draws: each euro saved in one class, and the indicators.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// Money of one business case over the months.
class CaseRun {
public:
    void begin(Prepared const& prepared, Scenario const& scenario, WorldRun const& baseline) {
        prepared_ = &prepared;
        scenario_ = &scenario;
        for (Column* sum :
             {&npv, &cumulative, &trough, &cash_total, &gross_total, &capacity_total, &avoided_total, &change_total,
              &loyalty_total, &paper, &less_overlap, &less_timing, &less_realisation, &spent, &kept_customers})
            sum->setZero();
        reason_saving.assign(prepared.reasons, Column::Zero());
        planned_.assign(scenario.changes.size(), Column::Zero());
        payback.setConstant(std::nan(""));
        Column const log_rate = log(Column(1 + baseline.value()[scenario.finance.discount_rate]));
        discount_ = exp(Column(-log_rate / (2 * months_per_year)));
        monthly_ = exp(Column(-log_rate / months_per_year));
    }

    void month(int t, WorldRun const& baseline, WorldRun const& run, Wanted wanted, TrajectoryPart base,
               TrajectoryPart alternative, BusinessCasePart out) {
        Values const value = run.value();
        Column avoided = Column::Zero(), capacity = run.fixed_piece_cost;
        for (std::size_t g = 0; g < scenario_->teams.size(); ++g) {
            Column const fewer = baseline.staff_paid[g] - run.staff_paid[g];
            // Above today's number nobody is there yet: not hiring them leaves the budget as it is.
            Column const not_hired = (baseline.staff_paid[g] - run.staff_paid[g].max(baseline.staff[g].start)).max(0.0);
            Column const freed =
                (baseline.required[g] - run.required[g]).max(0.0) * (1 - value[scenario_->teams[g].reinvest]);
            Column const cost = value[scenario_->teams[g].cost_per_fte] / months_per_year * run.wages;
            avoided += not_hired * cost;
            capacity += (freed - fewer.max(0.0)).max(0.0) * cost;
        }
        Column const cash = base.kpi(Kpi::cash_out, t) - alternative.kpi(Kpi::cash_out, t) - avoided;
        Column const costs = baseline.changes_cost - run.changes_cost;
        npv += cash * discount_;
        spent -= costs.min(0.0) * discount_;
        Column const before = cumulative;
        cumulative += cash;
        trough = trough.min(cumulative);
        // Paid back from the last time that cumulative cash comes up through zero.
        Column const zero = Column::Zero();
        payback = if_less(before, zero, t - before / (cumulative - before).max(1e-300), payback);
        payback = if_less(cumulative, zero, Column::Constant(std::nan("")), t == 0 ? zero : payback);
        cash_total += cash;
        change_total += costs;
        discount_ *= monthly_;
        auto const put = [&](Line line, Column const& column) { out.line(line, t) = column; };
        put(Line::cash_saving, cash);
        put(Line::cumulative_cash, cumulative);
        if (!wanted.indicators) return;
        Column const gross = gross_saving(t, baseline, run);
        Column const margin = loyalty(t, base, alternative, run);
        gross_total += gross;
        capacity_total += capacity;
        avoided_total += avoided;
        loyalty_total += margin;
        put(Line::gross_saving, gross);
        put(Line::capacity_saving, capacity);
        put(Line::avoided_hiring, avoided);
        put(Line::change_cost, costs);
        put(Line::loyalty_margin, margin);
    }

    Column npv, cumulative, trough, payback, cash_total, gross_total, capacity_total, avoided_total, change_total,
        loyalty_total;
    Column paper, less_overlap, less_timing, less_realisation, spent, kept_customers;
    Columns reason_saving;

private:
    /// Full cost of a baseline contact in a cell, and of an agent's second where a team handles it.
    [[nodiscard]] Column gross_saving(int t, WorldRun const& baseline, WorldRun const& run) {
        Values const value = run.value();
        Columns& second = cost_of_second_;
        second.assign(scenario_->teams.size(), Column::Zero());
        for (std::size_t c : prepared_->busy_cells)
            if (prepared_->cells[c].team != none)
                second[prepared_->cells[c].team] += baseline.contacts.handled[c] * baseline.contacts.handle[c];
        for (std::size_t g = 0; g < second.size(); ++g) second[g] = ratio(baseline.team_cost[g], second[g]);

        for (std::size_t k = 0; k < run.timings.size(); ++k) planned_[k] = since(t, run.timings[k].start);
        Column total = Column::Zero();
        for (std::size_t s = 0; s < prepared_->streams.size(); ++s) {
            Stream const& stream = prepared_->streams[s];
            Column saved = Column::Zero(), full = Column::Zero();
            if (prepared_->is_steady[s]) {
                BaselinePerFirst const& before = run.baseline_per_first[s];
                PerFirst const& after = run.per_first[s];
                full = baseline.first[s] * (before.variable + before.piece * run.wages);
                saved = full - run.first[s] * (after.variable + after.piece * run.wages);
            }
            for (std::size_t c = stream.first; !prepared_->is_steady[s] && c < stream.first + stream.count; ++c) {
                Cell const& cell = prepared_->cells[c];
                Column const piece = cell.team == none ? Column(value[cell.cost] * run.wages + value[cell.variable_cost])
                                                       : Column(value[cell.variable_cost]);
                Column before = baseline.contacts.handled[c] * piece, after = run.contacts.handled[c] * piece;
                if (cell.team != none) {
                    // Time kept for the customer on purpose is not lost potential.
                    before += baseline.contacts.handled[c] * baseline.contacts.handle[c] * second[cell.team];
                    after += run.contacts.handled[c] * (run.contacts.handle[c] - 60 * run.minutes_spent[cell.team]) *
                             second[cell.team];
                }
                full += before;
                saved += before - after;
            }
            total += saved;
            reason_saving[stream.reason] += saved;
            if (stream.event == none) plain_sum(stream.reason, full, run);
        }
        return total;
    }

    /// The waterfall: every change alone and in full on its planned date; less overlap; less slip, ramp and fade; less what does not
    /// come true. `full`: cost of all contacts of the reason in the baseline.
    void plain_sum(std::size_t r, Column const& full, WorldRun const& run) {
        Values const value = run.value();
        Column const claimed = full * value[scenario_->reasons[r].avoidable];
        Column sum = Column::Zero(), planned_left = Column::Ones(), timed_left = Column::Ones();
        bool any = false;
        for (Effect const& effect : prepared_->worlds[run.index()].prevents) {
            if (effect.target != r) continue;
            any = true;
            Column const planned = value[effect.amount] * planned_[effect.change];
            sum += planned;
            planned_left *= 1 - planned;
            timed_left *= 1 - value[effect.amount] * run.shapes[effect.change];
        }
        if (!any) return;
        paper += claimed * sum;
        less_overlap += claimed * (1 - planned_left);
        less_timing += claimed * (1 - timed_left);
        less_realisation += claimed * (1 - run.prevented_left[r]);
    }

    /// Margin of customers kept because loyalty moved.
    [[nodiscard]] Column loyalty(int t, TrajectoryPart base, TrajectoryPart alternative, WorldRun const& run) {
        if (!scenario_->loyalty || !scenario_->loyalty->money || !scenario_->customers) return Column::Zero();
        ColumnMap const churn0 = base.kpi(Kpi::churn, t), churn1 = alternative.kpi(Kpi::churn, t);
        kept_customers =
            kept_customers * (1 - churn1 / months_per_year) + run.customers() * (churn0 - churn1) / months_per_year;
        return kept_customers * run.value()[scenario_->customers->margin] / months_per_year;
    }

    Prepared const* prepared_ = nullptr;
    Scenario const* scenario_ = nullptr;
    Column discount_, monthly_;
    Columns cost_of_second_, planned_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
