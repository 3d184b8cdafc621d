#include "report/page_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "rekensom/report/version.hpp"
#include "report/kpi_words.hpp"
#include "report/warnings.hpp"

namespace rekensom::report {
namespace {

std::string_view kind_of(model::Form form, model::Kpi kpi) {
    if (kpi == model::Kpi::nps) return "points";
    switch (form) {
        case model::Form::count: return "count";
        case model::Form::share: return "share";
        case model::Form::seconds: return "seconds";
        case model::Form::days: return "days";
        case model::Form::mark: return "mark";
        case model::Form::money: return "money";
        case model::Form::number: return "number";
    }
    return "number";
}

/// Powers of ten that a double holds exactly.
constexpr auto ten_to = [] {
    std::array<double, 23> powers{1};
    for (std::size_t k = 1; k < powers.size(); ++k) powers[k] = 10 * powers[k - 1];
    return powers;
}();

/// Five significant digits are enough for lists: the double nearest to that decimal, as if by way of text, which takes ten times
/// as long.
double short_of(double x) {
    if (!std::isfinite(x) || x == 0) return x;
    int const places = 4 - static_cast<int>(std::floor(std::log10(std::abs(x))));
    auto const scale = static_cast<std::size_t>(std::abs(places));
    if (scale >= ten_to.size()) return std::strtod(fmt::format("{:.5g}", x).c_str(), nullptr);
    return places < 0 ? std::nearbyint(x / ten_to[scale]) * ten_to[scale]
                      : std::nearbyint(x * ten_to[scale]) / ten_to[scale];
}

Json assumptions(Facts const& facts) {
    Json list = Json::array();
    model::Scenario const& s = facts.scenario();
    Numbers const& n = facts.numbers;
    for (std::size_t i = 0; i < s.quantities.size(); ++i) {
        model::Quantity const& q = s.quantities[i];
        if (q.origin == model::Origin::by_default && q.marginal.is_certain()) continue;
        bool const certain = q.marginal.is_certain();
        double const mean = q.marginal.mean();
        Json one{{"path", q.path},
                 {"label", label_of(s, q.path, n.language())},
                 {"value", certain ? n.quantity(q.unit, mean) : n.about(q.unit, mean)}};
        if (!certain) one["range"] = spread_of(q, n);
        one["origin"] = q.origin != model::Origin::stated ? "default" : q.place.line == 0 ? "set" : "file";
        auto const& from = q.provenance;
        for (auto const& [key, value] :
             {std::pair{"source", from.source}, {"owner", from.owner}, {"date", from.date}, {"grade", from.grade}})
            if (!value.empty()) one[key] = value;
        if (!facts.cases.empty())
            for (Influence const& influence : facts.cases[facts.best].influences)
                if (influence.quantity == i) one["share"] = influence.share;
        if (q.place.line > 0)
            one["place"] = fmt::format("{}:{}", shown_path(q.place.file, facts.record.scenario), q.place.line);
        list.push_back(std::move(one));
    }
    return list;
}

Json manifest(Facts const& facts) {
    std::vector<std::string> words{"rekensom"};
    words.insert(words.end(), facts.record.command.begin(), facts.record.command.end());
    Json inputs = Json::array();
    for (InputFile const& file : facts.record.inputs)
        inputs.push_back({{"name", shown_path(file.name, facts.record.scenario)}, {"sha256", file.sha256}});
    run::Results const& r = *facts.results;
    return {{"version", program_version()},
            {"seed", r.seed > (1ULL << 53) ? Json(std::to_string(r.seed)) : Json(r.seed)},
            {"draws", r.draws},
            {"sampling", r.sampling == chance::Sampling::sobol ? "sobol" : "random"},
            {"command", shell_line(words)},
            {"inputs", inputs}};
}

}  // namespace

Json page_kpis(Facts const& facts) {
    Json list = Json::array();
    for (model::KpiInfo const& k : model::kpis())
        if (is_modelled(*facts.results, k.kpi)) {
            list.push_back({{"id", k.name},
                            {"label", facts.numbers(k.label, k.label_nl)},
                            {"unit", k.unit},
                            {"kind", kind_of(k.form, k.kpi)},
                            {"better", k.better == model::Better::higher  ? "more"
                                       : k.better == model::Better::lower ? "less"
                                                                          : "neither"},
                            {"definition", definition_of(k, facts.numbers.language())}});
            if (model::is_pictured(k.kpi)) list.back()["main"] = true;
        }
    return list;
}

Json page_summary(run::Summary const& s) {
    Json all = Json::object();
    Json const every = to_json(s);  // items() does not keep a temporary
    for (auto const& [key, value] : every.items())
        if (!value.is_null() && key != "count") all[key] = value;
    if (!all.contains("mean")) all["mean"] = 0;  // nobody shows a summary of nothing
    return all;
}

namespace {

Json by_month(run::Series const& series, double run::Summary::*value) {
    Json list = Json::array();
    for (run::Summary const& s : series) list.push_back(s.count > 0 ? number(short_of(s.*value)) : Json(nullptr));
    return list;
}

}  // namespace

Json page_fan(run::Series const& series) {
    Json fan = Json::object();
    fan["mean"] = by_month(series, &run::Summary::mean);
    if (std::ranges::none_of(series, [](run::Summary const& s) { return s.sd > 0; })) return fan;
    struct List {
        char const* name;
        double run::Summary::*value;
    };
    for (auto const& [name, value] :
         {List{"p5", &run::Summary::p5}, List{"p10", &run::Summary::p10}, List{"p25", &run::Summary::p25},
          List{"p50", &run::Summary::p50}, List{"p75", &run::Summary::p75}, List{"p90", &run::Summary::p90},
          List{"p95", &run::Summary::p95}}) {
        if (series.size() > 120 && (value == &run::Summary::p25 || value == &run::Summary::p75)) continue;
        fan[name] = by_month(series, value);
    }
    return fan;
}

Json page_course(model::Kpi kpi, run::Series const& series) {
    if (model::is_pictured(kpi)) return page_fan(series);
    Json course = Json::object();
    course["mean"] = by_month(series, &run::Summary::mean);
    return course;
}

namespace {

/// In numbers as a page writes them, warnings too.
Facts for_page(Facts const& told) {
    Facts facts = told;
    facts.numbers = Numbers(told.numbers.language(), told.scenario().currency, Medium::page);
    if (facts.depth != Depth::quick) facts.warnings = warnings(facts);
    return facts;
}

}  // namespace

Json page_data(Facts const& told, Deeper const* deeper) {
    Facts const facts = for_page(told);
    model::Scenario const& s = facts.scenario();
    Json page{{"format", 1},
              {"lang", facts.numbers.language() == Language::nl ? "nl" : "en"},
              {"currency", s.currency},
              {"title", s.title},
              {"months", s.months},
              {"start", iso_month(s.start, 0)},
              {"discount_rate", s.at(s.finance.discount_rate).marginal.mean()}};
    if (!facts.cases.empty()) page["chosen"] = facts.cases[facts.best].world->name;
    page["alternatives"] = Json::array();
    for (CaseFacts const& c : facts.cases) page["alternatives"].push_back(page_alternative(facts, c, deeper));
    Json baseline = Json::object();
    for (model::KpiInfo const& k : model::kpis())
        if (auto const& series = facts.baseline().kpis[static_cast<std::size_t>(k.kpi)]; !series.empty())
            baseline[std::string(k.name)] = page_course(k.kpi, series);
    page["baseline"] = {{"kpis", baseline}};
    page["kpis"] = page_kpis(facts);
    page["comparisons"] = Json::array();
    for (run::PairedDifference const& d : facts.results->differences)
        page["comparisons"].push_back({{"a", facts.cases[d.a].world->name},
                                       {"b", facts.cases[d.b].world->name},
                                       {"npv", page_summary(d.npv)},
                                       {"settled", !(std::abs(d.npv.mean) < 2 * d.npv.se)}});
    page["waits"] = page_waits(facts);
    if (facts.depth == Depth::quick) {
        page["manifest"] = manifest(facts);
        return page;
    }
    page["owners"] = page_owners(facts, deeper);
    page["assumptions"] = assumptions(facts);
    page["warnings"] = Json::array();
    for (Warning const& w : facts.warnings)
        page["warnings"].push_back({{"level", w.level == Level::warning ? "warning" : "note"}, {"text", w.text}});
    page["manifest"] = manifest(facts);
    return page;
}

}  // namespace rekensom::report
