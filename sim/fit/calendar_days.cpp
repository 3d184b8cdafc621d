#include "rekensom/fit/calendar_days.hpp"
#include "fit/digits.hpp"

#include "rekensom/fit/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

constexpr double tellable = 8;  ///< expected contacts a day from which none at all has a chance below 1 in 1,000

double median_around(std::span<double const> counts, std::ptrdiff_t day) {
    std::vector<double> same;
    for (std::ptrdiff_t week = -4; week <= 4; ++week) {
        std::ptrdiff_t const at = day + 7 * week;
        if (at >= 0 && at < std::ssize(counts) && counts[static_cast<std::size_t>(at)] > 0)
            same.push_back(counts[static_cast<std::size_t>(at)]);
    }
    return quantile_of(same, 0.5);
}

}  // namespace

CalendarDays classify_days(std::span<double const> counts, std::chrono::sys_days first) {
    CalendarDays result{first, std::vector<DayKind>(counts.size(), DayKind::ordinary), {}, {}};
    auto const weekday = [&](std::size_t d) { return weekday_of(first + std::chrono::days(static_cast<int>(d))); };

    std::array<std::vector<double>, 7> by_weekday;
    for (std::size_t d = 0; d < counts.size(); ++d) by_weekday[weekday(d)].push_back(counts[d]);
    std::array<double, 7> usual{}, mean{};
    for (std::size_t w = 0; w < 7; ++w) {
        if (by_weekday[w].empty()) continue;
        usual[w] = quantile_of(by_weekday[w], 0.5);
        mean[w] = std::accumulate(by_weekday[w].begin(), by_weekday[w].end(), 0.0) /
                  static_cast<double>(by_weekday[w].size());
    }
    double const busiest = *std::max_element(usual.begin(), usual.end()),
                 most = *std::max_element(mean.begin(), mean.end());
    // With a handful of contacts a day an empty one says nothing, and the mean must tell.
    for (std::size_t w = 0; w < 7; ++w)
        result.open[w] = busiest < tellable ? mean[w] > 0.05 * most : usual[w] > 0.02 * busiest;

    std::vector<double> ratio(counts.size(), unknown), log_ratio, level(counts.size(), unknown);
    for (std::size_t d = 0; d < counts.size(); ++d) {
        if (!result.open[weekday(d)]) {
            result.kinds[d] = DayKind::shut;
            continue;
        }
        level[d] = median_around(counts, static_cast<std::ptrdiff_t>(d));
        ratio[d] = level[d] > 0 ? counts[d] / level[d] : 0;
        if (ratio[d] > 0) log_ratio.push_back(std::log(ratio[d]));
    }
    double const centre = quantile_of(log_ratio, 0.5);
    for (double& x : log_ratio) x = std::abs(x - centre);
    double const spread = log_ratio.empty() ? 0 : 1.4826 * quantile_of(log_ratio, 0.5);

    for (std::size_t d = 0; d < counts.size(); ++d) {
        if (result.kinds[d] == DayKind::shut) continue;
        if (counts[d] == 0 || std::isnan(level[d])) {
            if (std::isnan(level[d]) || level[d] >= tellable) result.kinds[d] = DayKind::closed;
            continue;
        }
        // Small counts scatter by themselves.
        double const scale = std::max(spread, 1 / std::sqrt(std::max(level[d], 1.0)));
        double const z = (std::log(ratio[d]) - centre) / scale;
        if (std::abs(z) > 4) result.kinds[d] = ratio[d] < 0.5 ? DayKind::quiet : DayKind::outlier;
    }
    // A run of open days without anything is no holiday.
    for (std::size_t d = 0; d < counts.size();) {
        if (result.kinds[d] != DayKind::closed) {
            ++d;
            continue;
        }
        std::size_t end = d, run = 0;
        for (; end < counts.size() && (result.kinds[end] == DayKind::closed || result.kinds[end] == DayKind::shut);
             ++end)
            run += result.kinds[end] == DayKind::closed;
        if (run >= 3)
            for (std::size_t k = d; k < end; ++k) result.kinds[k] = DayKind::gap;
        d = end;
    }
    for (std::size_t d = 0; d < counts.size(); ++d)
        if (result.kinds[d] != DayKind::ordinary && result.kinds[d] != DayKind::shut)
            result.named.push_back({first + std::chrono::days(static_cast<int>(d)), result.kinds[d], ratio[d]});
    return result;
}

std::string iso_date(std::chrono::sys_days day) {
    std::chrono::year_month_day const date(day);
    return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
           padded(static_cast<unsigned>(date.month()), 2) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

std::vector<std::string> in_words(CalendarDays const& days, std::size_t most) {
    std::vector<std::string> words;
    auto const list = [&](DayKind kind, std::string const& before, std::string const& after) {
        std::string text;
        std::size_t count = 0;
        for (NamedDay const& named : days.named) {
            if (named.kind != kind) continue;
            if (++count > most) continue;
            text += (text.empty() ? "" : ", ") + iso_date(named.day);
            if (kind != DayKind::closed && kind != DayKind::gap) {
                text += " (" + digits(100 * named.ratio, 0) + " %)";
            }
        }
        if (count > most) text += " and " + std::to_string(count - most) + " more";
        if (count > 0) words.push_back(before + text + after);
    };
    list(DayKind::closed, "no contacts on ",
         ": taken as closed, counted in the volume of the month, not in the week's profile");
    list(DayKind::quiet, "less than half the usual on ",
         ": taken as holidays, counted in the volume of the month, not in the week's profile");
    list(DayKind::outlier, "far from the usual on ",
         " of the level of that weekday: kept; leave them out yourself if you know why");
    list(DayKind::gap, "nothing at all on ", ": taken as missing data and left out");
    return words;
}

}  // namespace rekensom::fit
