#pragma once

#include "rekensom/insight/columns.hpp"

#include <vector>

// What it would be worth to know more before deciding. The decision: one of the options, or do nothing, which is worth 0;
// whoever decides goes for the highest mean. All from the draws at hand.

namespace rekensom::insight {

/// NPV of each option besides doing nothing, on the same draws.
using Options = std::vector<Draws>;

/// Worth of knowing everything: E[max] - max E. An upper bound of every other one.
[[nodiscard]] Estimate perfect_information(Options const& options, chance::Sampling sampling);

/// Worth of knowing these inputs alone, exactly: E[max E[NPV | inputs]] - max E[NPV], by regression on splines, with
/// products where there are several inputs (in full up to four or so; linear terms and the lower products beyond).
/// Source: Strong, Oakley & Brennan (2014), Estimating multiparameter partial expected value of perfect information from a
/// probabilistic sensitivity analysis sample, Medical Decision Making 34(3).
/// The standard error is that of the decision rule found, by the envelope theorem; at a worth near 0 the estimate is a little
/// too high, and by less than that error.
[[nodiscard]] Estimate partial_information(Options const& options, std::vector<Draws> const& inputs,
                                           chance::Sampling sampling);

/// A share known from `yes` of `of` answers: Beta(1 + yes, 1 + of - yes).
struct Survey {
    double yes = 0, of = 0;
};

struct SampleSize {
    double responses = 0;
    Estimate worth;  ///< of asking that many more, before deciding
    double cost = 0;
    [[nodiscard]] double net() const { return worth.value - cost; }
};

/// Worth of asking `responses` more customers, whole and 1 or more. `share`: the draws of the share that the survey is about.
/// E[NPV | share] is a spline on the draws; what the answers then teach is exact: beta-binomial counts, Beta posteriors.
[[nodiscard]] Estimate sample_information(Options const& options, Draws share, Survey survey, double responses,
                                          chance::Sampling sampling);

struct SamplePlan {
    std::vector<SampleSize> curve;  ///< by rising number of responses
    SampleSize best;                ///< highest net worth; 0 responses where none pays
};

/// Which number of responses pays best at this cost of a response (0: then the most that was tried), up to 20,000.
[[nodiscard]] SamplePlan plan_sample(Options const& options, Draws share, Survey survey, double cost_per_response,
                                     chance::Sampling sampling);

}  // namespace rekensom::insight
