// Which dimension of the Sobol' points a path owns. Why this way: docs/sampling.md.

#include "rekensom/base/contract.hpp"
#include "rekensom/chance/points.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <unordered_set>

namespace rekensom::chance {
namespace {

constexpr std::uint32_t dimension_count = 3667;

struct Window {
    std::uint32_t begin, end;
};
constexpr Window strong_window{0, 64};  ///< kinds of input that most of the answer's variance comes from
constexpr Window other_window{64, 256};
constexpr Window spare_window{256, 320};  ///< for who gives way; grows to the last dimension when it is full

enum class Rank { strong, other, shared };  ///< in the order of who keeps a contested dimension

constexpr std::array<std::string_view, 14> strong_kinds{
    "prevents",     "avoidable",      "realisation",      "chance",       "volume", "new_contacts", "contact_rate",
    "transactions", "first_time_fix", "cost_per_contact", "cost_per_fte", "slip",   "containment",  "one_off_cost"};

Rank rank_of(std::string_view path) {
    Rank rank = Rank::other;
    if (path.starts_with("inputs.")) return Rank::shared;
    while (!path.empty()) {
        std::size_t const dot = std::min(path.find('.'), path.size());
        if (std::find(strong_kinds.begin(), strong_kinds.end(), path.substr(0, dot)) != strong_kinds.end())
            rank = Rank::strong;
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return rank;
}

std::uint32_t place_in(Window window, std::uint64_t hash) {
    return window.begin + static_cast<std::uint32_t>((hash >> 32) * (window.end - window.begin) >> 32);
}

std::uint64_t next_hash(std::uint64_t hash) {
    hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9U;
    return hash ^ (hash >> 32);
}

}  // namespace

std::vector<Address> assign_addresses(std::uint64_t seed, std::span<std::string const> paths) {
    std::vector<Address> addresses(paths.size());
    std::vector<Rank> ranks(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        addresses[i] = {.key = path_key(paths[i]), .seed = seed, .dimension = no_dimension};
        ranks[i] = rank_of(paths[i]);
    }
    std::vector<std::size_t> order(paths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(ranks[a], addresses[a].key) < std::pair(ranks[b], addresses[b].key);
    });
    std::unordered_set<std::uint32_t> taken;
    std::vector<std::size_t> displaced;
    for (std::size_t const i : order) {
        Window const home = ranks[i] == Rank::other ? other_window : strong_window;
        // The key's order is who wins, so the place must come from other bits of it.
        std::uint32_t const wanted = place_in(home, next_hash(addresses[i].key));
        if (taken.insert(wanted).second) {
            addresses[i].dimension = wanted;
        } else {
            displaced.push_back(i);
        }
    }
    for (std::size_t const i : displaced) {
        Window window = spare_window;
        std::uint64_t hash = addresses[i].key;
        for (int attempt = 0; attempt < 64 && addresses[i].dimension == no_dimension; ++attempt) {
            if (attempt % 4 == 3) window.end = std::min(2 * window.end, dimension_count);
            hash = next_hash(hash + 0x9e3779b97f4a7c15U);
            std::uint32_t const wanted = place_in(window, hash);
            if (taken.insert(wanted).second) addresses[i].dimension = wanted;
        }
    }
    return addresses;
}

}  // namespace rekensom::chance
