#pragma once

#include "rekensom/base/aligned.hpp"
#include "rekensom/chance/address.hpp"
#include "rekensom/chance/noise.hpp"
#include "rekensom/chance/points.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <list>
#include <vector>

namespace rekensom::run {

/// Rows of `block_draws` numbers by block, and the rows that they were drawn from. Different blocks may be found and kept at the
/// same time.
class KeptRows {
public:
    using From = std::initializer_list<double const*>;

    /// What is kept has so many rows, drawn from so many, of so many blocks; what is kept of other shape is dropped.
    void begin(std::size_t from, std::size_t rows, std::size_t blocks);
    /// The rows of a block that was drawn from the same numbers; null: none was.
    [[nodiscard]] double const* find(std::uint64_t block, From from) const;
    /// Where to put them; null where such a block is not kept.
    [[nodiscard]] double* keep(std::uint64_t block, From from);
    void clear() { blocks_.clear(); }

private:
    std::size_t from_ = 0, rows_ = 0;
    std::vector<AlignedVector> blocks_;  ///< [from, rows][lane]; empty: not drawn yet
};

/// Draws kept from run to run: who moves an input of a live page draws all others again as they were. One run at a time; no number
/// depends on it.
class DrawStore {
public:
    /// \param most_bytes  of numbers kept; what would take more is drawn anew in every run
    explicit DrawStore(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    // Before a run's first draw, of each of its addresses; `draws`: those before this one are kept. Null: there is no room.

    /// Normal scores of an input: a row, drawn from none.
    [[nodiscard]] KeptRows* scores(chance::Address const& address, chance::Sampling sampling, std::uint64_t draws);
    /// A source's noise: a row a month, drawn from coefficients of variation and persistence.
    [[nodiscard]] KeptRows* noise(chance::Address const& address, chance::GammaView const& table, std::size_t months,
                                  std::uint64_t draws);

private:
    enum class Kind { sobol, random, noise };
    struct Held {
        Kind kind;
        chance::Address address;
        chance::GammaView table;
        std::size_t bytes = 0;  ///< that it may take
        KeptRows rows;
    };
    KeptRows* hold(Kind kind, chance::Address const& address, chance::GammaView const& table, std::size_t from,
                   std::size_t rows, std::uint64_t draws);

    std::size_t most_bytes_;
    std::list<Held> held_;
};

}  // namespace rekensom::run
