#pragma once

#include "model/world_run.hpp"

// The baseline at t = 0: first contacts solved back from what is handled (model.md sections 1 and 4), and what everything later
// is measured against.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

inline void WorldRun::bind(Prepared const& prepared, Scenario const& scenario, std::size_t world) {
    prepared_ = &prepared;
    scenario_ = &scenario;
    world_ = world;
    PreparedWorld const& w = prepared.worlds[world];
    own_demand_ = world == 0 || w.own_demand;
    contacts.resize(prepared.cells.size());
    if (own_demand_) demand_.resize(scenario);
    queues_.resize(prepared);
    std::size_t const teams = prepared.teams.size();
    auto const zeros = [](std::size_t n) { return Columns(n, Column::Zero()); };
    progress = shapes = zeros(w.changes.size());
    first = zeros(prepared.streams.size());
    per_first.resize(prepared.streams.size());
    baseline_per_first.resize(prepared.streams.size());
    price_.resize(prepared.streams.size());
    cell_content_.resize(prepared.cells.size());
    start_.handled_per_first = zeros(prepared.cells.size());
    start_.reach = reach = Columns(prepared.streams.size(), Column::Ones());
    once_.resize(prepared.streams.size());
    unfixed_ = zeros(prepared.streams.size());
    improved_.clear();
    auto const alters = [&](std::size_t s) {
        auto const acts = [&](Effect const& effect) { return effect.target == prepared.streams[s].reason; };
        return prepared.is_alike[s] &&
               (std::ranges::any_of(w.first_time_fix, acts) || std::ranges::any_of(w.handle_time, acts) ||
                std::ranges::any_of(w.recontact, acts));
    };
    for (std::size_t s : prepared.steady)
        if (alters(s)) improved_.push_back(s);
    // Without a change of its own a stream's mark is what its reason's is said to be, and that may be said once for all.
    same_mark_.clear();
    for (std::size_t s : prepared.steady) {
        auto const mark_of = [&](std::size_t i) { return scenario.reasons[prepared.streams[i].reason].mark.index; };
        auto const like_this = [&](SameMark const& those) {
            std::size_t const i = those.streams.front();
            return !alters(i) && !alters(s) && mark_of(i) == mark_of(s);
        };
        auto those = std::ranges::find_if(same_mark_, like_this);
        if (those == same_mark_.end()) those = same_mark_.emplace(those);
        those->streams.push_back(s);
    }
    all_streams_.clear();
    for (std::size_t s = 0; s < prepared.streams.size(); ++s) all_streams_.push_back(s);
    timings.resize(w.changes.size());
    prevented_left = still_comes_ = zeros(prepared.reasons);
    reason_avoidable = reason_new = zeros(prepared.reasons);
    staff.resize(teams);
    services.resize(teams);
    staff_paid = required = team_cost = minutes = minutes_spent = zeros(teams);
    occupancy_rise_ = repeat_rise_ = staffing_strength_ = handled_last_ = longer_ = zeros(teams);
    mark = backlog_ = chasers_ = zeros(prepared.cells.size());
    lowered_ = zeros(scenario.drivers.size());
    journey_right = transactions_ = monthly_transactions_ = zeros(scenario.journeys.size());
    start_.first_contacts = zeros(prepared.reasons);
    start_.services.assign(teams, {});
    start_.team_repeat_share = zeros(teams);
    start_.satisfaction.excess = zeros(teams);
    start_.satisfaction.fix = zeros(prepared.cells.size());
}

