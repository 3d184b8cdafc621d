#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/experience.hpp"
#include "report/page_data.hpp"
#include "report/waterfall.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

Json years(Facts const& facts, std::size_t c, OutcomeKind kind) {
    Json list = Json::array();
    for (int y = 0; y < model::years(facts.scenario().months); ++y)
        list.push_back(page_summary(facts.results->of_case(c, kind, static_cast<std::size_t>(y))));
    return list;
}

/// Percentiles where there are draws that have a value; else null.
Json p(run::Summary const& s, double run::Summary::*which) { return s.count > 0 ? number(s.*which) : Json(nullptr); }

Json kpi_results(Facts const& facts, CaseFacts const& c) {
    Json all = Json::object();
    for (model::KpiInfo const& info : model::kpis()) {
        auto const k = static_cast<std::size_t>(info.kpi);
        if (!is_modelled(*facts.results, info.kpi) || c.world->kpis[k].empty()) continue;
        run::Results const& r = *facts.results;
        Json one{{"alternative", page_course(info.kpi, c.world->kpis[k])}};
        if (model::is_pictured(info.kpi)) one["shift"] = page_fan(c.results->shifts[k]);
        one["summary"] = {{"baseline", page_summary(r.of_world(0, OutcomeKind::kpi, k))},
                          {"alternative", page_summary(r.of_world(c.results->world, OutcomeKind::kpi, k))},
                          {"shift", page_summary(r.of_case(c.index, OutcomeKind::kpi_shift, k))}};
        all[std::string(info.name)] = std::move(one);
    }
    return all;
}

Json tornado_rows(Facts const& facts, insight::Tornado const& tornado, bool npv) {
    Json rows = Json::array();
    for (insight::TornadoRow const& row : npv ? tornado.rows : tornado.by_shift()) {
        if (rows.size() == 12) break;
        model::Quantity const& q = facts.scenario().at(row.quantity);
        auto const held = [&](insight::Held const& h) {
            return Json{{"input", facts.numbers.about_figure(q.unit, h.value)},
                        {"outcome", number(npv ? h.npv.value : h.shift.value)}};
        };
        if ((npv ? row.npv_swing : row.shift_swing).value == 0) continue;
        Json one{{"path", q.path},
                 {"label", label_of(facts.scenario(), q.path, facts.numbers.language())},
                 {"low", held(row.low)},
                 {"high", held(row.high)}};
        if (std::string const words = facts.numbers.unit_words(q.unit); !words.empty()) one["unit"] = words;
        rows.push_back(std::move(one));
    }
    return rows;
}

Json tornados(Facts const& facts, Deeper::Case const& deep) {
    Json list = Json::array();
    Json npv = tornado_rows(facts, deep.tornado, true);
    if (!npv.empty())
        list.push_back({{"outcome", "npv"}, {"kind", "money"}, {"base", number(deep.tornado.npv.value)}, {"rows", npv}});
    Json shift = tornado_rows(facts, deep.tornado, false);
    if (!shift.empty())
        list.push_back(
            {{"outcome", "satisfaction"}, {"kind", "mark"}, {"base", number(deep.tornado.shift.value)}, {"rows", shift}});
    return list;
}

Json break_evens(Facts const& facts, Deeper::Case const& deep) {
    Json list = Json::array();
    model::Scenario const& s = facts.scenario();
    Numbers const& n = facts.numbers;
    for (insight::BreakEven const& found : deep.break_even) {
        model::Quantity const& q = s.at(found.quantity);
        Json one{{"path", q.path},
                 {"label", label_of(s, q.path, n.language())},
                 {"now", n.about(q.unit, found.now)},
                 {"break_even", found.value ? Json(n.about(q.unit, *found.value)) : Json(nullptr)}};
        if (found.value) {
            one["worse"] = found.worse == insight::Worse::below ? "below" : "above";
            one["p_worse"] = number(found.chance_of_worse);
        }
        list.push_back(std::move(one));
    }
    return list;
}

Json change_shares(Facts const& facts, Deeper::Case const& deep) {
    Json list = Json::array();
    model::Scenario const& s = facts.scenario();
    for (std::size_t i = 0; i < deep.parts.changes.size() && i < deep.parts.npv.parts.size(); ++i) {
        model::Change const& change = s.changes[deep.parts.changes[i].index];
        insight::Part const& part = deep.parts.npv.parts[i];
        Json one{{"id", change.name}, {"label", change.label.empty() ? change.name : change.label}};
        if (!change.owner.empty()) one["owner"] = change.owner;
        Numbers const& n = facts.numbers;
        model::Quantity const& slip = s.at(change.slip);
        bool const on_time = slip.marginal.is_certain() && slip.marginal.mean() == 0;
        one["start"] = month_name(s.start, static_cast<int>(s.at(change.start).marginal.mean()), n.language()) +
                       (on_time ? std::string(n(", no slip", ", geen uitloop"))
                                : fmt::format("; {} {}", n("slip", "uitloop"), range_of(slip, n)));
        one["npv"] = {{"mean", number(part.shapley.value)}, {"se", number(part.shapley.se)}};
        one["alone"] = number(part.alone.value);
        one["left_out"] = number(part.last.value);
        list.push_back(std::move(one));
    }
    return list;
}

