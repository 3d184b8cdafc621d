#pragma once

#include "rekensom/run/plan.hpp"
#include "rekensom/run/results.hpp"
#include "rekensom/run/run.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>

namespace rekensom::insight {

/// One business case that is asked about, and what running the model again for it may take. Refers to `plan` and `results`.
struct Study {
    run::Plan const* plan = nullptr;
    run::Results const* results = nullptr;  ///< with kept draws
    std::size_t business_case = 0;          ///< of `Results::cases`
    std::uint64_t draws = 2048;  ///< of each further run; the first ones of the same seed, so on common chance
    int threads = 0;
    std::function<bool()> go_on;  ///< asked before each further run; empty: always
    /// Which of `Results::inputs` are looked into one by one, where there are too many for all; empty: all.
    std::vector<std::size_t> inputs = {};
};

/// The inputs of `study.inputs`, or all.
[[nodiscard]] std::vector<std::size_t> inputs_of(Study const& study);

/// `go_on` said no.
class Interrupted : public std::exception {
public:
    [[nodiscard]] char const* what() const noexcept override { return "interrupted"; }
};

/// How an input is drawn: its marginal, but a change's chance comes off or does not.
[[nodiscard]] chance::Marginal drawn_marginal(model::Scenario const& scenario, QuantityId input);

/// Who answers for a number: whom it names itself, else the owner of the reason, change or team it belongs to; empty: nobody.
[[nodiscard]] std::string owner_of(model::Scenario const& scenario, QuantityId quantity);

}  // namespace rekensom::insight
