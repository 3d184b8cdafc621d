#include "rekensom/model/keys.hpp"

#include "model/keys_table.hpp"
#include "rekensom/base/contract.hpp"

#include <algorithm>

namespace rekensom::model {
namespace {

/// The part before the first dot, taken off.
std::string_view take_segment(std::string_view& path) {
    std::size_t const dot = path.find('.');
    std::string_view const first = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    return first;
}

bool is_count(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool matches(KeyInfo const& info, std::string_view path) {
    std::string_view pattern = info.pattern;
    while (!pattern.empty() && !path.empty()) {
        std::string_view const wanted = take_segment(pattern);
        std::string_view const found = take_segment(path);
        if (wanted == "#" ? !is_count(found) : wanted == "*" ? found.empty() : wanted != found) return false;
    }
    if (!pattern.empty()) return false;
    return path.empty() || (info.by != By::nothing && path.find('.') == std::string_view::npos);
}

}  // namespace

std::span<KeyInfo const> keys() { return key_table; }
std::span<GroupInfo const> groups() { return group_table; }

KeyInfo const* find_key(std::string_view path) {
    auto const* const found = std::ranges::find_if(key_table, [&](KeyInfo const& info) { return matches(info, path); });
    return found == std::end(key_table) ? nullptr : found;
}

KeyInfo const& key(std::string_view pattern) {
    auto const* const found = std::ranges::find(key_table, pattern, &KeyInfo::pattern);
    REKENSOM_EXPECT(found != std::end(key_table));
    return *found;
}

std::string unit_of(Measure measure, std::string_view currency) {
    std::string const money(currency);
    switch (measure) {
        case Measure::none:
        case Measure::number: return "";
        case Measure::share: return "share";
        case Measure::yearly: return "share / year";
        case Measure::contacts_a_month: return "contacts / month";
        case Measure::contacts_a_week: return "contacts / week";
        case Measure::transactions_a_month: return "transactions / month";
        case Measure::seconds: return "s";
        case Measure::minutes: return "minutes";
        case Measure::months:
        case Measure::days:
        case Measure::instant: return "months";
        case Measure::money: return money;
        case Measure::money_a_month: return money + " / month";
        case Measure::money_a_year: return money + " / year";
        case Measure::marks: return "points";
        case Measure::fte: return "FTE";
        case Measure::fte_a_month: return "FTE / month";
        case Measure::hours: return "hours / week";
    }
    return "";
}

std::string_view plain_meaning(Measure measure) {
    switch (measure) {
        case Measure::yearly:
        case Measure::money_a_year: return "a year";
        case Measure::contacts_a_month:
        case Measure::transactions_a_month:
        case Measure::money_a_month:
        case Measure::fte_a_month: return "a month";
        case Measure::contacts_a_week: return "a week";
        case Measure::seconds: return "seconds";
        case Measure::minutes: return "minutes";
        case Measure::months: return "months";
        case Measure::days: return "days";
        case Measure::instant: return "months after the start";
        case Measure::hours: return "hours a week";
        case Measure::none:
        case Measure::number:
        case Measure::share:
        case Measure::money:
        case Measure::marks:
        case Measure::fte: return "";
    }
    return "";
}

}  // namespace rekensom::model
