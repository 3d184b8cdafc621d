#include "input/values.hpp"

#include "input/suggest.hpp"
#include "input/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

// The forms that a value may have.

namespace rekensom::input {
namespace {

using model::Measure;

enum class Shape {
    certain,
    three_points,
    uniform,
    two_percentiles,
    three_percentiles,
    moments,
    survey,
    discrete,
    data,
    input
};

struct ShapeWords {
    Shape shape;
    std::string_view required;  ///< between spaces, in rising order where there is one
    std::string_view optional;
};

constexpr ShapeWords shapes[] = {
    {Shape::certain, " value ", " "},
    {Shape::uniform, " min max ", " "},
    {Shape::three_points, " min likely max ", " shape weight "},
    {Shape::two_percentiles, " p10 p90 ", " "},
    {Shape::three_percentiles, " p10 p50 p90 ", " "},
    {Shape::moments, " mean sd ", " "},
    {Shape::survey, " yes of ", " "},
    {Shape::discrete, " values ", " weights "},
    {Shape::data, " data ", " column "},
    {Shape::input, " input ", " times "},
};
constexpr std::string_view provenance_words = " source owner date grade judge ";
constexpr std::string_view all_forms =
    "a number, a text with a unit, or a table: { min, likely, max }, { min, max }, { p10, p90 }, { p10, p50, p90 }, { "
    "mean, sd }, "
    "{ yes, of }, { values, weights }, { data, column }, { input, times } or { value, source }";

bool among(std::string_view word, std::string_view words) {
    return !word.empty() && word.find(' ') == std::string_view::npos &&
           words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

std::vector<std::string> split(std::string_view words) {
    std::vector<std::string> out;
    std::string word;
    for (char c : words) {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    return out;
}

std::string braces(ShapeWords const& shape) {
    std::string text;
    for (std::string const& word : split(shape.required)) text += (text.empty() ? "{ " : ", ") + word;
    return text + " }";
}

std::vector<std::string> const& value_words() {
    static std::vector<std::string> const words = [] {
        std::vector<std::string> all = split(provenance_words);
        for (ShapeWords const& shape : shapes)
            for (std::string_view part : {shape.required, shape.optional})
                for (std::string& word : split(part))
                    if (std::ranges::find(all, word) == all.end()) all.push_back(std::move(word));
        return all;
    }();
    return words;
}

/// A table's value words, found and counted as read.
class Words {
public:
    Words(Reader& reader, Node const& table, Meaning meaning) : reader_(reader), table_(table), meaning_(meaning) {}

    [[nodiscard]] Node const& node(std::string_view word) const { return *table_.find(word); }
    [[nodiscard]] Node const* find(std::string_view word) const { return table_.find(word); }

    /// In the unit of the key.
    std::optional<double> value(std::string_view word) {
        return keep(measured_number(reader_, node(word), meaning_.measure));
    }
    /// A bare number: a count, a weight.
    std::optional<double> bare(std::string_view word) {
        return keep(measured_number(reader_, node(word), Measure::number));
    }
    [[nodiscard]] bool fine() const { return fine_; }

    /// Whether these are in rising order and within the domain's ends; reports the first that is not.
    bool rising(std::span<std::pair<std::string_view, double> const> values) {
        Bounds const b = bounds(meaning_.domain);
        for (auto const& [word, x] : values) {
            if (x >= b.lower && x <= b.upper) continue;
            reader_.report(node(word).spot, fmt::format("{} {} is out of range", word, shown(node(word))),
                           describe(meaning_.domain), range_hint(node(word), meaning_.domain));
            fine_ = false;
        }
        for (std::size_t i = 1; fine_ && i < values.size(); ++i) {
            auto const& [low, x] = values[i - 1];
            auto const& [high, y] = values[i];
            if (x <= y) continue;
            std::string order;
            for (auto const& [word, z] : values) order += (order.empty() ? "" : " <= ") + std::string(word);
            reader_.report(node(low).spot,
                           fmt::format("{} {} is above {} {}", low, shown(node(low)), high, shown(node(high))), order);
            fine_ = false;
        }
        return fine_;
    }

private:
    std::optional<double> keep(std::optional<double> number) {
        fine_ = fine_ && number.has_value();
        return number.value_or(0);
    }
    Reader& reader_;
    Node const& table_;
    Meaning meaning_;
    bool fine_ = true;
};

/// The form that has exactly these words; else reports what is missing or does not belong.
std::optional<Shape> shape_of(Reader& reader, Node const& table, std::vector<std::string> const& given) {
    ShapeWords const* nearest = nullptr;
    std::vector<std::string> lacking;
    for (ShapeWords const& shape : shapes) {
        bool const fits = std::ranges::all_of(
            given, [&](std::string const& w) { return among(w, shape.required) || among(w, shape.optional); });
        if (!fits) continue;
        std::vector<std::string> missing;
        for (std::string& word : split(shape.required))
            if (std::ranges::find(given, word) == given.end()) missing.push_back(std::move(word));
        if (missing.empty()) return shape.shape;
        if (nearest == nullptr || missing.size() < lacking.size()) {
            nearest = &shape;
            lacking = missing;
        }
    }
    std::string words;
    for (std::string const& word : given) words += (words.empty() ? "" : ", ") + word;
    if (given.empty()) {
        reader.report(table.spot, "the table says no value", std::string(all_forms));
    } else if (nearest != nullptr) {
        std::string list;
        for (std::string const& word : lacking) list += (list.empty() ? "" : " and ") + word;
        reader.report(table.spot, fmt::format("{{ {} }} lacks {}", words, list), braces(*nearest));
    } else {
        reader.report(table.spot, fmt::format("{{ {} }} do not belong together", words), std::string(all_forms));
    }
    return std::nullopt;
}

std::optional<std::vector<double>> numbers(Reader& reader, Node const& list, Meaning meaning) {
    if (list.kind == NodeKind::broken) return std::nullopt;
    if (list.kind != NodeKind::list) {
        reader.report(list.spot, shown(list) + " is not a list", "a list of numbers: [1, 2, 3]");
        return std::nullopt;
    }
    std::vector<double> out;
    bool fine = true;
    for (Node const& item : list.items) {
        auto const number = read_number(reader, item, meaning);
        fine = fine && number.has_value();
        out.push_back(number.value_or(0));
    }
    return fine ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> word_of(Reader& reader, Node const& node, std::string_view expected) {
    if (node.kind == NodeKind::text && !node.text.empty()) return node.text;
    if (node.kind != NodeKind::broken) reader.report(node.spot, shown(node) + " is not a text", std::string(expected));
    return std::nullopt;
}

model::Provenance read_provenance(Reader& reader, Node const& table) {
    model::Provenance out;
    auto const take = [&](std::string_view word, std::string& into) {
        Node const* node = table.find(word);
        if (node == nullptr || node->kind == NodeKind::broken) return;
        if (node->kind == NodeKind::text || (word == "date" && node->kind == NodeKind::date)) {
            into = node->kind == NodeKind::text ? node->text : shown(*node);
        } else {
            reader.report(node->spot, fmt::format("{} {} is not a text", word, shown(*node)),
                          word == "date" ? "a date, or a text" : "a text");
        }
    };
    take("source", out.source);
    take("owner", out.owner);
    take("date", out.date);
    take("grade", out.grade);
    take("judge", out.judge);
    return out;
}

std::optional<chance::Made> make(Reader& reader, Words& words, Shape shape, Meaning meaning) {
    Domain const domain = meaning.domain;
    using Pair = std::pair<std::string_view, double>;
    switch (shape) {
        case Shape::certain: {
            auto const number = read_number(reader, words.node("value"), meaning);
            return number ? std::optional(chance::make_certain(*number, domain)) : std::nullopt;
        }
        case Shape::uniform: {
            std::array const points{Pair{"min", *words.value("min")}, Pair{"max", *words.value("max")}};
            if (!words.fine() || !words.rising(points)) return std::nullopt;
            return chance::make_uniform(points[0].second, points[1].second, domain);
        }
        case Shape::three_points: {
            std::array const points{Pair{"min", *words.value("min")}, Pair{"likely", *words.value("likely")},
                                    Pair{"max", *words.value("max")}};
            double const weight = words.find("weight") != nullptr ? *words.bare("weight") : 4;
            if (!words.fine() || !words.rising(points)) return std::nullopt;
            chance::ThreePoints const three{points[0].second, points[1].second, points[2].second};
            Node const* kind = words.find("shape");
            if (kind == nullptr) return chance::make_pert(three, domain, weight);
            if (kind->kind == NodeKind::broken) return std::nullopt;
            bool const triangle = kind->kind == NodeKind::text && kind->text == "triangular";
            if (!triangle && !(kind->kind == NodeKind::text && kind->text == "pert")) {
                std::vector<std::string> const known{"pert", "triangular"};
                reader.report(kind->spot, "shape " + shown(*kind) + " is not known", "\"pert\" or \"triangular\"",
                              did_you_mean(kind->text, known));
                return std::nullopt;
            }
            if (triangle && words.find("weight") != nullptr) {
                reader.report(words.node("weight").spot, "a triangle has no weight",
                              "weight with shape = \"pert\" only");
                return std::nullopt;
            }
            return triangle ? chance::make_triangular(three, domain) : chance::make_pert(three, domain, weight);
        }
        case Shape::two_percentiles: {
            std::array const points{Pair{"p10", *words.value("p10")}, Pair{"p90", *words.value("p90")}};
            if (!words.fine() || !words.rising(points)) return std::nullopt;
            return chance::make_two_percentiles(points[0].second, points[1].second, domain);
        }
        case Shape::three_percentiles: {
            std::array const points{Pair{"p10", *words.value("p10")}, Pair{"p50", *words.value("p50")},
                                    Pair{"p90", *words.value("p90")}};
            if (!words.fine() || !words.rising(points)) return std::nullopt;
            return chance::make_three_percentiles({points[0].second, points[1].second, points[2].second}, domain);
        }
        case Shape::moments: {
            std::array const mean{Pair{"mean", *words.value("mean")}};
            double const sd = *words.value("sd");
            if (!words.fine() || !words.rising(mean)) return std::nullopt;
            return chance::make_moments(mean[0].second, sd, domain);
        }
        case Shape::survey: {
            double const yes = *words.bare("yes"), of = *words.bare("of");
            if (!words.fine()) return std::nullopt;
            return chance::make_survey(yes, of, domain);
        }
        case Shape::discrete: {
            auto const values = numbers(reader, words.node("values"), meaning);
            auto const weights = words.find("weights") != nullptr
                                     ? numbers(reader, words.node("weights"), {Measure::number, Domain::non_negative})
                                     : std::vector<double>{};
            if (!values || !weights) return std::nullopt;
            if (words.find("weights") != nullptr && weights->empty() && !values->empty())
                return chance::Fault{"no weights for the values", "a weight for each value"};
            return chance::make_discrete(*values, *weights, domain);
        }
        case Shape::data: {
            auto observations = read_column(reader, words.node("data"), words.find("column"));
            if (!observations) return std::nullopt;
            for (double& x : *observations) x = plain(x, meaning.measure);
            return chance::make_data(*observations, domain);
        }
        case Shape::input: break;
    }
    return std::nullopt;
}

std::optional<Value> read_table(Reader& reader, Node const& table, Meaning meaning) {
    std::vector<std::string> given;
    bool known = true;
    for (Member const& member : table.members) {
        if (among(member.key, provenance_words)) continue;
        given.push_back(member.key);
        if (is_value_word(member.key)) continue;
        known = false;
        std::string hint = did_you_mean(member.key, value_words());
        reader.report(member.spot, "unknown key '" + member.key + "' in a value", list_of(value_words()),
                      std::move(hint));
    }
    Value value;
    value.provenance = read_provenance(reader, table);
    if (!known) return std::nullopt;
    auto const shape = shape_of(reader, table, given);
    if (!shape) return std::nullopt;
    Words words(reader, table, meaning);
    if (*shape == Shape::input) {
        auto const name = word_of(reader, words.node("input"), "the name of a value of [inputs]");
        double const times = words.find("times") != nullptr ? *words.bare("times") : 1;
        if (!name || !words.fine() || !reader.find_name("inputs", *name, words.node("input").spot)) return std::nullopt;
        value.input = *name;
        value.times = times;
        return value;
    }
    auto const made = make(reader, words, *shape, meaning);
    if (!made) return std::nullopt;
    if (auto const* fault = std::get_if<chance::Fault>(&*made)) {
        reader.report(table.spot, fault->what, fault->expected);
        return std::nullopt;
    }
    value.marginal = std::get<chance::Marginal>(*made);
    return value;
}

}  // namespace

bool is_value_word(std::string_view word) { return std::ranges::find(value_words(), word) != value_words().end(); }

bool is_table_by_name(Node const& node) {
    return node.kind == NodeKind::table && !node.members.empty() &&
           std::ranges::none_of(node.members, [](Member const& m) { return is_value_word(m.key); });
}

std::optional<Value> read_value(Reader& reader, Node const& node, Meaning meaning) {
    if (node.kind == NodeKind::table) return read_table(reader, node, meaning);
    auto const number = read_number(reader, node, meaning);
    if (!number) return std::nullopt;
    Value value;
    value.marginal = chance::certainly(*number);
    return value;
}

QuantityId add_value(Reader& reader, Value const& value, Node const& node, model::KeyInfo const& key, std::string path) {
    model::Quantity quantity;
    quantity.path = std::move(path);
    quantity.domain = key.domain;
    quantity.unit = unit_of(key.measure, reader.scenario.currency);
    quantity.marginal = value.marginal;
    quantity.provenance = value.provenance;
    if (node.spot.source) quantity.place = {node.spot.source->name, node.spot.line, node.spot.column};
    QuantityId const id = reader.add(std::move(quantity));
    if (!value.input.empty()) reader.uses.push_back({id.index, value.input, value.times, node.spot, key.measure});
    return id;
}

}  // namespace rekensom::input
