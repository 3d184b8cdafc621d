#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/sections.hpp"
#include "input/units.hpp"
#include "input/values.hpp"

// Named inputs: what they may be follows from who uses them.

namespace rekensom::input {
namespace {

/// How narrow a domain is: an input that several use is made for the narrowest.
int narrowness(Domain domain) {
    switch (domain) {
        case Domain::share:
        case Domain::mark:
        case Domain::signed_share: return 3;
        case Domain::positive: return 2;
        case Domain::non_negative:
        case Domain::at_most_one:
        case Domain::above_minus_one: return 1;
        case Domain::real: return 0;
    }
    return 0;
}

bool lies_within(Domain inner, Domain outer) {
    Bounds const a = bounds(inner), b = bounds(outer);
    bool const above =
        a.lower > b.lower || (a.lower == b.lower && (a.lower_edge == Edge::open || b.lower_edge == Edge::closed));
    bool const below =
        a.upper < b.upper || (a.upper == b.upper && (a.upper_edge == Edge::open || b.upper_edge == Edge::closed));
    return above && below;
}

/// The widest domain that lies in both; the narrower one where none does.
Domain in_both(Domain a, Domain b) {
    for (Domain const domain : {Domain::real, Domain::above_minus_one, Domain::at_most_one, Domain::non_negative,
                                Domain::positive, Domain::signed_share, Domain::share, Domain::mark})
        if (lies_within(domain, a) && lies_within(domain, b)) return domain;
    return narrowness(a) >= narrowness(b) ? a : b;
}

/// What an input can be so that `times` of it is always in the key's domain; any real where that says nothing.
Domain asked_by(Domain key, double times) {
    if (times == 1) return key;
    if (times > 0 && (key == Domain::positive || key == Domain::non_negative)) return Domain::non_negative;
    if (std::abs(times) > 1) return Domain::real;
    if (key == Domain::signed_share) return key;
    if (times > 0) return key == Domain::share || key == Domain::at_most_one ? key : Domain::real;
    return key == Domain::at_most_one || key == Domain::above_minus_one ? Domain::share : Domain::real;
}

/// Percentiles or moments alone: its ends follow from what it may be.
bool has_open_ends(Node const& node) {
    return node.kind == NodeKind::table && (node.find("p10") != nullptr || node.find("mean") != nullptr);
}

Meaning meaning_of(Reader const& reader, Node const& node, std::vector<InputUse> const& uses) {
    Meaning meaning;
    if (uses.empty()) return meaning;
    bool const alike =
        std::ranges::all_of(uses, [&](InputUse const& use) { return use.measure == uses.front().measure; });
    if (alike) meaning.measure = uses.front().measure;
    bool const open = has_open_ends(node);
    for (InputUse const& use : uses) {
        Domain const domain = reader.scenario.quantities[use.quantity].domain;
        if (open)
            meaning.domain = in_both(meaning.domain, asked_by(domain, use.times));
        else if (use.times == 1 && narrowness(domain) > narrowness(meaning.domain))
            meaning.domain = domain;
    }
    return meaning;
}

/// The use as `times` the input, checked against what the key may be.
void settle_use(Reader& reader, InputUse const& use, QuantityId input, Meaning meaning) {
    model::Quantity& quantity = reader.scenario.quantities[use.quantity];
    double const unit = meaning.measure == use.measure ? 1 : plain(1, use.measure);
    model::Quantity const& source = reader.scenario.at(input);
    quantity.reference = model::Reference{input, use.times * unit};
    quantity.marginal = chance::scaled(source.marginal, use.times * unit);
    if (quantity.provenance.source.empty()) quantity.provenance = source.provenance;
    double const low = quantity.marginal.lower(), high = quantity.marginal.upper();
    Bounds const allowed = bounds(quantity.domain);
    bool const at_open_end = quantity.marginal.is_certain() && !contains(quantity.domain, quantity.marginal.mean());
    if (low >= allowed.lower && high <= allowed.upper && !at_open_end) return;
    std::string const range =
        quantity.marginal.is_certain() ? shown(low) : fmt::format("from {} to {}", shown(low), shown(high));
    reader.report(use.spot, fmt::format("{} would be {} by the input '{}'", quantity.path, range, use.input),
                  describe(quantity.domain), "give the input ends, { min, likely, max }, or other times");
}

/// Another value of an input is another value of all its uses, still one draw.
void settle_override(Reader& reader, Section const& table, InputOverride const& override,
                     std::vector<InputUse> const& uses, Meaning meaning) {
    Node const& node = override.member->value;
    auto const value = read_value(reader, node, meaning);
    if (!value) return;
    if (!value->input.empty()) {
        reader.report(node.spot, fmt::format("inputs.{} is another input", override.input), "a value of its own");
        return;
    }
    QuantityId const id = add_value(reader, *value, node, table.info(override.input), table.path_of(override.input));
    reader.scenario.quantities[id.index].domain = meaning.domain;
    reader.scenario.quantities[id.index].unit = unit_of(meaning.measure, reader.scenario.currency);
    for (InputUse use : uses) {
        QuantityId const target{use.quantity};
        model::Quantity replacement = reader.scenario.at(target);
        use.quantity = reader.add(std::move(replacement)).index;
        use.spot = node.spot;
        settle_use(reader, use, id, meaning);
        reader.scenario.alternatives[override.alternative].set.push_back({target, QuantityId{use.quantity}});
    }
}

}  // namespace

void settle_inputs(Reader& reader, Section const& root) {
    Section const table = root.sub("inputs");
    for (std::string const& name : reader.names["inputs"]) {
        Node const* node = table.find(name);
        if (node == nullptr || node->kind == NodeKind::broken) continue;
        std::vector<InputUse> uses;
        for (InputUse const& use : reader.uses)
            if (use.input == name) uses.push_back(use);
        Meaning const meaning = meaning_of(reader, *node, uses);
        auto const value = read_value(reader, *node, meaning);
        if (!value) continue;
        if (!value->input.empty()) {
            reader.report(node->spot, fmt::format("inputs.{} is another input", name), "a value of its own");
            continue;
        }
        QuantityId const id = add_value(reader, *value, *node, table.info(name), table.path_of(name));
        model::Quantity& quantity = reader.scenario.quantities[id.index];
        quantity.domain = meaning.domain;
        quantity.unit = unit_of(meaning.measure, reader.scenario.currency);
        for (InputUse const& use : uses) settle_use(reader, use, id, meaning);
        for (InputOverride const& override : reader.input_overrides)
            if (override.input == name) settle_override(reader, table, override, uses, meaning);
        if (uses.empty()) reader.notes.push_back(fmt::format("inputs.{} is used by nobody", name));
    }
}

}  // namespace rekensom::input
