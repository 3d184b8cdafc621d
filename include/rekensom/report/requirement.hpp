#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace rekensom::report {

class BadRequirement : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `npv.p_positive >= 0.8` of every alternative, `all.npv.mean > 0` of one: a path into summary.json, and a number.
struct Requirement {
    std::string text, path;
    enum class Is { at_least, above, at_most, below } is = Is::at_least;
    double bound = 0;
};

/// \throws BadRequirement
[[nodiscard]] Requirement parse_requirement(std::string const& text);

/// A sentence for each one that does not hold. \throws BadRequirement for a path that leads to no number
[[nodiscard]] std::vector<std::string> unmet_requirements(std::vector<Requirement> const& requirements,
                                                          std::string const& summary_json);

}  // namespace rekensom::report
