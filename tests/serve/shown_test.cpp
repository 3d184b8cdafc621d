#include <catch2/catch.hpp>

#include <string>

#include "rekensom/input/read.hpp"
#include "rekensom/report/live_page.hpp"
#include "rekensom/run/run.hpp"

// A live answer keeps fewer monthly series of money than a run. No number on the page may tell.

using namespace rekensom;

namespace {

std::string page(run::Plan const& plan, run::Keep keep) {
    run::Options options;
    options.draws = options.keep_draws = 1024;
    options.keep = keep;
    run::Results const results = run::run(plan, options);
    return report::page_document(report::gather(plan, results, {}, report::Language::en), nullptr);
}

}  // namespace

TEST_CASE("the page shows the same of a run that keeps what it draws", "[serve][metamorphic]") {
    std::string const name = GENERATE("clear-invoices", "portal-launch", "reinvest");
    INFO(name);
    input::Reading reading = input::read_file(REKENSOM_SOURCE_DIR "/scenarios/" + name + ".toml", {});
    REQUIRE(reading.scenario);
    auto const scenario = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
    run::Plan const plan = run::make_plan(scenario, run::worlds_of(*scenario));
    bool const same = page(plan, run::Keep::pictured) == page(plan, run::Keep::everything);  // too long to print
    CHECK(same);
}
