#pragma once

#include "rekensom/insight/columns.hpp"

#include <functional>
#include <optional>
#include <vector>

// What it would take for the case to fail.

namespace rekensom::insight {

/// An answer as a function of one input's value.
using Response = std::function<double(double)>;

struct Range {
    double low = 0, high = 0;
};

/// Where `response` crosses 0 between the ends of `range`: to a relative `tolerance` of the range, or where the answer itself
/// is 0. Nothing where it has the same sign at both ends. Regula falsi with the Illinois rule, and halving where that is slow.
[[nodiscard]] std::optional<double> find_crossing(Response const& response, Range range, double tolerance = 1e-6);

/// The answer at points in standard normal space: one score an input, 0 its median.
using Scores = std::vector<double>;
using Answer = std::function<std::vector<double>(std::vector<Scores> const&)>;

/// The nearest point to the medians where the answer is 0: the smallest joint shift that makes the case fail (or succeed,
/// where it fails at the medians), the likeliest of all ways to get there. First order reliability method with a line search
/// (Hasofer & Lind 1974; Rackwitz & Fiessler 1978; Zhang & Der Kiureghian 1995).
struct DesignPoint {
    Scores scores;
    double distance =
        0;  ///< in standard deviations; the chance of so much or worse, were the border flat: Phi(-distance)
    double at_medians = 0;  ///< the answer there
    bool found = false;     ///< false: no border within 6 standard deviations, or not to be found by following slopes
};
/// \param scale  of the answer: |answer| below a thousandth of it is 0
[[nodiscard]] DesignPoint find_design_point(Answer const& answer, std::size_t inputs, double scale);

/// P(a standard normal is above x).
[[nodiscard]] double normal_tail(double x);

}  // namespace rekensom::insight
