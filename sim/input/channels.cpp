#include <fmt/format.h>

#include "input/sections.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using model::Channel;
using model::ChannelKind;

constexpr ChannelKind kinds[] = {ChannelKind::live, ChannelKind::deferred, ChannelKind::self_service};

/// "never" in place of a time.
bool says_never(Section const& section, std::string_view key) {
    if (!section.has(key)) return false;
    Node const* node = section.find(key);
    return node->kind == NodeKind::text && node->text == "never";
}

/// A key that has a meaning for another kind of channel only.
void only_for(Section const& section, Channel const& channel, ChannelKind kind, std::string_view words,
              std::initializer_list<std::string_view> keys) {
    if (channel.kind == kind) return;
    for (std::string_view key : keys)
        if (Node const* node = section.find(key); node != nullptr && node->kind != NodeKind::broken)
            section.reader().report(
                node->spot, fmt::format("'{}' has no meaning for {}, which is not {}", key, section.path(), words),
                fmt::format("kind = \"{}\", or no {}", words, key));
}

Channel read_channel(Section const& section) {
    Channel channel;
    channel.name = name_of(section);
    channel.label = section.text("label", channel.name);
    channel.kind = kinds[section.choice("kind")];
    only_for(section, channel, ChannelKind::live, "live", {"patience", "redial", "opening"});
    only_for(section, channel, ChannelKind::deferred, "deferred",
             {"promise", "base_response", "chase", "chase_channel"});
    channel.handle_time = section.quantity("handle_time");
    channel.endless_patience = says_never(section, "patience");
    channel.patience = channel.endless_patience ? section.by_default("patience") : section.quantity("patience");
    channel.redial = section.quantity("redial");
    channel.concurrency = section.number("concurrency");
    if (channel.concurrency < 1 || channel.concurrency > 20)
        section.reader().report(section.find("concurrency")->spot,
                                fmt::format("concurrency {} is out of range", shown(*section.find("concurrency"))),
                                "a number from 1 to 20");
    channel.variable_cost = section.quantity("variable_cost");
    if (auto const cost = section.stated("cost_per_contact")) {
        channel.cost_per_contact = *cost;
    } else {
        channel.cost_per_contact = section.nothing("cost_per_contact");
    }
    channel.cashable = section.quantity("cashable");
    channel.promise = section.quantity("promise");
    channel.base_response = section.quantity("base_response");
    channel.chase = section.quantity("chase");
    if (auto const by = section.name("chase_channel")) channel.chase_channel = ChannelId{*by};
    channel.menu_levels = section.quantity("menu_levels");
    if (section.has("chase") && !section.has("chase_channel"))
        section.reader().report(section.find("chase")->spot,
                                fmt::format("chasers of {} have no channel to come by", section.path()),
                                "chase_channel = \"NAME\" beside chase");
    if (section.has("chase_channel") && !section.has("chase")) section.missing("chase");
    return channel;
}

}  // namespace

void read_channels(Reader& reader, Section const& root) {
    std::vector<std::string>& names = reader.names["channels"];
    if (names.empty()) names.emplace_back("all");
    for (Section const& section : each(reader, root, "channels")) {
        if (Node const* hours = section.find("opening"); hours != nullptr)
            reader.opening[reader.scenario.channels.size()] = hours;
        reader.scenario.channels.push_back(read_channel(section));
    }
}

}  // namespace rekensom::input
