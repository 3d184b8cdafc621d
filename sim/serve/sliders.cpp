#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "rekensom/insight/importance.hpp"
#include "rekensom/insight/study.hpp"
#include "serve/survey.hpp"

namespace rekensom::serve {
namespace {

constexpr std::size_t wanted = 8;  ///< sliders, where fewer inputs are uncertain: certain ones beside them

std::string kind_of(model::Quantity const& q, std::string const& currency) {
    if (q.unit.starts_with("share")) return "share";
    if (q.unit == "s") return "seconds";
    if (q.unit == "months") return "months";
    if (q.unit.starts_with(currency)) return "money";
    if (q.unit.starts_with("contacts") || q.unit.starts_with("transactions")) return "count";
    if (q.unit == "points" && q.domain == Domain::mark) return "mark";
    return "number";
}

/// 1, 2 or 5 times a power of ten, at most `x`.
double round_step(double x) {
    double const ten = std::pow(10, std::floor(std::log10(x)));
    for (double const times : {5.0, 2.0})
        if (times * ten <= x) return times * ten;
    return ten;
}

/// n steps, without the dust of binary fractions.
double steps(double n, double step) { return std::strtod(fmt::format("{:.12g}", n * step).c_str(), nullptr); }

void set_range(Slider& slider, Domain domain, double low, double high) {
    Bounds const allowed = bounds(domain);
    double const step = round_step((high - low) / 100);
    slider.step = steps(1, step);
    double first = std::floor(low / step), last = std::ceil(high / step);
    while (steps(first, step) < allowed.lower ||
           (allowed.lower_edge == Edge::open && steps(first, step) <= allowed.lower))
        ++first;
    while (steps(last, step) > allowed.upper || (allowed.upper_edge == Edge::open && steps(last, step) >= allowed.upper))
        --last;
    slider.low = steps(first, step);
    slider.high = steps(last, step);
}

bool make_slider(Slider& slider, model::Scenario const& scenario) {
    model::Quantity const& q = scenario.quantities[slider.quantity];
    chance::Marginal const marginal = insight::drawn_marginal(scenario, QuantityId{slider.quantity});
    slider.kind = kind_of(q, scenario.currency);
    if (marginal.form() == chance::Form::bernoulli) {
        slider.middle = marginal.mean();
        set_range(slider, Domain::share, 0, 1);
    } else if (marginal.is_certain()) {
        slider.middle = marginal.mean();
        double const reach = std::abs(slider.middle) / 2;
        if (!(reach > 0) || !std::isfinite(reach)) return false;
        set_range(slider, q.domain, slider.middle - reach, slider.middle + reach);
    } else {
        slider.middle = marginal.quantile(0.5);
        double const low = marginal.quantile(0.005), high = marginal.quantile(0.995);
        double const more = 0.1 * (high - low);
        if (!(high > low) || !std::isfinite(high - low)) return false;
        // Beyond what is drawn, but not through 0 where that never is.
        set_range(slider, q.domain, marginal.lower() >= 0 ? std::max(0.0, low - more) : low - more, high + more);
    }
    return slider.low < slider.high && slider.low <= slider.middle && slider.middle <= slider.high;
}

}  // namespace

std::vector<Slider> sliders_of(Workshop& workshop, run::Results const& results, std::size_t best) {
    model::Scenario const& scenario = *workshop.original().scenario;
    std::vector<Slider> list;
    for (std::size_t const quantity : results.inputs) list.push_back({quantity, {}, 0, 0, 1, 0, 0, 0});
    auto const importances = insight::importances(results);
    for (std::size_t c = 0; c < importances.size(); ++c)
        for (insight::Importance const& found : importances[c]) {
            Slider& slider = list[found.input];
            slider.share = std::max(slider.share, std::clamp(found.variance_share.value, 0.0, 1.0));
            if (c == best) slider.direction = found.rank_correlation;
        }
    std::stable_sort(list.begin(), list.end(), [](Slider const& a, Slider const& b) { return a.share > b.share; });
    for (std::size_t i = 0; i < scenario.quantities.size() && list.size() < wanted; ++i) {
        model::Quantity const& q = scenario.quantities[i];
        if (q.marginal.is_certain() && q.origin == model::Origin::stated && !q.reference)
            list.push_back({i, {}, 0, 0, 1, 0, 0, 0});
    }
    std::erase_if(list, [&](Slider& slider) {
        return !make_slider(slider, scenario) ||
               !workshop.can_set(scenario.quantities[slider.quantity].path, slider.middle);
    });
    return list;
}

}  // namespace rekensom::serve
