#pragma once

#include "model/prevention.hpp"
#include "model/rows.hpp"

#include <span>

// model.md sections 3 and 4: channels, shifts between them, and who comes back.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The contacts of one world in one month, by cell.
struct Contacts {
    // the same in every month of a block
    Columns mix;            ///< share of the stream's first contacts
    Columns redial;         ///< delta: share of those who hang up that try again
    Columns patience_rate;  ///< theta, 1 / s
    Columns fix0, recontact0, handle0;
    // of this month
    Columns arriving;  ///< x: first contacts, shifts and chasers included
    Columns fix;       ///< f
    Columns handle;    ///< b, s
    Columns back;      ///< (1 - f) rho: comes back after an answer
    Columns attempts;  ///< a
    Columns handled;   ///< h, before a deferred channel's backlog

    void resize(std::size_t cells) {
        for (Columns* columns : {&mix, &redial, &patience_rate, &fix0, &recontact0, &handle0, &arriving, &fix, &handle,
                                 &back, &attempts, &handled})
            columns->assign(cells, Column::Zero());
    }
};

/// What does not change over the months. Weights are scaled to sum 1 in every draw.
inline void set_up(Prepared const& prepared, Scenario const& scenario, Values const& value,
                   std::span<std::size_t const> streams, Contacts& contacts) {
    for (std::size_t s : streams) {
        Stream const& stream = prepared.streams[s];
        Column total = Column::Zero();
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            if (prepared.cells[c].weight != none) total += value[prepared.cells[c].weight];
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
            Cell const& cell = prepared.cells[c];
            contacts.mix[c] = cell.weight == none ? Column(Column::Zero()) : ratio(value[cell.weight], total);
            contacts.redial[c] = value[cell.redial];
            Channel const& channel = scenario.channels[cell.channel];
            contacts.patience_rate[c] =
                channel.endless_patience ? Column(Column::Zero()) : Column(1 / value[channel.patience]);
            contacts.handle0[c] = value[cell.handle_time];
            // Self-service has no comers-back of its own: who was not helped is still in the channel they came from (section 3).
            contacts.fix0[c] =
                cell.kind == ChannelKind::self_service ? Column(Column::Ones()) : Column(value[cell.first_time_fix]);
            contacts.recontact0[c] = value[cell.recontact];
            if (stream.event != none && !scenario.events[stream.event].informed) {
                contacts.fix0[c] *= value[scenario.events[stream.event].ftf_factor];
                contacts.handle0[c] *= value[scenario.events[stream.event].aht_factor];
            }
        }
    }
}

/// What the changes of a world make this month of a reason's contacts, times what they were.
struct Improvement {
    Column failures = Column::Ones();   ///< product of 1 - q R
    Column longer = Column::Ones();     ///< handle time: product of 1 + q R
    Column returning = Column::Ones();  ///< come-backs: product of 1 + q R

    /// f' = f + (1 - f) q R
    [[nodiscard]] Column fix(Column const& before) const { return 1 - (1 - before) * failures; }
    /// (1 - f') rho', rho' = rho (1 + q R)
    [[nodiscard]] Column back(Column const& fixed, Column const& recontact) const {
        return (1 - fixed) * (recontact * returning).min(1.0);
    }
};

[[nodiscard]] inline Improvement improvement(PreparedWorld const& world, Values const& value, std::size_t reason,
                                             Columns const& progress) {
    Improvement improved;
    for (Effect const& effect : world.first_time_fix)
        if (effect.target == reason) improved.failures *= 1 - value[effect.amount] * progress[effect.change];
    for (Effect const& effect : world.handle_time)
        if (effect.target == reason) improved.longer *= 1 + value[effect.amount] * progress[effect.change];
    for (Effect const& effect : world.recontact)
        if (effect.target == reason) improved.returning *= 1 + value[effect.amount] * progress[effect.change];
    return improved;
}

