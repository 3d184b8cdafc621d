#pragma once

#include "rekensom/fit/estimate.hpp"
#include "rekensom/fit/week_profile.hpp"

#include <Eigen/Core>

#include <array>
#include <optional>
#include <span>
#include <vector>

// The level, growth, season and noise of a volume, month by month (the terms of section 1 of the model).

namespace rekensom::fit {

/// What a month had of one series.
struct MonthCount {
    int month = 0;     ///< months since the first one of the history
    int calendar = 0;  ///< 0 January ... 11 December
    double count = 0;
    double exposure = 0;  ///< mean days that the counted days come to, weekdays weighed; closed days count, gaps do not
};

/// Months with at least ten days of exposure; a shorter first or last one says too little.
[[nodiscard]] std::vector<MonthCount> month_counts(std::span<double const> counts, CalendarDays const& days,
                                                   std::vector<MonthSpan> const& months, WeekProfile const& week);

struct Volume {
    Estimate level;   ///< a mean month (30.44 days), season apart, in the month after the last one
    Estimate growth;  ///< a year; unknown where it cannot be told from season
    std::optional<std::array<Estimate, 12>> season;  ///< January first, mean 1
    Estimate noise;                                  ///< cv of the months around that, beyond the chance of counting
    std::vector<double> fitted;                      ///< of each month given
    std::vector<double> residual;  ///< count / fitted - 1, times the root of months / degrees of freedom
    double dof = 0;
    std::string note;
};

inline constexpr std::size_t months_for_season = 12;  ///< less than a year cannot show a season
inline constexpr std::size_t months_for_growth = 18;  ///< growth is told from season only by months seen twice

/// Counts with a gamma noise: variance mean + noise^2 mean^2, logarithmic mean (quasi-likelihood; McCullagh & Nelder 1989,
/// chapter 9), Student's t. \throws DataError without any month or any contact.
[[nodiscard]] Volume fit_volume(std::span<MonthCount const> months);

/// The part of the months' noise that all reasons share.
struct SharedNoise {
    Estimate shared;               ///< cv
    std::vector<Estimate> own;     ///< cv, a reason each
    double share = unknown;        ///< of the variance of a reason, mean over the reasons
    double persistence = unknown;  ///< lag-1 correlation of the months' noise of all together; NaN under two years
};

/// `volumes` over the same months, a reason each. From the covariances between reasons; interval by leaving out months.
[[nodiscard]] SharedNoise fit_shared_noise(std::span<Volume const> volumes);

}  // namespace rekensom::fit