Json moment_rows(Facts const& facts, CaseFacts const& c) {
    model::Scenario const& s = facts.scenario();
    Json rows = Json::array();
    for (MomentFacts const& m : moments(facts, c.results->world)) {
        model::Moment const& moment = s.moments[m.moment];
        chance::Marginal const& impact = s.at(moment.impact).marginal;
        Json p = Json::object();
        for (Quadrant const q : quadrants) p[std::string(name_of(q))] = m.chance[static_cast<std::size_t>(q)];
        rows.push_back(
            {{"id", moment.name},
             {"label", moment.label.empty() ? moment.name : moment.label},
             {"mark", page_summary(facts.results->of_world(c.results->world, OutcomeKind::moment_mark, m.moment))},
             {"impact",
              {{"mean", number(impact.mean())},
               {"p10", number(impact.quantile(0.1))},
               {"p90", number(impact.quantile(0.9))}}},
             {"p", p}});
    }
    return rows;
}

}  // namespace

Json page_histogram(std::vector<double> draws) {
    std::erase_if(draws, [](double x) { return !std::isfinite(x); });
    if (draws.size() < 100) return nullptr;
    auto const ranked = [&](std::size_t rank) {
        auto const at = draws.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(draws.begin(), at, draws.end());
        return *at;
    };
    double const low = ranked(draws.size() / 200), high = ranked(draws.size() - 1 - draws.size() / 200);
    if (!(high > low)) return nullptr;
    constexpr std::size_t bins = 40;
    std::vector<double> shares(bins, 0), edges;
    double const one = 1 / static_cast<double>(draws.size());
    double below = 0, above = 0;
    for (double const x : draws) {
        if (x < low)
            below += one;
        else if (x > high)
            above += one;
        else
            shares[std::min(bins - 1, static_cast<std::size_t>((x - low) / (high - low) * bins))] += one;
    }
    for (std::size_t i = 0; i <= bins; ++i) edges.push_back(low + (high - low) * static_cast<double>(i) / bins);
    return {{"edges", edges}, {"shares", shares}, {"below", below}, {"above", above}};
}

Json page_alternative(Facts const& facts, CaseFacts const& c, Deeper const* deeper) {
    run::Results const& r = *facts.results;
    run::Summary const& payback = r.of_case(c.index, OutcomeKind::payback_months);
    run::Summary const& irr = r.of_case(c.index, OutcomeKind::irr);
    Json one{{"id", c.world->name},
             {"label", label_of(*c.world, facts.numbers.language())},
             {"npv", page_summary(r.of_case(c.index, OutcomeKind::npv))}};
    if (c.index < r.kept.cases.size())
        if (Json bins = page_histogram(r.kept.cases[c.index][r.outcomes.find_case(OutcomeKind::npv)]); !bins.is_null())
            one["histogram"] = bins;
    one["cash_saving_per_year"] = years(facts, c.index, OutcomeKind::cash_saving_per_year);
    one["gross_saving_per_year"] = years(facts, c.index, OutcomeKind::gross_saving_per_year);
    one["capacity_saving_per_year"] = years(facts, c.index, OutcomeKind::capacity_saving_per_year);
    one["payback"] = {{"mean", p(payback, &run::Summary::mean)},
                      {"p10", p(payback, &run::Summary::p10)},
                      {"p50", p(payback, &run::Summary::p50)},
                      {"p90", p(payback, &run::Summary::p90)},
                      {"p_within_horizon", c.results->p_within_horizon}};
    if (run::Summary const& roi = r.of_case(c.index, OutcomeKind::roi); roi.count > 0) one["roi"] = page_summary(roi);
    one["irr"] = {{"p10", p(irr, &run::Summary::p10)}, {"p50", p(irr, &run::Summary::p50)},
                  {"p90", p(irr, &run::Summary::p90)}, {"p_one", 1 - c.results->irr_none - c.results->irr_several},
                  {"p_none", c.results->irr_none},     {"p_several", c.results->irr_several}};
    one["peak_funding"] = page_summary(r.of_case(c.index, OutcomeKind::peak_funding));
    one["potential_to_cash"] = Json::array();
    for (Step const& s : with_potential(c.waterfall))
        one["potential_to_cash"].push_back(
            {{"id", s.id}, {"kind", s.kind == Kind::total ? "total" : "step"}, {"amount", number(s.amount)}});
    one["cash_fan"] = page_fan(c.results->lines[static_cast<std::size_t>(model::Line::cumulative_cash)]);
    one["kpis"] = kpi_results(facts, c);
    if (Json rows = moment_rows(facts, c); !rows.empty())
        one["moments"] = {{"mark_split", facts.scenario().moment_mark_bar},
                          {"impact_split", facts.scenario().moment_impact_bar},
                          {"rows", rows}};
    if (!deeper || c.index >= deeper->cases.size() || !deeper->cases[c.index]) return one;
    Deeper::Case const& deep = *deeper->cases[c.index];
    if (deep.parts.draws > 0) one["deeper_draws"] = deep.parts.draws;
    one["delay_cost_per_month"] = {{"mean", number(deep.month_of_delay.value)}, {"se", number(deep.month_of_delay.se)}};
    if (Json list = tornados(facts, deep); !list.empty()) one["tornado"] = list;
    if (Json list = break_evens(facts, deep); !list.empty()) one["break_even"] = list;
    if (Json list = change_shares(facts, deep); !list.empty()) one["changes"] = list;
    one["value_of_information"] = Json::array();
    for (insight::WorthOfInput const& w : deeper->learn.inputs) {
        if (one["value_of_information"].size() == 10 || !(w.worth.value > 0)) break;
        model::Quantity const& q = facts.scenario().at(w.quantity);
        one["value_of_information"].push_back({{"path", q.path},
                                               {"label", label_of(facts.scenario(), q.path, facts.numbers.language())},
                                               {"worth", number(w.worth.value)},
                                               {"se", number(w.worth.se)}});
    }
    if (one["value_of_information"].empty()) one.erase("value_of_information");
    return one;
}

}  // namespace rekensom::report
