#pragma once

#include "rekensom/fit/calendar_days.hpp"
#include "rekensom/fit/history.hpp"
#include "rekensom/fit/patience.hpp"
#include "rekensom/fit/repeats.hpp"
#include "rekensom/fit/volume.hpp"
#include "rekensom/fit/week_profile.hpp"

#include <optional>
#include <string>
#include <vector>

// From a history to the numbers of a baseline, each with its uncertainty.

namespace rekensom::fit {

struct HandleTime {
    Estimate mean;    ///< seconds; spread by day, since days differ by more than chance
    Estimate log_sd;  ///< sigma of a lognormal; from those above 0
    double log_mean = unknown;
    double brief = 0;   ///< share of 5 s and less
    std::string doubt;  ///< where a lognormal does not give back the mean, or much is brief
};

struct ReasonHistory {
    Volume volume;              ///< of contacts handled
    std::vector<Estimate> mix;  ///< share of each channel
    HandleTime handle_time;
    Estimate repeat;
};

struct ChannelHistory {
    HandleTime handle_time;
    Estimate abandonment;
    std::optional<Patience> patience;
    std::string patience_note;  ///< why there is none
    Estimate redial;
};

struct Baseline {
    std::chrono::sys_days first, last;
    double contacts = 0;  ///< attempts
    CalendarDays days;
    Volume all;  ///< of all reasons together
    std::vector<ReasonHistory> reasons;
    std::vector<ChannelHistory> channels;
    SharedNoise noise;
    WeekProfile week;
    Busyness busyness;
    DayProfile profile;
    std::vector<std::string> notes;
};

/// \throws DataError with less than two weeks of days, or no contacts.
[[nodiscard]] Baseline fit_baseline(History const& history, RepeatOptions const& repeat_options = {});

}  // namespace rekensom::fit
