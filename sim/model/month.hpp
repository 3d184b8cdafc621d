#pragma once

#include "model/indicators.hpp"

// What one month of one world is: the sections of model.md in their order.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

inline void WorldRun::month(int t, WorldRun const* baseline, Wanted wanted, TrajectoryPart out) {
    Values const value = *value_;
    advance_changes(t);
    Columns const& longer = longer_contacts();
    for (std::size_t s : prepared_->busy) improve(*prepared_, world(), value, s, progress, longer, contacts);
    first_contacts_of(t, wanted);  // sections 1 and 3
    events_of(t);                  // section 7
    chasers_of();
    for (std::size_t g = 0; g < staff.size(); ++g)
        staffing_strength_[g] = prepared_->teams[g].staffing * staff[g].strength(scenario_->teams[g], t);
    unsettled =
        unsettled || !queues_.settle(*prepared_, value, staffing_strength_, tolerance_, prepared_->busy, contacts,
                                     services);  // sections 4 and 5
    for (std::size_t c : prepared_->busy_cells)
        contacts.handled[c] = prepared_->cells[c].queued()
                                  ? Column(contacts.attempts[c] * (1 - services[prepared_->cells[c].team].hang_up))
                                  : contacts.attempts[c];
    if (models(Kpi::backlog)) serve_deferred(t, out);
    if (wanted.indicators) {
        report_contacts(t, out);
        report_marks(t, out);  // sections 9 and 10
    }
    plan_staff(t, baseline, out);  // section 6
    for (std::size_t g = 0; g < staff.size(); ++g) {
        Column kept = staff[g].required;
        if (baseline != nullptr)
            kept += value[scenario_->teams[g].reinvest] * (baseline->required[g] - staff[g].required).max(0.0);
        staff[g].advance(scenario_->teams[g], value, t, kept);
        staff[g].strain(scenario_->teams[g], value, occupancy_rise_[g], repeat_rise_[g]);
    }
    pay(t, baseline, out);  // section 8: who comes for next month is hired in this one
}

/// How far each change is, and what alone follows from that: most months are like the month before.
inline void WorldRun::advance_changes(int t) {
    Values const value = *value_;
    changes_moved_ = t == 0;
    for (std::size_t k = 0; k < timings.size(); ++k) {
        if (timings[k].still(t)) continue;
        shapes[k] = timings[k].advance(t);
        progress[k] = timings[k].strength * shapes[k];
        changes_moved_ = true;
    }
    if (!changes_moved_) return;
    prevent(world().prevents, value, progress, prevented_left);  // section 2
    for (std::size_t r = 0; r < prepared_->reasons; ++r)
        if (world().prevented[r] != 0)
            still_comes_[r] = 1 - value[scenario_->reasons[r].avoidable] * (1 - prevented_left[r]);
    for (std::size_t s : improved_) improve_alike(s);
}

/// Reinvested minutes as seconds longer a contact, by team.
inline Columns const& WorldRun::longer_contacts() {
    minutes_spent = minutes;
    for (std::size_t g = 0; g < minutes.size(); ++g) longer_[g] = 60 * minutes[g];
    return longer_;
}

/// N'_r(t) = N_r(t) (1 - P_r(t)), by channel, and what moves between channels.
inline void WorldRun::first_contacts_of(int t, Wanted wanted) {
    Values const value = *value_;
    Column all = Column::Zero();
    Column const* const before = demand().month(t);
    Reason const* const reasons = scenario_->reasons.data();
    Column const* const left = prevented_left.data();
    char const* const prevented = world().prevented.data();
    Column const* const still_comes = still_comes_.data();
    Column* const after = first.data();
    for (std::size_t r = 0, n_reasons = prepared_->reasons; r < n_reasons; ++r) {
        if (prevented[r] != 0)
            after[r] = before[r] * still_comes[r];
        else
            after[r] = before[r];
        if (!wanted.indicators) continue;
        reason_avoidable[r] = before[r] * value[reasons[r].avoidable] * left[r];
        reason_new[r] = after[r];
        all += after[r];
    }
    new_contacts = all;
    for (std::size_t s : prepared_->busy)
        if (s < prepared_->reasons) arrive(prepared_->streams[s], first[s], contacts);
    shift(world(), value, progress, contacts);
}

