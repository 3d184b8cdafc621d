#pragma once

#include "rekensom/insight/phrasing.hpp"
#include "rekensom/insight/study.hpp"
#include "run/build.hpp"

#include <memory>

// A case on the full model whose NPV is a formula: contacts a year x cost x avoidable x prevented - one-off cost.

namespace rekensom::insight::examples {

/// A run and a question about it; stays where it is, because the study refers to it.
struct Ran {
    run::Plan plan;
    run::Results results;
    Study study;

    explicit Ran(test::Build const& build, std::uint64_t draws = 4096) : plan(build.plan()) {
        results = run::run(plan, test::Build::small(draws));
        study.plan = &plan;
        study.results = &results;
    }
    Ran(Ran const&) = delete;
    Ran& operator=(Ran const&) = delete;
};

/// 1,000,000 contacts a year at 10 each: NPV = 10,000,000 avoidable prevented - cost.
inline test::Build uncertain_envelope() {
    test::Build build = test::envelope();
    build.set(build.scenario.reasons[0].avoidable, chance::make_uniform(0.1, 0.4, Domain::share));
    build.set(build.scenario.changes[0].prevents[0].amount, chance::make_uniform(0.2, 0.6, Domain::share));
    build.set(build.scenario.changes[0].one_off_cost, chance::make_uniform(600'000, 900'000, Domain::non_negative));
    return build;
}

/// English, numbers as they come.
class PlainPhrasing : public Phrasing {
public:
    [[nodiscard]] std::string_view text(std::string_view en, std::string_view) const override { return en; }
    [[nodiscard]] std::string money(double amount) const override { return number(amount); }
    [[nodiscard]] std::string percent(double share) const override { return number(100 * share) + " %"; }
    [[nodiscard]] std::string number(double value) const override {
        std::string text = std::to_string(value);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
        return text;
    }
    [[nodiscard]] std::string value(model::Quantity const&, double value) const override { return number(value); }
    [[nodiscard]] std::string label(model::Quantity const& quantity) const override { return quantity.path; }
};

}  // namespace rekensom::insight::examples
