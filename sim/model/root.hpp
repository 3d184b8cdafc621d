#pragma once

#include "model/rows.hpp"

#include <cmath>

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// Looks, lane by lane, for the place where a gap that falls becomes 0: along the line through the last two places, kept in a
/// bracket. A lane that is done stays where it is, so that no lane depends on the others.
class RootSearch {
public:
    /// \param from   the first place to look
    /// \param most   the gap is above 0 at 0, and below at `most`
    /// \param slope  of the gap, below 0: a guess
    RootSearch(Column const& from, double most, Column const& slope)
        : at_(from), high_(Column::Constant(most)), slope_(slope) {}

    [[nodiscard]] Column const& at() const { return at_; }
    [[nodiscard]] Column const& slope() const { return slope_; }  ///< the guess, until two places are known
    [[nodiscard]] Mask found() const { return found_ > 0; }
    /// Found, or the bracket has no room left to look in.
    [[nodiscard]] Mask done() const { return found_ + stuck_ > 0; }
    [[nodiscard]] bool all_done() const { return (found_ + stuck_).minCoeff() > 0; }

    /// \param gap    where it looks now
    /// \param small  such a gap, or such a distance from the root, is none
    void move(Column const& gap, Column const& small) {
        // A secant finds it in a few steps or not at all: then halve.
        constexpr int most_secants = 16;
        constexpr double narrow = 1e-12;
        // So that no chance counts as sure. Then a tabulated week's root is missed by 6e-8 at most (tests/model/root_test.cpp).
        constexpr double least_turn = 0.002;
        double const lines = steps_ > 0 ? 1 : 0, curves = steps_ > 1 ? 1 : 0, secants = steps_ < most_secants ? 1 : 0;
        // Loops over lanes without a branch: the compiler makes lanes of these.
        for (std::size_t i = 0; i < lane_count; ++i) {
            double const here = at_.data()[i], g = gap.data()[i], enough = small.data()[i];
            double const before = previous_.data()[i], was = slope_.data()[i], run = here - before;
            double const rise = (g - previous_gap_.data()[i]) * lines;
            double const line = rise / (run == 0 ? 1 : run), slope = line < 0 ? line : was;
            double const low = low_.data()[i], high = high_.data()[i];
            double const least = g > 0 ? here : low, most = g < 0 ? here : high;
            double const along = here - g / slope, middle = 0.5 * (least + most);
            double const above = along > least ? secants : 0, within = along < most ? above : 0;
            // Between the last three places the line's slope changes by as much as it does from the last two to the root, times
            // how much nearer to it they are.
            double const far = along - before_last_.data()[i], near = (along - before) / (far == 0 ? 1 : far);
            double const turn = std::abs((1 - was / slope) * near);
            double const miss = std::abs(along - here) * (turn > least_turn ? turn : least_turn);
            double const none = std::abs(g) <= enough ? 1 : 0, sure = miss <= enough ? curves * within : 0;
            double const aside = none > 0 ? here : middle, next = within > 0 ? along : aside;
            double const found = found_.data()[i], stuck = stuck_.data()[i], stays = found + stuck;
            double const close = none + sure > 0 ? 1 : 0;
            low_.data()[i] = least;
            high_.data()[i] = most;
            slope_.data()[i] = stays > 0 ? was : slope;
            before_last_.data()[i] = before;
            previous_.data()[i] = here;
            previous_gap_.data()[i] = g;
            at_.data()[i] = stays > 0 ? here : next;
            found_.data()[i] = stays > 0 ? found : close;
            stuck_.data()[i] = most - least <= narrow ? 1 : stuck;
        }
        steps_ += 1;
    }

private:
    Column at_, low_ = Column::Zero(), high_, slope_, before_last_ = low_, previous_ = low_, previous_gap_ = low_;
    Column found_ = low_, stuck_ = low_;  ///< 1 or 0
    int steps_ = 0;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
