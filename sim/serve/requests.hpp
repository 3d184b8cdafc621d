#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rekensom/report/facts.hpp"

// What the page asks (web/live.api.md), read from JSON that anybody may have sent.

namespace rekensom::serve {

/// What an edit sets a path to: a number in the unit in which the input is kept, or text as in the file.
using Value = std::variant<double, std::string>;

struct Variant {
    std::map<std::string, Value> edits;
    std::vector<std::string> off;  ///< changes that nobody makes
    std::string shown;             ///< alternative; empty: the best one
};

struct RunRequest {
    Variant variant;
    std::string session;
    std::uint64_t move = 0, draws = 0;
    report::Language language{};
    report::Depth depth = report::Depth::quick;
    bool alone = false;  ///< of the alternatives only the shown one
};

struct CompareRequest {
    std::string session;
    std::uint64_t draws = 0;
    report::Language language{};
    std::vector<Variant> variants;
};

struct SaveRequest {
    Variant variant;
    std::string name, note;
};

enum class ExportFormat { report, workbook };

struct ExportRequest {
    Variant variant;
    ExportFormat format{};
    report::Language language{};
};

/// \throws Refused 400 where the body is not what it should be, 422 for a path or value that no key could have
[[nodiscard]] RunRequest read_run(std::string_view body);
[[nodiscard]] CompareRequest read_compare(std::string_view body);
[[nodiscard]] SaveRequest read_save(std::string_view body);
[[nodiscard]] ExportRequest read_export(std::string_view body);

}  // namespace rekensom::serve