/// Customers affected x contacts a customer a week x W x overlap; all of them should not have been needed.
inline void WorldRun::events_of(int t) {
    Values const value = *value_;
    for (Column& points : lowered_) points.setZero();
    for (std::size_t s = prepared_->reasons; s < prepared_->streams.size(); ++s) {
        Stream const& stream = prepared_->streams[s];
        if (!world().events[stream.event]) {
            first[s].setZero();
            arrive(stream, first[s], contacts);
            continue;
        }
        Event const& event = scenario_->events[stream.event];
        Column const lasts = overlap(t, moment_of(event.from), moment_of(event.to));
        Column const extra = value[event.customers] * value[event.contacts_per_customer] * weeks_per_month * lasts;
        first[s] = extra;
        arrive(stream, extra, contacts);
        new_contacts += extra;
        reason_new[event.reason.index] += extra;
        reason_avoidable[event.reason.index] += extra;
        if (!event.informed)
            for (DriverPoints const& lower : event.marks) lowered_[lower.driver.index] += value[lower.points] * lasts;
    }
}

/// A time, or the real start of a change of this world.
inline Column WorldRun::moment_of(When const& when) const {
    if (when.months) return (*value_)[*when.months];
    for (std::size_t k = 0; k < timings.size(); ++k)
        if (world().changes[k] == when.real_start->index) return timings[k].real_start();
    return Column::Constant(prepared_->months);  // the change does not come: it lasts
}

inline void WorldRun::chasers_of() {
    for (std::size_t c : prepared_->busy_cells) {
        contacts.arriving[c] += chasers_[c];
        chasers_[c].setZero();
    }
}

/// The hours left after live work clear the backlog; those who wait longer than promised ask again next month.
inline void WorldRun::serve_deferred(int t, TrajectoryPart out) {
    Values const value = *value_;
    Column backlog_all = Column::Zero(), waited = Column::Zero(), throughput = Column::Zero();
    for (std::size_t g = 0; g < staff.size(); ++g) {
        PreparedTeam const& plan = prepared_->teams[g];
        if (!plan.deferred) continue;
        Column work = Column::Zero();
        for (std::size_t c = 0; c < prepared_->cells.size(); ++c)
            if (prepared_->cells[c].team == g && prepared_->cells[c].kind == ChannelKind::deferred)
                work += (backlog_[c] + contacts.attempts[c]) * contacts.handle[c] / 3600;
        Column const share = ratio(plan.deferred_hours * staffing_strength_[g], work, 1).min(1.0);
        for (std::size_t c = 0; c < prepared_->cells.size(); ++c) {
            Cell const& cell = prepared_->cells[c];
            if (cell.team != g || cell.kind != ChannelKind::deferred) continue;
            Channel const& channel = scenario_->channels[cell.channel];
            Column const before = backlog_[c];
            contacts.handled[c] = share * (before + contacts.attempts[c]);
            backlog_[c] = before + contacts.attempts[c] - contacts.handled[c];
            Column const response =
                ratio(0.5 * (before + backlog_[c]), contacts.handled[c]) + value[channel.base_response];
            backlog_all += backlog_[c];
            waited += contacts.handled[c] * response * days_per_month;
            throughput += contacts.handled[c];
            if (channel.chase_channel) {
                Column const late = (1 - value[channel.promise] / response.max(1e-9)).max(0.0);
                for (std::size_t d = 0; d < prepared_->cells.size(); ++d)
                    if (prepared_->cells[d].channel == channel.chase_channel->index &&
                        prepared_->cells[d].reason == cell.reason && same_stream(c, d))
                        chasers_[d] += value[channel.chase] * late * contacts.attempts[c];
            }
        }
    }
    out.kpi(Kpi::backlog, t) = backlog_all;
    out.kpi(Kpi::response_time, t) = ratio(waited, throughput);
}

inline bool WorldRun::same_stream(std::size_t c, std::size_t d) const {
    for (Stream const& stream : prepared_->streams)
        if (c >= stream.first && c < stream.first + stream.count)
            return d >= stream.first && d < stream.first + stream.count;
    return false;
}

