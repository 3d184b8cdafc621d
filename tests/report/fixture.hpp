#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "rekensom/input/read.hpp"
#include "rekensom/report/facts.hpp"
#include "rekensom/run/run.hpp"

namespace rekensom::report {

/// A small run, and what reports say of it. Stays where it is: the facts refer to it.
struct Ran {
    run::Plan plan;
    run::Results results;
    Facts facts;

    explicit Ran(std::string const& toml, Language language = Language::en, std::uint64_t draws = 256) {
        input::Reading reading = input::read_text(toml, "case.toml");
        INFO(input::render(reading.problems));
        REQUIRE(reading.scenario);
        auto scenario = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
        plan = run::make_plan(scenario, run::worlds_of(*scenario));
        run::Options options;
        options.draws = draws;
        results = run::run(plan, options);
        facts = gather(plan, results, {"case.toml", {{"case.toml", "00"}}, {"run", "case.toml"}}, language);
    }
    Ran(Ran const&) = delete;
    Ran& operator=(Ran const&) = delete;
};

inline std::string const certain_case = R"(
title = "The sum"
months = 12
[reasons.all]
volume = "1_000_000 / year"
cost_per_contact = 10
avoidable = 0.25
[changes.fix]
prevents.all = 0.4
)";

inline std::string const two_alternatives = R"(
title = "Two ways"
months = 30
start = "2026-11"
[finance]
discount_rate = "6%"
[reasons.billing]
label = "Bills"
owner = "Billing"
volume = "30_000 / month"
cost_per_contact = { min = 7, likely = 8, max = 10, source = "cost price" }
avoidable = { min = 0.2, likely = 0.25, max = 0.3 }
[changes.letter]
owner = "Billing"
prevents.billing = { min = 0.2, likely = 0.3, max = 0.5 }
one_off_cost = { min = 150_000, likely = 200_000, max = 320_000 }
slip = { min = 0, max = 6 }
realisation = { min = 0.5, max = 1 }
[changes.portal]
start = 5
prevents.billing = 0.3
running_cost = "9_000 / month"
[alternatives.letter]
changes = ["letter"]
[alternatives.both]
changes = ["letter", "portal"]
)";

}  // namespace rekensom::report
