#include <algorithm>
#include <cmath>
#include <vector>

#include "input/sections.hpp"

// Reference classes: what became of plans like these, for every change that states none of it.

namespace rekensom::input {
namespace {

using model::Origin;

/// Numbers of one class. Sources: docs, tags [LITTLE], [HMTOB], [MCK], [PAC06]; the shapes are assumptions (grade D).
struct Class {
    std::string_view name;
    double duration_median, duration_sigma;  ///< actual / planned time to go-live, log-normal, at least 1
    double realised_yes, realised_of;        ///< Beta(1 + yes, 1 + of - yes) of the effect comes true
    double cost_median, cost_sigma;          ///< actual / planned cost, log-normal
};

constexpr Class classes[] = {
    {"process-fix", 1.3, 0.4, 3, 4, 1.1, 0.45},  // realisation Beta(4, 2), mean 0.67
    {"it-project", 1.3, 0.4, 1.7, 4, 1.3, 0.7},  // realisation Beta(2.7, 3.3), mean 0.45
};

constexpr double score_p90 = 1.2815515655446004;

chance::Marginal log_normal(double median, double sigma) {
    double const spread = std::exp(score_p90 * sigma);
    return chance::sure(chance::make_two_percentiles(median / spread, median * spread, Domain::positive));
}

/// Months late of a plan to start after `planned` months: that time, times what plans like it took more.
chance::Marginal lateness(Class const& one, double planned) {
    constexpr std::size_t points = 2000;
    chance::Marginal const ratio = log_normal(one.duration_median, one.duration_sigma);
    std::vector<double> months;
    for (std::size_t i = 0; i < points; ++i) {
        double const u = (static_cast<double>(i) + 0.5) / points;
        months.push_back(planned * std::max(0.0, ratio.quantile(u) - 1));
    }
    return chance::sure(chance::make_data(months, Domain::non_negative));
}

}  // namespace

void apply_outlook(Reader& reader, Section const& root) {
    auto const chosen = root.sub("outlook").optional_choice("class");
    if (!chosen) return;
    Class const& one = classes[*chosen];
    auto const put = [&](QuantityId id, chance::Marginal const& marginal) {
        model::Quantity& quantity = reader.scenario.quantities[id.index];
        if (quantity.origin != Origin::by_default) return;
        quantity.marginal = marginal;
        quantity.origin = Origin::by_outlook;
        quantity.provenance.source = "reference class " + std::string(one.name);
    };
    for (model::Change const& change : reader.scenario.changes) {
        put(change.slip, lateness(one, reader.scenario.at(change.start).marginal.mean()));
        put(change.realisation, chance::sure(chance::make_survey(one.realised_yes, one.realised_of, Domain::share)));
        put(change.overrun, log_normal(one.cost_median, one.cost_sigma));
    }
}

}  // namespace rekensom::input
