#include "model/team_demand.hpp"

#include "model/demand.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace rekensom::model {
namespace {

Draws means_of(Scenario const& scenario) {
    Draws draws;
    draws.values.resize(scenario.quantities.size() * block_draws);
    for (std::size_t q = 0; q < scenario.quantities.size(); ++q)
        std::fill_n(draws.value(q), block_draws, scenario.quantities[q].marginal.mean());
    return draws;
}

queue::Range join(queue::Range a, queue::Range b) { return {std::min(a.least, b.least), std::max(a.most, b.most)}; }

/// The live work of a team that nobody comes to yet: the most that one change shifts to it, or else a contact an hour.
void add_what_comes_later(Scenario const& scenario, Prepared const& prepared, MeanContacts const& mean, std::size_t g,
                          TeamDemand& demand) {
    TeamDemand most;
    for (Change const& change : scenario.changes) {
        TeamDemand brought;
        for (Shift const& shift : change.shifts)
            for (ReasonId reason : shift.reasons) {
                Stream const& stream = prepared.streams[reason.index];
                double from = 0;
                for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
                    if (prepared.cells[c].channel == shift.from.index)
                        from += mean.handled[c] * mean_of(scenario, shift.share);
                for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
                    if (Cell const& to = prepared.cells[c]; to.queued() && to.team == g && to.channel == shift.to.index)
                        brought.add(scenario.channels[to.channel], from, mean.contacts.handle[c][0],
                                    mean.contacts.patience_rate[c][0]);
            }
        if (brought.live_work > most.live_work) most = brought;
    }
    for (std::size_t c = 0; most.live_work <= 0 && c < prepared.cells.size(); ++c)
        if (Cell const& cell = prepared.cells[c]; cell.queued() && cell.team == g)
            most.add(scenario.channels[cell.channel], 40 * weeks_per_month, mean.contacts.handle[c][0],
                     mean.contacts.patience_rate[c][0]);
    demand.live = most.live, demand.live_work = most.live_work, demand.agent_work = most.agent_work;
    demand.hang_up_rate = most.hang_up_rate;
    demand.still_to_come = most.live > 0;
}

}  // namespace

MeanContacts mean_contacts(Scenario const& scenario, Prepared const& prepared) {
    MeanContacts mean{means_of(scenario), {}, {}, {}, {}};
    mean.world.quantity.resize(scenario.quantities.size());
    for (std::size_t q = 0; q < mean.world.quantity.size(); ++q) mean.world.quantity[q] = q;
    Values const value({&mean.draws}, mean.world);
    Columns matrix;
    mean.contacts.resize(prepared.cells.size());
    std::vector<std::size_t> streams(prepared.streams.size());
    std::iota(streams.begin(), streams.end(), std::size_t{0});
    set_up(prepared, scenario, value, streams, mean.contacts);
    for (std::size_t s : streams) improve(prepared, mean.world, value, s, {}, {}, mean.contacts);
    mean.handled.assign(prepared.cells.size(), 0);
    for (std::size_t r = 0; r < prepared.reasons; ++r) {
        Stream const& stream = prepared.streams[r];
        arrive(stream, Column::Ones(), mean.contacts);
        come_back(prepared, r, value, {}, mean.contacts, matrix);
        double unit = 0;
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) unit += mean.contacts.attempts[c][0];
        double const stated = stated_volume(scenario, value, r)[0];
        double const first = scenario.reasons[r].new_contacts ? stated : unit > 0 ? stated / unit : 0;
        mean.first_contacts.push_back(first);
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
            mean.handled[c] = first * mean.contacts.attempts[c][0];
    }
    return mean;
}

double mean_of(Scenario const& scenario, QuantityId id) { return scenario.at(id).marginal.mean(); }

queue::Range range_of(Scenario const& scenario, std::size_t quantity) {
    chance::Marginal const& marginal = scenario.quantities[quantity].marginal;
    return {marginal.quantile(1e-5), marginal.quantile(1 - 1e-5)};
}

queue::Range handle_times(Scenario const& scenario, Prepared const& prepared, std::size_t g) {
    queue::Range all{std::numeric_limits<double>::infinity(), 0};
    for (Stream const& stream : prepared.streams)
        for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
            if (!prepared.cells[c].queued() || prepared.cells[c].team != g) continue;
            queue::Range range = range_of(scenario, prepared.cells[c].handle_time);
            if (stream.event != none && !scenario.events[stream.event].informed) {
                queue::Range const factor = range_of(scenario, scenario.events[stream.event].aht_factor.index);
                range = {range.least * factor.least, range.most * factor.most};
            }
            for (Change const& change : scenario.changes)
                for (ReasonEffect const& effect : change.handle_time)
                    if (effect.reason.index == stream.reason) {
                        queue::Range const q = range_of(scenario, effect.amount.index);
                        range = {range.least * std::min(1.0, 1 + q.least), range.most * std::max(1.0, 1 + q.most)};
                    }
            all = join(all, range);
        }
    Team const& team = scenario.teams[g];
    if (range_of(scenario, team.reinvest.index).most > 0)
        all.most += 60 * range_of(scenario, team.reinvest_ceiling.index).most;
    for (Alternative const& alternative : scenario.alternatives)
        for (Override const& set : alternative.set)
            for (Cell const& cell : prepared.cells)
                if (cell.team == g && cell.queued() && cell.handle_time == set.target.index)
                    all = join(all, range_of(scenario, set.replacement.index));
    return all;
}

queue::Range patiences(Scenario const& scenario, Prepared const& prepared, std::size_t g) {
    queue::Range all{std::numeric_limits<double>::infinity(), 0};
    bool endless = true;
    for (Cell const& cell : prepared.cells) {
        if (!cell.queued() || cell.team != g) continue;
        Channel const& channel = scenario.channels[cell.channel];
        if (channel.endless_patience) continue;
        endless = false;
        all = join(all, range_of(scenario, channel.patience.index));
    }
    if (endless) return {queue::endless_patience, queue::endless_patience};
    return all;
}

TeamDemand demand_of(Scenario const& scenario, Prepared const& prepared, MeanContacts const& mean, std::size_t g) {
    TeamDemand demand;
    for (std::size_t c = 0; c < prepared.cells.size(); ++c) {
        Cell const& cell = prepared.cells[c];
        if (cell.team != g) continue;
        if (cell.kind == ChannelKind::deferred) demand.deferred_work += mean.handled[c] * mean.contacts.handle[c][0];
        if (cell.queued())
            demand.add(scenario.channels[cell.channel], mean.handled[c], mean.contacts.handle[c][0],
                       mean.contacts.patience_rate[c][0]);
    }
    if (demand.live <= 0) add_what_comes_later(scenario, prepared, mean, g, demand);
    if (demand.live > 0) demand.hang_up_rate /= demand.live;
    return demand;
}

}  // namespace rekensom::model