inline void WorldRun::begin(DrawsPart const& draws, WorldRun const* baseline, Wanted wanted) {
    draws_ = draws;
    value_.emplace(draws, world());
    Values const value = *value_;
    unsettled = overfull = Mask::Constant(false);
    clipped = 0;
    queues_.begin(baseline == nullptr ? nullptr : &baseline->start_.hang_up);
    // Of steady streams an alternative only has its own where a quantity is its own.
    before_ = baseline == nullptr || world().own_values ? &contacts : &baseline->contacts;
    std::vector<std::size_t> const& own_streams = before_ == &contacts ? all_streams_ : prepared_->busy;
    set_up(*prepared_, *scenario_, value, own_streams, contacts);
    tolerance_ = prepared_->waiting_driver == none
                     ? Column(Column::Zero())
                     : Column(value[scenario_->drivers[prepared_->waiting_driver].tolerance]);
    for (Columns* columns : {&minutes, &backlog_, &chasers_, &occupancy_rise_, &repeat_rise_, &handled_last_})
        for (Column& column : *columns) column.setZero();
    for (std::size_t k = 0; k < timings.size(); ++k)
        timings[k] = timing(scenario_->changes[world().changes[k]], value, world().delay);
    for (std::size_t g = 0; g < staff.size(); ++g)
        staff[g].begin(scenario_->teams[g], prepared_->teams[g], value, prepared_->months);

    auto const monthly = [&](QuantityId growth) {
        return exp(Column(log(Column(1 + value[growth])) / months_per_year));
    };
    monthly_wages_ = monthly(scenario_->finance.wage_growth);
    if (wanted.indicators) {
        for (std::size_t j = 0; j < scenario_->journeys.size(); ++j)
            monthly_transactions_[j] = monthly(scenario_->journeys[j].growth);
        if (scenario_->customers) monthly_customers_ = monthly(scenario_->customers->growth);
    }
    for (Column& progress_k : progress) progress_k.setZero();
    for (std::size_t s : own_streams) improve(*prepared_, world(), value, s, progress, {}, contacts);
    if (baseline == nullptr) {
        base_ = &start_;
        solve_first_contacts(wanted);
        measure_teams();
        if (wanted.indicators) measure_experience();
    } else {
        base_ = &baseline->start_;
    }
    if (before_ == &contacts)
        settle_steady();
    else
        share_steady(*baseline);
    if (own_demand_) {
        if (baseline != nullptr) {
            // What the alternative states for a volume scales the first contacts that the baseline was solved for.
            Values const baseline_value(draws, prepared_->worlds[0]);
            for (std::size_t r = 0; r < prepared_->reasons; ++r)
                start_.first_contacts[r] =
                    base_->first_contacts[r] *
                    ratio(stated_volume(*scenario_, value, r), stated_volume(*scenario_, baseline_value, r));
        }
        demand_.fill(*scenario_, value, draws, start_.first_contacts);
        shared_demand_ = &demand_;
    } else {
        shared_demand_ = &baseline->demand();
    }
    drivers_.begin(*scenario_, value);
    if (wanted.indicators) expectation_.begin(base_->mark);
}

/// What does not change over the months, once.
inline void WorldRun::settle_steady() {
    Values const value = *value_;
    wages.setOnes();
    wages_grow_ = (monthly_wages_ != 1).any();
    some_stays_ = false;
    for (std::size_t s : prepared_->steady) {
        Stream const& stream = prepared_->streams[s];
        per_first[s] = prepared_->is_alike[s] ? settle_alike(s)
                                              : per_first_contact(*prepared_, *scenario_, value, s, contacts, matrix_);
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            start_.handled_per_first[c] = contacts.handled[c];
        baseline_per_first[s] = at_prices(*prepared_, value, stream, base_->handled_per_first);
        if (prepared_->is_alike[s]) baseline_per_first[s].come_back(base_->reach[s]);
        some_stays_ = some_stays_ || (per_first[s].stays != 0).any() || (baseline_per_first[s].stays != 0).any();
    }
}

/// ... where an alternative's are the baseline's.
inline void WorldRun::share_steady(WorldRun const& baseline) {
    wages.setOnes();
    wages_grow_ = baseline.wages_grow_;
    some_stays_ = baseline.some_stays_;
    for (std::size_t s : prepared_->steady) {
        per_first[s] = baseline.per_first[s];
        baseline_per_first[s] = baseline.baseline_per_first[s];
        once_[s] = baseline.once_[s];
        reach[s] = baseline.reach[s];
        unfixed_[s].setZero();
    }
}

/// An alike stream as it is before any change.
inline PerFirst WorldRun::settle_alike(std::size_t s) {
    once_[s] = once(*prepared_, *scenario_, *value_, s, contacts);
    Alike const now = alike({}, contacts, prepared_->streams[s].first);
    reach[s] = start_.reach[s] = now.reach();
    unfixed_[s].setZero();
    PerFirst sum;
    come_back(once_[s], now, reach[s], sum);
    return sum;
}

/// ... and in this month.
inline void WorldRun::improve_alike(std::size_t s) {
    Stream const& stream = prepared_->streams[s];
    Alike const now = alike(improvement(world(), *value_, stream.reason, progress), *before_, stream.first);
    reach[s] = now.reach();
    unfixed_[s] = base_->satisfaction.fix[stream.first] - now.fix;
    come_back(once_[s], now, reach[s], per_first[s]);
}

