#include "rekensom/report/facts.hpp"

#include <fmt/format.h>

#include <array>

#include "rekensom/model/own_words.hpp"
#include "report/key_words.hpp"

namespace rekensom::report {
namespace {

template <class Named>
std::string_view label_among(std::vector<Named> const& all, std::string_view name) {
    for (Named const& one : all)
        if (one.name == name) return one.label.empty() ? std::string_view(one.name) : std::string_view(one.label);
    return name;
}

std::string_view label_of_name(model::Scenario const& s, std::string_view group, std::string_view name) {
    if (group == "reasons") return label_among(s.reasons, name);
    if (group == "channels") return label_among(s.channels, name);
    if (group == "teams") return label_among(s.teams, name);
    if (group == "journeys") return label_among(s.journeys, name);
    if (group == "drivers") return label_among(s.drivers, name);
    if (group == "moments") return label_among(s.moments, name);
    if (group == "events") return label_among(s.events, name);
    if (group == "changes") return label_among(s.changes, name);
    return {};
}

std::string spaced(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c == '_' || c == '.') c = ' ';
    return out;
}

}  // namespace

std::string label_of(model::Scenario const& scenario, std::string_view path, Language language) {
    auto const first = path.find('.');
    if (first == std::string_view::npos) return spaced(path);
    auto const second = path.find('.', first + 1);
    std::string_view const group = path.substr(0, first);
    if (second != std::string_view::npos) {
        std::string_view const label = label_of_name(scenario, group, path.substr(first + 1, second - first - 1));
        if (!label.empty()) return fmt::format("{}: {}", label, key_in_words(path.substr(second + 1), language));
    }
    return group == "inputs" ? spaced(path.substr(first + 1)) : key_in_words(path, language);
}

std::string iso_month(Month start, int t) {
    int const month = start.month - 1 + t;
    return fmt::format("{:04}-{:02}", start.year + month / 12, month % 12 + 1);
}

std::string month_name(Month start, int t, Language language) {
    static constexpr std::array<std::string_view, 12> en{"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
    static constexpr std::array<std::string_view, 12> nl{"januari",   "februari", "maart",    "april",
                                                         "mei",       "juni",     "juli",     "augustus",
                                                         "september", "oktober",  "november", "december"};
    int const month = start.month - 1 + t;
    auto const at = static_cast<std::size_t>(month % 12);
    return fmt::format("{} {}", language == Language::nl ? nl[at] : en[at], start.year + month / 12);
}

std::string label_of(run::WorldResults const& world, Language language) {
    if (world.label.empty()) return world.name;
    return world.label == model::all_changes && language == Language::nl ? "Alle veranderingen" : world.label;
}

std::string range_of(model::Quantity const& quantity, Numbers const& numbers) {
    auto const& m = quantity.marginal;
    if (m.is_certain()) return numbers.quantity(quantity.unit, m.mean());
    return fmt::format("{} ({})", numbers.about(quantity.unit, m.mean()), spread_of(quantity, numbers));
}

std::string spread_of(model::Quantity const& quantity, Numbers const& numbers) {
    auto const at = [&](double p) { return numbers.about_figure(quantity.unit, quantity.marginal.quantile(p)); };
    return fmt::format("{} {} {}", at(0.1), numbers("to", "tot"), at(0.9));
}

}  // namespace rekensom::report
