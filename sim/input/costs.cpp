#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "input/sections.hpp"

// What no team's wages pay for must have a cost of its own: a contact that costs nothing saves nothing.

namespace rekensom::input {
namespace {

using model::ChannelKind;
using model::Origin;

bool needs_cost(model::Channel const& channel) { return !channel.team && channel.kind != ChannelKind::self_service; }

bool is_stated(Reader const& reader, QuantityId id) { return reader.scenario.at(id).origin == Origin::stated; }

}  // namespace

void check_costs(Reader& reader, Section const& root) {
    std::vector<Section> const sections = each(reader, root, "reasons");
    model::Scenario const& scenario = reader.scenario;
    bool const named = root.has("channels");
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r) {
        model::Reason const& reason = scenario.reasons[r];
        for (std::size_t i = 0; i < reason.channels.size(); ++i) {
            model::Channel const& channel = scenario.channels[reason.channels[i].channel.index];
            if (!needs_cost(channel) || is_stated(reader, reason.cost_per_contact[i])) continue;
            std::string const by = named ? fmt::format(" by '{}'", channel.name) : "";
            std::string const where = named ? fmt::format(" here or in [channels.{}]", channel.name) : "";
            reader.report(sections[r].spot(),
                          fmt::format("a contact of {}{} costs nothing: no team serves it", sections[r].path(), by),
                          fmt::format("cost_per_contact{}, or a team that serves it", where));
        }
    }
    // Channels that contacts are taken to later: they cost what the channel says.
    std::set<std::size_t> said;
    auto const reached = [&](ChannelId to, Spot const& spot) {
        model::Channel const& channel = scenario.channels[to.index];
        if (!needs_cost(channel) || is_stated(reader, channel.cost_per_contact) || !said.insert(to.index).second)
            return;
        reader.report(spot,
                      fmt::format("contacts that come by '{}' would cost nothing: no team serves it", channel.name),
                      fmt::format("cost_per_contact in [channels.{}], or a team that serves it", channel.name));
    };
    auto const comes_by = [&](model::Reason const& reason, ChannelId to) {
        return std::ranges::find(reason.channels, to, &model::Mix::channel) != reason.channels.end();
    };
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r)
        for (model::Hop const& hop : scenario.reasons[r].hops)
            if (!comes_by(scenario.reasons[r], hop.to)) reached(hop.to, sections[r].sub("hops").spot());
    std::vector<Section> const changes = each(reader, root, "changes");
    for (std::size_t k = 0; k < scenario.changes.size() && k < changes.size(); ++k)
        for (model::Shift const& shift : scenario.changes[k].shifts)
            for (ReasonId r : shift.reasons)
                if (!comes_by(scenario.reasons[r.index], shift.to)) reached(shift.to, changes[k].sub("shifts").spot());
    std::vector<Section> const channels = each(reader, root, "channels");
    for (std::size_t c = 0; c < scenario.channels.size() && c < channels.size(); ++c)
        if (scenario.channels[c].chase_channel)
            reached(*scenario.channels[c].chase_channel, channels[c].sub("chase_channel").spot());
}

}  // namespace rekensom::input
