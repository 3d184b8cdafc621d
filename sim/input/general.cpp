#include <fmt/format.h>

#include "input/reader.hpp"
#include "input/units.hpp"
#include "input/values.hpp"

// What stands at the top of the file, and what all reasons share.

namespace rekensom::input {
namespace {

void read_start(Reader& reader, Section const& root) {
    Node const* node = root.find("start");
    if (node == nullptr || node->kind == NodeKind::broken) {
        reader.start_stated = node != nullptr;
        auto const first = parse_date(root.info("start").fallback);
        reader.scenario.start = {first->year, first->month};
        return;
    }
    auto const date = node->kind == NodeKind::date   ? std::optional(node->date)
                      : node->kind == NodeKind::text ? parse_date(node->text)
                                                     : std::nullopt;
    reader.start_stated = true;
    if (!date) {
        reader.report(node->spot, shown(*node) + " is not a month", "a first month, such as 2026-03-01 or \"2026-03\"");
    } else if (date->day != 1) {
        reader.report(node->spot,
                      fmt::format("{} is in the middle of a month; the simulation goes by the month", shown(*node)),
                      "the first day of a month", fmt::format("write {:04}-{:02}-01", date->year, date->month));
    } else if (date->year < 1900 || date->year > 2200) {
        reader.report(node->spot, fmt::format("start {} is out of range", shown(*node)), "a year from 1900 to 2200");
    } else {
        reader.scenario.start = {date->year, date->month};
    }
}

void read_currency(Reader& reader, Section const& root) {
    std::string const stated = root.text("currency", root.info("currency").fallback);
    std::string const code = currency_code(stated);
    Node const* node = root.find("currency");
    if (!code.empty()) {
        reader.scenario.currency = code;
    } else if (node != nullptr && node->kind == NodeKind::text) {
        reader.report(node->spot, "currency " + shown(*node) + " is not known",
                      "three capital letters, such as \"EUR\", or a sign: €, $, £");
    }
}

}  // namespace

void read_general(Reader& reader, Section const& root) {
    model::Scenario& scenario = reader.scenario;
    read_currency(reader, root);
    scenario.title = root.text("title", root.info("title").fallback);
    read_start(reader, root);
    scenario.months = root.whole("months", 1, 240);

    Section const finance = root.sub("finance");
    scenario.finance = {finance.quantity("discount_rate"), finance.quantity("wage_growth")};
    Section const demand = root.sub("demand");
    scenario.demand = {demand.quantity("noise"), demand.quantity("persistence")};
    if (Section const customers = root.sub("customers"); customers.in_file())
        scenario.customers = model::Customers{customers.required("count"), customers.quantity("growth"),
                                              customers.quantity("margin"), customers.quantity("churn")};
}

}  // namespace rekensom::input
