#pragma once

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "rekensom/input/read.hpp"

namespace rekensom::input {

/// A scenario that reads, to put one thing into.
inline std::string const small = R"(
[reasons.billing]
volume = 5000
cost_per_contact = 10
avoidable = 0.25
[changes.fix]
prevents.billing = 0.4
)";

/// A file of the project.
inline std::string file(std::string const& name) {
    std::ifstream in(std::string(REKENSOM_SOURCE_DIR) + "/" + name, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The reading, whose problems are shown where there should be none.
inline model::Scenario read_well(std::string_view text, ReadOptions const& options = {}) {
    Reading const reading = read_text(text, "test.toml", ".", options);
    INFO(render(reading.problems));
    REQUIRE(reading.scenario);
    REQUIRE(reading.problems.empty());
    return *reading.scenario;
}

/// All problems, as printed.
inline std::string read_badly(std::string_view text, ReadOptions const& options = {}) {
    Reading const reading = read_text(text, "test.toml", ".", options);
    CHECK_FALSE(reading.scenario);
    return render(reading.problems);
}

inline model::Quantity const& quantity(model::Scenario const& scenario, std::string_view path) {
    for (model::Quantity const& q : scenario.quantities)
        if (q.path == path) return q;
    FAIL("no quantity " << path);
    throw std::logic_error("unreachable");
}

inline double mean(model::Scenario const& scenario, std::string_view path) {
    return quantity(scenario, path).marginal.mean();
}

}  // namespace rekensom::input
