#include "work_a.hpp"

#include "rekensom/chance/marginal.hpp"
#include "run/build.hpp"

#include <numeric>
#include <string>

namespace rekensom::bench {
namespace {

chance::Made triangular(ThreeNumbers const& n) {
    return chance::make_triangular({n.min, n.likely, n.max}, Domain::real);
}

}  // namespace

WorkA work_a() {
    test::Build build;
    WorkA work;
    build.scenario.months = months;
    build.set(build.scenario.finance.discount_rate, discount_rate);
    std::vector<ChannelId> ids;
    for (std::size_t c = 0; c < channels; ++c) {
        ids.push_back(build.channel("c" + std::to_string(c)));
        work.cost[c] = build.scenario.channels[c].cost_per_contact.index;
        build.set(QuantityId{work.cost[c]}, triangular(cost[c]));
    }
    double const mean = std::accumulate(std::begin(season), std::end(season), 0.0) / 12;
    for (std::size_t r = 0; r < reasons; ++r) {
        std::vector<std::pair<ChannelId, double>> mix;
        for (std::size_t c = 0; c < channels; ++c) mix.emplace_back(ids[c], volume[r][c]);
        double const total = std::accumulate(std::begin(volume[r]), std::end(volume[r]), 0.0);
        build.reason("r" + std::to_string(r), total, mix);
        model::Reason& reason = build.scenario.reasons.back();
        reason.new_contacts = reason.volume;
        reason.volume.reset();
        build.set(reason.growth, growth);
        build.set(reason.noise, noise_cv);
        build.set(reason.recontact, recontact[r]);
        for (std::size_t m = 0; m < 12; ++m) reason.season[m] = season[m] / mean;
        work.first_time_fix[r] = reason.first_time_fix[0].index;
        build.set(reason.first_time_fix[0], chance::make_survey(first_time_fix[r] - 1, 98, Domain::share));
    }
    for (std::size_t k = 0; k < changes; ++k) {
        QuantityId const shared = build.add("inputs.prevented_" + std::to_string(k), 0);
        build.set(shared, chance::make_pert({prevents[k].min, prevents[k].likely, prevents[k].max}, Domain::real));
        work.prevents[k] = shared.index;
        ChangeId const id = build.change("k" + std::to_string(k));
        model::Change const change = build.scenario.changes.back();
        build.set(change.start, start[k]);
        build.set(change.slip, triangular(slip[k]));
        build.set(change.ramp, triangular(ramp[k]));
        work.slip[k] = change.slip.index;
        work.ramp[k] = change.ramp.index;
        for (std::size_t r = 0; r < reasons; ++r)
            if (acts_on[k][r]) {
                QuantityId const amount = build.prevents(id, ReasonId{r}, 0);
                model::Quantity& q = build.scenario.quantities[amount.index];
                q.marginal = build.scenario.at(shared).marginal;
                q.reference = model::Reference{shared, 1};
            }
    }
    work.scenario = std::make_shared<model::Scenario const>(std::move(build.scenario));
    return work;
}

}  // namespace rekensom::bench
