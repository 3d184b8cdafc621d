#include "rekensom/report/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/insight/columns.hpp"
#include "report/json.hpp"
#include "report/marks.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

std::vector<double> npv_draws(Side const& side) {
    run::Results const& r = *side.facts->results;
    return side.index < r.kept.cases.size() ? r.kept.cases[side.index][r.outcomes.find_case(OutcomeKind::npv)]
                                            : std::vector<double>{};
}

struct Gap {
    insight::Estimate npv;
    double p_better = 0;
};

/// Of `side` less `first`, on the same draws.
Gap gap(Side const& side, Side const& first) {
    std::vector<double> a = npv_draws(side);
    std::vector<double> const b = npv_draws(first);
    a.resize(std::min(a.size(), b.size()));
    if (a.empty()) return {};
    double better = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] -= b[i];
        better += a[i] > 0;
    }
    return {insight::mean_of(a, side.facts->results->sampling), better / static_cast<double>(a.size())};
}

run::Summary const& of(Side const& side, OutcomeKind kind, std::size_t i = 0) {
    return side.facts->results->of_case(side.index, kind, i);
}

class Table {
public:
    Table(std::vector<Side> const& sides, std::size_t columns)
        : sides_(sides), label_(24), column_((columns - 24) / std::max<std::size_t>(1, sides.size())) {}

    template <class Cell>
    std::string row(std::string_view label, Cell const& cell) const {
        std::string out = left(label, label_);
        for (Side const& side : sides_) out += right(cell(side), column_);
        return out + "\n";
    }
    [[nodiscard]] std::size_t column() const { return column_; }

private:
    std::vector<Side> const& sides_;
    std::size_t label_, column_;
};

std::string block(std::vector<Side> const& sides, Side const& first, TerminalStyle style) {
    Numbers const& n = first.facts->numbers;
    Painter const paint(style.colour);
    Table const table(sides, std::clamp<std::size_t>(style.columns, 60, 80));
    std::string out = paint(
        Paint::strong,
        table
            .row("", [&](Side const& s) { return left(harmless(s.name), std::min(width(s.name), table.column() - 1)); })
            .substr(0, std::string::npos));
    auto const money = [&](std::string_view label, auto const& get) {
        out += table.row(label, [&](Side const& s) { return n.money(get(s)); });
    };
    money(n("NPV, P50", "NCW, P50"), [](Side const& s) { return of(s, OutcomeKind::npv).p50; });
    money(n("  P10", "  P10"), [](Side const& s) { return of(s, OutcomeKind::npv).p10; });
    money(n("  P90", "  P90"), [](Side const& s) { return of(s, OutcomeKind::npv).p90; });
    out += table.row(
        "", [&](Side const& s) { return histogram(npv_draws(s), std::min<std::size_t>(12, table.column() - 1)); });
    out += table.row(n("P(NPV > 0)", "P(NCW > 0)"),
                     [&](Side const& s) { return n.percent(of(s, OutcomeKind::npv).p_positive); });
    out += table.row(n("pays back in time", "verdient zich terug"),
                     [&](Side const& s) { return n.percent(s.facts->results->cases[s.index].p_within_horizon); });
    money(n("cash, mean", "kas, gemiddeld"), [](Side const& s) { return of(s, OutcomeKind::cash_total).mean; });
    money(n("potential, mean", "potentieel, gemiddeld"),
          [](Side const& s) { return of(s, OutcomeKind::gross_total).mean; });
    money(n("cost of the changes", "kosten veranderingen"),
          [](Side const& s) { return -of(s, OutcomeKind::change_cost_total).mean; });
    for (model::Kpi const kpi :
         {model::Kpi::contacts_handled, model::Kpi::wait, model::Kpi::fte, model::Kpi::satisfaction, model::Kpi::nps}) {
        bool const any =
            std::any_of(sides.begin(), sides.end(), [&](Side const& s) { return is_modelled(*s.facts->results, kpi); });
        if (!any) continue;
        model::KpiInfo const& info = model::info(kpi);
        out += table.row(n(info.label, info.label_nl), [&](Side const& s) {
            return is_modelled(*s.facts->results, kpi)
                       ? n.shift(info.form, of(s, OutcomeKind::kpi_shift, static_cast<std::size_t>(kpi)).mean)
                       : std::string("–");
        });
    }
    out += table.row(fmt::format(fmt::runtime(n("NPV less {}", "NCW min {}")), first.name), [&](Side const& s) {
        return &s == &sides.front() && s.name == first.name ? std::string("–")
                                                            : n.money(gap(s, first).npv.value, Sign::always);
    });
    out += table.row(n("  P(better)", "  P(beter)"), [&](Side const& s) {
        return s.name == first.name ? std::string("–") : n.percent(gap(s, first).p_better);
    });
    return out;
}

}  // namespace

