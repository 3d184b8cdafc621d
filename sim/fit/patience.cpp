#include "rekensom/fit/patience.hpp"

#include "rekensom/base/contract.hpp"

#include <boost/math/distributions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rekensom::fit {

namespace {

/// Mean time to give up: seconds / events. With E events the total time is gamma distributed around E times the mean
/// (exactly where the E-th event ends the watch, closely otherwise).
Estimate exponential_mean(double seconds, double events, std::string note = {}) {
    if (!(events > 0)) return {.n = 0, .note = "nobody gave up"};
    boost::math::gamma_distribution<> const g(events, 1);
    boost::math::gamma_distribution<> const more(events + 0.5, 1);  // half an event between the two exact limits
    auto const at = [&](double p) { return seconds / quantile(events > 50 ? g : more, 1 - p); };
    double const mean = seconds / events;
    return {mean,      mean / std::sqrt(events),         at(0.1),        at(0.9), at(0.025),
            at(0.975), static_cast<std::size_t>(events), std::move(note)};
}

}  // namespace

void WaitSums::add(double wait, double count, bool abandoned) {
    REKENSOM_EXPECT(wait >= 0 && count >= 0);
    seen_ += count;
    if (wait == 0 && !abandoned) return;
    queued_ += count;
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
        double const from = hazard_edges[k],
                     to = k + 1 < pieces_.size() ? hazard_edges[k + 1] : std::numeric_limits<double>::infinity();
        if (wait < from) break;
        pieces_[k].at_risk += count;
        pieces_[k].seconds += count * (std::min(wait, to) - from);
        if (abandoned && wait < to) pieces_[k].abandoned += count;
    }
}

double WaitSums::wait_seconds() const {
    double sum = 0;
    for (Piece const& p : pieces_) sum += p.seconds;
    return sum;
}

double WaitSums::abandoned() const {
    double sum = 0;
    for (Piece const& p : pieces_) sum += p.abandoned;
    return sum;
}

Patience fit_patience(WaitSums const& sums) {
    auto const& pieces = sums.pieces();
    double const events = sums.abandoned();
    if (!(sums.wait_seconds() > 0)) throw DataError("nobody waited: patience cannot be told");
    if (!(events > 0)) throw DataError("nobody gave up while waiting: patience cannot be told, only that it is long");
    Patience result;
    result.plain = exponential_mean(sums.wait_seconds(), events);
    result.abandonment = share_of(events, sums.seen());
    double const later_seconds = sums.wait_seconds() - pieces[0].seconds, later_events = events - pieces[0].abandoned;
    result.later = exponential_mean(later_seconds, later_events);
    if (later_events > 0) {
        // Of those who would have left early anyway at the later rate, `expected`; the rest leaves at once.
        double const expected = pieces[0].seconds * later_events / later_seconds;
        double const share = std::max(0.0, pieces[0].abandoned - expected) / sums.queued();
        double const variance = pieces[0].abandoned + expected * expected / later_events;
        result.at_once =
            student(share, std::sqrt(variance) / sums.queued(), 1e9, static_cast<std::size_t>(sums.queued()));
        for (double* bound : {&result.at_once.p10, &result.at_once.low}) *bound = std::max(0.0, *bound);
    }
    double least = std::numeric_limits<double>::infinity(), most = 0;
    for (auto const& p : pieces) {
        Estimate const mean = exponential_mean(p.seconds, p.abandoned);
        Estimate rate{.mean = p.seconds > 0 ? 60 * p.abandoned / p.seconds : unknown,
                      .n = static_cast<std::size_t>(p.abandoned),
                      .note = {}};
        if (mean.known()) {
            rate.sd = rate.mean / std::sqrt(p.abandoned);
            rate.p10 = 60 / mean.p90, rate.p90 = 60 / mean.p10, rate.low = 60 / mean.high, rate.high = 60 / mean.low;
            least = std::min(least, rate.high), most = std::max(most, rate.low);
        }
        result.rate.push_back(rate);
    }
    if (most > 2 * least)
        result.doubt =
            "the rate of giving up changes more than twofold along the wait: an exponential patience is a rough "
            "picture";
    return result;
}

}  // namespace rekensom::fit
