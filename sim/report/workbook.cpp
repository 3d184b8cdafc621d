#include "rekensom/report/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/waterfall.hpp"
#include "report/workbook_sheets.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

/// Potential to cash. Above and below zero each have a base that is not drawn and the step on it: stacks know no other way.
void waterfall(Sheet& sheet, Facts const& facts, std::vector<Step> const& steps, lxw_workbook* book, Row first) {
    Numbers const& n = facts.numbers;
    sheet.text({first - 1, 0},
               n("From potential to cash, mean over the horizon, not discounted",
                 "Van potentieel naar kas, gemiddeld over de looptijd, niet verdisconteerd"),
               Style::head);
    for (auto const& [column, en, nl] : {std::tuple{1, "Amount", "Bedrag"},
                                         {2, "Stands at", "Stand"},
                                         {3, "(base above 0)", "(basis boven 0)"},
                                         {4, "(step above 0)", "(stap boven 0)"},
                                         {5, "(base below 0)", "(basis onder 0)"},
                                         {6, "(step below 0)", "(stap onder 0)"}})
        sheet.text({first - 1, static_cast<Column16>(column)}, n(en, nl), Style::head);
    sheet.height(first - 1, 2);
    double at = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Step const& s = steps[i];
        Row const row = first + static_cast<Row>(i);
        bool const total = s.kind == Kind::total;
        double const from = total ? 0 : at;
        at = from + s.amount;
        sheet.text({row, 0}, n(s.label, s.label_nl));
        std::string const amount = name_of({row, 1}), stand = name_of({row, 2}),
                          above = i ? name_of({row - 1, 2}) : "0", before = total ? "0" : above;
        sheet.number({row, 1}, s.amount, Style::money);
        sheet.formula({row, 2},
                      i == 0  ? "=" + amount
                      : total ? "=" + above
                              : fmt::format("={}+{}", above, amount),
                      at, Style::money);
        double const low = std::min(from, at), high = std::max(from, at);
        auto const put = [&](Column16 column, char const* formula, double value) {
            sheet.formula({row, column},
                          fmt::format(fmt::runtime(formula), before, stand, name_of({row, 3}), name_of({row, 5})),
                          value, Style::money);
        };
        put(3, "=MAX(0,MIN({0},{1}))", std::max(0.0, low));
        put(4, "=MAX(0,{0},{1})-{2}", std::max(0.0, high) - std::max(0.0, low));
        put(5, "=MIN(0,MAX({0},{1}))", std::min(0.0, high));
        put(6, "=MIN(0,{0},{1})-{3}", std::min(0.0, low) - std::min(0.0, high));
    }
    Row const count = static_cast<Row>(steps.size()), last = first + count;
    sheet.text({last, 0}, n("Check: steps add up to cash", "Controle: de stappen tellen op tot kas"), Style::note);
    sheet.formula({last, 1}, fmt::format("=ROUND({}-{},2)", name_of({last - 1, 1}), name_of({last - 1, 2})), 0,
                  Style::money);
    lxw_chart* const chart = workbook_add_chart(book, LXW_CHART_COLUMN_STACKED);
    for (Column16 const column : {Column16{3}, Column16{4}, Column16{5}, Column16{6}}) {
        bool const drawn = column == 4 || column == 6;
        lxw_chart_series* const series =
            add_series(chart, sheet, std::string(drawn ? n("Amount", "Bedrag") : ""), {first, 0}, {first, column},
                       count, drawn ? (column == 4 ? 0x0072B2 : 0xD55E00) : 0xFFFFFF);
        if (drawn) continue;
        lxw_chart_fill none{};
        none.none = LXW_TRUE;
        chart_series_set_fill(series, &none);
        lxw_chart_line no_line{};
        no_line.none = LXW_TRUE;
        chart_series_set_line(series, &no_line);
    }
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_title_set_name(chart, std::string(n("From potential to cash", "Van potentieel naar kas")).c_str());
    sheet.chart({last + 2, 1}, chart, 1.9, 1.4);
}

}  // namespace

