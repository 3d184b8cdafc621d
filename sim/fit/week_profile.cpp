#include "rekensom/fit/week_profile.hpp"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

bool regular(DayKind kind) { return kind == DayKind::ordinary || kind == DayKind::outlier; }

/// What each regular day should have had: the level of its month times the factor of its weekday; 0 for other days.
std::vector<double> expected_days(std::span<double const> counts, CalendarDays const& days,
                                  std::vector<MonthSpan> const& months, std::array<double, 7> const& factor) {
    std::vector<double> expected(counts.size(), 0);
    for (MonthSpan const& m : months) {
        double seen = 0, exposure = 0;
        for (std::size_t d = m.from; d < m.to; ++d)
            if (regular(days.kinds[d]))
                seen += counts[d], exposure += factor[weekday_of(days.first + std::chrono::days(static_cast<int>(d)))];
        for (std::size_t d = m.from; d < m.to; ++d)
            if (regular(days.kinds[d]) && exposure > 0)
                expected[d] = seen / exposure * factor[weekday_of(days.first + std::chrono::days(static_cast<int>(d)))];
    }
    return expected;
}

}  // namespace

std::vector<MonthSpan> months_of(std::chrono::sys_days first, std::size_t count) {
    using namespace std::chrono;
    std::vector<MonthSpan> months;
    for (std::size_t d = 0; d < count; ++d) {
        year_month_day const date(first + days(static_cast<int>(d)));
        year_month const month = date.year() / date.month();
        if (months.empty() || months.back().month != month) months.push_back({month, d, d});
        months.back().to = d + 1;
    }
    return months;
}

WeekProfile fit_week(std::span<double const> counts, CalendarDays const& days, std::vector<MonthSpan> const& months) {
    WeekProfile result;
    for (std::size_t w = 0; w < 7; ++w) result.weekday[w] = days.open[w] ? 1 : 0;
    for (int round = 0; round < 20; ++round) {
        std::vector<double> const expected = expected_days(counts, days, months, result.weekday);
        std::array<double, 7> seen{}, hoped{};
        for (std::size_t d = 0; d < counts.size(); ++d) {
            std::size_t const w = weekday_of(days.first + std::chrono::days(static_cast<int>(d)));
            if (expected[d] > 0) seen[w] += counts[d], hoped[w] += expected[d];
        }
        double sum = 0;
        for (std::size_t w = 0; w < 7; ++w) {
            result.weekday[w] = hoped[w] > 0 ? result.weekday[w] * seen[w] / hoped[w] : 0;
            sum += result.weekday[w];
        }
        if (!(sum > 0)) throw DataError("no ordinary days: the week's profile cannot be told");
        for (double& f : result.weekday) f *= 7 / sum;
    }
    std::vector<double> const expected = expected_days(counts, days, months, result.weekday);
    for (std::size_t w = 0; w < 7; ++w) {
        double n = 0, square = 0;
        for (std::size_t d = 0; d < counts.size(); ++d) {
            if (!(expected[d] > 0) || weekday_of(days.first + std::chrono::days(static_cast<int>(d))) != w) continue;
            double const off = counts[d] / expected[d] - 1;
            ++n, square += off * off;
        }
        if (n == 0)
            result.weekday_estimate[w] = {.mean = 0, .note = "no contacts on this weekday"};
        else
            result.weekday_estimate[w] =
                student(result.weekday[w], result.weekday[w] * std::sqrt(square / std::max(n - 1, 1.0) / n), n - 1,
                        static_cast<std::size_t>(n));
    }
    return result;
}

