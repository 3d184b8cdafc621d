#include "rekensom/report/schema.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "rekensom/model/keys.hpp"
#include "report/json.hpp"

namespace rekensom::report {
namespace {

using model::KeyInfo;
using model::KeyKind;

/// A table of the file, or a value where `key` says so.
struct Node {
    KeyInfo const* key = nullptr;
    std::string_view name;
    std::vector<Node> children;

    Node& child(std::string_view wanted) {
        for (Node& node : children)
            if (node.name == wanted) return node;
        return children.emplace_back(Node{nullptr, wanted, {}});
    }
};

Node tree() {
    Node root;
    for (KeyInfo const& key : model::keys()) {
        Node* at = &root;
        for (std::size_t begin = 0; begin <= key.pattern.size();) {
            std::size_t const end = std::min(key.pattern.find('.', begin), key.pattern.size());
            at = &at->child(key.pattern.substr(begin, end - begin));
            begin = end + 1;
        }
        at->key = &key;
    }
    return root;
}

Json reference(char const* name) { return {{"$ref", std::string("#/definitions/") + name}}; }

Json choices(std::string_view text) {
    Json list = Json::array();
    for (std::size_t begin = 0; begin <= text.size();) {
        std::size_t const end = std::min(text.find(" | ", begin), text.size());
        list.push_back(text.substr(begin, end - begin));
        begin = end + 3;
    }
    return list;
}

Json quantity(KeyInfo const& key) {
    if (key.by == model::By::nothing) return reference("value");
    Json by_name{{"type", "object"}, {"additionalProperties", reference("value")}};
    Json forms = Json::array({reference("value"), by_name});
    if (key.by == model::By::channel)
        forms.push_back({{"type", "string"}, {"description", "the name of the one channel"}});
    return {{"anyOf", forms}};
}

Json shape(KeyInfo const& key) {
    switch (key.kind) {
        case KeyKind::quantity: return quantity(key);
        case KeyKind::number: return reference("number");
        case KeyKind::whole: return {{"type", Json::array({"integer", "string"})}};
        case KeyKind::text:
        case KeyKind::name:
        case KeyKind::file: return {{"type", "string"}};
        case KeyKind::hours: return {{"type", "string"}};
        case KeyKind::choice: return {{"enum", choices(key.choices)}};
        case KeyKind::flag: return {{"type", "boolean"}};
        case KeyKind::numbers:
            return {{"type", Json::array({"array", "object", "string"})}, {"items", reference("number")}};
        case KeyKind::month: return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}};
        case KeyKind::names: return {{"type", "array"}, {"items", {{"type", "string"}}}};
        case KeyKind::tables: return {{"type", "array"}, {"items", {{"type", "object"}}}};
        case KeyKind::overrides: return {{"type", "object"}};
    }
    return Json::object();
}

std::string sentence(KeyInfo const& key) {
    std::string text(key.sentence);
    std::string const unit = model::unit_of(key.measure, "money");
    if (!unit.empty()) text += " In " + unit + ".";
    if (!key.fallback.empty())
        text.append(" Default: ")
            .append(key.fallback)
            .append(key.basis.empty() ? "." : " (" + std::string(key.basis) + ").");
    return text;
}

/// What `fallback` is in JSON: a number where it is one, else the text that a user would write.
Json fallback(KeyInfo const& key) {
    Json const parsed = Json::parse(key.fallback, nullptr, false);
    return parsed.is_number() || parsed.is_boolean() ? parsed : Json(key.fallback);
}

Json schema_of(Node const& node) {
    if (node.key && node.children.empty()) {
        Json json{{"description", sentence(*node.key)}};
        json.update(shape(*node.key));
        // Draft 7 ignores what stands beside $ref, so that editors would not show the description.
        if (json.contains("$ref"))
            json = {{"description", sentence(*node.key)}, {"allOf", Json::array({shape(*node.key)})}};
        if (!node.key->fallback.empty()) json["default"] = fallback(*node.key);
        return json;
    }
    Json table{{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
    for (Node const& child : node.children) {
        if (child.name == "#") return {{"type", "array"}, {"items", schema_of(child)}};
        if (child.name == "*")
            table["additionalProperties"] = schema_of(child);
        else
            table["properties"][std::string(child.name)] = schema_of(child);
    }
    return table;
}

Json definitions() {
    Json const plain = {{"type", Json::array({"number", "string"})},
                        {"pattern", "^\\s*([-+]?[0-9]|\\.[0-9]|never|unlimited|changes\\.|[-+]?inf)"}};
    Json parts = Json::object();
    for (char const* name :
         {"value", "min", "likely", "max", "weight", "p10", "p50", "p90", "mean", "sd", "yes", "of", "times", "cv"})
        parts[name] = reference("number");
    parts["shape"] = {{"enum", Json::array({"pert", "triangular", "uniform"})},
                      {"description", "of min, likely, max: PERT where not said"}};
    parts["values"] = {{"type", "array"}, {"items", reference("number")}};
    parts["weights"] = {{"type", "array"}, {"items", reference("number")}};
    for (char const* name : {"data", "column", "input", "source", "owner", "grade", "judge"})
        parts[name] = {{"type", "string"}};
    parts["date"] = {{"type", "string"}, {"description", "when it was found"}};
    return {{"number", plain},
            {"value",
             {{"description",
               "A number that may be uncertain: certain (0.25, \"25%\", \"6m30s\"), or a table that says what is known "
               "of it."},
              {"anyOf", Json::array({reference("number"),
                                     {{"type", "object"}, {"properties", parts}, {"additionalProperties", false}}})}}}};
}

}  // namespace

std::string scenario_schema() {
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "A rekensom scenario"}};
    schema.update(schema_of(tree()));
    for (model::GroupInfo const& group : model::groups())
        if (auto const it = schema["properties"].find(std::string(group.name)); it != schema["properties"].end()) {
            Json described{{"description", group.sentence}};
            described.update(*it);
            *it = described;
        }
    schema["definitions"] = definitions();
    return dump(schema);
}

}  // namespace rekensom::report
