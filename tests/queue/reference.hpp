#pragma once

#include <catch2/catch.hpp>

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace rekensom::queue {

/// A row of queue_reference.csv: rates an hour, times in seconds; computed elsewhere by two independent methods.
struct ReferenceRow {
    std::string model, note;
    double lambda, mu;
    int servers;
    std::optional<double> theta, within;
    double prob_wait, asa, service_level, abandonment, occupancy;
};

inline std::vector<ReferenceRow> reference_rows(std::string const& model) {
    std::ifstream file(REKENSOM_SOURCE_DIR "/tests/queue/queue_reference.csv");
    std::vector<ReferenceRow> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::vector<std::string> cell(12);
        for (std::size_t i = 0; i < 11; ++i) std::getline(cells, cell[i], ',');
        std::getline(cells, cell[11]);
        if (cell[0] != model) continue;
        auto const maybe = [](std::string const& s) { return s.empty() ? std::nullopt : std::optional(std::stod(s)); };
        rows.push_back({cell[0], cell[11], std::stod(cell[1]), std::stod(cell[2]), std::stoi(cell[3]), maybe(cell[4]),
                        maybe(cell[5]), std::stod(cell[6]), std::stod(cell[7]), std::stod(cell[8]), std::stod(cell[9]),
                        std::stod(cell[10])});
    }
    REQUIRE_FALSE(rows.empty());
    return rows;
}

/// Relative, down to the twelve or fifteen digits that the file gives.
inline auto near(double value, double relative = 1e-9) { return Approx(value).epsilon(relative).margin(1e-300); }

}  // namespace rekensom::queue
