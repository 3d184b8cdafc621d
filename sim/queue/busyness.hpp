#pragma once

#include "queue/gauss.hpp"
#include "rekensom/base/lane_math.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::queue {

/// The day's busyness as the calls see it: y = log B, B gamma with mean 1 and cv > 0, days weighted by their calls. Its density
/// is proportional to exp((k + 1) y - k exp(y)), k = 1 / cv².
class CalledBusyness {
public:
    explicit CalledBusyness(double cv) : k_(1 / (cv * cv)), mode_(lane::log((k_ + 1) / k_)), peak_(log_weight(mode_)) {
        first_ = edge(-1);
        last_ = edge(1);
    }

    /// Relative to its peak.
    [[nodiscard]] double weight(double y) const { return lane::exp(log_weight(y) - peak_); }
    [[nodiscard]] double first() const { return first_; }  ///< before this exp(-42) of the peak
    [[nodiscard]] double last() const { return last_; }
    [[nodiscard]] double shape() const { return k_; }
    [[nodiscard]] double peak() const { return peak_; }
    [[nodiscard]] double spread() const { return 1 / std::sqrt(k_ + 1); }

private:
    [[nodiscard]] double log_weight(double y) const { return (k_ + 1) * y - k_ * lane::exp(y); }
    [[nodiscard]] double edge(double direction) const {
        double inner = 0, outer = 1;
        while (log_weight(mode_ + direction * outer) > peak_ - 42) outer *= 2;
        for (int i = 0; i < 30; ++i) {
            double const middle = 0.5 * (inner + outer);
            (log_weight(mode_ + direction * middle) > peak_ - 42 ? inner : outer) = middle;
        }
        return mode_ + direction * outer;
    }

    double k_, mode_, peak_, first_ = 0, last_ = 0;
};

}  // namespace rekensom::queue
