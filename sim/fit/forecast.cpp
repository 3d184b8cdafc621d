#include "rekensom/fit/forecast.hpp"
#include "fit/digits.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/fit/volume.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

using std::chrono::sys_days;

bool regular(DayKind kind) { return kind == DayKind::ordinary || kind == DayKind::outlier; }

constexpr std::size_t turns = 5;  ///< first, second, third open day of the month; last; any other

/// Where an open day stands in its month. Counted on the weekdays that are open, so that it is known beforehand.
std::size_t turn_of(sys_days day, std::array<bool, 7> const& open) {
    using namespace std::chrono;
    auto const month = year_month_day(day).month();
    std::size_t before = 0;
    for (sys_days d = day - days(1); year_month_day(d).month() == month; d -= days(1)) before += open[weekday_of(d)];
    if (before < 3) return before;
    for (sys_days d = day + days(1); year_month_day(d).month() == month; d += days(1))
        if (open[weekday_of(d)]) return 4;
    return 3;
}

/// Everything of a day but its level.
struct Shape {
    std::array<double, 7> weekday{};
    std::array<double, 12> season{};
    std::array<double, turns> turn{};
    std::array<bool, 7> open{};
    std::vector<std::array<double, 7>> slot;  ///< share of the day, by slot and weekday

    [[nodiscard]] double factor(sys_days day) const {
        std::size_t const w = weekday_of(day);
        if (!open[w]) return 0;
        auto const month = static_cast<std::size_t>(static_cast<unsigned>(std::chrono::year_month_day(day).month())) - 1;
        return weekday[w] * season[month] * turn[turn_of(day, open)];
    }
};

std::vector<double> totals(SlotSeries const& s) {
    std::vector<double> result(s.days(), 0);
    for (std::size_t d = 0; d < s.days(); ++d)
        for (std::size_t k = 0; k < s.slots; ++k) result[d] += s.at(d, k);
    return result;
}

sys_days day_at(SlotSeries const& s, std::size_t d) { return s.first + std::chrono::days(static_cast<int>(d)); }

Shape shape_of(SlotSeries const& s, std::vector<double> const& total, CalendarDays const& days) {
    std::vector<MonthSpan> const months = months_of(s.first, s.days());
    WeekProfile const week = fit_week(total, days, months);
    Shape shape;
    shape.weekday = week.weekday;
    shape.open = days.open;
    shape.season.fill(1);
    shape.turn.fill(1);
    std::vector<MonthCount> const counts = month_counts(total, days, months, week);
    if (!counts.empty())
        if (Volume const volume = fit_volume(counts); volume.season)
            for (std::size_t m = 0; m < 12; ++m) shape.season[m] = (*volume.season)[m].mean;

    // The turn of the month, against a local level; pulled to 1 where it was seen only a few times.
    std::array<double, turns> sum{}, n{};
    for (std::size_t d = 0; d < s.days(); ++d) {
        double near = 0, hoped = 0;
        for (std::size_t e = d >= 10 ? d - 10 : 0; e < std::min(s.days(), d + 11); ++e)
            if (e != d && regular(days.kinds[e])) near += total[e], hoped += shape.factor(day_at(s, e));
        double const expected = hoped > 0 ? near / hoped * shape.factor(day_at(s, d)) : 0;
        if (!regular(days.kinds[d]) || !(expected > 0) || !(total[d] > 0)) continue;
        std::size_t const turn = turn_of(day_at(s, d), shape.open);
        sum[turn] += std::log(total[d] / expected), n[turn] += 1;
    }
    for (std::size_t k = 0; k < turns; ++k) shape.turn[k] = std::exp(sum[k] / (n[k] + 2));

    shape.slot.assign(s.slots, {});
    std::array<double, 7> whole{};
    for (std::size_t d = 0; d < s.days(); ++d) {
        if (!regular(days.kinds[d])) continue;
        std::size_t const w = weekday_of(day_at(s, d));
        whole[w] += total[d];
        for (std::size_t k = 0; k < s.slots; ++k) shape.slot[k][w] += s.at(d, k);
    }
    for (auto& slot : shape.slot)
        for (std::size_t w = 0; w < 7; ++w) slot[w] = whole[w] > 0 ? slot[w] / whole[w] : 0;
    return shape;
}

/// Level known at the end of each day, smoothed with `weight`.
std::vector<double> levels(SlotSeries const& s, std::vector<double> const& total, CalendarDays const& days,
                           Shape const& shape, double weight) {
    std::vector<double> result(s.days(), 0);
    double level = 0, n = 0;
    for (std::size_t d = 0; d < s.days(); ++d) {
        double const factor = shape.factor(day_at(s, d));
        if (regular(days.kinds[d]) && factor > 0) {
            // The first days are averaged: an early level owes nothing to one day.
            level += std::max(weight, 1 / (n + 1)) * (total[d] / factor - level);
            ++n;
        }
        result[d] = level;
    }
    return result;
}

constexpr std::size_t warm_up = 21;  ///< days before forecasts inside the series start

}  // namespace

SlotSeries SlotSeries::until(std::size_t days) const {
    SlotSeries part{first, slots, {}};
    part.counts.assign(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(days * slots));
    return part;
}

SlotSeries whole_days(History const& history) {
    return {history.first(), 1,
            history.daily([](History::Key const&) { return true; }, [](DayCell const& c) { return attempts(c); })};
}

