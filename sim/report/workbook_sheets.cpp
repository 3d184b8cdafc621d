#include "report/workbook_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "report/key_words.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

/// A name that a cell may have: in_ and the path, letters, digits, _ and . only.
std::string cell_name(std::string_view path, std::set<std::string>& taken) {
    std::string name = "in_";
    for (char const c : path.substr(0, 200))
        name +=
            (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c))) || c == '.' ? c : '_';
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (int copy = 2; !taken.insert(lower).second; ++copy) {
        std::string const ending = fmt::format("_{}", copy);
        lower += ending;
        name += ending;
    }
    return name;
}

Style style_of(model::Form form) {
    switch (form) {
        case model::Form::share: return Style::percent;
        case model::Form::money: return Style::money;
        case model::Form::count: return Style::whole;
        default: return Style::number;
    }
}

Style style_of(model::Quantity const& q, std::string const& currency) {
    if (q.unit.starts_with("share")) return Style::percent;
    return q.unit.starts_with(currency) ? Style::money_cents : Style::number;
}

}  // namespace

std::string assumptions_sheet(Book& book, Facts const& facts, Sheet& sheet) {
    Numbers const& n = facts.numbers;
    model::Scenario const& s = facts.scenario();
    sheet.text({0, 0}, n("Assumptions", "Aannames"), Style::title);
    sheet.text({1, 0},
               n("The yellow cell is live: the cash flow follows it. Other values are what the draws were made from; "
                 "change those in the scenario and run again.",
                 "De gele cel werkt door in de kasstroom. Uit de andere waarden zijn de trekkingen gemaakt; wijzig die "
                 "in het scenario en draai opnieuw."),
               Style::note);
    std::string_view const heads[][2] = {{"Assumption", "Aanname"},
                                         {"Mean", "Gemiddeld"},
                                         {"P10", "P10"},
                                         {"P90", "P90"},
                                         {"Unit", "Eenheid"},
                                         {"Rank correlation with NPV", "Rangcorrelatie met NCW"},
                                         {"Source", "Bron"},
                                         {"Owner", "Eigenaar"},
                                         {"Date", "Datum"},
                                         {"Grade", "Graad"},
                                         {"From", "Herkomst"},
                                         {"Path", "Pad"},
                                         {"Where", "Waar"}};
    double const widths[] = {44, 14, 14, 14, 18, 12, 40, 16, 12, 8, 12, 44, 30};
    for (Column16 c = 0; c < 13; ++c) {
        sheet.text({3, c}, n(heads[c][0], heads[c][1]), Style::head);
        sheet.width(c, widths[c]);
    }
    sheet.height(3, 3);
    std::set<std::string> taken;
    std::string rate;
    Row row = 4;
    auto const write = [&](std::size_t i) {
        model::Quantity const& q = s.quantities[i];
        bool const is_rate = i == s.finance.discount_rate.index;
        Style const style = style_of(q, s.currency);
        sheet.text({row, 0}, label_of(s, q.path, n.language()));
        sheet.number({row, 1}, q.marginal.mean(), is_rate ? Style::input_percent : style);
        sheet.number({row, 2}, q.marginal.quantile(0.1), style);
        sheet.number({row, 3}, q.marginal.quantile(0.9), style);
        sheet.text({row, 4}, unit_in_words(q.unit, n.language()));
        if (!facts.cases.empty())
            for (Influence const& influence : facts.cases[facts.best].influences)
                if (influence.quantity == i) sheet.number({row, 5}, influence.rank, Style::number);
        sheet.text({row, 6}, q.provenance.source, Style::wrap);
        sheet.text({row, 7}, q.provenance.owner);
        sheet.text({row, 8}, q.provenance.date);
        sheet.text({row, 9}, q.provenance.grade);
        sheet.text({row, 10}, q.origin == model::Origin::stated       ? n("stated", "opgegeven")
                              : q.origin == model::Origin::by_default ? n("default", "standaard")
                                                                      : n("outlook", "referentieklasse"));
        sheet.text({row, 11}, q.path);
        if (q.place.line > 0)
            sheet.text({row, 12}, fmt::format("{}:{}", shown_path(q.place.file, facts.record.scenario), q.place.line));
        std::string const name = cell_name(q.path, taken);
        book.name_cell(name, sheet.name(), {row, 1});
        if (is_rate) rate = name;
        ++row;
    };
    // The rate first, then what was stated, then the defaults; within these as in the file.
    write(s.finance.discount_rate.index);
    for (bool const stated : {true, false})
        for (std::size_t i = 0; i < s.quantities.size(); ++i)
            if (i != s.finance.discount_rate.index && (s.quantities[i].origin == model::Origin::stated) == stated &&
                row < 5000)
                write(i);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_DECIMAL;
    validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.minimum_number = -0.5;
    validation.maximum_number = 1;
    worksheet_data_validation_cell(sheet.get(), 4, 1, &validation);
    worksheet_autofilter(sheet.get(), 3, 0, row - 1, 12);

    Column16 const at = 15;
    if (!facts.cases.empty() && !facts.cases[facts.best].influences.empty()) {
        auto const& influences = facts.cases[facts.best].influences;
        Row const count = static_cast<Row>(std::min<std::size_t>(10, influences.size()));
        sheet.text({3, at}, n("What matters most", "Wat er het meest toe doet"), Style::head);
        sheet.text({3, at + 1}, n("Rank correlation with NPV", "Rangcorrelatie met NCW"), Style::head);
        sheet.width(at, 36);
        for (Row i = 0; i < count; ++i) {
            sheet.text({4 + i, at}, label_of(s, s.quantities[influences[i].quantity].path, n.language()));
            sheet.number({4 + i, at + 1}, influences[i].rank, Style::number);
        }
        lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_BAR);
        add_series(chart, sheet, std::string(n("Rank correlation with NPV", "Rangcorrelatie met NCW")), {4, at},
                   {4, at + 1}, count, 0x0072B2);
        chart_axis_set_reverse(chart->y_axis);
        chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        sheet.chart({4 + count + 1, at}, chart);
    }
    sheet.frame({4, 1}, {row - 1, 10});  // path and place are for the screen
    return rate;
}

