#include "rekensom/insight/provenance.hpp"

#include <algorithm>
#include <charconv>

namespace rekensom::insight {

std::optional<Month> parse_month(std::string_view text) {
    auto const number = [&](std::size_t at, std::size_t length, int least, int most) -> std::optional<int> {
        int value = 0;
        if (text.size() < at + length) return std::nullopt;
        char const* const end = text.data() + at + length;
        auto const [stop, error] = std::from_chars(text.data() + at, end, value);
        if (error != std::errc{} || stop != end || value < least || value > most) return std::nullopt;
        return value;
    };
    auto const year = number(0, 4, 1900, 2999);
    if (!year) return std::nullopt;
    if (text.size() == 4) return Month{*year, 12};
    auto const month = number(5, 2, 1, 12);
    if (text[4] != '-' || !month) return std::nullopt;
    if (text.size() == 7) return Month{*year, *month};
    if (text.size() == 10 && text[7] == '-' && number(8, 2, 1, 31)) return Month{*year, *month};
    return std::nullopt;
}

namespace {

constexpr int stale_months = 24;

Ground ground_of(model::Quantity const& quantity) {
    if (!quantity.provenance.source.empty()) return Ground::sourced;
    switch (quantity.origin) {
        case model::Origin::by_default: return Ground::by_default;
        case model::Origin::by_outlook: return Ground::by_outlook;
        case model::Origin::stated: break;
    }
    return Ground::unsourced;
}

bool out_of_date(model::Quantity const& quantity, Month as_of) {
    auto const date = parse_month(quantity.provenance.date);
    return date && (as_of.year - date->year) * 12 + as_of.month - date->month > stale_months;
}

}  // namespace

std::vector<Assumption> assumptions(model::Scenario const& scenario, std::vector<std::size_t> const& inputs,
                                    std::vector<Importance> const& importance, Month as_of) {
    std::vector<Assumption> list;
    std::vector<bool> listed(scenario.quantities.size(), false);
    auto const add = [&](QuantityId id, Estimate share, double rank) {
        model::Quantity const& quantity = scenario.at(id);
        list.push_back({id, share, rank, ground_of(quantity), out_of_date(quantity, as_of)});
        listed[id.index] = true;
    };
    for (Importance const& one : importance) add({inputs[one.input]}, one.variance_share, one.rank_correlation);
    for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
        model::Quantity const& quantity = scenario.quantities[q];
        if (!listed[q] && !quantity.reference && quantity.origin == model::Origin::stated &&
            quantity.marginal.is_certain())
            add({q}, {}, 0);
    }
    return list;
}

}  // namespace rekensom::insight
