#pragma once

#include "rekensom/chance/marginal.hpp"

#include "law.hpp"

#include <string>
#include <vector>

namespace rekensom::chance {

/// What marginals share: the user's words, and the law that they come to.
struct MarginalState {
    Form form = Form::certain;
    std::vector<Parameter> parameters;
    double times = 1;
    SharedLaw law;
};

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string text(double x);

}  // namespace rekensom::chance
