#include "rekensom/insight/attribution.hpp"
#include "rekensom/chance/address.hpp"
#include "rekensom/chance/counter.hpp"

#include "insight/shapley.hpp"
#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace rekensom::insight {

namespace {

using Column = std::vector<double>;

Coalition bit(std::size_t player) { return Coalition{1} << player; }

void add(Column& sum, double weight, Column const& column) {
    if (sum.empty()) sum.assign(column.size(), 0.0);
    for (std::size_t i = 0; i < column.size(); ++i) sum[i] += weight * column[i];
}

double mean(Column const& column) {
    return std::accumulate(column.begin(), column.end(), 0.0) / static_cast<double>(column.size());
}

/// The worth of the coalitions asked for, each asked once.
class Book {
public:
    void want(Coalition coalition) { pages_.try_emplace(coalition); }
    void fill(Worth const& worth) {
        std::vector<Coalition> asked;
        for (auto const& page : pages_) asked.push_back(page.first);
        auto columns = worth(asked);
        REKENSOM_EXPECT(columns.size() == asked.size());
        for (std::size_t c = 0; c < asked.size(); ++c) pages_[asked[c]] = std::move(columns[c]);
    }
    [[nodiscard]] Column const& of(Coalition coalition) const { return pages_.at(coalition); }
    [[nodiscard]] std::size_t size() const { return pages_.size(); }

private:
    std::map<Coalition, Column> pages_;
};

std::vector<std::vector<std::size_t>> sample_orders(std::size_t players, AttributionOptions const& options) {
    chance::Stream engine(options.seed, chance::path_key("orders of changes"));
    std::vector<std::vector<std::size_t>> orders;
    std::vector<std::size_t> order(players);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t pair = 0; pair < options.order_pairs; ++pair) {
        for (std::size_t i = players - 1; i > 0; --i) std::swap(order[i], order[engine() % (i + 1)]);
        orders.push_back(order);
        orders.emplace_back(order.rbegin(), order.rend());
    }
    return orders;
}

std::vector<Estimate> exact_shapley(std::size_t players, Book const& book, chance::Sampling sampling) {
    std::vector<Estimate> values;
    for (std::size_t player = 0; player < players; ++player) {
        Column column;
        for (Coalition c = 0; c < bit(players); ++c) add(column, shapley_weight(players, c, player), book.of(c));
        values.push_back(mean_of(column, sampling));
    }
    return values;
}

std::vector<Estimate> sampled_shapley(std::size_t players, std::vector<std::vector<std::size_t>> const& orders,
                                      Book const& book, chance::Sampling sampling) {
    std::vector<Column> columns(players), by_pair(players);
    auto const share = 1 / static_cast<double>(orders.size());
    for (std::size_t o = 0; o < orders.size(); ++o) {
        Coalition so_far = 0;
        for (std::size_t const player : orders[o]) {
            Column const &before = book.of(so_far), &after = book.of(so_far |= bit(player));
            add(columns[player], share, after);
            add(columns[player], -share, before);
            double const gain = 0.5 * (mean(after) - mean(before));
            if (o % 2 == 0)
                by_pair[player].push_back(gain);
            else
                by_pair[player].back() += gain;
        }
    }
    std::vector<Estimate> values;
    for (std::size_t player = 0; player < players; ++player) {
        Estimate const over_draws = mean_of(columns[player], sampling);
        double const over_orders = mean_of(by_pair[player], chance::Sampling::random).se;
        values.push_back({over_draws.value, std::hypot(over_draws.se, over_orders)});
    }
    return values;
}

}  // namespace

Attribution attribute(std::size_t players, Worth const& worth, chance::Sampling sampling, AttributionOptions options) {
    REKENSOM_EXPECT(players >= 1 && players < 32 && options.exact_up_to <= 16 && options.order_pairs >= 2);
    Attribution result;
    result.method = players <= options.exact_up_to ? Method::exact : Method::sampled;
    Coalition const all = bit(players) - 1;
    std::vector<std::vector<std::size_t>> orders;
    Book book;
    book.want(0), book.want(all);
    for (std::size_t i = 0; i < players; ++i) {
        book.want(all & ~bit(i));
        for (std::size_t j = 0; j <= i; ++j) book.want(bit(i) | bit(j));
    }
    if (result.method == Method::exact) {
        for (Coalition c = 0; c <= all; ++c) book.want(c);
    } else {
        orders = sample_orders(players, options);
        for (auto const& order : orders) {
            Coalition so_far = 0;
            for (std::size_t const player : order) book.want(so_far |= bit(player));
        }
    }
    book.fill(worth);
    result.coalitions = book.size();

    auto const contrast = [&](std::vector<std::pair<double, Coalition>> const& terms) {
        Column column;
        for (auto const& [weight, coalition] : terms) add(column, weight, book.of(coalition));
        return mean_of(column, sampling);
    };
    auto const shapley = result.method == Method::exact ? exact_shapley(players, book, sampling)
                                                        : sampled_shapley(players, orders, book, sampling);
    for (std::size_t i = 0; i < players; ++i)
        result.parts.push_back({shapley[i], contrast({{1, bit(i)}, {-1, 0}}), contrast({{1, all}, {-1, all & ~bit(i)}})});
    result.overlap.assign(players, std::vector<Estimate>(players));
    for (std::size_t i = 0; i < players; ++i)
        for (std::size_t j = 0; j < players; ++j)
            if (i != j) result.overlap[i][j] = contrast({{1, bit(i)}, {1, bit(j)}, {-1, bit(i) | bit(j)}, {-1, 0}});
    result.total = contrast({{1, all}, {-1, 0}});
    return result;
}

Coalition working(Coalition coalition, std::vector<std::pair<std::size_t, std::size_t>> const& needs) {
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& [who, what] : needs)
            if ((coalition & bit(who)) && !(coalition & bit(what))) coalition &= ~bit(who), changed = true;
    }
    return coalition;
}

}  // namespace rekensom::insight