SlotSeries half_hours(History const& history) {
    if (!history.times_known()) throw DataError("some contacts have a date without a time: no half hours");
    SlotSeries s{history.first(), 48, std::vector<double>(history.day_count() * 48, 0)};
    for (std::size_t k = 0; k < 48; ++k) {
        std::vector<double> const slot =
            history.daily([](History::Key const&) { return true; },
                          [k](DayCell const& c) { return static_cast<double>(c.attempts[k]); });
        for (std::size_t d = 0; d < slot.size(); ++d) s.counts[d * 48 + k] = slot[d];
    }
    return s;
}

Forecast forecast(SlotSeries const& s, std::size_t ahead) {
    if (s.days() < 56) throw DataError("less than eight weeks of days: too few to forecast from");
    std::vector<double> const total = totals(s);
    CalendarDays const days = classify_days(total, s.first);
    Shape const shape = shape_of(s, total, days);

    Forecast result{day_at(s, s.days()), s.slots, {}, 0};
    double least = INFINITY;
    std::vector<double> level;
    for (double const weight : {0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7}) {
        std::vector<double> const tried = levels(s, total, days, shape, weight);
        double error = 0;
        for (std::size_t origin = warm_up; origin + 1 < s.days(); ++origin)
            for (std::size_t d = origin + 1; d <= std::min(origin + ahead, s.days() - 1); ++d)
                if (regular(days.kinds[d])) error += std::abs(total[d] - tried[origin] * shape.factor(day_at(s, d)));
        if (error < least) least = error, level = tried, result.smoothing = weight;
    }

    // Errors as ratios seen / forecast, by slot and by week ahead.
    std::size_t const weeks = (ahead + 6) / 7;
    std::vector<std::vector<double>> ratios(s.slots * weeks);
    for (std::size_t origin = warm_up; origin + 1 < s.days(); ++origin)
        for (std::size_t d = origin + 1; d <= std::min(origin + ahead, s.days() - 1); ++d) {
            if (!regular(days.kinds[d])) continue;
            double const day = level[origin] * shape.factor(day_at(s, d));
            std::size_t const week = (d - origin - 1) / 7;
            for (std::size_t k = 0; k < s.slots; ++k)
                if (double const mean = day * shape.slot[k][weekday_of(day_at(s, d))]; mean > 0)
                    ratios[week * s.slots + k].push_back(s.at(d, k) / mean);
        }
    for (auto& r : ratios) std::sort(r.begin(), r.end());
    // The shape was fitted on the days it is judged by; days to come are that much farther off.
    auto const spent = static_cast<double>(std::count(days.open.begin(), days.open.end(), true)) + turns;
    auto const seen = static_cast<double>(std::count_if(days.kinds.begin(), days.kinds.end(), regular));
    double const widen = std::sqrt((seen + spent) / std::max(seen - spent, 1.0));
    for (std::size_t h = 0; h < ahead; ++h) {
        sys_days const day = result.first + std::chrono::days(static_cast<int>(h));
        for (std::size_t k = 0; k < s.slots; ++k) {
            ForecastValue v{.mean = level.back() * shape.factor(day) * shape.slot[k][weekday_of(day)]};
            auto const& r = ratios[h / 7 * s.slots + k];
            if (v.mean > 0 && !r.empty()) {
                v.p10 = v.mean * std::max(0.0, 1 + widen * (quantile(r, 0.1) - 1));
                v.p90 = v.mean * (1 + widen * (quantile(r, 0.9) - 1));
            }
            result.values.push_back(v);
        }
    }
    return result;
}

BackTest back_test(SlotSeries const& s, std::size_t ahead, double start) {
    REKENSOM_EXPECT(ahead > 0 && start > 0 && start < 1);
    std::vector<double> const total = totals(s);
    CalendarDays const days = classify_days(total, s.first);
    BackTest test{.ahead = ahead};
    double inside = 0, hoped = 0, seen = 0;
    auto const from = std::max<std::size_t>(56, static_cast<std::size_t>(start * static_cast<double>(s.days())));
    for (std::size_t origin = from; origin + ahead <= s.days(); origin += 7) {
        Forecast const f = forecast(s.until(origin), ahead);
        ++test.origins;
        for (std::size_t h = 0; h < ahead; ++h) {
            std::size_t const d = origin + h;
            if (!regular(days.kinds[d])) continue;
            // The same weekday in the last week known; a week further back where that was no ordinary day.
            std::size_t back = d - 7 * (h / 7 + 1);
            while (back >= 7 && !regular(days.kinds[back])) back -= 7;
            for (std::size_t k = 0; k < s.slots; ++k) {
                ForecastValue const& v = f.values[h * s.slots + k];
                double const x = s.at(d, k);
                if (v.mean == 0 && x == 0) continue;
                ++test.scored;
                test.error += std::abs(x - v.mean);
                test.naive_error += std::abs(x - s.at(back, k));
                inside += v.p10 <= x && x <= v.p90;
                hoped += v.mean, seen += x;
            }
        }
    }
    if (test.scored == 0)
        throw DataError("too few days to test a forecast on: eight weeks to learn from, then " + std::to_string(ahead) +
                        " days are needed");
    auto const n = static_cast<double>(test.scored);
    test.error /= n;
    test.naive_error /= n;
    test.coverage = inside / n;
    test.bias = hoped / seen - 1;
    return test;
}

std::string in_words(BackTest const& t) {
    return "Forecast " + std::to_string(t.ahead) + " days ahead from " + std::to_string(t.origins) +
           " origins: off by " + digits(t.error, 1) + " on average, the same weekday of the last known week by " +
           digits(t.naive_error, 1) + " (" + signed_digits(100 * (t.error / t.naive_error - 1), 0) + " %); " +
           digits(100 * t.coverage, 0) + " % of what came lay inside the 80 % band; " + signed_digits(100 * t.bias, 1) +
           " % in sum.";
}

}  // namespace rekensom::fit
