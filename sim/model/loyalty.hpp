#pragma once

#include "model/rows.hpp"

// model.md section 10: effort of a matter, and loyalty.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// What effort and loyalty are measured against: the baseline at t = 0.
struct LoyaltyBase {
    Column contacts_per_matter, wait, hops, avoidable_per_customer;
};

/// ces_base + ces_repeat d(contacts per matter) + ces_wait d(wait) / 60 + ces_hop d(hops)
[[nodiscard]] inline Column effort_score(Effort const& effort, Values const& value, LoyaltyBase const& base,
                                         Column const& contacts_per_matter, Column const& wait, Column const& hops) {
    return value[effort.base] + value[effort.repeat] * (contacts_per_matter - base.contacts_per_matter) +
           value[effort.wait] * (wait - base.wait) / 60 + value[effort.hop] * (hops - base.hops);
}

/// Mark of a moment as the changes stand.
[[nodiscard]] inline Column moment_mark(Scenario const& scenario, PreparedWorld const& world, Values const& value,
                                        Columns const& progress, std::size_t m) {
    Column mark = value[scenario.moments[m].mark];
    for (Effect const& effect : world.moments)
        if (effect.target == m) mark += value[effect.amount] * progress[effect.change];
    return mark.max(1.0).min(10.0);
}

/// nps_base + sum_m impact aware (mark(t) - mark(0)) - penalty d(avoidable contacts per customer a year)
[[nodiscard]] inline Column nps_score(Scenario const& scenario, PreparedWorld const& world, Values const& value,
                                      Columns const& progress, Column const& avoidable_rise) {
    Loyalty const& loyalty = *scenario.loyalty;
    Column score = value[loyalty.nps] - value[loyalty.contact_penalty] * avoidable_rise;
    for (std::size_t m = 0; m < scenario.moments.size(); ++m) {
        Moment const& moment = scenario.moments[m];
        score += value[moment.impact] * value[moment.aware] *
                 (moment_mark(scenario, world, value, progress, m) - value[moment.mark].max(1.0).min(10.0));
    }
    return score.max(-100.0).min(100.0);
}

/// churn_base - churn_per_nps d(nps)
[[nodiscard]] inline Column churn_rate(Scenario const& scenario, Values const& value, Column const& nps) {
    Loyalty const& loyalty = *scenario.loyalty;
    return (value[scenario.customers->churn] - value[loyalty.churn_per_nps] * (nps - value[loyalty.nps])).max(0.0).min(1.0);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
