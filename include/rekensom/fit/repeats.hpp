#pragma once

#include "rekensom/fit/estimate.hpp"
#include "rekensom/fit/history.hpp"

#include <vector>

// Who comes back: redials after hanging up, and repeats after an answer.

namespace rekensom::fit {

struct RepeatOptions {
    double repeat_days = 7;    ///< a repeat is an answered contact of the same customer and reason within so many days
    double redial_hours = 24;  ///< a redial is the next attempt of the same customer and channel within so many hours
};

struct Repeats {
    std::vector<Estimate> repeat;  ///< share of answered contacts that are followed by a repeat, by reason
    std::vector<Estimate> redial;  ///< share of those who hang up that try again, by channel
    Estimate repeat_all;
    Estimate redial_all;
};

/// Contacts too close to the end of the history to show whether they come back are left out. Spread: contacts of a customer
/// hang together, so customers are what is counted (ratio estimator). A new matter within the window counts as a repeat too.
[[nodiscard]] Repeats fit_repeats(History const& history, RepeatOptions const& options = {});

}  // namespace rekensom::fit
