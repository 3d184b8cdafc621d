#include "report/breakdown.hpp"
#include "report/workbook_sheets.hpp"

namespace rekensom::report {
namespace {

struct FigureColumn {
    std::optional<double> PartFigures::*figure;
    char const *en, *nl;
    Style style;
};

constexpr FigureColumn figure_columns[] = {
    {&PartFigures::contacts, "Contacts a year", "Contacten per jaar", Style::whole},
    {&PartFigures::avoidable, "Avoidable a year", "Vermijdbaar per jaar", Style::whole},
    {&PartFigures::cost, "Cost a year", "Kosten per jaar", Style::money},
    {&PartFigures::each, "Cost a contact", "Kosten per contact", Style::money_cents},
    {&PartFigures::fte, "FTE", "Fte", Style::decimal},
    {&PartFigures::wait, "Wait, s", "Wachttijd, s", Style::decimal},
    {&PartFigures::right, "First time right", "First time right", Style::percent},
    {&PartFigures::contacts_a_customer, "Contacts a customer", "Contacten per klant", Style::decimal},
    {&PartFigures::cost_a_customer, "Cost a customer", "Kosten per klant", Style::money_cents},
};
constexpr Column16 first_figure = 4;

}  // namespace

/// A row a part and world: means over the last 12 months, a year.
void breakdown_sheet(Book& book, Facts const& facts) {
    Numbers const& n = facts.numbers;
    Sheet sheet(book, std::string(n("Breakdown", "Uitsplitsing")));
    sheet.text({0, 0},
               n("By reason, channel, team and journey: means of the last 12 months, a year",
                 "Per reden, kanaal, team en klantreis: gemiddelden van de laatste 12 maanden, per jaar"),
               Style::title);
    std::string_view const heads[][2] = {{"World", "Wereld"}, {"By", "Per"}, {"Name", "Naam"}, {"Kind", "Soort"}};
    for (Column16 c = 0; c < first_figure; ++c) {
        sheet.text({3, c}, n(heads[c][0], heads[c][1]), Style::head);
        sheet.width(c, c == 1 || c == 3 ? 12 : 26);
    }
    Column16 last = first_figure;
    for (FigureColumn const& column : figure_columns) {
        sheet.text({3, last}, n(column.en, column.nl), Style::head);
        sheet.width(last++, 16);
    }
    std::vector<PartFacts> const parts = breakdown(facts);
    Row row = 4;
    auto const world = [&](std::string_view name, auto const& figures) {
        for (PartFacts const& p : parts) {
            sheet.text({row, 0}, name);
            sheet.text({row, 1}, words_of(p.part, n));
            sheet.text({row, 2}, p.label);
            if (p.part == Part::reason)
                sheet.text({row, 3}, p.valuable ? n("valuable", "waardevol") : n("irritant", "irritant"));
            Column16 at = first_figure;
            for (FigureColumn const& column : figure_columns) {
                if (auto const& x = figures(p).*column.figure) sheet.number({row, at}, *x, column.style);
                ++at;
            }
            ++row;
        }
    };
    world(n("Baseline", "Niets doen"), [](PartFacts const& p) -> PartFigures const& { return p.baseline; });
    for (CaseFacts const& c : facts.cases)
        world(c.world->label.empty() ? c.world->name : c.world->label,
              [&](PartFacts const& p) -> PartFigures const& { return p.alternatives[c.index]; });

    // The baseline's reasons stand below the row of all.
    auto const reasons = static_cast<Row>(facts.scenario().reasons.size());
    lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_BAR);
    add_series(chart, sheet, std::string(n("Cost a year, baseline", "Kosten per jaar, niets doen")), {5, 2},
               {5, first_figure + 2}, reasons, 0x0072B2);
    chart_axis_set_reverse(chart->y_axis);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    sheet.chart({4, static_cast<Column16>(last + 1)}, chart);
    sheet.frame({4, 3}, {row - 1, static_cast<Column16>(last - 1)});
}

}  // namespace rekensom::report
