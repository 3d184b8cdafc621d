#pragma once

#include "rekensom/insight/study.hpp"
#include "rekensom/insight/value_of_information.hpp"

#include <string>
#include <vector>

// Value of information of a run's own draws, for the decision at stake: which alternative, or none.

namespace rekensom::insight {

struct WorthOfInput {
    std::size_t input = 0;  ///< of `Results::inputs`
    QuantityId quantity;
    Estimate worth;
};

/// Inputs learnt together: those of one owner, or tied by correlation.
struct WorthOfGroup {
    std::string owner;  ///< empty: tied by correlation
    std::vector<std::size_t> inputs;
    Estimate worth;
};

struct WorthOfSurvey {
    std::size_t input = 0;
    QuantityId quantity;
    Survey survey;  ///< what was asked so far
    SamplePlan plan;
};

struct WhatToLearn {
    std::vector<std::size_t> options;    ///< cases at stake, besides doing nothing
    std::size_t best = 0;                ///< of `options`; `options.size()`: doing nothing has the highest mean
    Estimate everything;                 ///< EVPI
    std::vector<WorthOfInput> inputs;    ///< EVPPI, highest first
    std::vector<WorthOfGroup> groups;    ///< of several inputs, highest first
    std::vector<WorthOfSurvey> surveys;  ///< EVSI of survey-count inputs, highest net worth first
    double cost_per_response = 0;
};

struct LearnOptions {
    double cost_per_response = 10;         ///< money for one more survey answer
    std::vector<std::size_t> inputs = {};  ///< of `Results::inputs`, those that are judged one by one; empty: all
    std::size_t most_surveys = 100;        ///< plans are made of those whose input is most worth knowing
};

/// From the kept draws alone; nothing is run.
[[nodiscard]] WhatToLearn what_to_learn(model::Scenario const& scenario, run::Results const& results,
                                        LearnOptions const& question = {});

}  // namespace rekensom::insight
