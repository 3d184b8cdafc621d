#include "rekensom/report/documents.hpp"
#include "rekensom/report/version.hpp"
#include "report/breakdown.hpp"
#include "report/experience.hpp"
#include "report/json.hpp"
#include "report/run_notes.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

Json years(Facts const& facts, std::size_t c, OutcomeKind kind) {
    Json list = Json::array();
    for (int y = 0; y < model::years(facts.scenario().months); ++y)
        list.push_back(to_json(facts.results->of_case(c, kind, static_cast<std::size_t>(y))));
    return list;
}

Json kpis(Facts const& facts, CaseFacts const& c) {
    Json all = Json::object();
    run::Results const& r = *facts.results;
    for (model::KpiInfo const& info : model::kpis()) {
        auto const index = static_cast<std::size_t>(info.kpi);
        bool const there = is_modelled(r, info.kpi);
        all[std::string(info.name)] = {
            {"baseline", there ? to_json(r.of_world(0, OutcomeKind::kpi, index)) : no_summary()},
            {"alternative", there ? to_json(r.of_world(c.results->world, OutcomeKind::kpi, index)) : no_summary()},
            {"shift", there ? to_json(r.of_case(c.index, OutcomeKind::kpi_shift, index)) : no_summary()},
            {"unit", info.unit},
            {"label", info.label}};
    }
    return all;
}

/// Outcomes of the kinds from `first` to `last` by the names that they have in draws.csv.
Json outcomes(std::vector<model::Outcome> const& names, std::vector<run::Summary> const& values, OutcomeKind first,
              OutcomeKind last) {
    Json all = Json::object();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].kind >= first && names[i].kind <= last) {
            all[names[i].name] = to_json(values[i]);
            all[names[i].name]["unit"] = names[i].unit;
        }
    return all;
}

Json owners(Facts const& facts) {
    Json list = Json::array();
    for (OwnerFacts const& o : facts.owners) {
        Json one{{"owner", o.owner},
                 {"contacts_per_year", number(o.contacts)},
                 {"avoidable_per_year", number(o.avoidable)},
                 {"cost_per_year", number(o.cost)},
                 {"fte", number(o.fte)},
                 {"carries_per_year", number(o.carries)},
                 {"alternatives", Json::object()},
                 {"changes", Json::array()}};
        for (CaseFacts const& c : facts.cases)
            one["alternatives"][c.world->name] = {{"gross_saving", number(o.gross_saving[c.index])},
                                                  {"fte_shift", number(o.fte_shift[c.index])},
                                                  {"pays_per_year", number(o.pays[c.index])},
                                                  {"receives_per_year", number(o.receives[c.index])}};
        for (ChangeId const id : o.changes) one["changes"].push_back(facts.scenario().changes[id.index].name);
        list.push_back(std::move(one));
    }
    return list;
}

Json figures(PartFigures const& f) {
    Json all = Json::object();
    auto const put = [&](char const* name, std::optional<double> const& x) {
        if (x) all[name] = number(*x);
    };
    put("contacts_per_year", f.contacts);
    put("avoidable_per_year", f.avoidable);
    put("cost_per_year", f.cost);
    put("cost_per_contact", f.each);
    put("fte", f.fte);
    put("wait", f.wait);
    put("first_time_right", f.right);
    put("contacts_per_customer", f.contacts_a_customer);
    put("cost_per_customer", f.cost_a_customer);
    return all;
}

Json parts(Facts const& facts) {
    Json list = Json::array();
    for (PartFacts const& p : breakdown(facts)) {
        Json one{{"by", name_of(p.part)}, {"name", p.name}, {"label", p.label}};
        if (p.part == Part::reason) one["value"] = p.valuable ? "valuable" : "irritant";
        one["baseline"] = figures(p.baseline);
        one["alternatives"] = Json::object();
        for (CaseFacts const& c : facts.cases) {
            Json& there = one["alternatives"][c.world->name] = figures(p.alternatives[c.index]);
            if (p.part == Part::reason) there["gross_saving"] = number(p.saving[c.index]);
        }
        list.push_back(std::move(one));
    }
    return list;
}

Json drivers(model::Scenario const& s) {
    Json all = Json::object();
    for (model::Driver const& d : s.drivers)
        all[d.name] = {{"label", d.label},
                       {"kind", d.kind == model::DriverKind::linear ? "linear" : "dissatisfier"},
                       {"mark", number(s.at(d.mark).marginal.mean())},
                       {"weight", number(s.at(d.weight).marginal.mean())}};
    return all;
}

/// Where each moment stands in the last month, by name.
Json moment_map(Facts const& facts, std::size_t world) {
    Json all = Json::object();
    model::Scenario const& s = facts.scenario();
    for (MomentFacts const& m : moments(facts, world)) {
        Json p = Json::object();
        for (Quadrant const q : quadrants) p[std::string(name_of(q))] = number(m.chance[static_cast<std::size_t>(q)]);
        all[s.moments[m.moment].name] = {
            {"quadrant", name_of(m.likeliest())},
            {"p_quadrant", p},
            {"frequency", number(s.at(s.moments[m.moment].frequency).marginal.mean())},
            {"noticed_per_year", m.noticed ? number(*m.noticed) : Json(nullptr)},
            {"mark", to_json(facts.results->of_world(world, OutcomeKind::moment_mark, m.moment))}};
    }
    return all;
}

Json survey(Facts const& facts, SurveySight const& sight) {
    Json from = nullptr, date = nullptr;
    if (sight.from_month) {
        from = *sight.from_month + 1;
        date = iso_month(facts.scenario().start, *sight.from_month);
    }
    return {{"responses_per_month", number(sight.responses)},
            {"least_seen_in_a_month", number(sight.month)},
            {"least_seen_in_a_year", number(sight.year)},
            {"seen_from_month", from},
            {"seen_from", date},
            {"seen_year_on_year", sight.by_year}};
}

