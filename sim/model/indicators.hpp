#pragma once

#include "model/start.hpp"

// What a month of one world looks like to those who measure it: contacts, first time right, marks and what follows from them
// (model.md sections 9 to 11).

namespace rekensom::model {
inline namespace REKENSOM_ISA {

inline void WorldRun::report_contacts(int t, TrajectoryPart out) {
    Column handled = Column::Zero(), repeats = Column::Zero(), solved = Column::Zero(), work = Column::Zero();
    for (std::size_t s : prepared_->steady) {
        PerFirst const& each = per_first[s];
        handled += first[s] * each.handled;
        repeats += first[s] * each.repeats;
        solved += first[s] * each.solved;
        work += first[s] * each.work;
    }
    Column attempts = handled;  // of streams for which nobody waits
    for (std::size_t c : prepared_->busy_cells) {
        Cell const& cell = prepared_->cells[c];
        if (cell.kind == ChannelKind::self_service) continue;
        attempts += contacts.attempts[c];
        handled += contacts.handled[c];
        repeats += contacts.handled[c] * contacts.back[c];
        solved += contacts.handled[c] * contacts.fix[c];
        work += contacts.handled[c] * contacts.handle[c];
    }
    Column avoidable = Column::Zero();
    for (Column const& a : reason_avoidable) avoidable += a;
    auto const put = [&](Kpi kpi, Column const& column) { out.kpi(kpi, t) = column; };
    put(Kpi::contacts_new, new_contacts);
    put(Kpi::contacts_attempted, attempts);
    put(Kpi::contacts_handled, handled);
    put(Kpi::contacts_repeat, repeats);
    put(Kpi::contacts_avoidable, avoidable);
    put(Kpi::first_time_fix, ratio(solved, handled, 1));
    put(Kpi::handle_time, ratio(work, handled));
    if (models(Kpi::wait)) report_waiting(t, out);
    matters_ = new_contacts;
    report_right(t, handled, out);
}

/// Waiting and hanging up, over all live channels.
inline void WorldRun::report_waiting(int t, TrajectoryPart out) {
    Column queued = Column::Zero(), handled = Column::Zero(), wait = Column::Zero(), prompt = Column::Zero(),
           abandoned = Column::Zero();
    for (std::size_t c : prepared_->busy_cells) {
        Cell const& cell = prepared_->cells[c];
        if (!cell.queued()) continue;
        Service const& service = services[cell.team];
        queued += contacts.attempts[c];
        handled += contacts.handled[c];
        abandoned += contacts.attempts[c] * service.hang_up;
        wait += contacts.handled[c] * service.wait;
        prompt += contacts.attempts[c] * service.service_level;
    }
    Column busy = Column::Zero(), rostered = Column::Zero();
    for (std::size_t g = 0; g < staff.size(); ++g) {
        if (!prepared_->teams[g].live) continue;
        Column const hours = prepared_->teams[g].live_hours * staffing_strength_[g];
        busy += hours * services[g].occupancy;
        rostered += hours;
    }
    auto const put = [&](Kpi kpi, Column const& column) { out.kpi(kpi, t) = column; };
    put(Kpi::contacts_abandoned, abandoned);
    put(Kpi::abandonment, ratio(abandoned, queued));
    put(Kpi::wait, ratio(wait, handled));
    put(Kpi::service_level, ratio(prompt, queued, 1));
    put(Kpi::occupancy, ratio(busy, rostered));
}

/// First time right: 1 - avoidable contacts / transactions
[[nodiscard]] inline Column right_of(Column const& wrong, Column const& transactions) {
    return (1 - ratio(wrong, transactions)).max(0.0);
}

/// First time right of the journeys, and contacts a customer.
inline void WorldRun::report_right(int t, Column const& handled, TrajectoryPart out) {
    Values const value = *value_;
    Column transactions = Column::Zero(), wrong = Column::Zero();
    for (std::size_t j = 0; j < scenario_->journeys.size(); ++j) {
        Journey const& journey = scenario_->journeys[j];
        Column& done = transactions_[j];
        if (t == 0)
            done = value[journey.transactions];
        else
            done *= monthly_transactions_[j];
        Column wrong_of_it = Column::Zero();
        for (std::size_t r = 0; r < prepared_->reasons; ++r)
            if (scenario_->reasons[r].journey && scenario_->reasons[r].journey->index == j)
                wrong_of_it += reason_avoidable[r];
        journey_right[j] = right_of(wrong_of_it, done);
        transactions += done;
        wrong += wrong_of_it;
    }
    if (models(Kpi::first_time_right)) out.kpi(Kpi::first_time_right, t) = right_of(wrong, transactions);
    if (scenario_->customers) {
        if (t == 0)
            customers_ = value[scenario_->customers->count];
        else
            customers_ *= monthly_customers_;
        out.kpi(Kpi::contacts_per_customer, t) = ratio(handled * months_per_year, customers_);
    }
}

/// Most marks stay from month to month, and with them who is satisfied.
inline WorldRun::Content const& WorldRun::content_of(Column const& felt, int t, Content& last) {
    if (t > 0 && same(felt, last.felt)) return last;
    last.felt = felt;
    last.share = satisfied(felt, base_->satisfaction.cut, (*value_)[scenario_->satisfaction.spread]);
    last.clipped = 0;
    for (double const m : felt) last.clipped += m <= 1 || m >= 10 ? 1U : 0U;
    return last;
}

/// S_rc and what follows from it.
inline void WorldRun::report_marks(int t, TrajectoryPart out) {
    Values const value = *value_;
    Satisfaction const& satisfaction = scenario_->satisfaction;
    Column spoken = Column::Zero(), worth = Column::Zero();
    for (std::size_t g = 0; g < minutes.size(); ++g) {
        spoken += handled_last_[g];
        worth += handled_last_[g] * minutes[g];
    }
    drivers_.advance(*scenario_, world(), value, progress, lowered_, ratio(worth, spoken));
    Column const drivers = drivers_.effect(*scenario_, value);
    Column const norm = expectation_.norm(*scenario_, value);
    Column sum = Column::Zero(), felt = Column::Zero(), content = Column::Zero(), abandoned = Column::Zero();
    for (SameMark& those : same_mark_) {
        // Nobody waits here, and first time fix moves alike, so that its channels share their mark.
        Content& them = those.content;
        std::size_t const one = those.streams.front();
        them.own = (value[scenario_->reasons[prepared_->streams[one].reason].mark] + drivers -
                    value[satisfaction.first_time_fix_gap] * unfixed_[one])
                       .max(1.0)
                       .min(10.0);
        content_of((them.own - norm).max(1.0).min(10.0), t, them);
        Column const n = sum_over(those.streams.size(), [&](std::size_t i) {
            std::size_t const s = those.streams[i];
            return first[s] * per_first[s].handled;
        });
        sum += n * them.own;
        felt += n * them.felt;
        content += n * them.share;
        clipped += those.streams.size() * them.clipped;
    }
    for (std::size_t c : prepared_->busy_cells) {
        Cell const& cell = prepared_->cells[c];
        if (cell.kind == ChannelKind::self_service) continue;
        Column const own = contact_mark(*prepared_, *scenario_, value, base_->satisfaction, c, contacts.fix[c],
                                        cell.queued() ? &services[cell.team].excess : nullptr, drivers);
        Column const feels = (own - norm).max(1.0).min(10.0);
        Column const hung_up =
            cell.queued() ? Column(contacts.attempts[c] * services[cell.team].hang_up) : Column(Column::Zero());
        sum += contacts.handled[c] * own + hung_up * value[satisfaction.abandoned_mark];
        felt += contacts.handled[c] * feels + hung_up * value[satisfaction.abandoned_mark];
        abandoned += hung_up;
        Content const& them = content_of(feels, t, cell_content_[c]);
        content += contacts.handled[c] * them.share;
        clipped += them.clipped;
    }
    Column const handled = out.kpi(Kpi::contacts_handled, t), attempts = handled + abandoned;
    Column const mean = ratio(felt, attempts, 7);
    expectation_.advance(*scenario_, value, ratio(sum, attempts, 7));
    auto const put = [&](Kpi kpi, Column const& column) { out.kpi(kpi, t) = column; };
    put(Kpi::satisfaction, mean);
    put(Kpi::satisfied_share, ratio(content, handled));
    if (satisfaction.responses > 0)
        put(Kpi::satisfaction_measured,
            (mean + value[satisfaction.response_bias] +
             value[satisfaction.spread] * survey_noise(t) / std::sqrt(satisfaction.responses))
                .max(1.0)
                .min(10.0));
    if (scenario_->customers)
        put(Kpi::hassle_per_customer, ratio((handled - content + abandoned) * (1000 * months_per_year), customers_));
    if (scenario_->effort)
        put(Kpi::effort, effort_score(*scenario_->effort, value, base_->loyalty,
                                      ratio(out.kpi(Kpi::contacts_attempted, t), matters_, 1), out.kpi(Kpi::wait, t),
                                      hops_per_matter(matters_, prepared_->busy)));
    if (!scenario_->loyalty) return;
    Column rise = Column::Zero();
    if (scenario_->customers)
        rise = ratio(out.kpi(Kpi::contacts_avoidable, t) * months_per_year, customers_) -
               base_->loyalty.avoidable_per_customer;
    nps = nps_score(*scenario_, world(), value, progress, rise);
    put(Kpi::nps, nps);
    if (scenario_->customers) put(Kpi::churn, churn_rate(*scenario_, value, nps));
}

/// Standard normal of the month's survey: the same in every world.
inline Column WorldRun::survey_noise(int t) const {
    if (draws_.block->survey.empty()) return Column::Zero();
    return draws_.survey(t);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
