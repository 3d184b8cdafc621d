#include "rekensom/run/kept_noise.hpp"

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

void KeptSource::begin(chance::GammaView const& table, std::size_t months, std::size_t blocks) {
    if (!alike(table, table_) || months != months_) blocks_.clear();
    table_ = table;
    months_ = months;
    if (blocks_.size() < blocks) blocks_.resize(blocks);
}

double const* KeptSource::find(std::uint64_t block, double const* cv, double const* persistence) const {
    if (block >= blocks_.size() || blocks_[block].empty()) return nullptr;
    double const* const kept = blocks_[block].data();
    bool const same = std::memcmp(kept, cv, row_bytes) == 0 && std::memcmp(kept + block_draws, persistence, row_bytes) == 0;
    return same ? kept + 2 * block_draws : nullptr;
}

double* KeptSource::keep(std::uint64_t block, double const* cv, double const* persistence) {
    if (block >= blocks_.size()) return nullptr;
    AlignedVector& kept = blocks_[block];
    if (kept.empty()) kept = AlignedVector((2 + months_) * block_draws);
    std::copy_n(cv, block_draws, kept.data());
    std::copy_n(persistence, block_draws, kept.data() + block_draws);
    return kept.data() + 2 * block_draws;
}

KeptSource* KeptNoise::source(chance::Address const& address, chance::GammaView const& table, std::size_t months,
                              std::uint64_t draws) {
    auto const blocks = static_cast<std::size_t>((draws + block_draws - 1) / block_draws);
    auto held = std::ranges::find_if(held_, [&](Held const& h) { return h.source.is(address); });
    if (held == held_.end()) held = held_.insert(held_.end(), {KeptSource(address), 0});
    std::size_t const bytes = std::max(held->bytes, blocks * (2 + months) * row_bytes);
    std::size_t others = 0;
    for (Held const& h : held_) others += &h == &*held ? 0 : h.bytes;
    if (others + bytes > most_bytes_) return nullptr;
    held->bytes = bytes;
    held->source.begin(table, months, blocks);
    return &held->source;
}

}  // namespace rekensom::run
