#include "report/waterfall.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace rekensom::report {

std::vector<Step> with_potential(std::vector<Step> steps) {
    static constexpr std::string_view before[] = {"overlap", "slip", "realisation", "repeats"};
    auto const on_paper = [](Step const& s) { return std::ranges::find(before, s.id) != std::end(before); };
    auto const last = std::find_if(steps.rbegin(), steps.rend(), on_paper).base();
    if (last == steps.begin()) return steps;
    double potential = 0;
    for (auto s = steps.begin(); s != last; ++s) potential += s->amount;
    steps.insert(last, {"gross", "Potential: what is avoided", "Potentieel: wat wegvalt", Kind::total, potential});
    Step& paper = steps.front();
    paper.label = "On paper: every plan in full";
    paper.label_nl = "Op papier: elk plan geheel";
    if (std::abs(paper.amount) < 1e-9 * std::abs(potential)) {
        auto const total = std::ranges::find(steps, std::string_view("gross"), &Step::id);
        steps.erase(steps.begin(), total);
    }
    return steps;
}

}  // namespace rekensom::report
