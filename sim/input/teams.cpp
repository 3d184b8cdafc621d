#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/files.hpp"
#include "input/opening.hpp"
#include "input/sections.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

using model::ChannelKind;
using model::Team;

constexpr double seconds_a_week = 7 * 86400.0;

std::vector<ChannelId> served(Section const& section) {
    Reader& reader = section.reader();
    std::vector<ChannelId> out;
    if (section.has("serves")) {
        for (std::size_t channel : section.names("serves")) out.push_back({channel});
        return out;
    }
    if (reader.names["teams"].size() > 1) {
        section.missing("serves");
        return out;
    }
    // The only team serves all that needs serving.
    for (std::size_t c = 0; c < reader.scenario.channels.size(); ++c)
        if (reader.scenario.channels[c].kind != ChannelKind::self_service) out.push_back({c});
    return out;
}

void check_range(Section const& section, std::string_view key, double value, double least, double most,
                 std::string_view range) {
    Node const* node = section.find(key);
    if (node == nullptr || node->kind == NodeKind::broken || (value >= least && value <= most)) return;
    section.reader().report(node->spot, fmt::format("{} {} is out of range", key, shown(*node)), std::string(range));
}

/// The profile's intervals make a week; their number says how long they are.
void read_week(Section const& section, Team& team) {
    Reader& reader = section.reader();
    team.interval = section.number("interval");
    double const intervals = seconds_a_week / team.interval;
    bool const whole = team.interval >= 300 && team.interval <= 3600 && intervals == std::floor(intervals);
    if (!whole && section.has("interval"))
        reader.report(section.find("interval")->spot,
                      fmt::format("interval {} is out of range", shown(*section.find("interval"))),
                      "5m to 1h, a whole number of them in a week");
    Node const* file = section.find("profile");
    if (file == nullptr) {
        if (section.has("interval"))
            reader.report(section.find("interval")->spot, "an interval without a profile",
                          "profile = \"week.csv\" beside it; the default week has half hours");
        read_opening(section, team);
        return;
    }
    auto const shares = read_profile(reader, *file);
    if (!shares) return;
    auto const count = static_cast<double>(shares->size());
    double const length = seconds_a_week / count;
    bool const fits = length >= 300 && length <= 3600 && length == std::floor(length);
    if (!fits || (section.has("interval") && length != team.interval)) {
        double const wanted = section.has("interval") && whole ? intervals : 336;
        reader.report(file->spot, fmt::format("'{}' has {} intervals", file->text, shares->size()),
                      section.has("interval")
                          ? fmt::format("{} of {} seconds, a week from Monday 00:00", wanted, team.interval)
                          : "336 half hours, 168 hours, or another whole number of minutes, a week from Monday 00:00");
        return;
    }
    team.interval = length;
    team.profile = *shares;
}

Team read_team(Section const& section) {
    Reader& reader = section.reader();
    Team team;
    team.name = name_of(section);
    team.label = section.text("label", team.name);
    team.owner = section.text("owner");
    team.serves = served(section);
    team.fte = section.stated("fte");
    team.cost_per_fte = section.required("cost_per_fte");
    team.contract_hours = section.number("contract_hours");
    check_range(section, "contract_hours", team.contract_hours, 1, 60, "1 to 60 hours a week");
    team.shrinkage = section.quantity("shrinkage");
    if (Node const* node = section.find("shrinkage");
        node != nullptr && reader.scenario.at(team.shrinkage).marginal.upper() > 0.95 &&
        reader.scenario.at(team.shrinkage).marginal.quantile(0.999) > 0.95)
        reader.report(node->spot, "a shrinkage that leaves nobody to answer", "a share below 95%");
    team.attrition = section.quantity("attrition");
    Section const target = section.sub("target");
    team.target = {target.number("share"), target.number("within")};
    check_range(target, "share", team.target.share, 0.01, 0.999, "a share from 1% to 99.9%");
    team.staffing = section.choice("staffing") == 1 ? model::Staffing::fixed : model::Staffing::follows_volume;
    team.lag = section.whole("lag", 0, 24);
    team.smoothing = section.number("smoothing");
    team.anticipate = section.quantity("anticipate");
    team.hire_max = section.quantity("hire_max");
    team.release_max = section.quantity("release_max");
    team.cost_per_hire = section.quantity("cost_per_hire");
    team.cost_per_release = section.quantity("cost_per_release");
    team.training = section.number("training");
    check_range(section, "training", team.training, 0, 24, "0 to 24 months");
    team.strain_occupancy = section.quantity("strain_occupancy");
    team.strain_repeat = section.quantity("strain_repeat");
    team.busyness = section.number("busyness");
    check_range(section, "busyness", team.busyness, 0, 2, "0 to 2");
    team.occupancy_max = section.number("occupancy_max");
    check_range(section, "occupancy_max", team.occupancy_max, 0.05, 1, "a share from 5% to 100%");
    read_week(section, team);
    team.speed_of_answer = section.stated("speed_of_answer");
    team.service_level = section.stated("service_level");
    team.reinvest = section.quantity("reinvest");
    team.reinvest_ceiling = section.quantity("reinvest_ceiling");

    bool const live = std::ranges::any_of(
        team.serves, [&](ChannelId c) { return reader.scenario.channels[c.index].kind == ChannelKind::live; });
    for (std::string_view key : {"speed_of_answer", "service_level"})
        if (Node const* node = section.find(key); node != nullptr && !live && !team.serves.empty())
            reader.report(node->spot,
                          fmt::format("'{}' needs a queue, and {} serves no live channel", key, section.path()),
                          "a live channel in serves");
    if (team.speed_of_answer && team.service_level)
        reader.report(section.find("service_level")->spot,
                      "speed_of_answer and service_level both say how busy the team is", "one of them");
    return team;
}

}  // namespace

void read_teams(Reader& reader, Section const& root) {
    for (Section const& section : each(reader, root, "teams")) {
        TeamId const id{reader.scenario.teams.size()};
        Team team = read_team(section);
        for (ChannelId c : team.serves) {
            model::Channel& channel = reader.scenario.channels[c.index];
            Spot const spot = section.has("serves") ? section.find("serves")->spot : section.spot();
            if (channel.team) {
                reader.report(spot, fmt::format("channel '{}' is served by two teams", channel.name),
                              "one team a channel");
            } else if (channel.kind == ChannelKind::self_service) {
                reader.report(spot, fmt::format("channel '{}' is self-service: nobody serves it", channel.name),
                              "live and deferred channels");
            } else {
                channel.team = id;
            }
        }
        for (ChannelId c : team.serves)
            if (auto const hours = reader.opening.find(c.index);
                hours != reader.opening.end() && section.has("profile"))
                reader.report(hours->second->spot,
                              fmt::format("the profile of {} says when contacts come", section.path()),
                              "opening without a profile, or a profile without opening");
        reader.scenario.teams.push_back(std::move(team));
    }
    for (auto const& [channel, hours] : reader.opening)
        if (channel < reader.scenario.channels.size() && !reader.scenario.channels[channel].team &&
            hours->kind != NodeKind::broken)
            reader.report(hours->spot, "opening hours without a team", "a team that serves the channel, or no opening");
}

}  // namespace rekensom::input
