#pragma once

#include "model/business_case.hpp"
#include "model/rate_of_return.hpp"

#include <deque>

// The month loop: all worlds move through the same month together, so that an alternative is compared with the baseline draw by
// draw. The model's table of contents is `WorldRun::month`.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

class Simulation {
public:
    Simulation(Prepared const& prepared, Scenario const& scenario) : prepared_(&prepared), scenario_(&scenario) {
        worlds_.resize(prepared.worlds.size());
        for (std::size_t w = 0; w < worlds_.size(); ++w) worlds_[w].bind(prepared, scenario, w);
        cases_.resize(worlds_.size() - 1);
        paths_.resize(worlds_.size());
        case_paths_.resize(cases_.size());
    }

    void simulate(Block& block, Wanted wanted) {
        // Margin of customers kept follows from loyalty, hence from marks.
        if (scenario_->loyalty && scenario_->loyalty->money) wanted.indicators = true;
        block.clipped = 0;
        for (std::size_t first = 0; first < block_draws; first += lane_count) simulate(block, first, wanted);
    }

    [[nodiscard]] WorldRun const& world(std::size_t w) const { return worlds_[w]; }

private:
    /// Sums over the last 12 months.
    struct Breakdown {
        Columns reason_handled, reason_avoidable, reason_cost, channel_handled, channel_cost, team_fte, team_cost,
            team_wait, journey_right;
        Columns first;           ///< first contacts times their reach, by steady stream
        Columns first_at_wages;  ///< ... times the level of wages
        double months = 0;
    };

    /// The draws from `first` on, as many as a column holds.
    void simulate(Block& block, std::size_t first, Wanted wanted) {
        begin({&block.draws, first}, wanted);
        for (std::size_t w = 0; w < worlds_.size(); ++w) paths_[w] = {&block.worlds[w], first};
        for (std::size_t k = 0; k < cases_.size(); ++k) case_paths_[k] = {&block.cases[k], first};
        int const recent = std::max(0, prepared_->months - 12);
        for (int t = 0; t < prepared_->months; ++t) {
            for (std::size_t w = 0; w < worlds_.size(); ++w) {
                worlds_[w].month(t, w == 0 ? nullptr : &worlds_[0], wanted, paths_[w]);
                if (wanted.indicators && t >= recent) break_down(w);
            }
            for (std::size_t k = 0; k < cases_.size(); ++k)
                cases_[k].month(t, worlds_[0], worlds_[k + 1], wanted, paths_[0], paths_[k + 1], case_paths_[k]);
        }
        for (std::size_t i = 0; i < lane_count; ++i) block.unsettled[first + i] = block.overfull[first + i] = 0;
        for (std::size_t w = 0; w < worlds_.size(); ++w) {
            if (wanted.indicators) report_world(w, paths_[w]);
            for (std::size_t i = 0; i < lane_count; ++i) {
                auto const lane = static_cast<Eigen::Index>(i);
                if (worlds_[w].unsettled[lane]) block.unsettled[first + i] = 1;
                if (worlds_[w].overfull[lane]) block.overfull[first + i] = 1;
            }
            block.clipped += worlds_[w].clipped;
        }
        for (std::size_t k = 0; k < cases_.size(); ++k) report_case(k, wanted);
    }

    void begin(DrawsPart const& draws, Wanted wanted) {
        breakdowns_.resize(worlds_.size());
        for (std::size_t w = 0; w < worlds_.size(); ++w) {
            worlds_[w].begin(draws, w == 0 ? nullptr : &worlds_[0], wanted);
            if (!wanted.indicators) continue;
            Breakdown& sums = breakdowns_[w];
            sums.months = 0;
            sums.reason_handled.assign(prepared_->reasons, Column::Zero());
            sums.reason_avoidable = sums.reason_cost = sums.reason_handled;
            sums.channel_handled.assign(prepared_->channels, Column::Zero());
            sums.channel_cost = sums.channel_handled;
            sums.first.assign(prepared_->streams.size(), Column::Zero());
            sums.first_at_wages = sums.first;
            sums.team_fte.assign(scenario_->teams.size(), Column::Zero());
            sums.team_wait = sums.team_cost = sums.team_fte;
            sums.journey_right.assign(scenario_->journeys.size(), Column::Zero());
        }
        for (CaseRun& run : cases_) run.begin(*prepared_, *scenario_, worlds_[0]);
    }

