#pragma once

#include "rekensom/report/deeper.hpp"
#include "rekensom/report/facts.hpp"
#include "rekensom/report/terminal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rekensom::report {

/// What `--format` chooses from; manifest.json always comes along.
inline constexpr std::string_view formats[] = {"html", "xlsx", "csv", "ipynb", "json"};

/// What writing these formats needs is there; else better to know before the draws. \throws std::runtime_error
void expect_writable(std::vector<std::string> const& chosen);

/// Writes the results of these formats into `directory`: all of them, or none. \throws FileError
Written write_results(Facts const& facts, Deeper const* deeper, std::string const& directory,
                      std::vector<std::string> const& chosen);

}  // namespace rekensom::report
