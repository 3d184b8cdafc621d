#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace rekensom::queue {

/// A weighted sum of a tabulated function's values at point + first, point + first + 1, …
class Taps {
public:
    /// Adds `weight` times the function `steps` away: Lagrange's polynomial through the six nearest points.
    void add(double steps, double weight) {
        double const below = std::floor(steps), t = steps - below;
        int const at = static_cast<int>(below);
        if (t == 0) return put(at, weight);
        for (int k = -2; k <= 3; ++k) {
            double factor = weight;
            for (int m = -2; m <= 3; ++m) {
                if (m != k) factor *= (t - m) / (k - m);
            }
            put(at + k, factor);
        }
    }

    [[nodiscard]] int first() const { return first_; }
    [[nodiscard]] int end() const { return first_ + static_cast<int>(weights_.size()); }
    [[nodiscard]] std::vector<double> const& weights() const { return weights_; }

private:
    void put(int at, double weight) {
        if (weights_.empty()) first_ = at;
        if (at < first_) {
            weights_.insert(weights_.begin(), static_cast<std::size_t>(first_ - at), 0.0);
            first_ = at;
        }
        auto const place = static_cast<std::size_t>(at - first_);
        if (place >= weights_.size()) weights_.resize(place + 1, 0.0);
        weights_[place] += weight;
    }

    int first_ = 0;
    std::vector<double> weights_;
};

}  // namespace rekensom::queue
