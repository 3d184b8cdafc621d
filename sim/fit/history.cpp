#include "rekensom/fit/history.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/fit/calendar_days.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

double attempts(DayCell const& cell) { return std::accumulate(cell.attempts.begin(), cell.attempts.end(), 0.0); }

void History::add(Contact const& contact) {
    REKENSOM_EXPECT(contact.count >= 0);
    sys_days const day = floor<days>(contact.when);
    if (series_.empty()) first_ = last_ = day;
    first_ = std::min(first_, day);
    last_ = std::max(last_, day);
    // A stray year would ask for a cell for every day up to it.
    if ((last_ - first_).count() > 60 * 366)
        throw DataError("the dates run from " + iso_date(first_) + " to " + iso_date(last_) +
                        ": one of them must be wrong");
    reasons_ = std::max<std::size_t>(reasons_, contact.reason + 1U);
    channels_ = std::max<std::size_t>(channels_, contact.channel + 1U);
    if (waits_.size() < channels_) waits_.resize(channels_);
    times_known_ = times_known_ && contact.time_known;

    Series& series = series_[{contact.reason, contact.channel}];
    if (series.days.empty()) series.first = day;
    if (day < series.first) {
        // An export in backward order: make room for a month at once.
        auto const room = static_cast<std::size_t>((series.first - day).count()) + 31;
        series.days.insert(series.days.begin(), room, DayCell{});
        series.first -= days(static_cast<int>(room));
    }
    auto const at = static_cast<std::size_t>((day - series.first).count());
    if (at >= series.days.size()) series.days.resize(at + 1);
    DayCell& cell = series.days[at];
    auto const half_hour = contact.time_known ? static_cast<std::size_t>((contact.when - day).count() / 1800) : 0;
    cell.attempts[half_hour] += static_cast<float>(contact.count);
    bool const answered = contact.ending == Ending::answered;
    (answered ? cell.answered : cell.abandoned) += contact.count;

    if (answered && !std::isnan(contact.handle_time)) {
        double const x = contact.handle_time, n = contact.count;
        cell.handled_timed += n;
        cell.handle_seconds += n * x;
        HandleSums& h = series.handle_times;
        h.n += n, h.sum += n * x, h.squares += n * x * x;
        if (x <= 5) h.brief += n;
        if (x > 0) {
            double const log = std::log(x);
            h.logged += n, h.log_sum += n * log, h.log_squares += n * log * log;
        }
    }
    if (!std::isnan(contact.wait)) waits_[contact.channel].add(contact.wait, contact.count, !answered);
    if (contact.customer != 0)
        visits_.push_back({contact.customer, static_cast<std::uint32_t>(contact.when.time_since_epoch().count()),
                           contact.reason, contact.channel, contact.ending});
}

}  // namespace rekensom::fit
