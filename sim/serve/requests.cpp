#include "serve/requests.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include "serve/refused.hpp"

namespace rekensom::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_edits = 300, most_variants = 21, longest_path = 200, longest_value = 2000, longest_name = 80,
                      longest_note = 4000, most_off = 300;

[[noreturn]] void wrong(std::string const& what) { throw Refused(400, what); }

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

Json parse(std::string_view body) {
    Json json = Json::parse(body, nullptr, false);
    if (json.is_discarded() || !json.is_object()) wrong("the body is not a JSON object");
    return json;
}

std::string text_of(Json const& json, char const* name, std::size_t longest, bool needed = false) {
    auto const it = json.find(name);
    if (it == json.end() || it->is_null()) {
        if (needed) wrong(std::string(name) + " is missing");
        return {};
    }
    if (!it->is_string()) wrong(std::string(name) + " is not a text");
    auto text = it->get<std::string>();
    if (text.size() > longest) wrong(std::string(name) + " is too long");
    return text;
}

std::uint64_t whole_of(Json const& json, char const* name) {
    auto const it = json.find(name);
    if (it == json.end() || !it->is_number_unsigned()) wrong(std::string(name) + " is not a whole number");
    return it->get<std::uint64_t>();
}

report::Language language_of(Json const& json) {
    return text_of(json, "lang", 10) == "nl" ? report::Language::nl : report::Language::en;
}

Value value_of(std::string const& path, Json const& json) {
    if (json.is_number()) {
        auto const number = json.get<double>();
        if (!std::isfinite(number)) wrong("an edit is not a number");
        return number;
    }
    if (!json.is_string()) wrong("an edit is neither a number nor a text");
    auto text = json.get<std::string>();
    if (text.size() > longest_value || has_control(text))
        throw Refused({{path, "the value is too long or has control characters", "a value on one line", ""}});
    return text;
}

Variant variant_of(Json const& json) {
    if (!json.is_object()) wrong("a variant is not an object");
    Variant variant;
    variant.shown = text_of(json, "shown", longest_path);
    if (auto const edits = json.find("edits"); edits != json.end()) {
        if (!edits->is_object() || edits->size() > most_edits) wrong("edits is not an object of at most 300 values");
        for (auto const& [path, value] : edits->items()) {
            if (path.empty() || path.size() > longest_path || has_control(path) ||
                path.find_first_of("=\"") != std::string::npos)
                throw Refused({{path.substr(0, longest_path), "this is not the path of a key",
                                "a path such as reasons.NAME.volume", ""}});
            variant.edits.emplace(path, value_of(path, value));
        }
    }
    if (auto const off = json.find("off"); off != json.end()) {
        if (!off->is_array() || off->size() > most_off) wrong("off is not a list of changes");
        for (Json const& one : *off) {
            if (!one.is_string()) wrong("off is not a list of changes");
            variant.off.push_back(one.get<std::string>());
        }
        std::sort(variant.off.begin(), variant.off.end());
        variant.off.erase(std::unique(variant.off.begin(), variant.off.end()), variant.off.end());
    }
    return variant;
}

}  // namespace

std::string Refused::body() const {
    if (problems_.empty()) return Json{{"message", what()}}.dump(-1, ' ', false, Json::error_handler_t::replace);
    Json list = Json::array();
    for (PageProblem const& p : problems_) {
        Json one = Json::object();
        if (!p.path.empty()) one["path"] = p.path;
        one["message"] = p.message;
        if (!p.expected.empty()) one["expected"] = p.expected;
        if (!p.hint.empty()) one["hint"] = p.hint;
        list.push_back(std::move(one));
    }
    return Json{{"problems", list}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunRequest read_run(std::string_view body) {
    Json const json = parse(body);
    RunRequest request;
    request.variant = variant_of(json);
    request.session = text_of(json, "session", 100, true);
    request.move = whole_of(json, "move");
    request.draws = whole_of(json, "draws");
    request.language = language_of(json);
    if (auto const alone = json.find("alone"); alone != json.end() && alone->is_boolean())
        request.alone = alone->get<bool>();
    if (auto const deep = json.find("deep"); deep != json.end() && deep->is_boolean() && deep->get<bool>())
        request.depth = report::Depth::one;
    return request;
}

CompareRequest read_compare(std::string_view body) {
    Json const json = parse(body);
    CompareRequest request;
    request.session = text_of(json, "session", 100, true);
    request.draws = whole_of(json, "draws");
    request.language = language_of(json);
    auto const list = json.find("variants");
    if (list == json.end() || !list->is_array() || list->empty() || list->size() > most_variants)
        wrong("variants is not a list of 1 to 21 variants");
    for (Json const& one : *list) request.variants.push_back(variant_of(one));
    return request;
}

SaveRequest read_save(std::string_view body) {
    Json const json = parse(body);
    SaveRequest request;
    request.variant = variant_of(json);
    request.name = text_of(json, "name", longest_name, true);
    request.note = text_of(json, "note", longest_note);
    return request;
}

ExportRequest read_export(std::string_view body) {
    Json const json = parse(body);
    ExportRequest request;
    request.variant = variant_of(json);
    std::string const format = text_of(json, "format", 20, true);
    if (format != "report" && format != "workbook") wrong("format is neither report nor workbook");
    request.format = format == "report" ? ExportFormat::report : ExportFormat::workbook;
    request.language = language_of(json);
    return request;
}

}  // namespace rekensom::serve
