#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rekensom::run {

/// Numbers by their rank, of which only few are asked for: put into buckets in one pass, and a bucket sorted when it is asked for.
class OrderStatistics {
public:
    /// \param values  NaN: left out
    explicit OrderStatistics(std::span<double const> values);

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    /// One number throughout, or none.
    [[nodiscard]] bool constant() const { return constant_; }
    /// What sorting would put there.
    [[nodiscard]] double at_rank(std::size_t rank);
    /// Between the two ranks next to `share` of the way, in [0, 1], from the least to the most.
    [[nodiscard]] double percentile(double share);
    [[nodiscard]] double mean_of_least(std::size_t count);

private:
    void fill_buckets(std::span<double const> values, double low, double per_step);

    std::vector<double> values_;         ///< bucket by bucket
    std::vector<std::size_t> first_;     ///< [bucket], and the end: where it starts
    std::vector<unsigned char> sorted_;  ///< [bucket]
    bool constant_ = false;
};

}  // namespace rekensom::run
