#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/workbook_sheets.hpp"

namespace rekensom::report {

namespace {

using model::OutcomeKind;

/// NPV in bins, counted by the sheet itself.
void bins(Book& book, Facts const& facts, Sheet& sheet, std::vector<double> const& npv, Row first, Column16 at) {
    constexpr Row count = 24;
    auto const counts = static_cast<Column16>(at + 1), chart_at = static_cast<Column16>(at + 3);
    auto const [low, high] = std::minmax_element(npv.begin(), npv.end());
    double const step = *high > *low ? (*high - *low) / count : 1;
    Row const last = first + static_cast<Row>(npv.size()) - 1;
    std::string const column = fixed({first, 1}) + ":" + fixed({last, 1});
    Numbers const& n = facts.numbers;
    sheet.text({first - 1, at}, n("NPV from", "NCW vanaf"), Style::head);
    sheet.text({first - 1, counts}, n("Draws", "Trekkingen"), Style::head);
    sheet.width(at, 16);
    for (Row b = 0; b < count; ++b) {
        double const from = *low + step * b, to = *low + step * (b + 1);
        auto const in =
            std::count_if(npv.begin(), npv.end(), [&](double x) { return x >= from && (x < to || b + 1 == count); });
        sheet.number({first + b, at}, from, Style::money);
        std::string const below =
            b + 1 == count ? "" : fmt::format("-COUNTIF({},\">=\"&{})", column, name_of({first + b + 1, at}));
        sheet.formula({first + b, counts},
                      fmt::format("=COUNTIF({},\">=\"&{}){}", column, name_of({first + b, at}), below),
                      static_cast<double>(in), Style::whole);
    }
    lxw_chart* const chart = workbook_add_chart(book.get(), LXW_CHART_COLUMN);
    add_series(chart, sheet, std::string(n("Draws by NPV", "Trekkingen naar NCW")), {first, at}, {first, counts}, count,
               0x0072B2);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_title_set_name(chart, std::string(n("Draws by NPV", "Trekkingen naar NCW")).c_str());
    sheet.chart({first, chart_at}, chart);
}

}  // namespace

void draws_sheet(Book& book, Facts const& facts) {
    run::Results const& r = *facts.results;
    if (r.kept.draws == 0 || facts.cases.empty()) return;
    Numbers const& n = facts.numbers;
    Sheet sheet(book, std::string(n("Draws", "Trekkingen")));
    constexpr Row first = 8;
    Row const last = first + static_cast<Row>(r.kept.draws) - 1;
    sheet.text({0, 0}, n("Draws", "Trekkingen"), Style::title);
    sheet.text(
        {1, 0},
        n("The NPV of each draw, and the inputs that matter most. All inputs and outcomes: draws.csv.",
          "De NCW van elke trekking, en de invoer die er het meest toe doet. Alle invoer en uitkomsten: draws.csv."),
        Style::note);
    sheet.text({first - 1, 0}, n("Draw", "Trekking"), Style::head);
    std::size_t const npv = r.outcomes.find_case(OutcomeKind::npv), cash = r.outcomes.find_case(OutcomeKind::cash_total);
    struct Column {
        std::string head;
        std::vector<double> const* values;
        Style style;
    };
    std::vector<Column> columns;
    std::vector<std::size_t> order{facts.best};
    for (std::size_t c = 0; c < facts.cases.size(); ++c)
        if (c != facts.best) order.push_back(c);
    for (std::size_t const c : order)
        columns.push_back(
            {fmt::format("{} {}", n("NPV", "NCW"), facts.cases[c].world->name), &r.kept.cases[c][npv], Style::money});
    columns.push_back({fmt::format("{} {}", n("Cash", "Kas"), facts.cases[facts.best].world->name),
                       &r.kept.cases[facts.best][cash], Style::money});
    auto const& influences = facts.cases[facts.best].influences;
    for (std::size_t i = 0; i < std::min<std::size_t>(8, influences.size()); ++i) {
        auto const at = std::find(r.inputs.begin(), r.inputs.end(), influences[i].quantity);
        columns.push_back(
            {label_of(facts.scenario(), facts.scenario().quantities[influences[i].quantity].path, n.language()),
             &r.kept.inputs[static_cast<std::size_t>(at - r.inputs.begin())], Style::number});
    }
    for (std::size_t k = 0; k < columns.size(); ++k) {
        auto const at = static_cast<Column16>(k + 1);
        sheet.text({first - 1, at}, columns[k].head, Style::head);
        sheet.width(at, 18);
        for (std::size_t i = 0; i < columns[k].values->size(); ++i)
            sheet.number({first + static_cast<Row>(i), at}, (*columns[k].values)[i], columns[k].style);
    }
    sheet.height(first - 1, 5);
    sheet.width(0, 14);
    for (std::size_t i = 0; i < r.kept.draws; ++i)
        sheet.number({first + static_cast<Row>(i), 0}, static_cast<double>(i), Style::whole);

    // Live over the draws of the first column.
    std::vector<double> sorted = *columns.front().values;
    std::sort(sorted.begin(), sorted.end());
    auto const percentile = [&](double share) {
        double const at = share * static_cast<double>(sorted.size() - 1);
        auto const k = static_cast<std::size_t>(at);
        return k + 1 < sorted.size() ? sorted[k] + (at - static_cast<double>(k)) * (sorted[k + 1] - sorted[k])
                                     : sorted.back();
    };
    std::string const column = fixed({first, 1}) + ":" + fixed({last, 1});
    Row row = 2;
    for (double const share : {0.1, 0.5, 0.9}) {
        sheet.text({row, 0}, fmt::format("P{:.0f}", 100 * share), Style::head);
        sheet.formula({row++, 1}, fmt::format("=PERCENTILE({},{})", column, share), percentile(share), Style::money);
    }
    auto const gains = std::count_if(sorted.begin(), sorted.end(), [](double x) { return x > 0; });
    sheet.text({row, 0}, n("P(NPV > 0)", "P(NCW > 0)"), Style::head);
    sheet.formula({row, 1}, fmt::format("=COUNTIF({0},\">0\")/COUNT({0})", column),
                  static_cast<double>(gains) / static_cast<double>(sorted.size()), Style::percent);
    bins(book, facts, sheet, *columns.front().values, first, static_cast<Column16>(columns.size() + 2));
    sheet.frame({first, 1}, {std::min<Row>(last, first + 200), static_cast<Column16>(columns.size() + 13)});
}

}  // namespace rekensom::report
