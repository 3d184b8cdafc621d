#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

// The catalogue of what a run reports by month: of each world (`Kpi`), and of each business case, an alternative against the
// baseline draw by draw (`Line`). One entry here and one use in the model; every table, page and file prints from it.

namespace rekensom::model {

enum class Kpi : std::size_t {
    contacts_new,
    contacts_attempted,
    contacts_handled,
    contacts_repeat,
    contacts_avoidable,
    contacts_abandoned,
    abandonment,
    wait,
    service_level,
    occupancy,
    fte,
    fte_required,
    backlog,
    response_time,
    first_time_fix,
    first_time_right,
    handle_time,
    contacts_per_customer,
    hassle_per_customer,
    satisfaction,
    satisfied_share,
    satisfaction_measured,
    effort,
    nps,
    attrition,
    churn,
    cash_out,
};
inline constexpr std::size_t kpi_count = static_cast<std::size_t>(Kpi::cash_out) + 1;

enum class Better { higher, lower, neither };
enum class Form { count, share, seconds, days, mark, money, number };

/// `weight`: over several months the KPI is the mean weighted by that KPI (a ratio of totals), or the plain mean where absent.
struct KpiInfo {
    Kpi kpi;
    std::string_view name, unit, label, label_nl, definition;
    Form form;
    Better better;
    std::optional<Kpi> weight;
};

[[nodiscard]] std::array<KpiInfo, kpi_count> const& kpis();
[[nodiscard]] KpiInfo const& info(Kpi kpi);
[[nodiscard]] std::optional<Kpi> find_kpi(std::string_view name);
/// Does a page draw it by month with its spread? The others it shows by their mean. Some of these are modelled in any scenario.
[[nodiscard]] bool is_pictured(Kpi kpi);

/// Money of a business case by month; what is saved is positive.
enum class Line : std::size_t {
    cash_saving,  ///< headline: baseline cash out - alternative cash out, costs of the changes included, less `avoided_hiring`
    cumulative_cash,  ///< running sum of `cash_saving`, not discounted
    gross_saving,     ///< potential: contacts avoided * full cost per contact; shown beside, never added
    capacity_saving,  ///< agent hours freed but still paid, at the cost of an FTE
    avoided_hiring,   ///< FTE above today's number that the baseline would have had to hire
    change_cost,      ///< of which the changes cost: one-off, running, delay (negative: money spent)
    loyalty_margin,   ///< margin kept through loyalty; its own line, never in cash
};
inline constexpr std::size_t line_count = static_cast<std::size_t>(Line::loyalty_margin) + 1;

struct LineInfo {
    Line line;
    std::string_view name, label, label_nl, definition;
};
[[nodiscard]] std::array<LineInfo, line_count> const& lines();

}  // namespace rekensom::model
