#include "rekensom/report/requirement.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "rekensom/report/numbers.hpp"

namespace rekensom::report {
namespace {

std::string trimmed(std::string const& text) {
    auto const first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What the path leads to, or null. A name may hold dots, so every way of cutting the path is tried.
nlohmann::json const* follow(nlohmann::json const& from, std::string_view path) {
    if (path.empty()) return &from;
    if (from.is_array()) {
        std::size_t index = 0;
        auto const [end, error] = std::from_chars(path.data(), path.data() + path.size(), index);
        std::string_view const rest(end, static_cast<std::size_t>(path.data() + path.size() - end));
        if (error != std::errc() || index < 1 || index > from.size() || !(rest.empty() || rest.front() == '.'))
            return nullptr;
        return follow(from[index - 1], rest.empty() ? rest : rest.substr(1));
    }
    if (!from.is_object()) return nullptr;
    for (auto const& [key, value] : from.items()) {
        if (!path.starts_with(key)) continue;
        std::string_view const rest = path.substr(key.size());
        if (!rest.empty() && rest.front() != '.') continue;
        if (auto const* found = follow(value, rest.empty() ? rest : rest.substr(1))) return found;
    }
    return nullptr;
}

bool holds(Requirement const& r, double x) {
    switch (r.is) {
        case Requirement::Is::at_least: return x >= r.bound;
        case Requirement::Is::above: return x > r.bound;
        case Requirement::Is::at_most: return x <= r.bound;
        case Requirement::Is::below: return x < r.bound;
    }
    return false;
}

}  // namespace

Requirement parse_requirement(std::string const& text) {
    auto const at = text.find_first_of("<>");
    if (at == std::string::npos || at == 0)
        throw BadRequirement(fmt::format("--require '{}': expected a comparison, such as 'npv.p_positive >= 0.8'", text));
    bool const equal = at + 1 < text.size() && text[at + 1] == '=';
    Requirement r{text, trimmed(text.substr(0, at)), {}, 0};
    using enum Requirement::Is;
    r.is = text[at] == '>' ? (equal ? at_least : above) : (equal ? at_most : below);
    std::string number = trimmed(text.substr(at + (equal ? 2 : 1)));
    std::erase(number, '_');
    bool const percent = !number.empty() && number.back() == '%';
    if (percent) number.pop_back();
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), r.bound);
    if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(r.bound))
        throw BadRequirement(fmt::format("--require '{}': expected a number after the comparison", text));
    if (percent) r.bound /= 100;
    return r;
}

std::vector<std::string> unmet_requirements(std::vector<Requirement> const& requirements,
                                            std::string const& summary_json) {
    std::vector<std::string> unmet;
    if (requirements.empty()) return unmet;
    nlohmann::json const summary = nlohmann::json::parse(summary_json);
    for (Requirement const& r : requirements) {
        bool found = false;
        auto const judge = [&](nlohmann::json const* value, std::string const& of) {
            if (!value || !(value->is_number() || value->is_null())) return;
            found = true;
            if (value->is_null() || !holds(r, value->get<double>()))
                unmet.push_back(fmt::format("'{}' does not hold{}: it is {}", r.text, of,
                                            value->is_null() ? "not a number" : shortest(value->get<double>())));
        };
        auto const& alternatives = summary.at("alternatives");
        for (auto const& [name, alternative] : alternatives.items())
            judge(follow(alternative, r.path), fmt::format(" for '{}'", name));
        if (!found) judge(follow(alternatives, r.path), "");
        if (!found)
            throw BadRequirement(fmt::format("--require '{}': there is no number '{}' in summary.json", r.text, r.path));
    }
    return unmet;
}

}  // namespace rekensom::report