Json worst(Facts const& facts, WorstMonth const& w) {
    auto const figures = [](double wait, double abandonment, double satisfaction) {
        return Json{
            {"wait", number(wait)}, {"abandonment", number(abandonment)}, {"satisfaction", number(satisfaction)}};
    };
    return {{"month", w.month + 1},
            {"date", iso_month(facts.scenario().start, w.month)},
            {"baseline", figures(w.baseline_wait, w.baseline_abandonment, w.baseline_satisfaction)},
            {"alternative", figures(w.wait, w.abandonment, w.satisfaction)}};
}

Json alternative(Facts const& facts, CaseFacts const& c) {
    run::Results const& r = *facts.results;
    auto const of = [&](OutcomeKind kind) { return to_json(r.of_case(c.index, kind)); };
    Json one{{"label", c.world->label}, {"npv", of(OutcomeKind::npv)}};
    one["cash_saving_per_year"] = years(facts, c.index, OutcomeKind::cash_saving_per_year);
    one["gross_saving_per_year"] = years(facts, c.index, OutcomeKind::gross_saving_per_year);
    one["capacity_saving_per_year"] = years(facts, c.index, OutcomeKind::capacity_saving_per_year);
    one["avoided_hiring_per_year"] = years(facts, c.index, OutcomeKind::avoided_hiring_per_year);
    one["change_cost_per_year"] = years(facts, c.index, OutcomeKind::change_cost_per_year);
    one["payback_months"] = of(OutcomeKind::payback_months);
    one["payback_months"]["p_within_horizon"] = number(c.results->p_within_horizon);
    one["kpis"] = kpis(facts, c);
    one["roi"] = of(OutcomeKind::roi);
    one["irr"] = of(OutcomeKind::irr);
    one["irr"]["p_none"] = number(c.results->irr_none);
    one["irr"]["p_several"] = number(c.results->irr_several);
    one["peak_funding"] = of(OutcomeKind::peak_funding);
    one["totals"] = outcomes(r.outcomes.business_case, c.results->outcomes, OutcomeKind::cash_total,
                             OutcomeKind::paper_less_realisation);
    one["potential_to_cash"] = Json::array();
    for (Step const& s : c.waterfall)
        one["potential_to_cash"].push_back({{"id", s.id},
                                            {"label", s.label},
                                            {"kind", s.kind == Kind::total ? "total" : "step"},
                                            {"amount", number(s.amount)}});
    one["shifts"] = outcomes(r.outcomes.business_case, c.results->outcomes, OutcomeKind::reason_saving,
                             OutcomeKind::team_fte_shift);
    if (!facts.scenario().moments.empty()) one["moments"] = moment_map(facts, c.results->world);
    if (auto const sight = survey_sight(facts, c)) one["survey"] = survey(facts, *sight);
    if (auto const month = worst_month(facts, c)) one["worst_month"] = worst(facts, *month);
    one["influences"] = Json::array();
    for (Influence const& i : c.influences)
        one["influences"].push_back(
            {{"path", facts.scenario().quantities[i.quantity].path}, {"rank_correlation", number(i.rank)}});
    return one;
}

}  // namespace

std::string summary_json(Facts const& facts) {
    run::Results const& r = *facts.results;
    model::Scenario const& s = facts.scenario();
    Json json{{"title", s.title},
              {"currency", s.currency},
              {"months", s.months},
              {"start", iso_month(s.start, 0)},
              {"draws", r.draws},
              {"seed", r.seed},
              {"sampling", r.sampling == chance::Sampling::sobol ? "sobol" : "random"},
              {"interrupted", r.interrupted}};
    json["alternatives"] = Json::object();
    for (CaseFacts const& c : facts.cases) json["alternatives"][c.world->name] = alternative(facts, c);
    json["baseline"] = outcomes(r.outcomes.world, facts.baseline().outcomes, OutcomeKind::kpi, OutcomeKind::moment_mark);
    if (!s.moments.empty()) json["baseline_moments"] = moment_map(facts, 0);
    if (s.loyalty) json["loyalty_money"] = s.loyalty->money;
    json["differences"] = Json::array();
    for (run::PairedDifference const& d : r.differences)
        json["differences"].push_back(
            {{"a", facts.cases[d.a].world->name}, {"b", facts.cases[d.b].world->name}, {"npv", to_json(d.npv)}});
    json["owners"] = owners(facts);
    json["breakdown"] = parts(facts);
    if (!s.drivers.empty()) json["drivers"] = drivers(s);
    json["unconverged"] = number(r.unconverged);
    json["overfull"] = number(r.overfull);
    json["clipped"] = number(r.clipped);
    json["precision"] = precision_words(r, Numbers(Language::en, s.currency));
    json["warnings"] = Json::array();
    for (Warning const& w : facts.warnings) json["warnings"].push_back(w.text);
    return dump(json);
}

std::string manifest_json(Facts const& facts) {
    run::Results const& r = *facts.results;
    Json inputs = Json::array();
    for (InputFile const& file : facts.record.inputs)
        inputs.push_back({{"name", shown_path(file.name, facts.record.scenario)}, {"sha256", file.sha256}});
    std::vector<std::string> words{"rekensom"};
    words.insert(words.end(), facts.record.command.begin(), facts.record.command.end());
    return dump({{"program", "rekensom"},
                 {"version", program_version()},
                 {"seed", r.seed},
                 {"draws", r.draws},
                 {"sampling", r.sampling == chance::Sampling::sobol ? "sobol" : "random"},
                 {"complete", !r.interrupted},
                 {"inputs", inputs},
                 {"command", shell_line(words)}});
}

}  // namespace rekensom::report
