#include "queue/offered_wait.hpp"

#include "queue/gauss.hpp"
#include "rekensom/base/lane_math.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

namespace {

constexpr double negligible = 45;  // exp(-45): 3e-20 of the peak

/// z + exp(-z) - 1, without cancellation near 0.
double curve(double z) {
    if (std::abs(z) > 0.35) return z + lane::exp(-z) - 1;
    double term = 0.5 * z * z, sum = term;
    for (int k = 3; k < 16; ++k) {
        term *= -z / k;
        sum += term;
    }
    return sum;
}

}  // namespace

OfferedWait::OfferedWait(double arrival_rate, double service_rate, double hang_up_rate)
    : arrival_(arrival_rate), service_(service_rate), hang_up_(hang_up_rate) {
    double const excess = (arrival_ - service_) / service_;
    if (excess <= 0) return;
    double const log_load = lane::log1p(excess);
    mode_ = log_load / hang_up_;
    log_peak_ = service_ / hang_up_ * curve(-log_load);
}

double OfferedWait::log_density(double x) const {
    if (mode_ > 0) return -service_ / hang_up_ * curve(hang_up_ * (x - mode_));
    return -(service_ - arrival_) * x - arrival_ / hang_up_ * curve(hang_up_ * x);
}

double OfferedWait::left_cut(double from, double peak) const {
    double const floor = log_density(peak) - negligible;
    if (log_density(from) >= floor) return from;
    double low = from, high = peak;
    for (int i = 0; i < 40 && high - low > 1e-3 * (peak - low); ++i) {
        double const middle = 0.5 * (low + high);
        (log_density(middle) < floor ? low : high) = middle;
    }
    return low;
}

WaitSums OfferedWait::sums(double from, double to) const {
    double const peak = std::clamp(mode_, from, to);
    double const reference = log_density(peak);
    WaitSums sum;
    auto const add = [&](double x, double weight, WaitSums& s) {
        double const g = weight * lane::exp(log_density(x) - reference);
        double const stay = lane::exp(-hang_up_ * x);
        s.all += g;
        s.answered += g * stay;
        s.hung_up -= g * lane::expm1(-hang_up_ * x);
        s.seconds += g * stay * (x - from);
    };
    // Panels as wide as the function is smooth: in eight of its own lengths, 16 nodes leave 1e-15.
    for (double x = left_cut(from, peak); x < to;) {
        double const stay = lane::exp(-hang_up_ * x);
        double const slope = std::abs(arrival_ * stay - service_);
        double const bend = 2 * std::sqrt(arrival_ * hang_up_ * stay);
        double const weights = hang_up_ * (x - from) < negligible ? hang_up_ : 0;
        double const next = std::min(to, x + 8 / (slope + bend + weights));
        if (!(next > x)) break;
        add_gauss(x, next, sum, add);
        x = next;
        if (x > peak && log_density(x) < reference - negligible) break;
    }
    double const scale = lane::exp(reference);
    sum.all *= scale;
    sum.answered *= scale;
    sum.hung_up *= scale;
    sum.seconds *= scale;
    return sum;
}

}  // namespace rekensom::queue