void summary_sheet(Facts const& facts, Sheet& sheet, std::vector<CashSheet> const& cash, lxw_workbook* book) {
    Numbers const& n = facts.numbers;
    run::Results const& r = *facts.results;
    sheet.text({0, 0}, facts.scenario().title, Style::title);
    sheet.text({1, 0},
               fmt::format("{} {} {}; {} {}, seed {}", facts.scenario().months, n("months from", "maanden vanaf"),
                           month_name(facts.scenario().start, 0, n.language()),
                           n.plain(static_cast<double>(r.draws), 0), n("draws", "trekkingen"), r.seed),
               Style::note);
    sheet.width(0, 58);
    for (Column16 c = 1; c < 14; ++c) sheet.width(c, 18);
    Row row = 3;
    sheet.text({row, 0}, n("The answer", "Het antwoord"), Style::head);
    for (std::size_t c = 0; c < facts.cases.size(); ++c)
        sheet.text({row, static_cast<Column16>(c + 1)}, label_of(*facts.cases[c].world, n.language()), Style::head);
    sheet.height(row, 3);
    auto const line = [&](std::string_view label, Style style, auto const& value) {
        sheet.text({++row, 0}, label);
        for (std::size_t c = 0; c < facts.cases.size(); ++c)
            sheet.number({row, static_cast<Column16>(c + 1)}, value(c), style);
    };
    auto const of = [&](OutcomeKind kind, double run::Summary::*which) {
        return [&r, kind, which](std::size_t c) {
            auto const& s = r.of_case(c, kind);
            return s.count > 0 ? s.*which : std::nan("");
        };
    };
    line(n("NPV, P50", "NCW, P50"), Style::good, of(OutcomeKind::npv, &run::Summary::p50));
    line("P10", Style::money, of(OutcomeKind::npv, &run::Summary::p10));
    line("P90", Style::money, of(OutcomeKind::npv, &run::Summary::p90));
    line(n("NPV, mean", "NCW, gemiddeld"), Style::money, of(OutcomeKind::npv, &run::Summary::mean));
    line(n("P(NPV > 0)", "P(NCW > 0)"), Style::percent, of(OutcomeKind::npv, &run::Summary::p_positive));
    line(n("Pays back within the horizon", "Verdient zich terug binnen de looptijd"), Style::percent,
         [&](std::size_t c) { return r.cases[c].p_within_horizon; });
    line(n("Payback, P50 of those, months", "Terugverdientijd, P50 daarvan, maanden"), Style::number,
         of(OutcomeKind::payback_months, &run::Summary::p50));
    line(n("IRR, P50 of draws that have one", "IRR, P50 van trekkingen die er een hebben"), Style::percent,
         of(OutcomeKind::irr, &run::Summary::p50));
    line(n("Peak funding, mean", "Grootste financieringsbehoefte, gemiddeld"), Style::money,
         of(OutcomeKind::peak_funding, &run::Summary::mean));
    line(n("Cash over the horizon, mean", "Kas over de looptijd, gemiddeld"), Style::money,
         of(OutcomeKind::cash_total, &run::Summary::mean));
    line(n("Potential, mean: beside it, never added", "Potentieel, gemiddeld: ernaast, nooit erbij"), Style::money,
         of(OutcomeKind::gross_total, &run::Summary::mean));
    for (int y = 0; y < model::years(facts.scenario().months); ++y)
        line(fmt::format("{} {}", n("Cash saving, mean, year", "Kasbesparing, gemiddeld, jaar"), y + 1), Style::money,
             [&](std::size_t c) {
                 return r.of_case(c, OutcomeKind::cash_saving_per_year, static_cast<std::size_t>(y)).mean;
             });
    auto const live = [&](std::string_view label, Style style, CellAt CashSheet::*cell, double CashSheet::*value,
                          std::string CashSheet::*text) {
        sheet.text({++row, 0}, label);
        for (std::size_t c = 0; c < cash.size(); ++c) {
            std::string const formula = fmt::format("='{}'!{}", cash[c].name, name_of(cash[c].*cell));
            if (std::isfinite(cash[c].*value))
                sheet.formula({row, static_cast<Column16>(c + 1)}, formula, cash[c].*value, style);
            else
                sheet.formula_text({row, static_cast<Column16>(c + 1)}, formula, cash[c].*text, style);
        }
    };
    live(n("Live: NPV of the mean cash line", "Werkend: NCW van de gemiddelde kasstroom"), Style::money_cents,
         &CashSheet::npv, &CashSheet::npv_value, &CashSheet::irr_text);
    live(n("Live: IRR of the mean cash line", "Werkend: IRR van de gemiddelde kasstroom"), Style::percent,
         &CashSheet::irr, &CashSheet::irr_value, &CashSheet::irr_text);
    live(n("Live: payback of the mean cash line, months",
           "Werkend: terugverdientijd van de gemiddelde kasstroom, maanden"),
         Style::number, &CashSheet::payback, &CashSheet::payback_value, &CashSheet::payback_text);
    Row const first = row + 3;
    std::vector<Step> const steps = with_potential(facts.cases[facts.best].waterfall);
    waterfall(sheet, facts, steps, book, first);
    constexpr Row chart_rows = 23;
    row = first + static_cast<Row>(steps.size()) + 2 + chart_rows;
    sheet.text({row++, 0}, n("Beware", "Let op"), Style::head);
    for (Warning const& w : facts.warnings) sheet.paragraph(row++, 6, w.text, 150);
    sheet.frame({4, 1}, {row, std::max<Column16>(6, static_cast<Column16>(facts.cases.size()))});
    worksheet_fit_to_pages(sheet.get(), 1, 1);  // what a board gets is not cut through its picture
}

void expect_workbook() { xlsxwriter.load(); }

void write_workbook(Facts const& facts, std::filesystem::path const& path) {
    Numbers const& n = facts.numbers;
    Book book(path, n, facts.scenario().title);
    Sheet summary(book, std::string(n("Summary", "Samenvatting")));
    Sheet assumptions(book, std::string(n("Assumptions", "Aannames")));
    std::string const rate = assumptions_sheet(book, facts, assumptions);
    std::vector<CashSheet> cash;
    for (CaseFacts const& c : facts.cases) cash.push_back(cash_sheet(book, facts, c, rate));
    if (!facts.cases.empty()) {
        summary_sheet(facts, summary, cash, book.get());
        percentiles_sheet(book, facts);
        shifts_sheet(book, facts);
        breakdown_sheet(book, facts);
        draws_sheet(book, facts);
    }
    book.close();
}

}  // namespace rekensom::report
