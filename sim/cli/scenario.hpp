#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "rekensom/model/scenario.hpp"
#include "rekensom/report/record.hpp"

namespace rekensom::cli {

/// The scenario has problems: all of them, rendered. Exit 2.
class BadScenario : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Loaded {
    std::shared_ptr<model::Scenario const> scenario;
    std::vector<report::InputFile> files;
    std::vector<std::string> notes;
};

/// A checked scenario with `--set` laid over it; "-" is stdin. \throws BadScenario
[[nodiscard]] Loaded load(std::string const& path, std::vector<std::string> const& set = {});

/// The name of a file without folder and ending: where its results go, "notebooks-out/<name>".
[[nodiscard]] std::string results_name(std::string const& path);

}  // namespace rekensom::cli
