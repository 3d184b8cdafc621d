#pragma once

#include "rekensom/chance/address.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

// Where in the unit cube the draws lie. docs/sampling.md says how this way was chosen, and what others measured.

namespace rekensom::chance {

enum class Sampling { random, sobol };

/// Draw i is point i / 16 of scramble i % 16. The scrambles are independent: the spread of their 16 means gives the
/// standard error of a mean (15 degrees of freedom), and s / sqrt(n) never does.
inline constexpr std::size_t scramble_count = 16;

/// An input beyond the last dimension (there are 3,667) is drawn pseudo-randomly.
inline constexpr std::uint32_t no_dimension = 0xffffffffU;

/// Addresses in the order of `paths`. A path owns its dimension: which one depends on the path, and on other paths only where
/// two lay claim to the same one.
[[nodiscard]] std::vector<Address> assign_addresses(std::uint64_t seed,
                                                    std::span<std::string const> paths);  // all different

/// Plain memory, for the lanes of any instruction set.
struct PointsView {
    Sampling sampling = Sampling::sobol;
    std::size_t inputs = 0;
    std::uint64_t const* keys = nullptr;           ///< by input
    std::uint64_t const* seeds = nullptr;          ///< by input
    std::uint32_t const* directions = nullptr;     ///< 32 by input, bits reversed; zeros: pseudo-random
    std::uint32_t const* scramble_keys = nullptr;  ///< 16 by input
};

/// All that the draws' places depend on, worked out before the first draw.
class Points {
public:
    Points(Sampling sampling, std::span<Address const> addresses);
    [[nodiscard]] PointsView view() const;

private:
    Sampling sampling_;
    std::vector<std::uint64_t> keys_, seeds_;
    std::vector<std::uint32_t> directions_, scramble_keys_;
};

/// The place of one draw of one input, in (0, 1): the scalar reference of sim/chance/lanes_points.hpp.
[[nodiscard]] double place(PointsView const& points, std::size_t input, std::uint64_t draw);

}  // namespace rekensom::chance
