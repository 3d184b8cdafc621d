#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "rekensom/model/keys.hpp"
#include "rekensom/report/facts.hpp"
#include "serve/survey.hpp"

namespace rekensom::serve {
namespace {

using Json = nlohmann::ordered_json;
using model::KeyInfo;
using model::KeyKind;

constexpr std::size_t bins = 28;

Json density(chance::Marginal const& marginal, Slider const& slider) {
    Json heights = Json::array();
    double before = marginal.cdf(slider.low);
    for (std::size_t i = 1; i <= bins; ++i) {
        double const now = marginal.cdf(slider.low + (slider.high - slider.low) * static_cast<double>(i) / bins);
        heights.push_back(std::max(0.0, now - before));
        before = now;
    }
    return heights;
}

Json input_of(model::Scenario const& s, Slider const& slider, report::Numbers const& n) {
    model::Quantity const& q = s.quantities[slider.quantity];
    Json one{{"path", q.path},          {"label", report::label_of(s, q.path, n.language())},
             {"kind", slider.kind},     {"low", slider.low},
             {"high", slider.high},     {"step", slider.step},
             {"middle", slider.middle}, {"value", report::range_of(q, n)}};
    if (!q.marginal.is_certain()) {
        one["p10"] = q.marginal.quantile(0.1);
        one["p90"] = q.marginal.quantile(0.9);
        one["density"] = density(q.marginal, slider);
        one["share"] = slider.share;
    }
    if (!q.provenance.source.empty()) one["source"] = q.provenance.source;
    return one;
}

std::string expects(KeyInfo const& info, std::string const& currency) {
    switch (info.kind) {
        case KeyKind::quantity:
        case KeyKind::number: {
            std::string text = describe(info.domain);
            if (std::string const unit = model::unit_of(info.measure, currency);
                !unit.empty() && !unit.starts_with("share"))
                text += fmt::format(" ({})", unit);
            return text;
        }
        case KeyKind::whole: return "a whole number";
        case KeyKind::choice: return std::string(info.choices);
        case KeyKind::flag: return "true or false";
        default: return "";
    }
}

/// "reasons.*.avoidable" with each name of the file.
std::vector<std::string> paths_of(model::Scenario const& s, KeyInfo const& info) {
    std::string const pattern(info.pattern);
    std::size_t const star = pattern.find('*');
    if (pattern.find('#') != std::string::npos) return {};
    if (star == std::string::npos) return {pattern};
    std::vector<std::string> names;
    auto const take = [&](auto const& list) {
        for (auto const& one : list) names.push_back(one.name);
    };
    std::string const group = pattern.substr(0, pattern.find('.'));
    if (group == "channels") take(s.channels);
    if (group == "teams") take(s.teams);
    if (group == "journeys") take(s.journeys);
    if (group == "reasons") take(s.reasons);
    if (group == "drivers") take(s.drivers);
    if (group == "moments") take(s.moments);
    if (group == "events") take(s.events);
    if (group == "changes") take(s.changes);
    std::vector<std::string> paths;
    for (std::string const& name : names) paths.push_back(pattern.substr(0, star) + name + pattern.substr(star + 1));
    return paths;
}

Json keys_of(model::Scenario const& s, report::Numbers const& n) {
    Json list = Json::array();
    std::set<std::string> listed;
    auto const add = [&](std::string const& path, KeyInfo const& info, model::Quantity const* q) {
        if (!listed.insert(path).second) return;
        Json one{{"path", path},
                 {"label", fmt::format("{}: {}", report::label_of(s, path, n.language()),
                                       info.sentence.substr(0, info.sentence.size() - 1))},
                 {"expects", expects(info, s.currency)}};
        if (q != nullptr)
            one["now"] = report::range_of(*q, n);
        else if (!info.fallback.empty())
            one["label"] =
                fmt::format("{} ({} {})", one["label"].get<std::string>(), n("default", "standaard"), info.fallback);
        list.push_back(std::move(one));
    };
    for (model::Quantity const& q : s.quantities)
        if (KeyInfo const* const info = model::find_key(q.path); info != nullptr) add(q.path, *info, &q);
    for (KeyInfo const& info : model::keys()) {
        bool const plain = info.kind == KeyKind::number || info.kind == KeyKind::whole ||
                           info.kind == KeyKind::choice || info.kind == KeyKind::flag;
        if (plain && info.by == model::By::nothing)
            for (std::string const& path : paths_of(s, info)) add(path, info, nullptr);
    }
    return list;
}

Json edits_of(Variant const& variant) {
    Json edits = Json::object();
    for (auto const& [path, value] : variant.edits)
        std::visit([&, &at = path](auto const& x) { edits[at] = x; }, value);
    return edits;
}

}  // namespace

std::string opening_document(Workshop const& workshop, Survey const& survey, report::Language language) {
    model::Scenario const& s = *workshop.original().scenario;
    report::Numbers const n(language, s.currency, report::Medium::page);
    Json out{{"title", s.title},
             {"currency", s.currency},
             {"months", s.months},
             {"start", report::iso_month(s.start, 0)},
             {"inputs", Json::array()},
             {"changes", Json::array()},
             {"alternatives", Json::array()},
             {"presets", Json::array()},
             {"keys", keys_of(s, n)},
             {"limits", {{"coarse", survey.coarse}, {"full", workshop.options().draws}}}};
    for (Slider const& slider : survey.sliders) out["inputs"].push_back(input_of(s, slider, n));
    for (model::Change const& change : s.changes) {
        Json one{{"id", change.name}, {"label", change.label.empty() ? change.name : change.label}};
        if (!change.owner.empty()) one["owner"] = change.owner;
        out["changes"].push_back(std::move(one));
    }
    auto const alternative = [&](model::Alternative const& a) {
        out["alternatives"].push_back({{"id", a.name}, {"label", a.label.empty() ? a.name : a.label}});
    };
    // The page opens with the first: the best one.
    for (model::Alternative const& a : s.alternatives)
        if (a.name == survey.best) alternative(a);
    for (model::Alternative const& a : s.alternatives)
        if (a.name != survey.best) alternative(a);
    for (Preset const& preset : survey.presets) {
        bool const dutch = language == report::Language::nl;
        out["presets"].push_back({{"id", preset.id},
                                  {"label", dutch ? preset.label_nl : preset.label},
                                  {"note", dutch ? preset.note_nl : preset.note},
                                  {"kind", preset.stress ? "stress" : "preset"},
                                  {"edits", edits_of(preset.variant)}});
    }
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rekensom::serve
