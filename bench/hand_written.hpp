#pragma once

#include "run/draw_plan.hpp"
#include "work_a.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

// What a kernel for Work A alone comes to, written by hand in the same lanes and with the same draws: the bounds that the general kernel is
// held to. Built for every instruction set, with the kernel's own flags.

namespace rekensom::bench {

class HandWritten {
public:
    virtual ~HandWritten() = default;
    /// Draws the 25 inputs and 432 noises of block `index`. \return a number that depends on all of them
    virtual double draw(std::uint64_t index) = 0;
    /// The NPV of 64 draws, by cell: the contacts of both worlds by month, reason and channel are worked out and kept for the month, and
    /// what they cost; all that the months share is hoisted.
    virtual void by_cell(std::uint64_t index, double* npv) = 0;
    /// The NPV alone, with the channels taken together before the first month.
    virtual void lean(std::uint64_t index, double* npv) = 0;
};

/// \return null where this machine or build has no such instruction set
[[nodiscard]] std::unique_ptr<HandWritten> make_hand_written(std::string_view isa, WorkA const& work,
                                                             run::DrawPlan const& draws);

}  // namespace rekensom::bench
