#pragma once

#include "model/contacts.hpp"

// Streams that no team handles and no change alters but in number (Prepared::steady): what follows from one first contact is the same
// in every month. It is worked out once a block, and a month then only multiplies.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// What one first contact of a steady stream leads to.
struct PerFirst {
    // self-service left out
    Column attempts, handled, repeats, solved;
    Column work;   ///< s
    Column steps;  ///< hops between channels and steps of the menu
    // money, self-service included; what grows with wages is as in the first month
    Column variable, piece;
    Column stays;  ///< of `piece`, what does not go with the contact
};

/// Money that the baseline's contacts cost at this world's prices, by its first contact.
struct BaselinePerFirst {
    Column variable, piece, stays;
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

/// Solves stream `s` for one first contact. \param contacts  with this month's fix, handle time and come-backs
inline PerFirst per_first_contact(Prepared const& prepared, Scenario const& scenario, Values const& value,
                                  std::size_t s, Contacts& contacts, Columns& matrix) {
    Stream const& stream = prepared.streams[s];
    arrive(stream, Column::Ones(), contacts);
    come_back(prepared, s, value, {}, contacts, matrix);
    PerFirst sum;
    for (Column* column : {&sum.attempts, &sum.handled, &sum.repeats, &sum.solved, &sum.work, &sum.steps})
        column->setZero();
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
        Cell const& cell = prepared.cells[c];
        Column const& a = contacts.attempts[c];
        contacts.handled[c] = a;
        sum.steps += a * value[scenario.channels[cell.channel].menu_levels];
        if (cell.kind == ChannelKind::self_service) continue;
        sum.attempts += a;
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

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
