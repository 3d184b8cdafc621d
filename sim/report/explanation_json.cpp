#include "rekensom/report/explanation.hpp"
#include "report/json.hpp"

namespace rekensom::report {
namespace {

using insight::Estimate;
using model::Scenario;

Json of(Estimate e) { return {{"value", number(e.value)}, {"se", number(e.se)}}; }

/// Turns places in the run's lists into names.
struct Names {
    Scenario const& scenario;
    run::Results const& results;

    [[nodiscard]] std::string path(QuantityId id) const { return scenario.at(id).path; }
    [[nodiscard]] std::string input(std::size_t i) const { return path({results.inputs[i]}); }
    [[nodiscard]] Json inputs(std::vector<std::size_t> const& list) const {
        Json names = Json::array();
        for (std::size_t const i : list) names.push_back(input(i));
        return names;
    }
    [[nodiscard]] std::string world(std::size_t c) const { return results.worlds[results.cases[c].world].name; }
    [[nodiscard]] Json set(insight::Coalition set, std::vector<ChangeId> const& changes) const {
        Json names = Json::array();
        for (std::size_t k = 0; k < changes.size(); ++k)
            if (set >> k & 1) names.push_back(scenario.changes[changes[k].index].name);
        return names;
    }
};

Json tornado(insight::Tornado const& found, Names const& names) {
    Json rows = Json::array();
    for (insight::TornadoRow const& row : found.rows) {
        auto const held = [](insight::Held const& h) {
            return Json{{"value", number(h.value)}, {"npv", of(h.npv)}, {"satisfaction_shift", of(h.shift)}};
        };
        rows.push_back({{"path", names.path(row.quantity)},
                        {"p10", held(row.low)},
                        {"p90", held(row.high)},
                        {"npv_swing", of(row.npv_swing)},
                        {"satisfaction_swing", of(row.shift_swing)}});
    }
    return {{"npv", of(found.npv)}, {"satisfaction_shift", of(found.shift)}, {"rows", rows}};
}

Json factors(std::vector<insight::Factor> const& list, Names const& names) {
    constexpr std::string_view kinds[] = {"input", "correlated", "owner", "noise", "rest"};
    Json json = Json::array();
    for (insight::Factor const& factor : list) {
        Json one{{"kind", kinds[static_cast<std::size_t>(factor.kind)]},
                 {"inputs", names.inputs(factor.inputs)},
                 {"first_order", of(factor.index.first)},
                 {"total", of(factor.index.total)}};
        if (factor.kind == insight::FactorKind::owner) one["owner"] = factor.owner;
        if (!factor.members.empty()) {
            one["shapley"] = Json::array();
            for (Estimate const member : factor.members) one["shapley"].push_back(of(member));
        }
        json.push_back(one);
    }
    return json;
}

Json information(insight::WhatToLearn const& found, Names const& names) {
    Json json{
        {"best_now", found.best < found.options.size() ? Json(names.world(found.options[found.best])) : Json(nullptr)},
        {"evpi", of(found.everything)},
        {"evppi", Json::array()},
        {"groups", Json::array()},
        {"cost_per_response", number(found.cost_per_response)},
        {"surveys", Json::array()}};
    for (auto const& one : found.inputs)
        json["evppi"].push_back({{"path", names.path(one.quantity)}, {"worth", of(one.worth)}});
    for (auto const& group : found.groups)
        json["groups"].push_back(
            {{"owner", group.owner}, {"inputs", names.inputs(group.inputs)}, {"worth", of(group.worth)}});
    auto const size = [](insight::SampleSize const& s) {
        return Json{{"responses", number(s.responses)},
                    {"evsi", of(s.worth)},
                    {"cost", number(s.cost)},
                    {"net", number(s.net())}};
    };
    for (auto const& survey : found.surveys) {
        Json curve = Json::array();
        for (insight::SampleSize const& s : survey.plan.curve) curve.push_back(size(s));
        json["surveys"].push_back({{"path", names.path(survey.quantity)},
                                   {"yes", number(survey.survey.yes)},
                                   {"of", number(survey.survey.of)},
                                   {"best", size(survey.plan.best)},
                                   {"curve", curve}});
    }
    return json;
}

Json parts(insight::ChangeParts const& found, Names const& names) {
    Json json{{"method", found.npv.method == insight::Method::exact ? "exact" : "sampled"},
              {"draws", found.draws},
              {"total", of(found.npv.total)},
              {"changes", Json::array()},
              {"overlaps", Json::array()}};
    for (std::size_t k = 0; k < found.npv.parts.size(); ++k) {
        insight::Part const& part = found.npv.parts[k];
        std::string const& name = names.scenario.changes[found.changes[k].index].name;
        json["changes"].push_back(
            {{"change", name}, {"shapley", of(part.shapley)}, {"alone", of(part.alone)}, {"if_dropped", of(part.last)}});
        for (std::size_t j = 0; j < k; ++j)
            json["overlaps"].push_back({{"between", {names.scenario.changes[found.changes[j].index].name, name}},
                                        {"overlap", of(found.npv.overlap[k][j])}});
    }
    return json;
}

Json failing(insight::Explanation const& found, Names const& names) {
    Json even = Json::array(), moves = Json::array(), stress = Json::array();
    for (insight::BreakEven const& one : found.break_even)
        even.push_back({{"path", names.path(one.quantity)},
                        {"now", number(one.now)},
                        {"value", one.value ? number(*one.value) : Json(nullptr)},
                        {"worse", one.worse == insight::Worse::below ? "below" : "above"},
                        {"p_worse", number(one.chance_of_worse)}});
    for (insight::Move const& move : found.reverse.moves)
        moves.push_back({{"path", names.path(move.quantity)},
                         {"from", number(move.from)},
                         {"to", number(move.to)},
                         {"standard_deviations", number(move.score)}});
    constexpr std::string_view stresses[] = {"peak_season", "outage", "slip_doubled", "realisation_halved"};
    for (insight::StressCase const& one : found.stress)
        stress.push_back({{"case", stresses[static_cast<std::size_t>(one.stress)]},
                          {"applies", one.applies},
                          {"npv", one.applies ? of(one.npv) : Json(nullptr)},
                          {"change", of(one.change)},
                          {"p_positive", one.applies ? number(one.p_positive) : Json(nullptr)},
                          {"satisfaction_change", of(one.shift_change)}});
    insight::DesignPoint const& point = found.reverse.point;
    return {{"break_even", even},
            {"reverse_stress",
             {{"found", point.found},
              {"npv_at_medians", number(point.at_medians)},
              {"distance", point.found ? number(point.distance) : Json(nullptr)},
              {"chance", point.found ? number(insight::normal_tail(point.distance)) : Json(nullptr)},
              {"moves", moves}}},
            {"stress", stress}};
}

Json portfolio(insight::WhatToDo const& found, Names const& names) {
    auto const& standings = found.finalists.standings;
    Json json{{"budget", found.menu.budget ? number(*found.menu.budget) : Json(nullptr)},
              {"sets_allowed", found.considered},
              {"draws", {{"all", found.screened_at}, {"finalists", found.draws}}},
              {"sets", Json::array()}};
    if (standings.empty()) return nullptr;
    for (insight::Standing const& s : standings)
        json["sets"].push_back({{"changes", names.set(s.set, found.changes)},
                                {"cost", number(s.cost)},
                                {"npv", of(s.npv)},
                                {"p_positive", of(s.chance)},
                                {"satisfaction_shift", of(s.shift)},
                                {"best_in", number(s.most_often)},
                                {"efficient", s.efficient}});
    auto const winner = [&](insight::Winner const& w) {
        return Json{{"changes", names.set(standings[w.index].set, found.changes)},
                    {"runner_up", names.set(standings[w.runner_up].set, found.changes)},
                    {"lead", of(w.lead)},
                    {"settled", w.settled()}};
    };
    json["by_mean_npv"] = winner(found.finalists.by_mean);
    json["by_chance"] = winner(found.finalists.by_chance);
    json["by_satisfaction_for_money"] =
        found.finalists.by_satisfaction ? winner(*found.finalists.by_satisfaction) : Json(nullptr);
    return json;
}

Json acceptability(insight::Explanation const& found, Names const& names) {
    if (!found.acceptability) return nullptr;
    insight::Acceptability const& curve = *found.acceptability;
    Json options = Json::array();
    for (std::size_t o = 0; o < curve.best_in.size(); ++o)
        options.push_back(
            {{"alternative", o == 0 ? Json(nullptr) : Json(names.world(o - 1))}, {"best_in", curve.best_in[o]}});
    return {{"price_of_a_point", curve.price}, {"options", options}};
}

Json assumptions(insight::Explanation const& found, Names const& names) {
    constexpr std::string_view grounds[] = {"sourced", "unsourced", "default", "reference_class"};
    Json json = Json::array();
    for (insight::Assumption const& one : found.assumptions) {
        model::Quantity const& q = names.scenario.at(one.quantity);
        json.push_back({{"path", q.path},
                        {"variance_share", of(one.variance_share)},
                        {"rank_correlation", number(one.rank_correlation)},
                        {"ground", grounds[static_cast<std::size_t>(one.ground)]},
                        {"out_of_date", one.out_of_date},
                        {"source", q.provenance.source},
                        {"owner", q.provenance.owner},
                        {"date", q.provenance.date},
                        {"grade", q.provenance.grade}});
    }
    return json;
}

}  // namespace

std::string explanation_json(Facts const& facts, insight::Explanation const& found) {
    Names const names{facts.scenario(), *facts.results};
    Json json{{"title", facts.scenario().title},
              {"currency", facts.scenario().currency},
              {"alternative", names.world(found.business_case)},
              {"seed", facts.results->seed},
              {"draws", facts.results->draws},
              {"npv", to_json(facts.results->of_case(found.business_case, model::OutcomeKind::npv))},
              {"inputs", {{"all", facts.results->inputs.size()}, {"looked_into", found.looked_into}}},
              {"tornado", tornado(found.tornado, names)},
              {"variance",
               {{"factors", factors(found.variance.factors, names)},
                {"owners", factors(found.variance.owners, names)},
                {"interactions", of(found.variance.interactions)},
                {"draws", found.variance.draws}}},
              {"information", information(found.learn, names)},
              {"changes", parts(found.parts, names)}};
    json.update(failing(found, names));
    json["portfolio"] = portfolio(found.todo, names);
    json["acceptability"] = acceptability(found, names);
    json["assumptions"] = assumptions(found, names);
    json["warnings"] = Json::array();
    for (Warning const& warning : facts.warnings)
        json["warnings"].push_back(
            {{"level", warning.level == Level::warning ? "warning" : "note"}, {"text", warning.text}});
    return dump(json);
}

}  // namespace rekensom::report
