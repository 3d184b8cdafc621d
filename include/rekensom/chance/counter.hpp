#pragma once

#include <array>
#include <cstdint>
#include <limits>

// Threefry2x64 with 13 rounds: a counter-based generator (Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy
// as 1, 2, 3). 13 is the least number of rounds that passes BigCrush.

namespace rekensom::chance {

using Words = std::array<std::uint64_t, 2>;

/// The block function itself.
[[nodiscard]] Words threefry2x64_13(Words counter, Words key);

/// What is drawn once a draw, and not every month.
inline constexpr std::uint32_t no_month = 0xffffffffU;

/// The number in (0, 1) at an address: 52 random bits, in the middle of their cell, so that never 0 nor 1.
/// The lanes (sim/chance/lanes_counter.hpp) give the same bits, 64 draws at a time.
[[nodiscard]] double uniform_at(std::uint64_t seed, std::uint64_t key, std::uint64_t draw,
                                std::uint32_t month = no_month);

/// As many numbers as are asked for at an address, as an engine for Boost.Random and <random>. Shares no number with `uniform_at`.
class Stream {
public:
    using result_type = std::uint64_t;
    Stream(std::uint64_t seed, std::uint64_t key, std::uint64_t draw = 0);
    result_type operator()();
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

private:
    Words key_;
    Words counter_;
    Words words_{};
    bool second_ = false;
};

/// The next number of a stream in (0, 1).
[[nodiscard]] double uniform(Stream& stream);

}  // namespace rekensom::chance
