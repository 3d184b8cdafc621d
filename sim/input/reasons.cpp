#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "input/sections.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using model::ChannelKind;
using model::Reason;

/// How contacts come in: the only channel, one by name, or a mix.
std::vector<model::Mix> read_mix(Section const& section) {
    Reader& reader = section.reader();
    auto const alone = [&](std::size_t channel) {
        model::Quantity weight;
        weight.path = section.path_of("channels") + "." + reader.scenario.channels[channel].name;
        weight.domain = Domain::non_negative;
        weight.marginal = chance::certainly(1);
        weight.origin = model::Origin::by_default;
        weight.provenance.source = "the only channel";
        weight.place.file = "default";
        return std::vector<model::Mix>{{ChannelId{channel}, reader.add(std::move(weight))}};
    };
    if (!section.has("channels")) {
        if (reader.scenario.channels.size() == 1) return alone(0);
        reader.report(section.spot(),
                      fmt::format("'channels' is missing in {}, and there are {}", section.path(),
                                  reader.scenario.channels.size()),
                      "how its contacts come in: channels = { " + reader.scenario.channels.front().name + " = 0.7, … }");
        return {};
    }
    Node const* node = section.find("channels");
    if (node->kind == NodeKind::text) {
        auto const channel = reader.find_name("channels", *node);
        return channel ? alone(*channel) : std::vector<model::Mix>{};
    }
    if (node->kind != NodeKind::broken && !is_table_by_name(*node)) {
        reader.report(node->spot, shown(*node) + " is not a mix of channels",
                      "weights by channel: { NAME = 0.7, NAME = 0.3 }, or the name of the one channel");
        return {};
    }
    std::vector<model::Mix> mix;
    bool any = false;
    for (NamedId const& one : section.by_name("channels").each) {
        mix.push_back({ChannelId{one.name}, one.id});
        any = any || matters(reader, one.id);
    }
    if (!mix.empty() && !any) reader.report(node->spot, "all weights are 0", "one weight above 0 at least");
    return mix;
}

/// A value for all channels of the reason, or by channel; `otherwise` gives what is not stated.
template <class Otherwise>
std::vector<QuantityId> by_channel(Section const& section, std::vector<model::Mix> const& mix, std::string_view key,
                                   Otherwise const& otherwise) {
    ByName stated = section.by_name(key);
    if (section.has(key) && section.find(key)->kind == NodeKind::broken) stated.all = section.failed(key);
    std::vector<QuantityId> out;
    for (model::Mix const& m : mix) {
        auto const own = std::ranges::find(stated.each, m.channel.index, &NamedId::name);
        out.push_back(own != stated.each.end() ? own->id : stated.all ? *stated.all : otherwise(m.channel));
    }
    for (NamedId const& one : stated.each)
        if (std::ranges::find(mix, ChannelId{one.name}, &model::Mix::channel) == mix.end()) {
            std::string const& name = section.reader().scenario.channels[one.name].name;
            section.reader().report(section.find(key)->find(name)->spot,
                                    fmt::format("the contacts of {} do not come by '{}'", section.path(), name),
                                    "a channel of its mix");
        }
    return out;
}

std::vector<model::Hop> read_hops(Section const& section, Reason const& reason) {
    Reader& reader = section.reader();
    std::vector<model::Hop> out;
    Section const hops = section.sub("hops");
    if (!hops.in_file()) return out;
    Node const* table = section.find("hops");
    for (Member const& member : table->members) {
        auto const from = reader.find_name("channels", member.key, member.spot);
        if (member.value.kind != NodeKind::broken && !is_table_by_name(member.value)) {
            member.value.read = true;
            reader.report(member.value.spot, shown(member.value) + " is not a table by channel",
                          fmt::format("{} = {{ NAME = 0.3 }}", member.key));
            continue;
        }
        double sum = 0;
        for (NamedId const& to : from ? hops.by_name(member.key).each : std::vector<NamedId>{}) {
            sum += reader.scenario.at(to.id).marginal.mean();
            out.push_back({ChannelId{*from}, ChannelId{to.name}, to.id});
            if (reader.scenario.channels[to.name].kind == ChannelKind::self_service)
                reader.report(member.value.spot,
                              fmt::format("who comes back to '{}' asks nobody: it is self-service",
                                          reader.scenario.channels[to.name].name),
                              "a live or deferred channel");
        }
        if (sum > 1 + 1e-9)
            reader.report(member.value.spot,
                          fmt::format("more than all hop: the shares of '{}' sum to {:.4g}", member.key, sum),
                          "a sum of at most 1");
        if (from && std::ranges::find(reason.channels, ChannelId{*from}, &model::Mix::channel) == reason.channels.end() &&
            !reason.channels.empty())
            reader.report(member.spot, fmt::format("the contacts of {} do not come by '{}'", section.path(), member.key),
                          "a channel of its mix");
    }
    return out;
}

