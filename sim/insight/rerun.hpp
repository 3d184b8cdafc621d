#pragma once

#include "rekensom/insight/columns.hpp"
#include "rekensom/insight/study.hpp"

#include <vector>

namespace rekensom::insight {

/// NPV and shift in satisfaction of one business case, draw by draw.
struct CaseDraws {
    std::vector<double> npv;
    std::vector<double> satisfaction_shift;  ///< empty where satisfaction is not modelled
};

/// The model again, with something about it different.
class Rerun {
public:
    explicit Rerun(Study const& study);

    /// Of the baseline and the study's own alternative.
    [[nodiscard]] CaseDraws operator()(run::Options options) const;
    [[nodiscard]] CaseDraws pinned(std::vector<run::Pin> pins) const;
    /// Of several sets of changes of the same scenario, `draws` each, a batch at a time.
    [[nodiscard]] std::vector<CaseDraws> of_worlds(std::vector<model::World> const& worlds, std::uint64_t draws) const;
    /// Of another scenario altogether: its own plan.
    [[nodiscard]] CaseDraws of_plan(run::Plan const& plan, std::size_t business_case) const;

    [[nodiscard]] run::Options options() const;  ///< few draws of the same seed and sampling, scalars only
    [[nodiscard]] model::World const& world() const;
    [[nodiscard]] Study const& study() const { return study_; }
    [[nodiscard]] model::Scenario const& scenario() const { return *study_.plan->scenario; }
    [[nodiscard]] chance::Sampling sampling() const { return study_.results->sampling; }

    /// The study's own draws, kept by the run that it is about.
    [[nodiscard]] Draws npv() const;
    [[nodiscard]] Draws satisfaction_shift() const;  ///< empty where it is not modelled

private:
    [[nodiscard]] run::Results go(run::Plan const& plan, run::Options const& options) const;
    [[nodiscard]] CaseDraws take(run::Results& results, std::size_t business_case) const;

    Study study_;
    run::Plan pair_;  ///< baseline and the alternative
    std::size_t npv_, shift_;
};

}  // namespace rekensom::insight
