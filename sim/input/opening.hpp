#pragma once

#include "input/reader.hpp"

#include <bitset>
#include <optional>
#include <string_view>

namespace rekensom::input {

/// Half hours of a week from Monday 00:00.
using OpenHours = std::bitset<336>;

/// "mon-fri 08:00-18:00, sat 09:00-13:00"; days left out: all of them. Nothing: not so.
[[nodiscard]] std::optional<OpenHours> parse_hours(std::string_view text);

/// The opening hours of a team's live channels, as its profile: the default week, restricted to them.
void read_opening(Section const& section, model::Team& team);

}  // namespace rekensom::input