Busyness fit_busyness(std::span<double const> counts, CalendarDays const& days, std::vector<MonthSpan> const& months,
                      WeekProfile const& week) {
    std::vector<double> const expected = expected_days(counts, days, months, week.weekday);
    std::vector<double> off;  // of successive open days; NaN for those that are not regular
    double n = 0, square = 0, poisson = 0, dispersion = 0, used_months = 0;
    for (MonthSpan const& m : months)
        used_months += std::any_of(expected.begin() + static_cast<std::ptrdiff_t>(m.from),
                                   expected.begin() + static_cast<std::ptrdiff_t>(m.to), [](double e) { return e > 0; });
    for (std::size_t d = 0; d < counts.size(); ++d) {
        if (days.kinds[d] == DayKind::shut) continue;
        off.push_back(expected[d] > 0 ? counts[d] / expected[d] - 1 : unknown);
        if (!(expected[d] > 0)) continue;
        ++n, square += off.back() * off.back(), poisson += 1 / expected[d];
        dispersion += (counts[d] - expected[d]) * (counts[d] - expected[d]) / expected[d];
    }
    Busyness result;
    double const fitted = used_months + static_cast<double>(std::count(days.open.begin(), days.open.end(), true)) - 1;
    double const dof = n - fitted;
    if (dof < 10) {
        result.cv.note = "too few days to tell how busyness differs";
        result.autocorrelation.fill(unknown);
        return result;
    }
    double const total = square / dof, chance = poisson / n, own = std::max(0.0, total - chance);
    result.dispersion = dispersion / dof;
    std::size_t const lags = result.autocorrelation.size();
    for (std::size_t lag = 1; lag <= lags; ++lag) {
        double pairs = 0, sum = 0;
        for (std::size_t d = lag; d < off.size(); ++d)
            if (!std::isnan(off[d]) && !std::isnan(off[d - lag])) ++pairs, sum += off[d] * off[d - lag];
        result.autocorrelation[lag - 1] =
            pairs >= 20 && own > 0 ? std::clamp(sum / pairs * (n / dof) / own, -1.0, 1.0) : unknown;
    }
    // Days that hang together say less: the variance of a variance grows with the squared autocorrelations.
    double inflation = 1;
    for (double const r : result.autocorrelation)
        if (!std::isnan(r)) inflation += 2 * r * r * (own / total) * (own / total);
    double const effective = dof / inflation;
    boost::math::chi_squared const chi(effective);
    auto const at = [&](double p) {
        return std::sqrt(std::max(0.0, total * effective / quantile(chi, 1 - p) - chance));
    };
    double const cv = std::sqrt(own);
    double const sd = cv > 0 ? total * std::sqrt(2 / effective) / (2 * cv) : at(0.84);
    result.cv = {cv, sd, at(0.1), at(0.9), at(0.025), at(0.975), static_cast<std::size_t>(n), {}};
    return result;
}

DayProfile fit_day_profile(History const& history, CalendarDays const& days, WeekProfile const& week) {
    DayProfile result;
    if (!history.times_known()) return result;
    std::vector<std::array<double, 48>> cells(history.day_count(), std::array<double, 48>{});
    for (auto const& [key, series] : history.series())
        for (std::size_t d = 0; d < series.days.size(); ++d) {
            auto const at = (series.first - history.first()).count() + static_cast<std::ptrdiff_t>(d);
            if (at < 0 || at >= std::ssize(cells)) continue;
            for (std::size_t h = 0; h < 48; ++h)
                cells[static_cast<std::size_t>(at)][h] += static_cast<double>(series.days[d].attempts[h]);
        }
    std::vector<double> day_total(cells.size(), 0);
    for (std::size_t d = 0; d < cells.size(); ++d)
        if (regular(days.kinds[d])) day_total[d] = std::accumulate(cells[d].begin(), cells[d].end(), 0.0);
    double excess = 0, weight = 0;
    for (std::size_t w = 0; w < 7; ++w) {
        std::vector<std::size_t> used;
        for (std::size_t d = 0; d < cells.size(); ++d)
            if (day_total[d] > 0 && weekday_of(days.first + std::chrono::days(static_cast<int>(d))) == w)
                used.push_back(d);
        if (used.empty()) continue;
        auto const n = static_cast<double>(used.size());
        double total = 0;
        for (std::size_t const d : used) total += day_total[d];
        for (std::size_t h = 0; h < 48; ++h) {
            double sum = 0, mean = 0, square = 0;
            for (std::size_t const d : used) {
                double const own = cells[d][h] / day_total[d];
                sum += cells[d][h], mean += own / n, square += own * own / n;
            }
            double const share = sum / total;
            result.share[w][h] = share * week.weekday[w] / 7;
            result.sd[w][h] =
                n > 1 ? std::sqrt(std::max(0.0, square - mean * mean) / (n - 1)) * week.weekday[w] / 7 : unknown;
            if (n < 2) continue;
            for (std::size_t const d : used) {
                double const hoped = day_total[d] * share, off = cells[d][h] - hoped;
                excess += off * off * n / (n - 1) - hoped * (1 - share);
                weight += hoped * hoped;
            }
        }
    }
    if (weight > 0) result.half_hour_cv = std::sqrt(std::max(0.0, excess / weight));
    return result;
}

}  // namespace rekensom::fit