void read_volume(Section const& section, Reason& reason) {
    Reader& reader = section.reader();
    reason.volume = section.stated("volume");
    reason.new_contacts = section.stated("new_contacts");
    if (auto const journey = section.name("journey")) reason.journey = JourneyId{*journey};
    reason.contact_rate = section.stated("contact_rate");
    std::vector<std::string_view> given;
    for (std::string_view key : {"volume", "new_contacts", "journey"})
        if (section.has(key)) given.push_back(key);
    if (given.size() > 1) {
        reader.report(section.find(given[1])->spot,
                      fmt::format("{} and {} both say how many contacts {} has", given[0], given[1], section.path()),
                      "one of volume, new_contacts, or journey with contact_rate");
    } else if (given.empty() && !section.has("contact_rate")) {
        reader.report(section.spot(), fmt::format("{} does not say how many contacts there are", section.path()),
                      "volume = \"60_000 / year\", new_contacts, or journey with contact_rate");
    }
    if (section.has("journey") && !section.has("contact_rate")) section.missing("contact_rate");
    if (section.has("contact_rate") && !section.has("journey")) section.missing("journey");
}

Reason read_reason(Section const& section, std::vector<double> const& season_of_all) {
    Reader& reader = section.reader();
    Reason reason;
    reason.name = name_of(section);
    reason.label = section.text("label", reason.name);
    reason.owner = section.text("owner");
    read_volume(section, reason);
    reason.growth = section.quantity("growth");
    reason.season = section.season("season");
    if (reason.season.empty()) reason.season = season_of_all;
    if (reason.season.empty()) reason.season.assign(12, 1.0);
    reason.noise = section.quantity("noise");
    reason.channels = read_mix(section);
    reason.avoidable = section.quantity("avoidable");
    std::optional<QuantityId> usual;
    auto const fallback = [&](ChannelId) {
        if (!usual) usual = section.by_default("first_time_fix");
        return *usual;
    };
    reason.first_time_fix = by_channel(section, reason.channels, "first_time_fix", fallback);
    reason.handle_time = by_channel(section, reason.channels, "handle_time",
                                    [&](ChannelId c) { return reader.scenario.channels[c.index].handle_time; });
    reason.cost_per_contact = by_channel(section, reason.channels, "cost_per_contact", [&](ChannelId c) {
        return reader.scenario.channels[c.index].cost_per_contact;
    });
    reason.recontact = section.quantity("recontact");
    reason.worth = section.choice("value") == 0 ? model::Worth::valuable : model::Worth::irritant;
    reason.hops = read_hops(section, reason);
    reason.mark = section.quantity("mark");
    return reason;
}

/// With no channels in the file there is one, which all contacts come by.
void add_only_channel(Reader& reader, Section const& root) {
    Section const section = root.sub("channels").sub("all");
    model::Channel channel;
    channel.name = "all";
    channel.label = "all contacts";
    channel.handle_time = section.by_default("handle_time");
    channel.patience = section.by_default("patience");
    channel.redial = section.by_default("redial");
    channel.variable_cost = section.by_default("variable_cost");
    channel.cost_per_contact = section.nothing("cost_per_contact");
    channel.cashable = section.by_default("cashable");
    channel.promise = section.by_default("promise");
    channel.base_response = section.by_default("base_response");
    channel.chase = section.by_default("chase");
    channel.menu_levels = section.by_default("menu_levels");
    reader.scenario.channels.push_back(std::move(channel));
}

}  // namespace

void add_channel_where_none(Reader& reader, Section const& root) {
    if (reader.scenario.channels.empty()) add_only_channel(reader, root);
}

void read_reasons(Reader& reader, Section const& root) {
    for (Section const& section : each(reader, root, "journeys")) {
        model::Journey journey;
        journey.name = name_of(section);
        journey.label = section.text("label", journey.name);
        journey.transactions = section.required("transactions");
        journey.growth = section.quantity("growth");
        reader.scenario.journeys.push_back(std::move(journey));
    }
    std::vector<double> const season = root.sub("demand").season("season");
    for (Section const& section : each(reader, root, "reasons"))
        reader.scenario.reasons.push_back(read_reason(section, season));
    Node const* group = root.find("reasons");
    bool const wrong = group != nullptr && (group->kind != NodeKind::table || !group->members.empty());
    if (reader.scenario.reasons.empty() && !wrong)
        reader.report(root.spot(), "the file has no reason why customers contact you", "[reasons.NAME] with a volume");
}

}  // namespace rekensom::input
