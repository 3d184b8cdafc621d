#pragma once

#include "rekensom/insight/importance.hpp"
#include "rekensom/report/numbers.hpp"
#include "rekensom/report/record.hpp"
#include "rekensom/run/plan.hpp"
#include "rekensom/run/results.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What every output states, worked out once, so that no two outputs can differ.

namespace rekensom::report {

enum class Kind { total, step };

/// One step from the plain sum to cash: money over the horizon, not discounted, mean over the draws. What is lost is negative.
struct Step {
    std::string_view id, label, label_nl;
    Kind kind = Kind::step;
    double amount = 0;
};

/// How strongly an input and the NPV go together, draw by draw.
struct Influence {
    std::size_t quantity = 0;  ///< of `Scenario::quantities`
    double rank = 0;           ///< Spearman's rank correlation, [-1, 1]
    double share = 0;          ///< of the variance of the NPV, first order, [0, 1]
};

struct CaseFacts {
    std::size_t index = 0;  ///< of `Results::cases`
    run::CaseResults const* results = nullptr;
    run::WorldResults const* world = nullptr;
    model::World const* plan = nullptr;
    std::vector<Step> waterfall;        ///< adds up: the first total and the steps make the last total
    std::vector<Influence> influences;  ///< strongest first
};

/// What a department causes, carries and pays. Per year: means over the last 12 months, the baseline.
struct OwnerFacts {
    std::string owner;                             ///< empty: nobody named
    double contacts = 0, avoidable = 0, cost = 0;  ///< of the reasons it causes: contacts and money a year
    double fte = 0, carries = 0;                   ///< of the teams it pays for: FTE, and money a year at today's wage
    std::vector<double> fte_shift;                 ///< by case
    std::vector<double> gross_saving;              ///< by case: potential from its reasons, over the horizon
    std::vector<double> pays;                      ///< by case: money a year for its changes, mean over the horizon
    std::vector<double> receives;                  ///< by case: money a year that its teams cost less at the end
    std::vector<ChangeId> changes;                 ///< that it owns
};

enum class Level { note, warning };

struct Warning {
    Level level = Level::warning;
    std::string text;
};

enum class Depth {
    all,
    one,    ///< what takes time is of one case alone, and influences are read from its first draws
    quick,  ///< without what takes time
};

/// How much is wanted at once: a live page cannot wait for all.
struct Scope {
    Depth depth = Depth::all;
    std::optional<std::size_t> of;  ///< the case that it is about; none: the best
};

struct Facts {
    run::Plan const* plan = nullptr;
    run::Results const* results = nullptr;
    Record record;
    Numbers numbers{Language::en, "EUR"};
    std::vector<CaseFacts> cases;
    std::size_t best = 0;  ///< the case with the highest mean NPV, or that the scope names
    std::vector<std::vector<insight::Importance>> importances;  ///< by case; empty where there is no time
    std::vector<OwnerFacts> owners;
    std::vector<Warning> warnings;
    Depth depth = Depth::all;

    [[nodiscard]] model::Scenario const& scenario() const { return *plan->scenario; }
    [[nodiscard]] run::WorldResults const& baseline() const { return results->worlds.front(); }
};

/// Refers to `plan` and `results`, which must outlive it.
[[nodiscard]] Facts gather(run::Plan const& plan, run::Results const& results, Record record, Language language,
                           Scope scope = {});

/// The path in words: "Billing: avoidable", "Billing: vermijdbaar" for reasons.billing.avoidable.
[[nodiscard]] std::string label_of(model::Scenario const& scenario, std::string_view path, Language language);

/// What to call a world: its label, in this language where it is the program's own, else its name.
[[nodiscard]] std::string label_of(run::WorldResults const& world, Language language);

/// Is this KPI modelled in this scenario?
[[nodiscard]] bool is_modelled(run::Results const& results, model::Kpi kpi);

/// "2026-03" of month `t` of the scenario.
[[nodiscard]] std::string iso_month(Month start, int t);
/// "March 2026", "maart 2026".
[[nodiscard]] std::string month_name(Month start, int t, Language language);

/// The range of a quantity in words: "25 % (20 % to 30 %)": mean, P10 and P90.
[[nodiscard]] std::string range_of(model::Quantity const& quantity, Numbers const& numbers);
/// "20 % to 30 %": P10 and P90.
[[nodiscard]] std::string spread_of(model::Quantity const& quantity, Numbers const& numbers);

}  // namespace rekensom::report
