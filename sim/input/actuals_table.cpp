#include "rekensom/input/actuals_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/columns.hpp"
#include "input/values.hpp"

namespace rekensom::input {
namespace {

/// From 0.
int month_of(CsvReader const& csv, std::size_t column, Month start, int months) {
    std::string_view const field = csv.fields()[column];
    int month = -1;
    if (auto const date = parse_date(field)) {
        month = (date->year - start.year) * 12 + date->month - start.month;
    } else if (auto const number = parse_number(field, csv.decimal()); number && *number == std::floor(*number)) {
        month = *number >= 1 && *number <= 1000 ? static_cast<int>(*number) - 1 : -1;
    }
    if (month < 0 || month >= months)
        throw csv.error(
            column, fmt::format("'{}' is no month of the scenario", field),
            fmt::format("1 to {}, or a month from {:04}-{:02}, such as 2027-03", months, start.year, start.month));
    return month;
}

model::Kpi kpi_of(CsvReader const& csv, std::size_t column) {
    std::string_view const field = csv.fields()[column];
    if (auto const kpi = model::find_kpi(field)) return *kpi;
    std::string known;
    for (model::KpiInfo const& info : model::kpis()) known += (known.empty() ? "" : ", ") + std::string(info.name);
    throw csv.error(column, fmt::format("there is no KPI '{}'", field), "one of: " + known);
}

}  // namespace

std::vector<SeenSeries> read_actuals(std::istream& in, Month start, int months) {
    CsvReader csv(in);
    std::size_t const month_at = column_named(csv, "month"), kpi_at = column_named(csv, "kpi"),
                      value_at = column_named(csv, "value");
    auto const world_at = csv.find("world");
    std::vector<SeenSeries> out;
    std::size_t last = 0;
    while (csv.next()) {
        auto const month = static_cast<std::size_t>(month_of(csv, month_at, start, months));
        model::Kpi const kpi = kpi_of(csv, kpi_at);
        std::string const world = world_at ? std::string(csv.fields()[*world_at]) : "";
        auto const value = csv.number(value_at);
        if (!value) continue;  // has not come in yet
        if (!std::isfinite(*value)) throw csv.error(value_at, "a value that is not finite", "a number");
        if (model::info(kpi).form == model::Form::count && *value < 0)
            throw csv.error(value_at, fmt::format("{} contacts", *value), "0 or more");
        if (model::info(kpi).form == model::Form::share && (*value < 0 || *value > 1))
            throw csv.error(value_at, fmt::format("a share of {}", *value), "0 to 1");
        auto series =
            std::find_if(out.begin(), out.end(), [&](SeenSeries const& s) { return s.kpi == kpi && s.world == world; });
        if (series == out.end())
            series = out.insert(out.end(), {world, kpi, std::vector<double>(static_cast<std::size_t>(months), NAN)});
        if (!std::isnan(series->months[month]))
            throw csv.error(month_at, fmt::format("month {} of {} comes twice", month + 1, model::info(kpi).name),
                            "each once");
        series->months[month] = *value;
        last = std::max(last, month + 1);
    }
    if (out.empty()) throw CsvError(csv.line(), 0, "no month has come in", "rows of month,kpi,value");
    for (SeenSeries& series : out) series.months.resize(last);
    return out;
}

}  // namespace rekensom::input
