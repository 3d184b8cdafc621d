#pragma once

#include <cstddef>
#include <span>
#include <variant>
#include <vector>

// Rank correlations between inputs by a Gaussian copula on their normal scores.

namespace rekensom::chance {

/// Spearman's rank correlation of two inputs, by their index.
struct RankCorrelation {
    std::size_t a = 0, b = 0;
    double rank = 0;  ///< (-1, 1)
};

/// Plain memory, for the lanes.
struct CorrelationView {
    std::size_t size = 0;
    double const* factor = nullptr;
};

/// Inputs tied to each other, directly or through others; those never named are in no group, and inputs of different groups
/// are independent, so that another group or input moves nobody here.
struct CorrelationGroup {
    std::vector<std::size_t> members;  ///< in the order given to `make_copula`; the first one keeps its own score
    std::vector<double> factor;  ///< lower Cholesky factor of the Pearson correlations, row by row, members² numbers
    [[nodiscard]] CorrelationView view() const { return {members.size(), factor.data()}; }
};

struct Copula {
    std::vector<CorrelationGroup> groups;
};

/// What was asked of a pair (0 where nothing was) and what the nearest valid set of correlations has instead; as ranks.
struct NearestPair {
    std::size_t a = 0, b = 0;
    double given = 0, nearest = 0;
};

/// The correlations contradict each other: no inputs can be tied so. Written back, the nearest ones are accepted.
struct NotPositiveDefinite {
    std::vector<NearestPair> pairs;  ///< of the groups at fault; only pairs that were given or that would change
};

using MadeCopula = std::variant<Copula, NotPositiveDefinite>;

/// \param order  all indices that occur, in an order that does not depend on other inputs (by path)
[[nodiscard]] MadeCopula make_copula(std::span<std::size_t const> order, std::span<RankCorrelation const> correlations);

/// Pearson's correlation of normal scores whose rank correlation is `rank`, and back. Source: Kruskal (1958).
[[nodiscard]] double pearson_of_rank(double rank);
[[nodiscard]] double rank_of_pearson(double pearson);

}  // namespace rekensom::chance
