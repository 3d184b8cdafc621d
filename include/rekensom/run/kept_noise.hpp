#pragma once

#include "rekensom/base/aligned.hpp"
#include "rekensom/chance/address.hpp"
#include "rekensom/chance/noise.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <vector>

namespace rekensom::run {

/// Monthly noise of one source, by block, with the rest of what it was drawn from.
class KeptSource {
public:
    explicit KeptSource(chance::Address const& address) : address_(address) {}

    /// From now on it is of this table, so many months and so many blocks; what it has of another is dropped.
    void begin(chance::GammaView const& table, std::size_t months, std::size_t blocks);
    [[nodiscard]] bool is(chance::Address const& address) const {
        return address.key == address_.key && address.seed == address_.seed;
    }

    // Different blocks may be found and kept at the same time. Rows are of `block_draws`: cv and persistence one each, months as
    // many as there are.

    /// The months of a block that was drawn at these coefficients of variation and this persistence; null: none was.
    [[nodiscard]] double const* find(std::uint64_t block, double const* cv, double const* persistence) const;
    /// Where to put them; null where such a block is not kept.
    [[nodiscard]] double* keep(std::uint64_t block, double const* cv, double const* persistence);

private:
    chance::Address address_;
    chance::GammaView table_;
    std::size_t months_ = 0;
    std::vector<AlignedVector> blocks_;  ///< [cv, persistence, months][lane]; empty: not drawn yet
};

/// Noise kept from run to run: who moves an input of a live page draws the same noise again. One run at a time; no number depends
/// on it.
class KeptNoise {
public:
    explicit KeptNoise(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// Of each source of a run, before its first draw. Null: there is no room for it.
    [[nodiscard]] KeptSource* source(chance::Address const& address, chance::GammaView const& table, std::size_t months,
                                     std::uint64_t draws);

private:
    struct Held {
        KeptSource source;
        std::size_t bytes = 0;  ///< that it may take
    };
    std::size_t most_bytes_;
    std::list<Held> held_;
};

}  // namespace rekensom::run