/// V0: the first contacts with which the baseline, with noise and season 1, handles what is stated.
inline void WorldRun::solve_first_contacts(Wanted wanted) {
    Values const value = *value_;
    Columns& hang_up = staffing_strength_;  // borrowed: A by team
    for (Column& a : hang_up) a.setZero();

    // First contacts for the hang-up shares at hand, and the attempts that they lead to.
    auto const solve = [&] {
        for (std::size_t r = 0; r < prepared_->reasons; ++r) {
            Stream const& stream = prepared_->streams[r];
            if (scenario_->reasons[r].new_contacts && prepared_->is_steady[r] && !wanted.indicators) {
                start_.first_contacts[r] = stated_volume(*scenario_, value, r);
                continue;  // what they lead to nobody asks
            }
            arrive(stream, Column::Ones(), contacts);
            come_back(*prepared_, r, value, hang_up, contacts, matrix_);
            Column handled = Column::Zero();
            for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
                handled += prepared_->cells[c].queued()
                               ? Column(contacts.attempts[c] * (1 - hang_up[prepared_->cells[c].team]))
                               : contacts.attempts[c];
            Column const stated = stated_volume(*scenario_, value, r);
            start_.first_contacts[r] = scenario_->reasons[r].new_contacts ? stated : ratio(stated, handled);
            for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
                contacts.arriving[c] *= start_.first_contacts[r];
                contacts.attempts[c] *= start_.first_contacts[r];
            }
        }
    };
    constexpr double most_hang_up = 0.95;
    std::vector<TeamCells> const& teams = queues_.teams();
    std::size_t live = 0;
    for (TeamCells const& team : teams) live += team.cells.empty() ? 0U : 1U;
    auto const stated = [](Reason const& reason) { return !reason.new_contacts; };
    if (live == 0 || std::ranges::none_of(scenario_->reasons, stated)) return solve();
    Mask settled = Mask::Constant(false);
    for (int sweep = 0; sweep < (live == 1 ? 1 : 30) && !settled.all(); ++sweep) {
        settled.setConstant(true);
        for (std::size_t g = 0; g < teams.size(); ++g) {
            if (teams[g].cells.empty()) continue;
            // A(load(A)) - A begins above 0; the least root is where the centre is. None: more is handled than it can.
            Column const before = hang_up[g];
            RootSearch search(before, most_hang_up, Column::Constant(-1));
            for (int step = 0; step < 60 && !search.found().all(); ++step) {
                Column const& at = search.at();
                hang_up[g] = at;
                solve();
                Column attempts = Column::Zero(), work = Column::Zero(), rate = Column::Zero(),
                       arriving = Column::Zero();
                for (std::size_t c : teams[g].cells) {
                    attempts += contacts.attempts[c];
                    work += contacts.attempts[c] * contacts.handle[c];
                    arriving += contacts.arriving[c];
                    rate += contacts.arriving[c] * contacts.patience_rate[c];
                }
                rate = ratio(rate, arriving, 1.0 / 180);
                Column const patience = ratio(Column::Ones(), rate, queue::endless_patience);
                Column const staffing = Column::Constant(prepared_->teams[g].staffing);
                Column const gap =
                    queue::abandonment(prepared_->teams[g].week->view(),
                                       {attempts / weeks_per_month, ratio(work, attempts, 300), patience, staffing}) -
                    at;
                search.move(gap, 1e-9 + 1e-7 * at);
            }
            hang_up[g] = search.at();
            settled = settled && search.found();
            if (live > 1) settled = settled && (hang_up[g] - before).abs() <= 1e-9 + 1e-6 * before;
        }
    }
    // Nothing explains it, or only ever more hanging up: then nobody hung up when it was counted, and the queue shows what becomes
    // of so many.
    overfull = !settled;
    for (Column& a : hang_up) a = overfull.select(0.0, a);
    solve();
}

/// How busy the teams are, and who comes back to them.
inline void WorldRun::measure_teams() {
    for (std::size_t g = 0; g < staff.size(); ++g)
        staffing_strength_[g] = Column::Constant(prepared_->teams[g].staffing);
    for (std::size_t s = prepared_->reasons; s < prepared_->streams.size(); ++s)
        arrive(prepared_->streams[s], Column::Zero(), contacts);
    unsettled = unsettled || !queues_.settle(*prepared_, *value_, staffing_strength_, tolerance_, all_streams_,
                                             contacts, start_.services);
    start_.hang_up = queues_.last();
    if (staff.empty()) return;
    Columns repeats(staff.size(), Column::Zero());
    for (Column& handled : handled_last_) handled.setZero();
    for (std::size_t c = 0; c < prepared_->cells.size(); ++c) {
        Cell const& cell = prepared_->cells[c];
        if (cell.team == none) continue;
        contacts.handled[c] = cell.queued() ? Column(contacts.attempts[c] * (1 - start_.services[cell.team].hang_up))
                                            : contacts.attempts[c];
        handled_last_[cell.team] += contacts.handled[c];
        repeats[cell.team] += contacts.handled[c] * contacts.back[c];
    }
    for (std::size_t g = 0; g < staff.size(); ++g) start_.team_repeat_share[g] = ratio(repeats[g], handled_last_[g]);
}

