#include "rekensom/run/draw_store.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/lanes.hpp"

#include <algorithm>
#include <cstring>

namespace rekensom::run {
namespace {

constexpr std::size_t row_bytes = block_draws * sizeof(double);

/// Two tables of one shape and one first coefficient of variation hold the same.
bool alike(chance::GammaView const& a, chance::GammaView const& b) {
    return a.first == b.first && a.per_step == b.per_step && a.tables == b.tables;
}

}  // namespace

void KeptRows::begin(std::size_t from, std::size_t rows, std::size_t blocks) {
    if (from != from_ || rows != rows_) blocks_.clear();
    from_ = from;
    rows_ = rows;
    if (blocks_.size() < blocks) blocks_.resize(blocks);
}

double const* KeptRows::find(std::uint64_t block, From from) const {
    REKENSOM_EXPECT(from.size() == from_);
    if (block >= blocks_.size() || blocks_[block].empty()) return nullptr;
    double const* kept = blocks_[block].data();
    for (double const* row : from) {
        if (std::memcmp(kept, row, row_bytes) != 0) return nullptr;
        kept += block_draws;
    }
    return kept;
}

double* KeptRows::keep(std::uint64_t block, From from) {
    REKENSOM_EXPECT(from.size() == from_);
    if (block >= blocks_.size()) return nullptr;
    if (blocks_[block].empty()) blocks_[block] = AlignedVector((from_ + rows_) * block_draws);
    double* kept = blocks_[block].data();
    for (double const* row : from) kept = std::copy_n(row, block_draws, kept);
    return kept;
}

KeptRows* DrawStore::scores(chance::Address const& address, chance::Sampling sampling, std::uint64_t draws) {
    return hold(sampling == chance::Sampling::sobol ? Kind::sobol : Kind::random, address, {}, 0, 1, draws);
}

KeptRows* DrawStore::noise(chance::Address const& address, chance::GammaView const& table, std::size_t months,
                           std::uint64_t draws) {
    return hold(Kind::noise, address, table, 2, months, draws);
}

KeptRows* DrawStore::hold(Kind kind, chance::Address const& address, chance::GammaView const& table, std::size_t from,
                          std::size_t rows, std::uint64_t draws) {
    auto held = std::ranges::find_if(held_, [&](Held const& h) {
        return h.kind == kind && h.address.key == address.key && h.address.seed == address.seed &&
               h.address.dimension == address.dimension;
    });
    if (held == held_.end()) held = held_.insert(held_.end(), {kind, address, table, 0, {}});
    auto const blocks = static_cast<std::size_t>((draws + block_draws - 1) / block_draws);
    std::size_t const bytes = std::max(held->bytes, blocks * (from + rows) * row_bytes);
    std::size_t others = 0;
    for (Held const& h : held_) others += &h == &*held ? 0 : h.bytes;
    if (others + bytes > most_bytes_) return nullptr;
    if (!alike(held->table, table)) held->rows.clear();
    held->table = table;
    held->bytes = bytes;
    held->rows.begin(from, rows, blocks);
    return &held->rows;
}

}  // namespace rekensom::run
