#pragma once

#include "rekensom/chance/points.hpp"
#include "rekensom/model/kpis.hpp"
#include "rekensom/model/outcomes.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekensom::run {

/// A stream of numbers, one a draw, in short. NaN draws (a payback that never comes) are left out and counted by `count`.
struct Summary {
    double count = 0;  ///< draws that have a value
    double mean = 0, sd = 0;
    double se = 0;  ///< Monte Carlo standard error of `mean`: from 16 scrambles (sobol) or sd / sqrt(n) (random)
    double p5 = 0, p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0, p95 = 0;
    /// Monte Carlo standard errors of three percentiles; NaN where no draws were kept to tell (monthly series)
    double p10_se = std::numeric_limits<double>::quiet_NaN(), p50_se = p10_se, p90_se = p10_se;
    double p_positive = 0;      ///< share of draws above 0
    double mean_below_p10 = 0;  ///< expected shortfall
};

/// One quantity by month.
using Series = std::vector<Summary>;

struct WorldResults {
    std::string name, label;
    std::array<Series, model::kpi_count> kpis;  ///< by `Kpi`; empty where the scenario does not model it
    std::vector<Summary> outcomes;              ///< in the order of `Outcomes::world`
};

/// An alternative and its business case: everything here is a paired difference or money, draw by draw.
struct CaseResults {
    std::size_t world = 0;                        ///< of `Results::worlds`
    std::array<Series, model::kpi_count> shifts;  ///< alternative - baseline
    std::array<Series, model::line_count> lines;
    std::vector<Summary> outcomes;         ///< in the order of `Outcomes::business_case`
    double p_within_horizon = 0;           ///< share of draws that pay back
    double irr_none = 0, irr_several = 0;  ///< shares of draws without one IRR
};

/// Draw by draw, for as many draws as were kept: column-major, `column[draw]`.
struct KeptDraws {
    std::size_t draws = 0;
    std::vector<std::vector<double>> inputs;               ///< by `Results::inputs`
    std::vector<std::vector<std::vector<double>>> worlds;  ///< [world][outcome]
    std::vector<std::vector<std::vector<double>>> cases;   ///< [case][outcome]
};

/// NPV difference of two cases on the same draws.
struct PairedDifference {
    std::size_t a = 0, b = 0;
    Summary npv;  ///< a - b
};

/// What asking for a precision came to.
struct PrecisionReached {
    bool capped = false;  ///< by `Options::max_draws`, before it was reached
    double asked = 0;
    double reached =
        0;  ///< largest standard error of a mean NPV, or of a difference of two, as a share of it; see precision.hpp
};

struct Results {
    std::uint64_t draws = 0, seed = 0;
    chance::Sampling sampling{};
    model::Outcomes outcomes;
    std::vector<std::size_t> inputs;   ///< indices of the uncertain quantities, in the scenario's order
    std::vector<WorldResults> worlds;  ///< 0: the baseline
    std::vector<CaseResults> cases;
    std::vector<PairedDifference> differences;
    KeptDraws kept;
    double unconverged = 0;  ///< draws of which queue and comers-back did not settle in some month
    double overfull = 0;     ///< draws in which more is said to be handled than the teams can: then nobody had hung up
    double clipped = 0;      ///< marks, shares and loads that had to be kept within their bounds
    std::optional<PrecisionReached> precision;  ///< where one was asked for, once it was looked at for the last time
    bool interrupted = false;                   ///< stopped before all draws: what is here is complete in itself

    [[nodiscard]] Summary const& of_case(std::size_t c, model::OutcomeKind kind, std::size_t index = 0) const;
    [[nodiscard]] Summary const& of_world(std::size_t w, model::OutcomeKind kind, std::size_t index = 0) const;
};

}  // namespace rekensom::run