    void break_down(std::size_t w) {
        Breakdown& sums = breakdowns_[w];
        WorldRun const& run = worlds_[w];
        Columns second(scenario_->teams.size(), Column::Zero());
        for (std::size_t c : prepared_->busy_cells)
            if (prepared_->cells[c].team != none)
                second[prepared_->cells[c].team] += run.contacts.handled[c] * run.contacts.handle[c];
        for (std::size_t g = 0; g < second.size(); ++g) second[g] = ratio(run.team_cost[g], second[g]);
        for (std::size_t s : prepared_->steady) {
            std::size_t const reason = prepared_->streams[s].reason;
            sums.first[s] += run.first[s] * run.reach[s];
            sums.first_at_wages[s] += run.first[s] * run.reach[s] * run.wages;
            sums.reason_handled[reason] += run.first[s] * run.per_first[s].handled;
            sums.reason_cost[reason] += run.first[s] * (run.per_first[s].variable + run.per_first[s].piece * run.wages);
        }
        for (std::size_t c : prepared_->busy_cells) {
            Cell const& cell = prepared_->cells[c];
            Column const piece = cell.team == none ? Column(run.value()[cell.cost] * run.wages)
                                                   : Column(run.contacts.handle[c] * second[cell.team]);
            if (cell.kind != ChannelKind::self_service) sums.reason_handled[cell.reason] += run.contacts.handled[c];
            Column const cost = run.contacts.handled[c] * (piece + run.value()[cell.variable_cost]);
            sums.reason_cost[cell.reason] += cost;
            sums.channel_cost[cell.channel] += cost;
            sums.channel_handled[cell.channel] += run.contacts.handled[c];
        }
        for (std::size_t r = 0; r < prepared_->reasons; ++r) sums.reason_avoidable[r] += run.reason_avoidable[r];
        for (std::size_t g = 0; g < scenario_->teams.size(); ++g) {
            sums.team_fte[g] += run.staff_paid[g];
            sums.team_cost[g] += run.team_cost[g];
            if (prepared_->teams[g].live) sums.team_wait[g] += run.services[g].wait;
        }
        for (std::size_t j = 0; j < scenario_->journeys.size(); ++j) sums.journey_right[j] += run.journey_right[j];
        sums.months += 1;
    }

    /// The KPI over the last 12 months: a ratio of totals where it has a weight.
    [[nodiscard]] Column recent_mean(TrajectoryPart path, KpiInfo const& kpi) const {
        int const first = std::max(0, prepared_->months - 12);
        Column sum = Column::Zero(), weights = Column::Zero();
        for (int t = first; t < prepared_->months; ++t) {
            ColumnMap const value = path.kpi(kpi.kpi, t);
            if (kpi.weight) {
                ColumnMap const weight = path.kpi(*kpi.weight, t);
                sum += value * weight;
                weights += weight;
            } else {
                sum += value;
                weights += 1;
            }
        }
        return ratio(sum, weights);
    }

