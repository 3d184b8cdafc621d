#include "fit/resample.hpp"

#include "rekensom/chance/counter.hpp"

namespace rekensom::fit {

Eigen::VectorXd resample_counts(Eigen::Index rows, std::uint64_t seed, std::uint64_t replicate) {
    constexpr std::uint64_t key = 0x726573616d706c65;
    chance::Stream stream(seed, key, replicate);
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(rows);
    auto const n = static_cast<double>(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        auto const row = static_cast<Eigen::Index>(static_cast<double>(stream() >> 11) * 0x1p-53 * n);
        counts[row] += 1;
    }
    return counts;
}

}  // namespace rekensom::fit
