#include "input/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "input/suggest.hpp"
#include "input/units.hpp"
#include "input/values.hpp"
#include "rekensom/base/contract.hpp"

namespace rekensom::input {
namespace {

using model::By;
using model::KeyInfo;

std::string_view group_of(By by) {
    switch (by) {
        case By::reason: return "reasons";
        case By::channel: return "channels";
        case By::driver: return "drivers";
        case By::moment: return "moments";
        case By::nothing: break;
    }
    return "";
}

std::vector<std::string> split_choices(std::string_view choices) {
    std::vector<std::string> out;
    while (!choices.empty()) {
        std::size_t const bar = choices.find(" | ");
        out.emplace_back(choices.substr(0, bar));
        choices = bar == std::string_view::npos ? std::string_view{} : choices.substr(bar + 3);
    }
    return out;
}

}  // namespace

std::string singular(std::string_view group) {
    if (group == "quantities") return "value";
    std::string word(group);
    if (word.ends_with('s')) word.pop_back();
    return word;
}

void Reader::report(Spot const& spot, std::string what, std::string expected, std::string hint) {
    problems.push_back(problem_at(spot, std::move(what), std::move(expected), std::move(hint)));
}

QuantityId Reader::add(model::Quantity quantity) {
    QuantityId const id{scenario.quantities.size()};
    by_path.try_emplace(quantity.path, id.index);
    scenario.quantities.push_back(std::move(quantity));
    return id;
}

std::optional<std::size_t> Reader::find_name(std::string_view group, std::string_view name, Spot const& spot) {
    auto const it = names.find(group);
    std::vector<std::string> const none;
    std::vector<std::string> const& known = it == names.end() ? none : it->second;
    auto const found = std::ranges::find(known, name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    std::string const one = singular(group);
    report(spot, fmt::format("there is no {} '{}'", one, name),
           known.empty() ? fmt::format("a {} of this file, which has none", one) : list_of(known),
           did_you_mean(name, known));
    return std::nullopt;
}

std::optional<std::size_t> Reader::find_name(std::string_view group, Node const& node) {
    if (node.kind == NodeKind::broken) return std::nullopt;
    if (node.kind == NodeKind::text) return find_name(group, node.text, node.spot);
    report(node.spot, shown(node) + " is not a name", fmt::format("the name of a {}, in quotes", singular(group)));
    return std::nullopt;
}

Section::Section(Reader& reader, Node const* node, std::string path, Spot spot)
    : reader_(&reader),
      node_(node != nullptr && node->kind == NodeKind::table ? node : nullptr),
      path_(std::move(path)),
      spot_(std::move(spot)) {}

std::string Section::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

Node const* Section::find(std::string_view key) const {
    Node const* node = node_ == nullptr ? nullptr : node_->find(key);
    if (node != nullptr) node->read = true;
    return node;
}

bool Section::has(std::string_view key) const { return node_ != nullptr && node_->find(key) != nullptr; }

Section Section::sub(std::string_view key) const {
    Spot spot = spot_;
    Node const* node = nullptr;
    if (node_ != nullptr)
        for (Member const& member : node_->members)
            if (member.key == key) {
                node = &member.value;
                spot = member.spot;
            }
    return {*reader_, node, path_of(key), spot};
}

std::vector<Section> Section::list(std::string_view key) const {
    std::vector<Section> out;
    Node const* node = node_ == nullptr ? nullptr : node_->find(key);
    if (node == nullptr || node->kind != NodeKind::list) return out;
    for (Node const& item : node->items)
        out.emplace_back(*reader_, &item, path_of(key) + "." + std::to_string(out.size() + 1), item.spot);
    return out;
}

KeyInfo const& Section::info(std::string_view key) const {
    KeyInfo const* found = model::find_key(path_of(key));
    REKENSOM_EXPECT(found != nullptr);
    return *found;
}

QuantityId Section::nothing(std::string_view key) const {
    KeyInfo const& i = info(key);
    model::Quantity quantity;
    quantity.path = path_of(key);
    quantity.domain = i.domain;
    quantity.unit = unit_of(i.measure, reader_->scenario.currency);
    quantity.origin = model::Origin::by_default;
    quantity.place.file = "default";
    return reader_->add(std::move(quantity));
}

QuantityId Section::by_default(std::string_view key) const {
    KeyInfo const& i = info(key);
    model::Quantity quantity;
    quantity.path = path_of(key);
    quantity.domain = i.domain;
    quantity.unit = unit_of(i.measure, reader_->scenario.currency);
    quantity.origin = model::Origin::by_default;
    quantity.provenance.source = i.basis;
    double number = i.fallback == "unlimited" ? unlimited : 0;
    if (i.fallback != "unlimited") {
        ParsedNumber const parsed = parse_measured(i.fallback, i.measure, reader_->scenario.currency);
        REKENSOM_EXPECT(std::holds_alternative<double>(parsed));
        number = std::get<double>(parsed);
    }
    quantity.marginal = chance::certainly(number);
    quantity.place.file = "default";
    return reader_->add(std::move(quantity));
}

std::optional<QuantityId> Section::stated(std::string_view key) const {
    Node const* node = find(key);
    if (node == nullptr) return std::nullopt;
    KeyInfo const& i = info(key);
    auto const value = read_value(*reader_, *node, {i.measure, i.domain});
    return value ? add_value(*reader_, *value, *node, i, path_of(key)) : failed(key);
}

QuantityId Section::failed(std::string_view key) const {
    QuantityId const id = nothing(key);
    reader_->scenario.quantities[id.index].origin = model::Origin::stated;  // though wrongly
    return id;
}

QuantityId Section::quantity(std::string_view key) const {
    auto const id = stated(key);
    return id ? *id : by_default(key);
}

QuantityId Section::required(std::string_view key) const {
    auto const id = stated(key);
    if (id) return *id;
    missing(key);
    return nothing(key);
}

void Section::missing(std::string_view key) const {
    KeyInfo const& i = info(key);
    std::string expected;
    if (i.kind == model::KeyKind::name || i.kind == model::KeyKind::names) {
        expected = fmt::format("the name of a {}", singular(i.choices));
    } else {
        expected = expected_of(i.measure);
    }
    reader_->report(spot_, fmt::format("'{}' is missing in {}", key, path_.empty() ? "the file" : path_), expected);
}

ByName Section::by_name(std::string_view key) const {
    ByName out;
    Node const* node = find(key);
    if (node == nullptr || node->kind == NodeKind::broken) return out;
    KeyInfo const& i = info(key);
    std::string_view const group = group_of(i.by);
    if (!is_table_by_name(*node)) {
        if (i.by == By::driver || i.by == By::moment) {
            reader_->report(node->spot, fmt::format("'{}' says not of which {}", key, singular(group)),
                            fmt::format("a table by {}: {{ NAME = 0.5 }}", singular(group)));
            return out;
        }
        out.all = stated(key);
        return out;
    }
    for (Member const& member : node->members) {
        member.value.read = true;
        auto const name = reader_->find_name(group, member.key, member.spot);
        auto const value = read_value(*reader_, member.value, {i.measure, i.domain});
        if (!name) continue;
        std::string path = path_of(key) + "." + member.key;
        out.each.push_back({*name, value ? add_value(*reader_, *value, member.value, i, std::move(path)) : failed(key)});
    }
    return out;
}

std::optional<double> Section::certain(std::string_view key) const {
    KeyInfo const& i = info(key);
    Node const* node = find(key);
    if (node == nullptr) {
        ParsedNumber const parsed = parse_measured(i.fallback, i.measure, reader_->scenario.currency);
        REKENSOM_EXPECT(std::holds_alternative<double>(parsed));
        return std::get<double>(parsed);
    }
    if (node->kind != NodeKind::table) return read_number(*reader_, *node, {i.measure, i.domain});
    // Who says so may be added to a certain number too.
    auto const value = read_value(*reader_, *node, {i.measure, i.domain});
    if (!value) return std::nullopt;
    if (value->input.empty() && value->marginal.is_certain()) return value->marginal.mean();
    reader_->report(node->spot, fmt::format("'{}' cannot be uncertain: it shapes the model", key),
                    expected_of(i.measure));
    return std::nullopt;
}

double Section::number(std::string_view key) const { return certain(key).value_or(1); }

int Section::whole(std::string_view key, int least, int most) const {
    auto const n = certain(key);
    if (!n) return least;
    if (*n >= least && *n <= most && *n == std::floor(*n)) return static_cast<int>(*n);
    reader_->report(find(key)->spot, fmt::format("{} {} is out of range", key, shown(*find(key))),
                    fmt::format("a whole number from {} to {}", least, most));
    return least;
}

std::string Section::text(std::string_view key, std::string_view otherwise) const {
    Node const* node = find(key);
    if (node == nullptr) return std::string(otherwise);
    if (node->kind == NodeKind::text) return node->text;
    if (node->kind != NodeKind::broken)
        reader_->report(node->spot, shown(*node) + " is not a text", "a text in quotes");
    return std::string(otherwise);
}

bool Section::flag(std::string_view key) const {
    Node const* node = find(key);
    if (node == nullptr) return info(key).fallback == "true";
    if (node->kind != NodeKind::flag && node->kind != NodeKind::broken)
        reader_->report(node->spot, shown(*node) + " is not a yes or no", "true or false, without quotes");
    return node->flag;
}

std::optional<std::size_t> Section::optional_choice(std::string_view key) const {
    Node const* node = find(key);
    if (node == nullptr || node->kind == NodeKind::broken) return std::nullopt;
    std::vector<std::string> const choices = split_choices(info(key).choices);
    auto const found = node->kind == NodeKind::text ? std::ranges::find(choices, node->text) : choices.end();
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    std::vector<std::string> quoted;
    for (std::string const& c : choices) quoted.push_back(fmt::format("\"{}\"", c));
    reader_->report(node->spot, fmt::format("{} is not a {} there is", shown(*node), key), list_of(quoted),
                    did_you_mean(node->text, choices));
    return std::nullopt;
}

std::size_t Section::choice(std::string_view key) const {
    auto const chosen = optional_choice(key);
    if (chosen) return *chosen;
    KeyInfo const& i = info(key);
    std::vector<std::string> const choices = split_choices(i.choices);
    auto const found = std::ranges::find(choices, i.fallback);
    REKENSOM_EXPECT(found != choices.end());
    return static_cast<std::size_t>(found - choices.begin());
}

std::optional<std::size_t> Section::name(std::string_view key) const {
    Node const* node = find(key);
    return node == nullptr ? std::nullopt : reader_->find_name(info(key).choices, *node);
}

std::vector<std::size_t> Section::names(std::string_view key) const {
    std::vector<std::size_t> out;
    Node const* node = find(key);
    if (node == nullptr || node->kind == NodeKind::broken) return out;
    std::string_view const group = info(key).choices;
    auto const take = [&](Node const& item) {
        auto const found = reader_->find_name(group, item);
        if (!found) return;
        if (std::ranges::find(out, *found) != out.end()) {
            reader_->report(item.spot, fmt::format("{} stands twice", shown(item)), "each once");
        } else {
            out.push_back(*found);
        }
    };
    if (node->kind == NodeKind::text) {
        take(*node);
    } else if (node->kind == NodeKind::list) {
        for (Node const& item : node->items) take(item);
    } else {
        reader_->report(node->spot, shown(*node) + " is not a list of names",
                        fmt::format("[\"NAME\", …], each a {}", singular(group)));
    }
    return out;
}

std::vector<double> Section::season(std::string_view key) const {
    Node const* node = find(key);
    if (node == nullptr || node->kind == NodeKind::broken) return {};
    if (node->kind != NodeKind::list || node->items.size() != 12) {
        std::string const what = node->kind == NodeKind::list ? fmt::format("a season of {} numbers", node->items.size())
                                                              : shown(*node) + " is not a season";
        reader_->report(node->spot, what, "a list of 12 numbers, January to December");
        return {};
    }
    std::vector<double> out;
    for (Node const& item : node->items) {
        auto const number = read_number(*reader_, item, {model::Measure::number, Domain::non_negative});
        if (!number) return {};
        out.push_back(*number);
    }
    double const sum = std::accumulate(out.begin(), out.end(), 0.0);
    if (!(sum > 0 && std::isfinite(sum))) {
        reader_->report(node->spot, "a season without any contacts", "12 numbers that are not all 0");
        return {};
    }
    for (double& number : out) number *= 12 / sum;
    return out;
}

}  // namespace rekensom::input
