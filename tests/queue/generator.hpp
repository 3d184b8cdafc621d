#pragma once

#include <cmath>
#include <cstdint>

namespace rekensom::queue {

/// Random cases of a property: a fixed seed, so that a failure comes back.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 1) {}

    double between(double low, double high) { return low + (high - low) * uniform(); }
    double geometric(double low, double high) { return low * std::pow(high / low, uniform()); }

private:
    double uniform() {  // splitmix64
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
    }

    std::uint64_t state_;
};

}  // namespace rekensom::queue