/// First time fix, handle time and come-back rate of this month.
inline void improve(Prepared const& prepared, PreparedWorld const& world, Values const& value, std::size_t s,
                    Columns const& progress, std::span<Column const> extra_handle, Contacts& contacts) {
    Stream const& stream = prepared.streams[s];
    Improvement const improved = improvement(world, value, stream.reason, progress);
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        contacts.fix[c] = improved.fix(contacts.fix0[c]);
        contacts.handle[c] = contacts.handle0[c] * improved.longer;
        if (prepared.cells[c].team != none && !extra_handle.empty())
            contacts.handle[c] += extra_handle[prepared.cells[c].team];
        contacts.back[c] = improved.back(contacts.fix[c], contacts.recontact0[c]);
    }
}

/// x_rc = N'_r mix_rc for one stream.
inline void arrive(Stream const& stream, Column const& first_contacts, Contacts& contacts) {
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
        contacts.arriving[c] = first_contacts * contacts.mix[c];
}

/// m = s R_k x; x' += m; x -= m h: a failed try costs both channels.
inline void shift(PreparedWorld const& world, Values const& value, Columns const& progress, Contacts& contacts) {
    for (CellShift const& shift : world.shifts) {
        Column const moved = value[shift.share] * progress[shift.change] * contacts.arriving[shift.from];
        contacts.arriving[shift.to] += moved;
        contacts.arriving[shift.from] -= moved * value[shift.containment];
    }
}

/// The linear system of a stream whose comers-back change channel: a_c = x_c + sum_c' a_c' [(1 - A)(1 - f) rho H_c'c + A delta 1(c = c')].
/// Diagonally dominant by columns, so it needs no pivoting.
inline void solve_hops(Prepared const& prepared, std::size_t s, Values const& value, std::span<Column const> hang_up,
                       Contacts& contacts, Columns& matrix) {
    Stream const& stream = prepared.streams[s];
    std::size_t const n = stream.count;
    matrix.assign(n * n, Column::Zero());
    for (std::size_t from = 0; from < n; ++from) {
        std::size_t const c = stream.first + from;
        Column stays = Column::Ones();
        Column const abandoned =
            hang_up.empty() || !prepared.cells[c].queued() ? Column(Column::Zero()) : hang_up[prepared.cells[c].team];
        Column const back = (1 - abandoned) * contacts.back[c];
        for (CellHop const& hop : prepared.hops)
            if (hop.stream == s && hop.from == c) {
                matrix[(hop.to - stream.first) * n + from] -= back * value[hop.share];
                stays -= value[hop.share];
            }
        matrix[from * n + from] += 1 - back * stays.max(0.0) - abandoned * contacts.redial[c];
    }
    for (std::size_t i = 0; i < n; ++i) contacts.attempts[stream.first + i] = contacts.arriving[stream.first + i];
    for (std::size_t pivot = 0; pivot < n; ++pivot)
        for (std::size_t i = pivot + 1; i < n; ++i) {
            Column const factor = matrix[i * n + pivot] / matrix[pivot * n + pivot];
            for (std::size_t j = pivot; j < n; ++j) matrix[i * n + j] -= factor * matrix[pivot * n + j];
            contacts.attempts[stream.first + i] -= factor * contacts.attempts[stream.first + pivot];
        }
    for (std::size_t i = n; i-- > 0;) {
        Column& a = contacts.attempts[stream.first + i];
        for (std::size_t j = i + 1; j < n; ++j) a -= matrix[i * n + j] * contacts.attempts[stream.first + j];
        a /= matrix[i * n + i];
    }
}

/// Attempts of one stream: a = x / (1 - (1 - A)(1 - f) rho - A delta); `hang_up` is A by team (empty: nobody queues).
inline void come_back(Prepared const& prepared, std::size_t s, Values const& value, std::span<Column const> hang_up,
                      Contacts& contacts, Columns& matrix) {
    Stream const& stream = prepared.streams[s];
    if (stream.hops) return solve_hops(prepared, s, value, hang_up, contacts, matrix);
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        if (!hang_up.empty() && prepared.cells[c].queued()) {
            Column const& abandoned = hang_up[prepared.cells[c].team];
            contacts.attempts[c] =
                contacts.arriving[c] / (1 - (1 - abandoned) * contacts.back[c] - abandoned * contacts.redial[c]);
        } else {
            contacts.attempts[c] = contacts.arriving[c] / (1 - contacts.back[c]);
        }
    }
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