std::string comparison(std::vector<Side> const& sides, TerminalStyle style) {
    std::string out;
    for (std::size_t at = 0; at < sides.size(); at += 4) {
        std::vector<Side> const some(sides.begin() + static_cast<std::ptrdiff_t>(at),
                                     sides.begin() + static_cast<std::ptrdiff_t>(std::min(at + 4, sides.size())));
        out += (at ? "\n" : "") + block(some, sides.front(), style);
    }
    Numbers const& n = sides.front().facts->numbers;
    for (std::size_t i = 1; i < sides.size(); ++i) {
        insight::Estimate const e = gap(sides[i], sides.front()).npv;
        if (e.value != 0 && std::abs(e.value) < 2.131 * e.se)  // Student's t with 15 degrees of freedom, 97.5 %
            out += "! " +
                   wrapped(fmt::format(fmt::runtime(n("'{}' against '{}': which one is better on average is not "
                                                      "settled (± {}); more --draws settle it",
                                                      "'{}' tegen '{}': welke gemiddeld beter is, staat niet vast (± "
                                                      "{}); meer --draws geeft uitsluitsel")),
                                       sides[i].name, sides.front().name, n.money(e.se)),
                           78, 2) +
                   "\n";
    }
    return out;
}

namespace {

Json to_json(insight::Estimate e) { return {{"value", number(e.value)}, {"se", number(e.se)}}; }

Json to_json(Revision const& revision) {
    insight::Difference const& difference = revision.found.difference;
    Json json{{"before", revision.before.name},
              {"after", revision.after.name},
              {"npv_before", to_json(difference.before)},
              {"npv_after", to_json(difference.after)},
              {"moved", to_json(difference.moved)},
              {"method", difference.method == insight::Method::exact ? "exact" : "sampled"},
              {"parts", Json::array()}};
    for (insight::Moved const& moved : revision.found.moved)
        json["parts"].push_back(
            {{"paths", moved.paths}, {"before", moved.before}, {"after", moved.after}, {"npv", to_json(moved.npv)}});
    return json;
}

}  // namespace

std::string comparison_json(std::vector<Side> const& sides, std::vector<Revision> const& revisions) {
    Json json{{"sides", Json::array()}, {"differences", Json::array()}, {"what_changed", Json::array()}};
    for (Revision const& revision : revisions) json["what_changed"].push_back(to_json(revision));
    for (Side const& s : sides)
        json["sides"].push_back({{"name", s.name},
                                 {"file", s.facts->record.scenario},
                                 {"alternative", s.facts->cases[s.index].world->name},
                                 {"npv", to_json(of(s, OutcomeKind::npv))},
                                 {"cash_total", to_json(of(s, OutcomeKind::cash_total))},
                                 {"gross_total", to_json(of(s, OutcomeKind::gross_total))},
                                 {"p_within_horizon", number(s.facts->results->cases[s.index].p_within_horizon)}});
    for (std::size_t i = 1; i < sides.size(); ++i) {
        Gap const g = gap(sides[i], sides.front());
        json["differences"].push_back(
            {{"of", sides[i].name},
             {"less", sides.front().name},
             {"npv", {{"mean", number(g.npv.value)}, {"se", number(g.npv.se)}, {"p_positive", number(g.p_better)}}}});
    }
    return dump(json);
}

}  // namespace rekensom::report