inline void WorldRun::plan_staff(int t, WorldRun const* baseline, TrajectoryPart out) {
    if (staff.empty()) return;
    Values const value = *value_;
    Column fte = Column::Zero(), asked = Column::Zero(), leavers = Column::Zero();
    for (std::size_t g = 0; g < staff.size(); ++g) {
        Team const& team = scenario_->teams[g];
        PreparedTeam const& plan = prepared_->teams[g];
        double const planned = world().planned.empty() ? 1.0 : world().planned[g][static_cast<std::size_t>(t)];
        Column hours = Column::Zero(), repeats = Column::Zero(), handled = Column::Zero();
        for (std::size_t c = 0; c < prepared_->cells.size(); ++c) {
            if (prepared_->cells[c].team != g) continue;
            hours += contacts.handled[c] * (contacts.handle[c] - 60 * minutes_spent[g]) / 3600;
            handled += contacts.handled[c];
            repeats += contacts.handled[c] * contacts.back[c];
        }
        staff_paid[g] = staff[g].fte;
        staff[g].learn(team, plan, value, t, planned, hours);
        staff[g].forecast(team, plan, value, t, planned);
        required[g] = staff[g].required;
        fte += staff[g].fte;
        asked += required[g];
        leavers += staff[g].fte * staff[g].attrition;
        // Kept on purpose: the freed hours that are still on the payroll, spread over the contacts.
        if (baseline != nullptr) {
            Column const freed = (baseline->required[g] - required[g]).max(0.0);
            Column const kept = (value[team.reinvest] * freed).min((staff[g].fte - required[g]).max(0.0));
            minutes[g] = ratio(kept * (plan.productive_hours * 60), handled).min(Column(value[team.reinvest_ceiling]));
        }
        handled_last_[g] = handled;
        if (plan.live) occupancy_rise_[g] = services[g].occupancy - base_->services[g].occupancy;
        repeat_rise_[g] = ratio(repeats, handled) - base_->team_repeat_share[g];
    }
    out.kpi(Kpi::fte, t) = fte;
    out.kpi(Kpi::fte_required, t) = asked;
    out.kpi(Kpi::attrition, t) = ratio(leavers, fte);
}

/// Cash out of the month.
inline void WorldRun::pay(int t, WorldRun const* baseline, TrajectoryPart out) {
    Values const value = *value_;
    if (t > 0) wages *= monthly_wages_;
    Column cash = Column::Zero();
    for (std::size_t g = 0; g < staff.size(); ++g) {
        team_cost[g] = staff_paid[g] * value[scenario_->teams[g].cost_per_fte] / months_per_year * wages;
        cash += model::team_cost(scenario_->teams[g], value, staff_paid[g], staff[g].hires, staff[g].releases, wages);
    }
    Column pieces = Column::Zero(), stays = Column::Zero();
    if (changes_moved_ || wages_grow_)
        for (std::size_t s : t == 0 || wages_grow_ ? prepared_->steady : improved_)
            price_[s] = per_first[s].variable + per_first[s].piece * wages;
    add_products(prepared_->steady, first, price_, pieces);
    // What does not go with the contact stays, and is paid still.
    if (baseline != nullptr && some_stays_)
        for (std::size_t s : prepared_->steady)
            stays += wages * (baseline->first[s] * baseline_per_first[s].stays - first[s] * per_first[s].stays);
    for (std::size_t c : prepared_->busy_cells) {
        Cell const& cell = prepared_->cells[c];
        pieces += contacts.handled[c] * value[cell.variable_cost];
        if (cell.team != none) continue;
        Column const piece = value[cell.cost] * wages;
        pieces += contacts.handled[c] * piece;
        if (baseline != nullptr)
            stays += (1 - value[cell.cashable]) * (baseline->contacts.handled[c] - contacts.handled[c]) * piece;
    }
    piece_cost = pieces;
    fixed_piece_cost = stays;
    changes_cost.setZero();
    for (std::size_t k = 0; k < timings.size(); ++k)
        changes_cost += change_cost(scenario_->changes[world().changes[k]], timings[k], value, t);
    out.kpi(Kpi::cash_out, t) = cash + piece_cost + fixed_piece_cost + changes_cost;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
