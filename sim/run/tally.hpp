#pragma once

#include "rekensom/base/aligned.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/base/large_pages.hpp"
#include "rekensom/chance/points.hpp"
#include "rekensom/run/ranks.hpp"
#include "rekensom/run/results.hpp"
#include "run/order_statistics.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

// What is kept of many streams of numbers: sums by scramble and an even histogram each. Memory does not grow with the draws.
// Sums are folded draw by draw within a wave and wave by wave after it, in that order; counts may be added in any. So the result
// is the same whoever did which wave.

namespace rekensom::run {

/// Sums of one stream over one wave, or over all waves so far.
struct Sums {
    std::array<double, chance::scramble_count> sum{};  ///< of x - pivot, by scramble
    std::array<double, chance::scramble_count> count{};
    std::array<double, chance::scramble_count> square{};  ///< of (x - pivot)^2
    double positive = 0;                                  ///< draws above 0
    double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();

    void add(Sums const& other);
};

/// Streams of one length of histogram.
class Tally {
public:
    /// \param plain  of so many streams, the last ones, only the mean is kept, with its error
    Tally(std::size_t streams, std::size_t bins, std::size_t plain = 0)
        : bins_(bins),
          binned_(streams - plain),
          sums_(streams),
          pivot_(streams),
          first_(binned_),
          step_(binned_),
          counts_(binned_ * bins) {
        ask_for_large_pages(counts_);
    }

    [[nodiscard]] std::size_t streams() const { return sums_.size(); }

    /// Settles pivot and histogram from the first wave: the histogram reaches half a range beyond what it has seen.
    void settle(std::size_t stream, std::span<double const> values);
    /// Adds a stream's draws, from a first of scramble 0 on, to `wave`, and their counts to the histogram. NaN: no value.
    void add(std::size_t stream, std::span<double const> column, Sums& wave);
    /// The same of a plain stream's draws in several places, a block in each.
    void add_plain(std::size_t stream, std::span<double const* const> blocks, Sums& wave);
    /// A wave is complete; call in the order of the waves.
    void merge(std::size_t stream, Sums const& wave) { sums_[stream].add(wave); }

    [[nodiscard]] Summary summary(std::size_t stream, chance::Sampling sampling) const;
    /// The same, with percentiles of the values themselves.
    [[nodiscard]] Summary exact_summary(std::size_t stream, chance::Sampling sampling, OrderStatistics& values) const;

    /// Everything there is to know, as plain memory: for checkpoints and other processes.
    template <class Visit>
    void visit(Visit&& see) {
        see(sums_), see(pivot_), see(first_), see(step_), see(counts_);
    }
    /// Histograms of all processes, at the first of them.
    void collect() { sum_at_leader(counts_); }

private:
    [[nodiscard]] Summary moments(std::size_t stream, chance::Sampling sampling) const;
    void percentiles(std::size_t stream, Summary& out) const;
    void add_one(std::size_t stream, std::size_t draw, double x, Sums& wave) const;

    std::size_t bins_, binned_;
    std::vector<Sums> sums_;
    std::vector<double> pivot_, first_, step_;
    AlignedCounts counts_;
};

}  // namespace rekensom::run
