#include "insight/shapley.hpp"

#include "rekensom/base/contract.hpp"

#include <bit>

namespace rekensom::insight {

double shapley_weight(std::size_t players, std::size_t coalition, std::size_t player) {
    bool const in = coalition >> player & 1;
    auto const others = static_cast<std::size_t>(std::popcount(coalition)) - (in ? 1 : 0);
    double orders = 1 / static_cast<double>(players);  // others! (players - 1 - others)! / players!
    for (std::size_t k = 1; k <= others; ++k) orders *= static_cast<double>(k) / static_cast<double>(players - k);
    return in ? orders : -orders;
}

std::vector<double> shapley_values(std::size_t players, std::vector<double> const& worth) {
    REKENSOM_EXPECT(worth.size() == std::size_t{1} << players);
    std::vector<double> values(players, 0.0);
    for (std::size_t player = 0; player < players; ++player)
        for (std::size_t coalition = 0; coalition < worth.size(); ++coalition)
            if (coalition >> player & 1)
                values[player] += shapley_weight(players, coalition, player) *
                                  (worth[coalition] - worth[coalition & ~(std::size_t{1} << player)]);
    return values;
}

}  // namespace rekensom::insight
