#pragma once

#include "model/contacts.hpp"
#include "model/rows.hpp"
#include "rekensom/base/lane_math.hpp"

#include <array>
#include <vector>

// model.md section 9: satisfaction with a contact, a mark of 1 to 10.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// Drivers' marks of one world: they come on foot and leave on horseback.
class Drivers {
public:
    void begin(Scenario const& scenario, Values const& value) {
        marks_.clear();
        for (Driver const& driver : scenario.drivers) marks_.push_back(value[driver.mark]);
    }

    /// x(t) = x(t-1) + kappa (target(t) - x(t-1)).
    /// \param lowered  points by which events lower each driver
    /// \param minutes  freed time spent on a contact
    void advance(Scenario const& scenario, PreparedWorld const& world, Values const& value, Columns const& progress,
                 Columns const& lowered, Column const& minutes) {
        for (std::size_t d = 0; d < marks_.size(); ++d) {
            Driver const& driver = scenario.drivers[d];
            Column target =
                value[driver.mark] - lowered[d] + (value[driver.lift] * minutes).min(value[driver.lift_ceiling]);
            for (Effect const& effect : world.drivers)
                if (effect.target == d) target += value[effect.amount] * progress[effect.change];
            Column const gap = target - marks_[d];
            marks_[d] += gap * if_positive(gap, value[driver.recovery_up], value[driver.recovery_down]);
        }
    }

    /// sum over linear drivers of beta_d (x_d(t) - x_d(0))
    [[nodiscard]] Column effect(Scenario const& scenario, Values const& value) const {
        Column sum = Column::Zero();
        for (std::size_t d = 0; d < marks_.size(); ++d)
            if (scenario.drivers[d].kind == DriverKind::linear)
                sum += value[scenario.drivers[d].weight] * (marks_[d] - value[scenario.drivers[d].mark]);
        return sum;
    }

private:
    Columns marks_;
};

/// What does not change over the months, from the baseline at t = 0.
struct SatisfactionBase {
    Columns fix;     ///< f0 by cell
    Columns excess;  ///< E[(wait - tolerance)+] by team, s
    Column cut;      ///< a mark above this counts as satisfied: 7.5, or what reproduces the observed share
};

/// S_rc(t) before expectations: base + drivers - gap (f0 - f) - slope (excess - excess0) / 60, kept in [1, 10].
[[nodiscard]] inline Column contact_mark(Prepared const& prepared, Scenario const& scenario, Values const& value,
                                         SatisfactionBase const& base, std::size_t c, Column const& fix,
                                         Column const* excess, Column const& drivers) {
    Cell const& cell = prepared.cells[c];
    Column mark = value[scenario.reasons[cell.reason].mark] + drivers -
                  value[scenario.satisfaction.first_time_fix_gap] * (base.fix[c] - fix);
    if (excess != nullptr && prepared.waiting_driver != none)
        mark -= value[scenario.drivers[prepared.waiting_driver].weight] * (*excess - base.excess[cell.team]) / 60;
    return mark.max(1.0).min(10.0);
}

/// P(mark >= 8) = Phi((S - cut) / sigma)
[[nodiscard]] inline Column satisfied(Column const& mark, Column const& cut, Column const& spread) {
    return normal_cdf(Column((mark - cut) / spread));
}

/// Expectations adapt: what delights today is the norm tomorrow.
class Expectation {
public:
    void begin(Column const& mark) { start_ = level_ = mark; }
    /// gamma (E(t) - E(0)), to be taken off what is felt
    [[nodiscard]] Column norm(Scenario const& scenario, Values const& value) const {
        return value[scenario.satisfaction.adaptation] * (level_ - start_);
    }
    void advance(Scenario const& scenario, Values const& value, Column const& mark) {
        Satisfaction const& s = scenario.satisfaction;
        Column const gap = mark - level_;
        level_ += value[s.adaptation_up] * gap.max(0.0) + value[s.adaptation_down] * gap.min(0.0) + value[s.drift];
    }

private:
    Column start_, level_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
