#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "rekensom/model/finance.hpp"
#include "report/workbook_sheets.hpp"

namespace rekensom::report {
namespace {

constexpr Row first = 12;  ///< row of month 1
enum : Column16 {
    month_column,
    date_column,
    year_column,
    cash_column,
    potential_column,
    capacity_column,
    hiring_column,
    cost_column,
    factor_column,
    present_column,
    cumulative_column,
    stays_column
};

struct MeanCash {
    std::vector<double> flows;
    double rate = 0;
};

double mean_at(run::Series const& series, std::size_t t) { return t < series.size() ? series[t].mean : 0; }

void heads(Sheet& sheet, Numbers const& n) {
    struct Head {
        Column16 column;
        std::string_view en, nl;
        double width;
    };
    for (auto const& [column, en, nl, wide] :
         {Head{month_column, "Month", "Maand", 8},
          {date_column, "Calendar", "Kalender", 11},
          {year_column, "Year", "Jaar", 7},
          {cash_column, "Cash saving, mean", "Kasbesparing, gemiddeld", 22},
          {potential_column, "Potential (never added)", "Potentieel (nooit erbij)", 16},
          {capacity_column, "Time freed, still paid", "Vrije tijd, wel betaald", 16},
          {hiring_column, "Hiring avoided", "Voorkomen werving", 16},
          {cost_column, "of which cost of the changes", "waarvan kosten van de veranderingen", 16},
          {factor_column, "Discount factor, mid-month", "Discontofactor, midden van de maand", 14},
          {present_column, "Present value", "Contante waarde", 16},
          {cumulative_column, "Cumulative cash", "Cumulatieve kas", 16},
          {stays_column, "Stays at or above 0", "Blijft op of boven 0", 10}}) {
        sheet.text({first - 1, column}, n(en, nl), Style::head);
        sheet.width(column, wide);
    }
    sheet.height(first - 1, 3);
}

void month_rows(Sheet& sheet, Facts const& facts, CaseFacts const& c, MeanCash const& mean, std::string const& rate) {
    auto const line = [&](model::Line l) -> run::Series const& { return c.results->lines[static_cast<std::size_t>(l)]; };
    std::size_t const months = mean.flows.size();
    std::vector<double> running(months);
    double sum = 0;
    for (std::size_t t = 0; t < months; ++t) running[t] = sum += mean.flows[t];
    std::vector<double> stays(months + 1, 1);
    for (std::size_t t = months; t-- > 0;) stays[t] = running[t] >= 0 && stays[t + 1] > 0 ? 1 : 0;
    for (std::size_t t = 0; t < months; ++t) {
        Row const row = first + static_cast<Row>(t);
        auto const cell = [&](Column16 column) { return name_of({row, column}); };
        sheet.number({row, month_column}, static_cast<double>(t + 1), Style::whole);
        sheet.text({row, date_column}, iso_month(facts.scenario().start, static_cast<int>(t)));
        std::size_t const year = t / 12 + 1;
        sheet.number({row, year_column}, static_cast<double>(year), Style::whole);
        sheet.number({row, cash_column}, mean.flows[t], Style::money);
        sheet.number({row, potential_column}, mean_at(line(model::Line::gross_saving), t), Style::money);
        sheet.number({row, capacity_column}, mean_at(line(model::Line::capacity_saving), t), Style::money);
        sheet.number({row, hiring_column}, mean_at(line(model::Line::avoided_hiring), t), Style::money);
        sheet.number({row, cost_column}, mean_at(line(model::Line::change_cost), t), Style::money);
        double const factor = std::pow(1 + mean.rate, -(static_cast<double>(t) + 0.5) / 12);
        sheet.formula({row, factor_column}, fmt::format("=(1+{})^(-({}-0.5)/12)", rate, cell(month_column)), factor,
                      Style::decimal);
        sheet.formula({row, present_column}, fmt::format("={}*{}", cell(cash_column), cell(factor_column)),
                      mean.flows[t] * factor, Style::money);
        sheet.formula({row, cumulative_column},
                      t == 0 ? "=" + cell(cash_column)
                             : fmt::format("={}+{}", name_of({row - 1, cumulative_column}), cell(cash_column)),
                      running[t], Style::money);
        sheet.formula({row, stays_column},
                      t + 1 == months ? fmt::format("=IF({}>=0,1,0)", cell(cumulative_column))
                                      : fmt::format("=IF(AND({}>=0,{}=1),1,0)", cell(cumulative_column),
                                                    name_of({row + 1, stays_column})),
                      stays[t], Style::whole);
    }
}

/// Sums by year, to the right of the months.
void year_rows(Sheet& sheet, Facts const& facts, MeanCash const& mean, Row last) {
    Column16 const at = stays_column + 2;
    Numbers const& n = facts.numbers;
    sheet.text({first - 1, at}, n("Year", "Jaar"), Style::head);
    sheet.text({first - 1, at + 1}, n("Cash saving", "Kasbesparing"), Style::head);
    sheet.text({first - 1, at + 2}, n("Present value", "Contante waarde"), Style::head);
    sheet.width(at + 1, 16);
    sheet.width(at + 2, 16);
    auto const column = [&](Column16 c) { return fixed({first, c}) + ":" + fixed({last, c}); };
    for (int y = 0; y < model::years(facts.scenario().months); ++y) {
        Row const row = first + static_cast<Row>(y);
        double cash = 0, present = 0;
        std::size_t const year_begins = 12 * static_cast<std::size_t>(y);
        for (std::size_t t = year_begins; t < mean.flows.size() && t < year_begins + 12; ++t) {
            cash += mean.flows[t];
            present += mean.flows[t] * std::pow(1 + mean.rate, -(static_cast<double>(t) + 0.5) / 12);
        }
        sheet.number({row, at}, y + 1, Style::whole);
        sheet.formula({row, at + 1},
                      fmt::format("=SUMIF({},{},{})", column(year_column), name_of({row, at}), column(cash_column)),
                      cash, Style::money);
        sheet.formula({row, at + 2},
                      fmt::format("=SUMIF({},{},{})", column(year_column), name_of({row, at}), column(present_column)),
                      present, Style::money);
    }
}

/// The formulas that answer, and what they come to.
CashSheet answers(Sheet& sheet, Facts const& facts, CaseFacts const& c, MeanCash const& mean, std::string const& rate,
                  Row last) {
    Numbers const& n = facts.numbers;
    auto const column = [&](Column16 col) { return fixed({first, col}) + ":" + fixed({last, col}); };
    CashSheet live{sheet.name(), {3, 3}, {4, 3}, {5, 3}, {6, 3}, 0, 0, 0, {}, {}};
    std::size_t const months = mean.flows.size();
    live.npv_value = model::net_present_value(mean.flows, mean.rate, 1.0 / 12, 0.5);
    auto const roots = model::rates_of_return(mean.flows, 1.0 / 12);
    live.irr_value = roots.size() == 1 ? roots.front() : std::numeric_limits<double>::quiet_NaN();
    // Month k covers [k, k + 1); the library's flow k comes a period earlier, but for the first one, which is at once.
    live.payback_value = model::payback(mean.flows);
    if (live.payback_value != 0) live.payback_value += 1;
    double total = 0;
    for (double const flow : mean.flows) total += flow;

    // The name left of the figure, what it is right of it, where there is room.
    auto const label = [&](Row row, std::string_view name, std::string_view what) {
        sheet.text({row, 0}, name);
        sheet.text({row, 4}, what, Style::note);
    };
    label(2, n("Discount rate", "Disconteringsvoet"),
          n("a year; change it on the Assumptions sheet", "per jaar; te wijzigen op het blad met aannames"));
    sheet.formula({2, 3}, "=" + rate, mean.rate, Style::percent);
    label(3, n("NPV", "NCW"), n("of the mean cash line", "van de gemiddelde kasstroom"));
    sheet.formula(live.npv, fmt::format("=SUMPRODUCT({},{})", column(cash_column), column(factor_column)),
                  live.npv_value, Style::money_cents);
    label(4, n("IRR", "IRR"), n("of the mean cash line, a year", "van de gemiddelde kasstroom, per jaar"));
    // As the run's own: a rate above 1000 % a year is none.
    live.irr_text = n("none below 1000 %", "geen onder 1000 %");
    std::string const found =
        fmt::format("IFERROR((1+IRR({0},0.01))^12-1,IFERROR((1+IRR({0},0.2))^12-1,99))", column(cash_column));
    std::string const irr = fmt::format("=IF({0}>10,\"{1}\",{0})", found, live.irr_text);
    if (std::isfinite(live.irr_value))
        sheet.formula(live.irr, irr, live.irr_value, Style::percent);
    else
        sheet.formula_text(live.irr, irr, live.irr_text, Style::percent);
    label(5, n("Payback", "Terugverdientijd"),
          n("in months, from which cumulative cash stays at or above 0",
            "in maanden, waarna de cumulatieve kas op of boven 0 blijft"));
    // k: months before it stays; between the last one below 0 and the next, a straight line.
    std::string const k = fmt::format("({}-SUM({}))", months, column(stays_column));
    std::string const before = fmt::format("INDEX({},{})", column(cumulative_column), k),
                      after = fmt::format("INDEX({},{}+1)", column(cumulative_column), k);
    live.payback_text = n("not within the horizon", "niet binnen de looptijd");
    std::string const payback = fmt::format("=IF(SUM({0})=0,\"{1}\",IF({2}=0,0,{2}-{3}/({4}-{3})))",
                                            column(stays_column), live.payback_text, k, before, after);
    if (std::isfinite(live.payback_value))
        sheet.formula(live.payback, payback, live.payback_value, Style::number);
    else
        sheet.formula_text(live.payback, payback, live.payback_text, Style::text);
    label(6, n("Cash", "Kas"), n("over the horizon, not discounted", "over de looptijd, niet verdisconteerd"));
    sheet.formula(live.cash, fmt::format("=SUM({})", column(cash_column)), total, Style::money_cents);

    double const ours = facts.results->of_case(c.index, model::OutcomeKind::npv).mean;
    bool const certain = facts.scenario().at(facts.scenario().finance.discount_rate).marginal.is_certain();
    label(7, n("Mean NPV", "Gemiddelde NCW"), n("of all draws", "van alle trekkingen"));
    sheet.number({7, 3}, ours, Style::money_cents);
    label(8, certain ? n("Check", "Controle") : n("Difference", "Verschil"),
          certain ? n("0 unless you change the rate", "0 zolang u de voet niet wijzigt")
                  : n("the rate is uncertain, and the mean of NPVs is not the NPV at the mean rate",
                      "de voet is onzeker, en het gemiddelde van NCW's is niet de NCW bij de gemiddelde voet"));
    sheet.formula({8, 3}, fmt::format("=ROUND({}-{},2)", name_of(live.npv), name_of({7, 3})),
                  std::round(100 * (live.npv_value - ours)) / 100, Style::money_cents);
    return live;
}

}  // namespace

CashSheet cash_sheet(Book& book, Facts const& facts, CaseFacts const& c, std::string const& rate) {
    Numbers const& n = facts.numbers;
    Sheet sheet(book, fmt::format("{} {}", n("Cash flow", "Kasstroom"), facts.cases.size() > 1 ? c.world->name : ""));
    MeanCash mean;
    for (run::Summary const& s : c.results->lines[static_cast<std::size_t>(model::Line::cash_saving)])
        mean.flows.push_back(s.mean);
    mean.rate = facts.scenario().at(facts.scenario().finance.discount_rate).marginal.mean();
    Row const last = first + static_cast<Row>(mean.flows.size()) - 1;
    sheet.text({0, 0}, fmt::format("{}: {}", n("Cash flow", "Kasstroom"), label_of(*c.world, n.language())),
               Style::title);
    sheet.text({1, 0},
               n("Means over the draws; what is saved is positive. White cells with formulas recalculate.",
                 "Gemiddelden over de trekkingen; wat bespaard wordt is positief. Cellen met formules rekenen mee."),
               Style::note);
    heads(sheet, n);
    month_rows(sheet, facts, c, mean, rate);
    year_rows(sheet, facts, mean, last);
    CashSheet const live = answers(sheet, facts, c, mean, rate, last);
    lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_LINE);
    chart_title_set_name(chart, std::string(n("Cumulative cash, mean", "Cumulatieve kas, gemiddeld")).c_str());
    add_series(chart, sheet, std::string(n("Cumulative cash", "Cumulatieve kas")), {first, month_column},
               {first, cumulative_column}, last - first + 1, 0x0072B2);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    sheet.chart({first + static_cast<Row>(model::years(facts.scenario().months)) + 2, stays_column + 2}, chart);
    sheet.frame({first, 2}, {std::max<Row>(last, first + 28), stays_column + 12});
    return live;
}

}  // namespace rekensom::report
