#pragma once

#include "rekensom/insight/break_even.hpp"
#include "rekensom/insight/study.hpp"

#include <optional>
#include <vector>

// What it would take for a business case to fail: one input, several at once, or a bad turn of events.

namespace rekensom::insight {

enum class Worse { below, above };

struct BreakEven {
    std::size_t input = 0;  ///< of `Results::inputs`
    QuantityId quantity;
    double now = 0;  ///< its mean
    std::optional<double>
        value;  ///< mean NPV is 0 with the input held here and the rest as drawn; none between its P0.1 and P99.9
    Worse worse = Worse::below;  ///< the side on which mean NPV is below 0
    double chance_of_worse = 0;  ///< P(the input is on that side)
};

/// Likeliest to fail first, then those that never do. Yes-or-no inputs are left out: they have no value in between.
[[nodiscard]] std::vector<BreakEven> break_even(Study const& study);

/// One input's part in the smallest joint shift that makes the case fail.
struct Move {
    QuantityId quantity;
    double from = 0, to = 0;  ///< median, and value there
    double score = 0;         ///< in standard deviations, correlation included
};

struct ReverseStress {
    DesignPoint point;        ///< NPV without monthly noise, all at their medians: `at_medians`
    std::vector<Move> moves;  ///< largest first
};
[[nodiscard]] ReverseStress reverse_stress(Study const& study);

enum class Stress {
    peak_season,  ///< all changes start so much later that the first one goes live in the busiest month
    outage,       ///< the first change's launch doubles the largest reason's contacts for a month
    slip_doubled,
    realisation_halved,
};

/// A month in which the launch of a change doubles a reason's contacts.
struct Outage {
    ReasonId reason;
    ChangeId cause;
    double customers = 0;  ///< a week, a contact each
    double from = 0;       ///< months after the start of the scenario, where the launch is expected
};

struct StressCase {
    Stress stress{};
    bool applies = false;          ///< false: there is no season, no slip, … to stress, or it makes no difference
    double months = 0;             ///< peak season: later by
    std::optional<Outage> outage;  ///< of the case of that name
    Estimate npv, change;          ///< mean NPV, and how far it moves, draw by draw
    double p_positive = 0;
    Estimate shift_change;  ///< of the shift in satisfaction
};
[[nodiscard]] std::vector<StressCase> stress_cases(Study const& study);

}  // namespace rekensom::insight