/// Marks, and what loyalty feels.
inline void WorldRun::measure_experience() {
    Values const value = *value_;
    Column handled_all = Column::Zero(), attempts = Column::Zero(), marks = Column::Zero(), matters = Column::Zero();
    Column wait = Column::Zero(), queued = Column::Zero();
    for (std::size_t g = 0; g < staff.size(); ++g) start_.satisfaction.excess[g] = start_.services[g].excess;
    start_.satisfaction.fix = contacts.fix;
    // An event's contacts are as the reason's usually are, but for what the event does to them: that is what marks feel.
    for (std::size_t s = prepared_->reasons; s < prepared_->streams.size(); ++s) {
        Stream const& stream = prepared_->streams[s];
        for (std::size_t i = 0; i < stream.count; ++i)
            start_.satisfaction.fix[stream.first + i] = contacts.fix[prepared_->streams[stream.reason].first + i];
    }
    for (std::size_t r = 0; r < prepared_->reasons; ++r) matters += start_.first_contacts[r];
    for (std::size_t c = 0; c < prepared_->cells.size(); ++c) {
        Cell const& cell = prepared_->cells[c];
        if (cell.team == none) contacts.handled[c] = contacts.attempts[c];
        if (cell.kind == ChannelKind::self_service) continue;
        Service const* const service = cell.queued() ? &start_.services[cell.team] : nullptr;
        mark[c] = contact_mark(*prepared_, *scenario_, value, start_.satisfaction, c, contacts.fix[c],
                               service != nullptr ? &service->excess : nullptr, Column(Column::Zero()));
        marks += contacts.handled[c] * mark[c];
        attempts += contacts.attempts[c];
        handled_all += contacts.handled[c];
        if (service == nullptr) continue;
        marks += contacts.attempts[c] * service->hang_up * value[scenario_->satisfaction.abandoned_mark];
        wait += contacts.handled[c] * service->wait;
        queued += contacts.handled[c];
    }
    start_.mark = ratio(marks, attempts, 7);
    start_.loyalty.contacts_per_matter = ratio(attempts, matters, 1);
    start_.loyalty.wait = ratio(wait, queued);
    start_.loyalty.hops = hops_per_matter(matters, all_streams_);
    if (scenario_->customers) {
        Column avoidable = Column::Zero();
        for (std::size_t r = 0; r < prepared_->reasons; ++r)
            avoidable += start_.first_contacts[r] * value[scenario_->reasons[r].avoidable];
        start_.loyalty.avoidable_per_customer = ratio(avoidable * months_per_year, value[scenario_->customers->count]);
    }
    settle_cut(handled_all);
}

/// The mark from which a customer is satisfied: the share falls as it rises; halve until the baseline reproduces what was observed.
inline void WorldRun::settle_cut(Column const& handled) {
    start_.satisfaction.cut = Column::Constant(7.5);
    if (!scenario_->satisfaction.satisfied_share) return;
    Values const value = *value_;
    Column const seen = value[*scenario_->satisfaction.satisfied_share];
    Column const spread = value[scenario_->satisfaction.spread];
    Column low = Column::Constant(-20), high = Column::Constant(30);
    for (int step = 0; step < 50; ++step) {
        Column const cut = 0.5 * (low + high);
        Column sum = Column::Zero();
        for (std::size_t c = 0; c < prepared_->cells.size(); ++c)
            if (prepared_->cells[c].kind != ChannelKind::self_service)
                sum += contacts.handled[c] * satisfied(mark[c], cut, spread);
        Mask const above = ratio(sum, handled) > seen;
        low = above.select(cut, low);
        high = above.select(high, cut);
    }
    start_.satisfaction.cut = 0.5 * (low + high);
}

/// Changes of channel a matter: hops between channels, and the menu's steps of every attempt.
inline Column WorldRun::hops_per_matter(Column const& matters, std::span<std::size_t const> streams) const {
    Values const value = *value_;
    Column hops = Column::Zero();
    for (std::size_t s : streams) {
        Stream const& stream = prepared_->streams[s];
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            hops += contacts.attempts[c] * value[scenario_->channels[prepared_->cells[c].channel].menu_levels];
        for (CellHop const& hop : prepared_->hops)
            if (hop.stream == s) hops += contacts.handled[hop.from] * contacts.back[hop.from] * value[hop.share];
    }
    if (streams.size() < prepared_->streams.size())
        for (std::size_t s : prepared_->steady) hops += first[s] * per_first[s].steps;
    return ratio(hops, matters);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
