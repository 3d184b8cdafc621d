#include "rekensom/fit/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

/// The mean with its spread from day to day, and the lognormal of the same contacts.
HandleTime handle_time_of(std::vector<double> const& n_by_day, std::vector<double> const& seconds_by_day,
                          HandleSums const& sums) {
    HandleTime result;
    if (sums.n == 0) {
        result.mean.note = result.log_sd.note = "no handle times in the data";
        return result;
    }
    double const mean = sums.sum / sums.n;
    double square = 0, days = 0;
    for (std::size_t d = 0; d < n_by_day.size(); ++d) {
        double const off = seconds_by_day[d] - mean * n_by_day[d];
        square += off * off, days += n_by_day[d] > 0;
    }
    auto const n = static_cast<std::size_t>(sums.n);
    double const by_contact = std::sqrt(std::max(0.0, sums.squares / sums.n - mean * mean) / sums.n);
    if (days >= 2) {
        double const by_day = std::sqrt(square * days / (days - 1)) / sums.n;
        result.mean = from_log(std::log(mean), std::max(by_day, by_contact) / mean, days - 1, n);
    } else {
        result.mean = from_log(std::log(mean), by_contact / mean, std::max(sums.n - 1, 1.0), n, "one day only");
    }
    result.brief = sums.brief / sums.n;
    if (sums.logged < 2) return result;
    result.log_mean = sums.log_sum / sums.logged;
    double const variance = std::max(0.0, sums.log_squares / sums.logged - result.log_mean * result.log_mean) *
                            sums.logged / (sums.logged - 1);
    result.log_sd = from_log(std::log(variance) / 2, std::sqrt(1 / (2 * (sums.logged - 1))), sums.logged - 1, n);
    double const lognormal_mean = std::exp(result.log_mean + variance / 2);
    if (result.brief > 0.02)
        result.doubt = std::to_string(static_cast<int>(std::round(100 * result.brief))) +
                       " % last 5 s or less: calls cut off, or a flaw of the export; kept";
    if (std::abs(lognormal_mean / mean - 1) > 0.15)
        result.doubt += std::string(result.doubt.empty() ? "" : "; ") + "a lognormal would have a mean of " +
                        std::to_string(static_cast<long>(std::round(lognormal_mean))) + " s: use the mean as it is";
    return result;
}

HandleSums& operator+=(HandleSums& a, HandleSums const& b) {
    a.n += b.n, a.sum += b.sum, a.squares += b.squares, a.logged += b.logged, a.log_sum += b.log_sum,
        a.log_squares += b.log_squares;
    a.brief += b.brief;
    return a;
}

template <class Wanted>
HandleTime handle_time(History const& history, Wanted const& wanted) {
    HandleSums sums;
    for (auto const& [key, series] : history.series())
        if (wanted(key)) sums += series.handle_times;
    return handle_time_of(history.daily(wanted, [](DayCell const& c) { return c.handled_timed; }),
                          history.daily(wanted, [](DayCell const& c) { return c.handle_seconds; }), sums);
}

/// A share of sums over days, its spread from day to day.
Estimate daily_share(std::vector<double> const& part, std::vector<double> const& whole) {
    double const y = std::accumulate(part.begin(), part.end(), 0.0),
                 n = std::accumulate(whole.begin(), whole.end(), 0.0);
    if (n == 0) return {.note = "nothing observed"};
    double const r = y / n;
    double square = 0, days = 0;
    for (std::size_t d = 0; d < part.size(); ++d)
        square += (part[d] - r * whole[d]) * (part[d] - r * whole[d]), days += whole[d] > 0;
    if (days < 2 || y == 0 || y == n) return share_of(y, n);
    double const binomial = std::sqrt(r * (1 - r) / n);
    return share(r, std::max(binomial, std::sqrt(square * days / (days - 1)) / n), static_cast<std::size_t>(n));
}

/// Where there are too few months to show their own spread, that of the days, which come in runs: better than none, and said.
void lend_spread_of_days(Volume& volume, Busyness const& busyness) {
    if (std::isfinite(volume.level.sd) || !volume.level.known() || !busyness.cv.known()) return;
    double runs = 1;
    for (double const r : busyness.autocorrelation) runs += std::isnan(r) ? 0 : 2 * std::max(0.0, r);
    double const counted = std::accumulate(volume.fitted.begin(), volume.fitted.end(), 0.0);
    double const variance =
        busyness.cv.mean * busyness.cv.mean * runs / static_cast<double>(busyness.cv.n) + 1 / counted;
    volume.level = from_log(std::log(volume.level.mean), std::sqrt(variance), INFINITY, volume.level.n,
                            "too few months: the spread is that of the days, and other months may differ more");
}

