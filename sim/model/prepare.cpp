#include "model/modelled.hpp"
#include "model/prepare_teams.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/model/prepared.hpp"

#include <algorithm>

// From names to flat lists: the cells and streams of the month loop, and what each world's changes act on.

namespace rekensom::model {
namespace {

/// Channels that a reason's contacts can come by: its mix, and where shifts, hops and chasers take them.
std::vector<std::size_t> channels_of(Scenario const& scenario, std::size_t r) {
    std::vector<std::size_t> channels;
    auto const add = [&](std::size_t channel) {
        if (std::ranges::find(channels, channel) == channels.end()) channels.push_back(channel);
    };
    Reason const& reason = scenario.reasons[r];
    for (Mix const& mix : reason.channels) add(mix.channel.index);
    for (Hop const& hop : reason.hops) add(hop.from.index), add(hop.to.index);
    for (Change const& change : scenario.changes)
        for (Shift const& shift : change.shifts)
            if (std::ranges::find(shift.reasons, ReasonId{r}) != shift.reasons.end())
                add(shift.from.index), add(shift.to.index);
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (auto const& chase = scenario.channels[channels[i]].chase_channel) add(chase->index);
    return channels;
}

Cell cell_of(Scenario const& scenario, std::size_t r, std::size_t c) {
    Reason const& reason = scenario.reasons[r];
    Channel const& channel = scenario.channels[c];
    Cell cell;
    cell.reason = r;
    cell.channel = c;
    cell.kind = channel.kind;
    if (channel.team) cell.team = channel.team->index;
    cell.redial = channel.redial.index;
    cell.variable_cost = channel.variable_cost.index;
    cell.cashable = channel.cashable.index;
    cell.recontact = reason.recontact.index;
    // A channel outside the reason's mix is reached later: it has the reason's usual first time fix, and its own time and cost.
    cell.first_time_fix = reason.first_time_fix.front().index;
    cell.handle_time = channel.handle_time.index;
    cell.cost = channel.cost_per_contact.index;
    for (std::size_t i = 0; i < reason.channels.size(); ++i) {
        if (reason.channels[i].channel.index != c) continue;
        cell.weight = reason.channels[i].weight.index;
        cell.first_time_fix = reason.first_time_fix[i].index;
        cell.handle_time = reason.handle_time[i].index;
        cell.cost = reason.cost_per_contact[i].index;
    }
    return cell;
}

void add_stream(Scenario const& scenario, Prepared& prepared, std::size_t r, std::size_t event) {
    Stream stream;
    stream.reason = r;
    stream.event = event;
    stream.first = prepared.cells.size();
    for (std::size_t c : channels_of(scenario, r)) prepared.cells.push_back(cell_of(scenario, r, c));
    stream.count = prepared.cells.size() - stream.first;
    stream.hops = !scenario.reasons[r].hops.empty();
    auto const cell_by = [&](std::size_t channel) {
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            if (prepared.cells[c].channel == channel) return c;
        throw Bug("a hop to a channel that the reason does not reach");
    };
    for (Hop const& hop : scenario.reasons[r].hops)
        prepared.hops.push_back(
            {prepared.streams.size(), cell_by(hop.from.index), cell_by(hop.to.index), hop.share.index});
    prepared.streams.push_back(stream);
}

bool touches_demand(Scenario const& scenario, QuantityId target) {
    for (Reason const& reason : scenario.reasons)
        if (reason.volume == target || reason.new_contacts == target || reason.contact_rate == target ||
            reason.growth == target)
            return true;
    return std::ranges::any_of(scenario.journeys,
                               [&](Journey const& j) { return j.transactions == target || j.growth == target; });
}

PreparedWorld prepare_world(Scenario const& scenario, Prepared const& prepared, World const& world) {
    PreparedWorld out;
    out.delay = world.delay;
    out.quantity.resize(scenario.quantities.size());
    for (std::size_t q = 0; q < out.quantity.size(); ++q) out.quantity[q] = q;
    out.own_values = !world.set.empty();
    for (Override const& set : world.set) {
        out.quantity[set.target.index] = set.replacement.index;
        out.own_demand = out.own_demand || touches_demand(scenario, set.target);
    }
    for (Event const& event : scenario.events)
        out.events.push_back(!event.cause || std::ranges::find(world.changes, *event.cause) != world.changes.end());
    for (std::size_t k = 0; k < world.changes.size(); ++k) {
        out.changes.push_back(world.changes[k].index);
        Change const& change = scenario.changes[world.changes[k].index];
        auto const add = [&](std::vector<ReasonEffect> const& from, std::vector<Effect>& to) {
            for (ReasonEffect const& effect : from) to.push_back({k, effect.reason.index, effect.amount.index});
        };
        add(change.prevents, out.prevents);
        add(change.first_time_fix, out.first_time_fix);
        add(change.handle_time, out.handle_time);
        add(change.recontact, out.recontact);
        for (DriverPoints const& d : change.drivers) out.drivers.push_back({k, d.driver.index, d.points.index});
        for (MomentPoints const& m : change.moments) out.moments.push_back({k, m.moment.index, m.points.index});
        for (Shift const& shift : change.shifts)
            for (Stream const& stream : prepared.streams) {
                if (std::ranges::find(shift.reasons, ReasonId{stream.reason}) == shift.reasons.end()) continue;
                CellShift move{k, none, none, shift.share.index, shift.containment.index};
                for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
                    if (prepared.cells[c].channel == shift.from.index) move.from = c;
                    if (prepared.cells[c].channel == shift.to.index) move.to = c;
                }
                if (stream.event == none && move.from != none && move.to != none) out.shifts.push_back(move);
            }
    }
    out.prevented.resize(scenario.reasons.size());
    for (Effect const& effect : out.prevents) out.prevented[effect.target] = 1;
    out.planned = planned_load(scenario, prepared, out);
    return out;
}

/// Does a change of some world alter what a contact of the stream leads to?
bool altered(Prepared const& prepared, Stream const& stream) {
    auto const acts = [&](Effect const& effect) { return effect.target == stream.reason; };
    return std::ranges::any_of(prepared.worlds, [&](PreparedWorld const& world) {
        return std::ranges::any_of(world.first_time_fix, acts) || std::ranges::any_of(world.handle_time, acts) ||
               std::ranges::any_of(world.recontact, acts);
    });
}

/// Have all channels of the stream the same first time fix, and does nobody move between them?
bool channels_alike(Prepared const& prepared, Stream const& stream) {
    if (stream.hops || stream.event != none) return false;
    Cell const& one = prepared.cells[stream.first];
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
        if (Cell const& cell = prepared.cells[c]; cell.kind == ChannelKind::self_service ||
                                                  cell.first_time_fix != one.first_time_fix ||
                                                  cell.recontact != one.recontact)
            return false;
    return true;
}

/// Does what a first contact leads to stay as it is over the months, in every world, or change alike for all channels?
bool follows_first_contacts(Scenario const& scenario, Prepared const& prepared, Stream const& stream) {
    auto const own = [&](std::size_t cell) { return cell >= stream.first && cell < stream.first + stream.count; };
    for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
        if (prepared.cells[c].team != none) return false;
    if (stream.event != none && !scenario.events[stream.event].informed) return false;  // marks feel what is not fixed
    if (altered(prepared, stream) && !channels_alike(prepared, stream)) return false;
    return std::ranges::none_of(prepared.worlds, [&](PreparedWorld const& world) {
        auto const moves = [&](CellShift const& shift) { return own(shift.from) || own(shift.to); };
        if (std::ranges::any_of(world.shifts, moves)) return true;
        // Marks count from the baseline's first time fix.
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            if (std::size_t const fix = prepared.cells[c].first_time_fix; world.quantity[fix] != fix) return true;
        return false;
    });
}

void tell_steady_from_busy(Scenario const& scenario, Prepared& prepared) {
    prepared.steady.clear();
    prepared.busy.clear();
    prepared.busy_cells.clear();
    prepared.is_steady.clear();
    prepared.is_alike.clear();
    for (std::size_t s = 0; s < prepared.streams.size(); ++s) {
        Stream const& stream = prepared.streams[s];
        bool const steady = follows_first_contacts(scenario, prepared, stream);
        prepared.is_steady.push_back(steady);
        prepared.is_alike.push_back(steady && altered(prepared, stream));
        (steady ? prepared.steady : prepared.busy).push_back(s);
        for (std::size_t c = stream.first; !steady && c < stream.first + stream.count; ++c)
            prepared.busy_cells.push_back(c);
    }
}

}  // namespace

