#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "input/sections.hpp"
#include "input/suggest.hpp"
#include "input/values.hpp"
#include "rekensom/chance/copula.hpp"

namespace rekensom::input {
namespace {

/// The quantity that is drawn for a path: a use of a named input is drawn as that input.
std::optional<std::size_t> drawn(Reader& reader, Node const& node) {
    if (node.kind == NodeKind::broken) return std::nullopt;
    if (node.kind != NodeKind::text) {
        reader.report(node.spot, shown(node) + " is not a path",
                      "the full path of a value, such as \"reasons.NAME.avoidable\"");
        return std::nullopt;
    }
    auto const found = reader.by_path.find(node.text);
    if (found == reader.by_path.end()) {
        std::vector<std::string> paths;
        for (auto const& [path, index] : reader.by_path)
            if (reader.scenario.quantities[index].origin == model::Origin::stated) paths.push_back(path);
        reader.report(node.spot, fmt::format("there is no value {} in this scenario", shown(node)),
                      "the full path of a value, such as \"reasons.NAME.avoidable\"", did_you_mean(node.text, paths));
        return std::nullopt;
    }
    auto const& reference = reader.scenario.quantities[found->second].reference;
    return reference ? reference->input.index : found->second;
}

struct Pair {
    std::size_t a = 0, b = 0;
    double rank = 0;
    Spot spot;
};

/// \return  nothing where it is wrong, or ties a number that is certain
std::optional<Pair> read_pair(Section const& section) {
    Reader& reader = section.reader();
    Node const* between = section.find("between");
    Node const* stated = section.find("rank");
    if (stated == nullptr) section.missing("rank");
    double const rank =
        stated == nullptr ? 0 : read_number(reader, *stated, {model::Measure::number, Domain::real}).value_or(0);
    if (!(std::abs(rank) < 1)) {
        reader.report(
            stated->spot, fmt::format("rank {} is out of range", shown(*stated)),
            "a number between -1 and 1, both excluded",
            std::abs(rank) == 1 ? "for two that are one, write [inputs] NAME = … and { input = \"NAME\" }" : "");
        return std::nullopt;
    }
    if (between == nullptr) {
        section.missing("between");
        return std::nullopt;
    }
    if (between->kind == NodeKind::broken) return std::nullopt;
    if (between->kind != NodeKind::list || between->items.size() != 2) {
        reader.report(between->spot,
                      between->kind == NodeKind::list ? fmt::format("between has {} paths", between->items.size())
                                                      : shown(*between) + " is not a list of two paths",
                      "two paths: [\"reasons.NAME.avoidable\", \"changes.NAME.slip\"]");
        return std::nullopt;
    }
    auto const a = drawn(reader, between->items[0]), b = drawn(reader, between->items[1]);
    if (!a || !b) return std::nullopt;
    if (*a == *b) {
        reader.report(between->spot, "both are the same draw", "two different values");
        return std::nullopt;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (!reader.scenario.quantities[i == 0 ? *a : *b].marginal.is_certain()) continue;
        reader.notes.push_back(fmt::format("{} is certain, so its correlation with {} says nothing",
                                           between->items[i].text, between->items[1 - i].text));
        return std::nullopt;
    }
    return Pair{std::min(*a, *b), std::max(*a, *b), rank, between->spot};
}

std::string in_words(Reader const& reader, chance::NearestPair const& pair) {
    auto const& quantities = reader.scenario.quantities;
    return fmt::format("{:.3f} between {} and {} ({})", pair.nearest, quantities[pair.a].path, quantities[pair.b].path,
                       pair.given == 0 ? std::string("not stated") : "stated: " + shown(pair.given));
}

}  // namespace

void read_correlations(Reader& reader, Section const& root) {
    std::vector<Pair> pairs;
    for (Section const& section : root.list("correlations")) {
        auto pair = read_pair(section);
        if (!pair) continue;
        bool const twice = std::ranges::any_of(pairs, [&](Pair const& p) { return p.a == pair->a && p.b == pair->b; });
        if (twice) {
            reader.report(pair->spot, "these two are correlated twice", "one [[correlations]] for a pair");
        } else {
            pairs.push_back(std::move(*pair));
        }
    }
    std::vector<std::size_t> order;
    std::vector<chance::RankCorrelation> ranks;
    for (Pair const& pair : pairs) {
        ranks.push_back({pair.a, pair.b, pair.rank});
        for (std::size_t index : {pair.a, pair.b})
            if (std::ranges::find(order, index) == order.end()) order.push_back(index);
        reader.scenario.correlations.push_back({QuantityId{pair.a}, QuantityId{pair.b}, pair.rank});
    }
    constexpr std::size_t most = 500;
    if (order.size() > most) {
        reader.report(pairs.front().spot, fmt::format("{} values are correlated", order.size()),
                      fmt::format("at most {}", most));
        return;
    }
    std::ranges::sort(order, {}, [&](std::size_t i) { return reader.scenario.quantities[i].path; });
    auto const made = chance::make_copula(order, ranks);
    auto const* fault = std::get_if<chance::NotPositiveDefinite>(&made);
    if (fault == nullptr || pairs.empty()) return;
    Spot spot = pairs.front().spot;
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair)
        if (std::ranges::any_of(fault->pairs, [&](chance::NearestPair const& p) {
                return std::min(p.a, p.b) == pair->a && std::max(p.a, p.b) == pair->b;
            }))
            spot = pair->spot;
    std::string nearest;
    for (chance::NearestPair const& pair : fault->pairs)
        nearest += (nearest.empty() ? "" : ", ") + in_words(reader, pair);
    reader.report(
        spot,
        "the correlations contradict each other: no values can go together so (the matrix is not positive definite)",
        "correlations that can be; the nearest: " + nearest);
}

}  // namespace rekensom::input
