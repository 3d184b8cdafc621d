#pragma once

#include "rekensom/model/block.hpp"
#include "run/draw_plan.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace rekensom::run {

/// Draws and simulates blocks, one at a time; each thread has its own. Built once for every instruction set: the same bytes from all.
class Worker {
public:
    virtual ~Worker() = default;
    /// Block `index`: draws [index * 64, index * 64 + 64).
    virtual void work(std::uint64_t index, model::Block& block) = 0;
    /// Only the draws.
    virtual void draw(std::uint64_t index, model::Draws& draws) = 0;
};

/// What a worker reads; outlives it.
struct Task {
    model::Scenario const* scenario = nullptr;
    model::Prepared const* prepared = nullptr;
    DrawPlan const* draws = nullptr;
    model::Wanted wanted;
};

/// By the best instruction set of this machine.
[[nodiscard]] std::unique_ptr<Worker> make_worker(Task const& task);
/// Name of the instruction set that `make_worker` takes.
[[nodiscard]] std::string_view instruction_set();
/// Takes this one from now on, where the machine has it; for tests and benchmarks. \return whether it has
bool use_instruction_set(std::string_view name);

}  // namespace rekensom::run