void percentiles_sheet(Book& book, Facts const& facts) {
    Numbers const& n = facts.numbers;
    Sheet sheet(book, std::string(n("Percentiles by month", "Percentielen per maand")));
    sheet.text({0, 0}, n("Percentiles by month", "Percentielen per maand"), Style::title);
    sheet.text({1, 0},
               n("Over the draws. World 'X - baseline' is the difference on the same draw.",
                 "Over de trekkingen. Wereld 'X - baseline' is het verschil op dezelfde trekking."),
               Style::note);
    std::string_view const heads[][2] = {{"world", "wereld"}, {"kpi", "kpi"}, {"month", "maand"}, {"mean", "gemiddeld"},
                                         {"P5", "P5"},        {"P10", "P10"}, {"P25", "P25"},     {"P50", "P50"},
                                         {"P75", "P75"},      {"P90", "P90"}, {"P95", "P95"}};
    for (Column16 c = 0; c < 11; ++c) {
        sheet.text({3, c}, n(heads[c][0], heads[c][1]), Style::head);
        sheet.width(c, c < 2 ? 26 : c == 2 ? 8 : 15);
    }
    Row row = 4;
    auto const add = [&](std::string const& world, std::string_view kpi, run::Series const& series, Style style) {
        for (std::size_t t = 0; t < series.size() && row < 120000; ++t, ++row) {
            run::Summary const& s = series[t];
            sheet.text({row, 0}, world);
            sheet.text({row, 1}, kpi);
            sheet.number({row, 2}, static_cast<double>(t + 1), Style::whole);
            Column16 c = 3;
            for (double const x : {s.mean, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95})
                sheet.number({row, c++}, s.count > 0 ? x : std::nan(""), style);
        }
    };
    // Cumulative cash of the best case first: the chart is drawn from it.
    auto const lines = [&](CaseFacts const& c) {
        std::string const world = c.world->name + " - " + facts.baseline().name;
        for (model::Line const line : {model::Line::cumulative_cash, model::Line::cash_saving, model::Line::gross_saving,
                                       model::Line::capacity_saving, model::Line::avoided_hiring})
            add(world, model::lines()[static_cast<std::size_t>(line)].name,
                c.results->lines[static_cast<std::size_t>(line)], Style::money);
    };
    lines(facts.cases[facts.best]);
    for (CaseFacts const& c : facts.cases)
        if (c.index != facts.best) lines(c);
    for (CaseFacts const& c : facts.cases)
        for (model::KpiInfo const& k : model::kpis())
            if (is_modelled(*facts.results, k.kpi))
                add(c.world->name + " - " + facts.baseline().name, k.name,
                    c.results->shifts[static_cast<std::size_t>(k.kpi)], style_of(k.form));
    for (run::WorldResults const& w : facts.results->worlds)
        for (model::KpiInfo const& k : model::kpis())
            if (is_modelled(*facts.results, k.kpi))
                add(w.name, k.name, w.kpis[static_cast<std::size_t>(k.kpi)], style_of(k.form));
    worksheet_autofilter(sheet.get(), 3, 0, row - 1, 10);
    lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_LINE);
    Row const months = static_cast<Row>(facts.scenario().months);
    chart_title_set_name(chart, fmt::format("{}: {}", n("Cumulative cash", "Cumulatieve kas"),
                                            label_of(*facts.cases[facts.best].world, n.language()))
                                    .substr(0, 200)
                                    .c_str());
    add_series(chart, sheet, "P90", {4, 2}, {4, 9}, months, 0x009E73);
    add_series(chart, sheet, "P50", {4, 2}, {4, 7}, months, 0x0072B2);
    add_series(chart, sheet, "P10", {4, 2}, {4, 5}, months, 0xD55E00);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    sheet.chart({4, 12}, chart);
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    sheet.frame({4, 3}, {std::min<Row>(row - 1, 3 + 5 * months), 20});
}

