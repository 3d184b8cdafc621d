#pragma once

#include "run/kernel.hpp"

// The memory of blocks. A wave's blocks stay until it is folded; what nobody reads from them then is lent to them by the thread
// that simulates, block after block the same memory, which so stays in its cache.

namespace rekensom::run {

/// A block with memory for all of this task.
[[nodiscard]] model::Block make_block(Task const& task);

/// What is read from a block after it is simulated, besides inputs, outcomes and counts.
enum class Months { kept, not_kept };

/// A block of a wave, with memory for what is read from it.
struct Slot {
    model::Block block;
    AlignedVector inputs;  ///< [input of the run's draws][lane]

    /// Copies the inputs from the block's draws, which go back to the lender.
    void take_inputs(DrawPlan const& draws);
};

[[nodiscard]] Slot make_slot(Task const& task, Months months);
/// The memory that such a slot's block lacks.
[[nodiscard]] model::Block make_loan(Task const& task, Months months);
/// Gives `block` the memory of `loan`; and again: takes it back.
void lend(model::Block& loan, model::Block& block, Months months);

}  // namespace rekensom::run
