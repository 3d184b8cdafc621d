#include "cli/scenario.hpp"

#include <filesystem>
#include <iostream>
#include <iterator>

#include "rekensom/input/read.hpp"

namespace rekensom::cli {

Loaded load(std::string const& path, std::vector<std::string> const& set) {
    input::ReadOptions options;
    options.set = set;
    input::Reading reading;
    if (path == "-") {
        std::string const text{std::istreambuf_iterator<char>(std::cin), {}};
        reading = input::read_text(text, "stdin", ".", options);
    } else {
        reading = input::read_file(path, options);
    }
    if (!reading.scenario) throw BadScenario(input::render(reading.problems));
    Loaded loaded;
    loaded.scenario = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
    for (input::InputFile const& file : reading.files) loaded.files.push_back({file.path, report::sha256(file.bytes)});
    loaded.notes = std::move(reading.notes);
    return loaded;
}

std::string results_name(std::string const& path) {
    if (path == "-") return "stdin";
    std::string const stem = std::filesystem::path(path).stem().string();
    return stem.empty() || stem == "." || stem == ".." ? "scenario" : stem;
}

}  // namespace rekensom::cli
