#pragma once

#include "model/rows.hpp"
#include "rekensom/base/lane_math.hpp"

// model.md section 1, new demand: N_r(t) = V0_r (1 + growth_r)^(t/12) season_r[calendar month] eps(t) eps_r(t)

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// What the scenario says of a reason's volume at t = 0: handled a month, or first contacts where it says so.
[[nodiscard]] inline Column stated_volume(Scenario const& scenario, Values const& value, std::size_t r) {
    Reason const& reason = scenario.reasons[r];
    if (reason.new_contacts) return value[*reason.new_contacts];
    if (reason.volume) return value[*reason.volume];
    return value[scenario.journeys[reason.journey->index].transactions] * value[*reason.contact_rate];
}

/// First contacts by month and reason, before any change.
class Demand {
public:
    void resize(Scenario const& scenario) {
        reasons_ = scenario.reasons.size();
        contacts_.resize(static_cast<std::size_t>(scenario.months) * reasons_);
        season_.clear();
        for (Reason const& reason : scenario.reasons)
            for (int t = 0; t < scenario.months; ++t)
                season_.push_back(reason.season[static_cast<std::size_t>(calendar_month(scenario.start, t))]);
    }
    /// By reason.
    [[nodiscard]] Column const* month(int month) const {
        return contacts_.data() + static_cast<std::size_t>(month) * reasons_;
    }

    /// \param first_contacts  V0 by reason
    void fill(Scenario const& scenario, Values const& value, DrawsPart const& draws, Columns const& first_contacts) {
        bool const noisy = !draws.block->noise.empty();
        for (std::size_t r = 0; r < reasons_; ++r) {
            Reason const& reason = scenario.reasons[r];
            Column level = first_contacts[r];
            Column const monthly = monthly_growth(scenario, value, reason);
            double const* const season = season_.data() + r * static_cast<std::size_t>(scenario.months);
            for (int t = 0; t < scenario.months; ++t) {
                Column& n = contacts_[static_cast<std::size_t>(t) * reasons_ + r];
                n = level * season[t];
                if (noisy) n *= draws.noise(t, 0, reasons_) * draws.noise(t, 1 + r, reasons_);
                level *= monthly;
            }
        }
    }

private:
    /// (1 + growth)^(1/12), of the journey too where one drives the reason
    [[nodiscard]] static Column monthly_growth(Scenario const& scenario, Values const& value, Reason const& reason) {
        Column log_growth = log(Column(1 + value[reason.growth]));
        if (reason.journey) log_growth += log(Column(1 + value[scenario.journeys[reason.journey->index].growth]));
        return exp(Column(log_growth / months_per_year));
    }

    std::size_t reasons_ = 0;
    Columns contacts_;
    std::vector<double> season_;  ///< [reason][month]
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