    void report_world(std::size_t w, TrajectoryPart path) {
        Breakdown& sums = breakdowns_[w];
        for (std::size_t s : prepared_->steady) {
            Stream const& stream = prepared_->streams[s];
            for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
                Cell const& cell = prepared_->cells[c];
                Values const& value = worlds_[w].value();
                Column const& each = worlds_[w].handled_per_first()[c];
                sums.channel_handled[cell.channel] += sums.first[s] * each;
                sums.channel_cost[cell.channel] +=
                    each * (sums.first[s] * value[cell.variable_cost] + sums.first_at_wages[s] * value[cell.cost]);
            }
        }
        std::vector<Outcome> const& names = prepared_->outcomes.world;
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::size_t const k = names[i].index;
            ColumnMap out = path.outcome(i);
            switch (names[i].kind) {
                case OutcomeKind::kpi: out = recent_mean(path, kpis()[k]); break;
                case OutcomeKind::reason_handled: out = sums.reason_handled[k] / sums.months; break;
                case OutcomeKind::reason_avoidable: out = sums.reason_avoidable[k] / sums.months; break;
                case OutcomeKind::reason_cost: out = sums.reason_cost[k] / sums.months; break;
                case OutcomeKind::channel_handled: out = sums.channel_handled[k] / sums.months; break;
                case OutcomeKind::channel_cost: out = sums.channel_cost[k] / sums.months; break;
                case OutcomeKind::team_cost: out = sums.team_cost[k] / sums.months; break;
                case OutcomeKind::journey_right: out = sums.journey_right[k] / sums.months; break;
                case OutcomeKind::team_fte: out = sums.team_fte[k] / sums.months; break;
                case OutcomeKind::team_wait: out = sums.team_wait[k] / sums.months; break;
                case OutcomeKind::moment_mark:
                    out = moment_mark(*scenario_, prepared_->worlds[w], worlds_[w].value(), worlds_[w].progress, k);
                    break;
                default: break;
            }
        }
    }

    [[nodiscard]] Column year_sum(BusinessCasePart business_case, Line line, std::size_t year) const {
        Column sum = Column::Zero();
        for (int t = 12 * static_cast<int>(year); t < std::min(prepared_->months, 12 * (static_cast<int>(year) + 1));
             ++t)
            sum += business_case.line(line, t);
        return sum;
    }

    void report_case(std::size_t k, Wanted wanted) {
        CaseRun const& run = cases_[k];
        BusinessCasePart const out = case_paths_[k];
        TrajectoryPart const path = paths_[k + 1];
        RateOfReturn rate{Column::Constant(std::nan("")), Column::Zero()};
        if (wanted.irr) rate = rate_of_return(prepared_->months, [&](int t) { return out.line(Line::cash_saving, t); });
        out.irr_roots() = rate.roots;
        std::vector<Outcome> const& names = prepared_->outcomes.business_case;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!wanted.indicators && !is_cash(names[i].kind)) continue;
            std::size_t const j = names[i].index;
            ColumnMap column = out.outcome(i);
            switch (names[i].kind) {
                case OutcomeKind::npv: column = run.npv; break;
                case OutcomeKind::roi:
                    column = (run.spent > 0).select(run.npv / run.spent.max(1e-300), Column::Constant(std::nan("")));
                    break;
                case OutcomeKind::irr: column = rate.rate; break;
                case OutcomeKind::payback_months: column = run.payback; break;
                case OutcomeKind::peak_funding: column = -run.trough; break;
                case OutcomeKind::cash_total: column = run.cash_total; break;
                case OutcomeKind::gross_total: column = run.gross_total; break;
                case OutcomeKind::capacity_total: column = run.capacity_total; break;
                case OutcomeKind::avoided_hiring_total: column = run.avoided_total; break;
                case OutcomeKind::change_cost_total: column = run.change_total; break;
                case OutcomeKind::loyalty_total: column = run.loyalty_total; break;
                case OutcomeKind::paper_total: column = run.paper; break;
                case OutcomeKind::paper_less_overlap: column = run.less_overlap; break;
                case OutcomeKind::paper_less_timing: column = run.less_timing; break;
                case OutcomeKind::paper_less_realisation: column = run.less_realisation; break;
                case OutcomeKind::cash_saving_per_year: column = year_sum(out, Line::cash_saving, j); break;
                case OutcomeKind::gross_saving_per_year: column = year_sum(out, Line::gross_saving, j); break;
                case OutcomeKind::capacity_saving_per_year: column = year_sum(out, Line::capacity_saving, j); break;
                case OutcomeKind::avoided_hiring_per_year: column = year_sum(out, Line::avoided_hiring, j); break;
                case OutcomeKind::change_cost_per_year: column = year_sum(out, Line::change_cost, j); break;
                case OutcomeKind::kpi_shift:
                    column = recent_mean(path, kpis()[j]) - recent_mean(paths_[0], kpis()[j]);
                    break;
                case OutcomeKind::reason_saving: column = run.reason_saving[j]; break;
                case OutcomeKind::channel_shift:
                    column = breakdowns_[k + 1].channel_handled[j] / breakdowns_[k + 1].months -
                             breakdowns_[0].channel_handled[j] / breakdowns_[0].months;
                    break;
                case OutcomeKind::team_fte_shift:
                    column = breakdowns_[k + 1].team_fte[j] / breakdowns_[k + 1].months -
                             breakdowns_[0].team_fte[j] / breakdowns_[0].months;
                    break;
                default: break;
            }
        }
    }

    Prepared const* prepared_;
    Scenario const* scenario_;
    std::deque<WorldRun> worlds_;
    std::deque<CaseRun> cases_;
    std::vector<Breakdown> breakdowns_;
    std::vector<TrajectoryPart> paths_;
    std::vector<BusinessCasePart> case_paths_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
