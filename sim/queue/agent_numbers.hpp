#pragma once

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace rekensom::queue {

/// Whole numbers of agents that are tabulated: all of them while few, then further and further apart. A whole number between
/// is the cubic through its four neighbours, a fractional one linear between whole numbers.
class AgentNumbers {
public:
    /// \param spacing  of numbers near n that the figures can bear
    template <class F>
    void lay_out(int last, F const& spacing) {
        at_ = {0, 1, 2, 3};
        while (at_[at_.size() - 3] < last) at_.push_back(at_.back() + std::max(1, spacing(at_.back())));
    }

    [[nodiscard]] std::size_t count() const { return at_.size(); }
    [[nodiscard]] int at(std::size_t k) const { return at_[k]; }

    /// Agents for which the k-th number counts: ]low, high[.
    [[nodiscard]] std::pair<double, double> reach(std::size_t k) const {
        auto const dense = [&](std::size_t from) { return from + 2 >= at_.size() || at_[from + 2] - at_[from] == 2; };
        double const low = k < 2 || dense(k - 2) ? at_[k] - 1 : at_[k - 2];
        double const high = dense(k) ? at_[k] + 1 : at_[k + 2];
        return {low, high};
    }

    /// What the k-th number counts for with so many agents.
    [[nodiscard]] double weight(std::size_t k, double agents) const {
        int const below = static_cast<int>(agents);
        double const t = agents - below;
        return (1 - t) * whole(k, below) + (t > 0 ? t * whole(k, below + 1) : 0);
    }

private:
    [[nodiscard]] double whole(std::size_t k, int n) const {
        auto const next = static_cast<std::size_t>(std::upper_bound(at_.begin(), at_.end(), n) - at_.begin());
        if (at_[next - 1] == n) return k == next - 1 ? 1 : 0;
        std::size_t const first = next - 2;
        REKENSOM_EXPECT(first + 4 <= at_.size());
        if (k < first || k >= first + 4) return 0;
        double weight = 1;
        for (std::size_t m = first; m < first + 4; ++m) {
            if (m != k) weight *= static_cast<double>(n - at_[m]) / (at_[k] - at_[m]);
        }
        return weight;
    }

    std::vector<int> at_;
};

}  // namespace rekensom::queue
