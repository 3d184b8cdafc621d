#include "rekensom/fit/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace rekensom::fit {

namespace {

/// Sum of y over sum of n, both summed by customer.
class Ratio {
public:
    void add(double n, double y) { own_n_ += n, own_y_ += y; }
    void end_customer() {
        if (own_n_ == 0) return;
        n_ += own_n_, y_ += own_y_, nn_ += own_n_ * own_n_, yn_ += own_n_ * own_y_, yy_ += own_y_ * own_y_, ++customers_;
        own_n_ = own_y_ = 0;
    }
    [[nodiscard]] Estimate estimate(std::string const& nothing) const {
        if (n_ == 0) return {.note = nothing};
        double const r = y_ / n_;
        if (y_ == 0 || y_ == n_ || customers_ < 2) return share_of(y_, n_);
        double const square = yy_ - 2 * r * yn_ + r * r * nn_;
        return share(r, std::sqrt(square * customers_ / (customers_ - 1)) / n_, static_cast<std::size_t>(n_));
    }

private:
    double own_n_ = 0, own_y_ = 0;
    double n_ = 0, y_ = 0, nn_ = 0, yn_ = 0, yy_ = 0, customers_ = 0;
};

}  // namespace

Repeats fit_repeats(History const& history, RepeatOptions const& options) {
    std::vector<Visit> visits(history.visits().begin(), history.visits().end());
    std::sort(visits.begin(), visits.end(), [](Visit const& a, Visit const& b) {
        return std::tie(a.customer, a.seconds, a.reason, a.channel) <
               std::tie(b.customer, b.seconds, b.reason, b.channel);
    });
    auto const end = static_cast<double>((history.last() + std::chrono::days(1)).time_since_epoch().count()) * 86400;
    double const repeat_window = options.repeat_days * 86400, redial_window = options.redial_hours * 3600;
    std::vector<Ratio> by_reason(history.reasons()), by_channel(history.channels());
    Ratio repeat_all, redial_all;
    auto const age = [](Visit const& from, Visit const& to) {
        return static_cast<double>(to.seconds) - static_cast<double>(from.seconds);
    };

    for (std::size_t start = 0; start < visits.size();) {
        std::size_t stop = start;
        while (stop < visits.size() && visits[stop].customer == visits[start].customer) ++stop;
        for (std::size_t i = start; i < stop; ++i) {
            Visit const& v = visits[i];
            bool const answered = v.ending == Ending::answered;
            double const window = answered ? repeat_window : redial_window;
            if (static_cast<double>(v.seconds) + window > end) continue;
            bool back = false;
            for (std::size_t j = i + 1; j < stop && age(v, visits[j]) <= window && !back; ++j)
                back = answered ? visits[j].reason == v.reason && visits[j].ending == Ending::answered
                                : visits[j].channel == v.channel;
            (answered ? by_reason[v.reason] : by_channel[v.channel]).add(1, back);
            (answered ? repeat_all : redial_all).add(1, back);
        }
        // A customer touches few reasons; those untouched add nothing.
        for (std::size_t i = start; i < stop; ++i)
            by_reason[visits[i].reason].end_customer(), by_channel[visits[i].channel].end_customer();
        repeat_all.end_customer();
        redial_all.end_customer();
        start = stop;
    }
    Repeats result;
    std::string const none = visits.empty() ? "no customers in the data: who comes back cannot be told"
                                            : "no contacts early enough to see whether they come back";
    for (Ratio const& r : by_reason) result.repeat.push_back(r.estimate(none));
    for (Ratio const& r : by_channel) result.redial.push_back(r.estimate(none));
    result.repeat_all = repeat_all.estimate(none);
    result.redial_all = redial_all.estimate(none);
    return result;
}

}  // namespace rekensom::fit