void say(Baseline& b, History const& history) {
    for (std::string& words : in_words(b.days)) b.notes.push_back(std::move(words));
    if (!b.all.note.empty()) b.notes.push_back(b.all.note);
    if (!history.times_known()) b.notes.push_back("some rows have a date without a time: no profile of the day");
    if (b.noise.shared.known() && b.noise.share > 0.5)
        b.notes.push_back("more than half of the months' noise is shared by all reasons: it does not average out");
    if (history.visits().empty()) b.notes.push_back("no customers in the data: redials and repeats are not known");
    if (std::abs(b.busyness.autocorrelation[0]) > 0.3)
        b.notes.push_back("busy days come in runs: a month averages them out less than its number of days suggests");
}

}  // namespace

Baseline fit_baseline(History const& history, RepeatOptions const& repeat_options) {
    if (history.empty()) throw DataError("no contacts");
    if (history.day_count() < 14)
        throw DataError("the history spans " + std::to_string(history.day_count()) +
                        " days: at least 14 are needed to tell weekdays apart");
    auto const all = [](History::Key const&) { return true; };
    auto const answered = [](DayCell const& c) { return c.answered; };
    Baseline b;
    b.first = history.first();
    b.last = history.last();
    std::vector<double> const daily = history.daily(all, [](DayCell const& c) { return attempts(c); });
    b.contacts = std::accumulate(daily.begin(), daily.end(), 0.0);
    if (!(b.contacts > 0)) throw DataError("all counts are 0");
    std::vector<MonthSpan> const months = months_of(b.first, daily.size());
    b.days = classify_days(daily, b.first);
    b.week = fit_week(daily, b.days, months);
    b.busyness = fit_busyness(daily, b.days, months, b.week);
    b.profile = fit_day_profile(history, b.days, b.week);
    auto const volume_of = [&](std::vector<double> const& counts) {
        return fit_volume(month_counts(counts, b.days, months, b.week));
    };
    b.all = volume_of(history.daily(all, answered));

    Repeats const repeats = fit_repeats(history, repeat_options);
    std::vector<Volume> volumes;
    for (std::size_t r = 0; r < history.reasons(); ++r) {
        auto const of_reason = [r](History::Key const& key) { return key.first == r; };
        std::vector<double> const own = history.daily(of_reason, answered);
        ReasonHistory reason;
        reason.repeat = repeats.repeat[r];
        reason.handle_time = handle_time(history, of_reason);
        try {
            reason.volume = volume_of(own);
            volumes.push_back(reason.volume);
        } catch (DataError const& error) {
            reason.volume.level.note = error.what();
        }
        for (std::size_t c = 0; c < history.channels(); ++c)
            reason.mix.push_back(daily_share(
                history.daily([r, c](History::Key const& key) { return key.first == r && key.second == c; }, answered),
                own));
        b.reasons.push_back(std::move(reason));
    }
    lend_spread_of_days(b.all, b.busyness);
    for (ReasonHistory& reason : b.reasons) lend_spread_of_days(reason.volume, b.busyness);
    if (!volumes.empty()) b.noise = fit_shared_noise(volumes);

    for (std::size_t c = 0; c < history.channels(); ++c) {
        auto const of_channel = [c](History::Key const& key) { return key.second == c; };
        ChannelHistory channel;
        channel.handle_time = handle_time(history, of_channel);
        channel.abandonment =
            daily_share(history.daily(of_channel, [](DayCell const& cell) { return cell.abandoned; }),
                        history.daily(of_channel, [](DayCell const& cell) { return cell.abandoned + cell.answered; }));
        channel.redial = repeats.redial[c];
        try {
            channel.patience = fit_patience(history.waits(c));
        } catch (DataError const& error) {
            channel.patience_note = error.what();
        }
        b.channels.push_back(std::move(channel));
    }
    say(b, history);
    return b;
}

}  // namespace rekensom::fit