std::shared_ptr<Prepared const> prepare(Scenario const& scenario, std::vector<World> const& worlds,
                                        std::vector<Prepared const*> const& like) {
    auto prepared = std::make_shared<Prepared>();
    prepared->months = scenario.months;
    prepared->quantities = scenario.quantities.size();
    prepared->reasons = scenario.reasons.size();
    prepared->channels = scenario.channels.size();
    prepared->modelled = modelled_kpis(scenario);
    prepared->outcomes = list_outcomes(scenario);
    for (std::size_t d = 0; d < scenario.drivers.size(); ++d)
        if (scenario.drivers[d].kind == DriverKind::dissatisfier) prepared->waiting_driver = d;
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r) add_stream(scenario, *prepared, r, none);
    for (std::size_t e = 0; e < scenario.events.size(); ++e)
        add_stream(scenario, *prepared, scenario.events[e].reason.index, e);
    prepare_teams(scenario, *prepared, like);
    for (World const& world : worlds) prepared->worlds.push_back(prepare_world(scenario, *prepared, world));
    tell_steady_from_busy(scenario, *prepared);
    return prepared;
}

std::shared_ptr<Prepared const> prepare_worlds(Scenario const& scenario, Prepared const& plan,
                                               std::vector<World> const& worlds) {
    auto prepared = std::make_shared<Prepared>(plan);
    prepared->worlds.clear();
    for (World const& world : worlds) prepared->worlds.push_back(prepare_world(scenario, *prepared, world));
    tell_steady_from_busy(scenario, *prepared);
    return prepared;
}

}  // namespace rekensom::model
