#include "fit/digits.hpp"
#include "fit/linear.hpp"
#include "rekensom/fit/importance.hpp"

#include <cmath>

namespace rekensom::fit {

namespace {

std::string one_decimal(double x) { return digits(x, 1); }

}  // namespace

std::vector<std::string> in_words(Collinearity const& found, Eigen::MatrixXd const& covariance,
                                  std::vector<std::string> const& names) {
    std::vector<std::string> words;
    Eigen::MatrixXd const r = to_correlation(covariance);
    auto const p = static_cast<Eigen::Index>(names.size());
    for (Eigen::Index j = 0; j < p; ++j) {
        if (found.vif[j] < 5) continue;
        Eigen::Index nearest = j == 0 ? 1 : 0;
        for (Eigen::Index i = 0; i < p; ++i)
            if (i != j && std::abs(r(i + 1, j + 1)) > std::abs(r(nearest + 1, j + 1))) nearest = i;
        std::string const& name = names[static_cast<std::size_t>(j)];
        std::string const& other = names[static_cast<std::size_t>(nearest)];
        if (std::isinf(found.vif[j]))
            words.push_back("\"" + name + "\" is fully determined by the other drivers (nearest: \"" + other +
                            "\"): its own effect cannot be told; leave one out or put them in a group");
        else
            words.push_back("\"" + name + "\" says nearly the same as the other drivers, \"" + other +
                            "\" most (variance inflation " + one_decimal(found.vif[j]) +
                            "): the sum of their effects is known better than each; consider a group");
    }
    if (words.empty() && found.condition_number > 100)
        words.push_back("the drivers together are close to saying the same (condition number " +
                        one_decimal(found.condition_number) +
                        "): effects are uncertain and hang together; simulate with their joint spread");
    return words;
}

}  // namespace rekensom::fit
