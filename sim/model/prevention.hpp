#pragma once

#include "model/rows.hpp"
#include "rekensom/base/lane_math.hpp"

#include <limits>

// model.md section 2, prevention: the contact that nobody needed.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// G(x) = 0 for x <= 0, x^2 / (2 ramp) up to ramp, x - ramp / 2 beyond: what a linear ramp that begins at 0 has come to at x.
/// \param per_ramp  1 / (2 ramp)
[[nodiscard]] inline Column ramped(Column const& x, Column const& ramp, Column const& per_ramp) {
    return x.max(0.0).min(ramp).square() * per_ramp + (x - ramp).max(0.0);
}

/// The times of one change in one world, a column each.
struct Timing {
    Column start;      ///< planned, months
    Column slip;       ///< months, the world's delay included
    Column ramp;       ///< months
    Column half_life;  ///< months; used where `fades`
    Column strength;   ///< success * realisation
    bool fades = false;
    Column per_ramp;       ///< 1 / (2 ramp)
    double earliest = 0;   ///< months: until then nothing has begun in any draw, as planned or really
    double latest = 0;     ///< months: at 0 or later, when all have really begun
    double whole = 0;      ///< months: from then on all are as far as they come; infinite where they fade
    Column ramped_so_far;  ///< G at the end of the last month that `advance` went through

    [[nodiscard]] Column real_start() const { return start + slip; }

    /// The month's mean of the ramp from `begin`, fading after it; strength not included.
    [[nodiscard]] Column shape(int month, Column const& begin) const {
        double const t = month;
        return shaped(month, begin, ramped(t + 1 - begin, ramp, per_ramp) - ramped(t - begin, ramp, per_ramp));
    }
    /// The shape of its real start, month after month; those in which it is still may be left out.
    [[nodiscard]] Column advance(int month) {
        Column const so_far = ramped_so_far;
        ramped_so_far = ramped(month + 1.0 - real_start(), ramp, per_ramp);
        return shaped(month, real_start(), ramped_so_far - so_far);
    }
    /// Whether its real shape is, in every draw, what it was in the month before.
    [[nodiscard]] bool still(int month) const { return month > 0 && (month + 1 <= earliest || month - 1 >= whole); }
    /// R_k(t)
    [[nodiscard]] Column progress(int month) const { return strength * shape(month, real_start()); }

private:
    [[nodiscard]] Column shaped(int month, Column const& begin, Column const& ramping) const {
        double const t = month;
        // Rounding leaves a little less than 1 of what is complete; months that are alike would differ by it.
        Column progress = if_less(Column::Constant(t), begin + ramp, ramping, Column::Ones());
        if (fades) progress *= exp2(Column(-((t + 0.5 - begin - ramp).max(0.0) / half_life)));
        return progress;
    }
};

[[nodiscard]] inline Timing timing(Change const& change, Values const& value, double delay) {
    Timing timing;
    timing.start = value[change.start];
    timing.slip = value[change.slip] + delay;
    timing.ramp = value[change.ramp];
    timing.per_ramp = 1 / (2 * timing.ramp.max(1e-9));
    timing.strength = value[change.chance] * value[change.realisation];
    timing.fades = change.half_life.has_value();
    if (timing.fades) timing.half_life = value[*change.half_life];
    Column const real = timing.real_start();
    timing.earliest = timing.start.min(real).minCoeff();
    timing.latest = real.max(0.0).maxCoeff();
    timing.ramped_so_far = ramped(-real, timing.ramp, timing.per_ramp);
    timing.whole = timing.fades ? std::numeric_limits<double>::infinity() : (real + timing.ramp).maxCoeff();
    return timing;
}

/// 1 - P_r(t) / v_r: the product over changes of (1 - a_kr R_k), the share of the avoidable contacts that is left. `left` by reason.
inline void prevent(std::vector<Effect> const& effects, Values const& value, Columns const& progress, Columns& left) {
    for (Column& share : left) share.setOnes();
    for (Effect const& effect : effects) left[effect.target] *= 1 - value[effect.amount] * progress[effect.change];
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