void shifts_sheet(Book& book, Facts const& facts) {
    Numbers const& n = facts.numbers;
    Sheet sheet(book, std::string(n("KPI shifts", "Verschil in KPI's")));
    sheet.text({0, 0},
               n("KPI shifts: mean of the last 12 months", "Verschil in KPI's: gemiddelde van de laatste 12 maanden"),
               Style::title);
    std::string_view const heads[][2] = {{"Alternative", "Alternatief"},
                                         {"KPI", "KPI"},
                                         {"Unit", "Eenheid"},
                                         {"Baseline, mean", "Niets doen, gemiddeld"},
                                         {"Alternative, mean", "Alternatief, gemiddeld"},
                                         {"Shift, mean", "Verschil, gemiddeld"},
                                         {"Shift, P10", "Verschil, P10"},
                                         {"Shift, P90", "Verschil, P90"},
                                         {"Relative", "Relatief"},
                                         {"Name", "Naam"}};
    for (Column16 c = 0; c < 10; ++c) {
        sheet.text({3, c}, n(heads[c][0], heads[c][1]), Style::head);
        sheet.width(c, c < 3 ? 32 : c == 9 ? 24 : 15);
    }
    sheet.height(3, 2);
    Row row = 4, best_first = 4, best_count = 0;
    for (CaseFacts const& c : facts.cases)
        for (model::KpiInfo const& k : model::kpis()) {
            if (!is_modelled(*facts.results, k.kpi)) continue;
            auto const index = static_cast<std::size_t>(k.kpi);
            double const before = facts.results->of_world(0, OutcomeKind::kpi, index).mean,
                         after = facts.results->of_world(c.results->world, OutcomeKind::kpi, index).mean;
            run::Summary const& shift = facts.results->of_case(c.index, OutcomeKind::kpi_shift, index);
            if (c.index == facts.best && best_count++ == 0) best_first = row;
            Style const style = style_of(k.form);
            sheet.text({row, 0}, label_of(*c.world, n.language()));
            sheet.text({row, 1}, n(k.label, k.label_nl));
            sheet.text({row, 2}, unit_in_words(k.unit, n.language()));
            sheet.number({row, 3}, before, style);
            sheet.number({row, 4}, after, style);
            sheet.number({row, 5}, shift.mean, style);
            sheet.number({row, 6}, shift.p10, style);
            sheet.number({row, 7}, shift.p90, style);
            sheet.formula({row, 8}, fmt::format("=IF({0}=0,0,{1}/{0})", name_of({row, 3}), name_of({row, 5})),
                          before == 0 ? 0 : shift.mean / before, Style::percent);
            sheet.text({row, 9}, k.name);
            ++row;
        }
    lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_BAR);
    add_series(chart, sheet, std::string(n("Relative shift", "Relatief verschil")), {best_first, 1}, {best_first, 8},
               std::max<Row>(1, best_count), 0x0072B2);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    sheet.chart({4, 11}, chart, 1.4, 1.6);
    sheet.frame({4, 2}, {std::max<Row>(row - 1, 36), 21});
}

}  // namespace rekensom::report
