#include "input/opening.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "input/sections.hpp"
#include "rekensom/queue/week.hpp"

namespace rekensom::input {
namespace {

constexpr std::array<std::string_view, 7> english{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> dutch{"ma", "di", "wo", "do", "vr", "za", "zo"};

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    while (true) {
        std::size_t const end = text.find(at);
        std::string_view part = text.substr(0, end);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        out.push_back(part);
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::size_t> day(std::string_view word) {
    for (std::size_t d = 0; d < 7; ++d)
        if (word == english[d] || word == dutch[d]) return d;
    return std::nullopt;
}

/// Half hours since midnight: "08:00", "8:30", "24:00".
std::optional<std::size_t> half_hours(std::string_view text) {
    std::size_t const colon = text.find(':');
    if (colon == 0 || colon > 2 || colon + 3 != text.size()) return std::nullopt;
    std::size_t hour = 0;
    for (char c : text.substr(0, colon)) {
        if (c < '0' || c > '9') return std::nullopt;
        hour = 10 * hour + static_cast<std::size_t>(c - '0');
    }
    std::string_view const minutes = text.substr(colon + 1);
    if (hour > 24 || (minutes != "00" && minutes != "30") || (hour == 24 && minutes != "00")) return std::nullopt;
    return 2 * hour + (minutes == "30" ? 1 : 0);
}

}  // namespace

std::optional<OpenHours> parse_hours(std::string_view text) {
    OpenHours open;
    for (std::string_view part : split(text, ',')) {
        std::size_t first = 0, last = 6;
        if (std::size_t const space = part.find(' '); space != std::string_view::npos) {
            auto const days = split(part.substr(0, space), '-');
            auto const from = day(days.front()), to = day(days.back());
            if (!from || !to || days.size() > 2 || *from > *to) return std::nullopt;
            first = *from;
            last = *to;
            part = part.substr(space + 1);
        }
        auto const hours = split(part, '-');
        if (hours.size() != 2) return std::nullopt;
        auto const from = half_hours(hours[0]), to = half_hours(hours[1]);
        if (!from || !to || *from >= *to) return std::nullopt;
        for (std::size_t d = first; d <= last; ++d)
            for (std::size_t h = *from; h < *to; ++h) open.set(48 * d + h);
    }
    return open.any() ? std::optional(open) : std::nullopt;
}

void read_opening(Section const& section, model::Team& team) {
    Reader& reader = section.reader();
    OpenHours open;
    Node const* last = nullptr;
    std::string always;  // a channel without hours
    for (ChannelId c : team.serves) {
        model::Channel const& channel = reader.scenario.channels[c.index];
        if (channel.kind != model::ChannelKind::live) continue;
        auto const hours = reader.opening.find(c.index);
        if (hours == reader.opening.end()) {
            always = channel.name;
            continue;
        }
        last = hours->second;
        if (auto const parsed = last->kind == NodeKind::text ? parse_hours(last->text) : std::nullopt) {
            open |= *parsed;
        } else {
            if (last->kind != NodeKind::broken)
                reader.report(last->spot, fmt::format("{} are not opening hours", shown(*last)),
                              "\"mon-fri 08:00-18:00, sat 09:00-13:00\", in half hours");
            return;
        }
    }
    if (last == nullptr) return;
    if (!always.empty()) {
        reader.report(
            last->spot,
            fmt::format("the live channels of {} form one queue, and '{}' has no opening hours", section.path(), always),
            "opening hours of each of them, or of none");
        return;
    }
    queue::WeekProfile week = queue::office_week();
    double sum = 0;
    for (std::size_t i = 0; i < week.shares.size(); ++i) {
        bool const closed = week.shares[i] == 0;
        if (!open.test(i)) week.shares[i] = 0;
        if (open.test(i) && closed) {
            reader.report(last->spot, fmt::format("{} goes beyond the default week", shown(*last)),
                          "hours within Monday to Friday 8:00 to 20:00, Saturday 9:00 to 17:00, or a profile of the "
                          "team for others");
            return;
        }
        sum += week.shares[i];
    }
    for (double& share : week.shares) share /= sum;
    team.interval = week.interval;
    team.profile = week.shares;
}

}  // namespace rekensom::input
