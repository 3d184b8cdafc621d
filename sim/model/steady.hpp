#pragma once

#include "model/contacts.hpp"

// Streams that no team handles (Prepared::steady): what follows from one first contact is the same in every month, or is so but for
// one come-back rate and one factor on handle time, of all its channels alike. It is worked out once for these draws; a month then
// only multiplies.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// What one first contact of a steady stream leads to.
struct PerFirst {
    // self-service left out
    Column handled, repeats, solved;  // nobody hangs up: all attempts are handled
    Column work;                      ///< s
    Column steps;                     ///< hops between channels and steps of the menu
    // money, self-service included; what grows with wages is as in the first month
    Column variable, piece;
    Column stays;  ///< of `piece`, what does not go with the contact
};

/// Contacts of an alike stream in one month: all channels have the same first time fix and come-backs, and nobody moves between them.
struct Alike {
    Column fix;   ///< f
    Column back;  ///< (1 - f) rho
    Column longer;
    /// a / x = 1 / (1 - (1 - f) rho): contacts a first contact
    [[nodiscard]] Column reach() const { return 1 / (1 - back); }
};

/// \param cell  any of the stream's
[[nodiscard]] inline Alike alike(Improvement const& improved, Contacts const& contacts, std::size_t cell) {
    Column const fix = improved.fix(contacts.fix0[cell]);
    return {fix, improved.back(fix, contacts.recontact0[cell]), improved.longer};
}

/// One first contact that leads to `reach` of what one that never comes back leads to. \param once  of such a one
inline void come_back(PerFirst const& once, Alike const& month, Column const& reach, PerFirst& out) {
    out.handled = once.handled * reach;
    out.repeats = out.handled * month.back;
    out.solved = out.handled * month.fix;
    out.work = once.work * month.longer * reach;
    out.steps = once.steps * reach;
    out.variable = once.variable * reach;
    out.piece = once.piece * reach;
    out.stays = once.stays * reach;
}

/// Money that the baseline's contacts cost at this world's prices, by its first contact.
struct BaselinePerFirst {
    Column variable, piece, stays;

    void come_back(Column const& reach) {
        variable *= reach;
        piece *= reach;
        stays *= reach;
    }
};

/// \param handled  by cell, a first contact
inline BaselinePerFirst at_prices(Prepared const& prepared, Values const& value, Stream const& stream,
                                  Columns const& handled) {
    BaselinePerFirst sum{Column::Zero(), Column::Zero(), Column::Zero()};
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        Cell const& cell = prepared.cells[c];
        Column const piece = handled[c] * value[cell.cost];
        sum.variable += handled[c] * value[cell.variable_cost];
        sum.piece += piece;
        sum.stays += (1 - value[cell.cashable]) * piece;
    }
    return sum;
}

/// What one first contact of stream `s` leads to, its attempts by channel solved. \param contacts  with fix, handle time, come-backs
inline PerFirst sum_of(Prepared const& prepared, Scenario const& scenario, Values const& value, std::size_t s,
                       Contacts& contacts) {
    Stream const& stream = prepared.streams[s];
    PerFirst sum;
    for (Column* column : {&sum.handled, &sum.repeats, &sum.solved, &sum.work, &sum.steps}) column->setZero();
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        Cell const& cell = prepared.cells[c];
        Column const& a = contacts.attempts[c];
        contacts.handled[c] = a;
        sum.steps += a * value[scenario.channels[cell.channel].menu_levels];
        if (cell.kind == ChannelKind::self_service) continue;
        sum.handled += a;
        sum.repeats += a * contacts.back[c];
        sum.solved += a * contacts.fix[c];
        sum.work += a * contacts.handle[c];
    }
    for (CellHop const& hop : prepared.hops)
        if (hop.stream == s) sum.steps += contacts.handled[hop.from] * contacts.back[hop.from] * value[hop.share];
    BaselinePerFirst const money = at_prices(prepared, value, stream, contacts.handled);
    sum.variable = money.variable;
    sum.piece = money.piece;
    sum.stays = money.stays;
    return sum;
}

/// Solves stream `s` for one first contact.
inline PerFirst per_first_contact(Prepared const& prepared, Scenario const& scenario, Values const& value,
                                  std::size_t s, Contacts& contacts, Columns& matrix) {
    arrive(prepared.streams[s], Column::Ones(), contacts);
    come_back(prepared, s, value, {}, contacts, matrix);
    return sum_of(prepared, scenario, value, s, contacts);
}

/// ... of an alike stream, were nobody to come back and handle time what it is at the start.
inline PerFirst once(Prepared const& prepared, Scenario const& scenario, Values const& value, std::size_t s,
                     Contacts& contacts) {
    Stream const& stream = prepared.streams[s];
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        contacts.attempts[c] = contacts.mix[c];
        contacts.handle[c] = contacts.handle0[c];
    }
    return sum_of(prepared, scenario, value, s, contacts);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
