#include <catch2/catch.hpp>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "rekensom/base/lanes.hpp"
#include "rekensom/input/read.hpp"
#include "rekensom/input/write.hpp"
#include "rekensom/model/prepared.hpp"
#include "rekensom/run/run.hpp"

// A variant's plan takes tables, rosters and calibrations over from other plans where they are the same. No number may tell.

using namespace rekensom;

namespace {

std::shared_ptr<model::Scenario const> read(std::string const& path, std::vector<std::string> set = {}) {
    input::ReadOptions options;
    options.set = std::move(set);
    input::Reading reading = input::read_file(path, options);
    if (!reading.scenario) return nullptr;
    return std::make_shared<model::Scenario const>(std::move(*reading.scenario));
}

/// Every number of the first block, kept draw by draw.
run::KeptDraws first_block(run::Plan const& plan) {
    run::Options options;
    options.draws = options.keep_draws = block_draws;
    options.keep = run::Keep::scalars;
    return run::run(plan, options).kept;
}

bool same(std::vector<std::vector<std::vector<double>>> const& a,
          std::vector<std::vector<std::vector<double>>> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].size() != b[i].size()) return false;
        for (std::size_t k = 0; k < a[i].size(); ++k)
            if (a[i][k].size() != b[i][k].size() ||
                std::memcmp(a[i][k].data(), b[i][k].data(), a[i][k].size() * sizeof(double)) != 0)
                return false;
    }
    return true;
}

}  // namespace

TEST_CASE("what a variant shares with its scenario changes no number", "[serve][metamorphic]") {
    std::filesystem::path const folder = std::filesystem::path(REKENSOM_SOURCE_DIR) / "scenarios";
    std::size_t compared = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") continue;
        auto const scenario = read(entry.path().string());
        REQUIRE(scenario);
        run::Plan const base = run::make_plan(scenario, run::worlds_of(*scenario));
        run::Options few;
        few.draws = block_draws;
        few.keep = run::Keep::scalars;
        std::vector<std::size_t> const inputs = run::run(base, few).inputs;
        // Inputs from all over the file, each at its P80.
        for (std::size_t i = 0; i < inputs.size(); i += std::max<std::size_t>(1, inputs.size() / 3)) {
            model::Quantity const& q = scenario->quantities[inputs[i]];
            INFO(entry.path().filename().string() << ", " << q.path);
            auto const variant =
                read(entry.path().string(), {q.path + "=" + input::write_number(q.marginal.quantile(0.8))});
            REQUIRE(variant);
            std::vector<model::World> const worlds = run::worlds_of(*variant);
            run::KeptDraws const shared = first_block(run::make_plan(variant, worlds, {&base}));
            run::KeptDraws const alone = first_block(run::make_plan(variant, worlds));
            CHECK(same(shared.worlds, alone.worlds));
            CHECK(same(shared.cases, alone.cases));
            ++compared;
        }
    }
    CHECK(compared >= 24);
}

TEST_CASE("a variant takes over from the first one before it that has the same", "[serve][metamorphic]") {
    std::string const file = (std::filesystem::path(REKENSOM_SOURCE_DIR) / "scenarios" / "helpdesk.toml").string();
    std::vector<std::string> const moved{"channels.phone.patience=700", "changes.reset.slip=4"};
    auto const file_itself = read(file), once = read(file, {moved[0]}), twice = read(file, moved);
    REQUIRE((file_itself && once && twice));
    std::vector<model::World> const worlds = run::worlds_of(*file_itself);
    run::Plan const base = run::make_plan(file_itself, worlds);
    run::Plan const first = run::make_plan(once, worlds, {&base});
    run::Plan const second = run::make_plan(twice, worlds, {&base, &first});
    auto const week = [](run::Plan const& plan) { return plan.prepared->teams.at(0).week; };
    CHECK(week(first) != week(base));  // another patience is another table
    CHECK(week(second) == week(first));
    CHECK(week(run::make_plan(file_itself, worlds, {&second, &base})) == week(base));

    run::KeptDraws const shared = first_block(second), alone = first_block(run::make_plan(twice, worlds));
    CHECK(same(shared.worlds, alone.worlds));
    CHECK(same(shared.cases, alone.cases));
}
