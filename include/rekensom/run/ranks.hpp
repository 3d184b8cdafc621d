#pragma once

#include "rekensom/base/aligned.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace rekensom::run {

/// The processes that share a run: one, unless the program was started by mpirun or srun and built with MPI. Rank 0 leads: it alone
/// merges, prints and writes. Make one at the start of `main`, and keep it until its end.
class Ranks {
public:
    /// \param launched  whether a launcher of processes has started this one
    Ranks(bool launched, int& argc, char**& argv);
    ~Ranks();
    Ranks(Ranks const&) = delete;
    Ranks& operator=(Ranks const&) = delete;
};

/// Which of how many processes this is; 0 of 1 without `Ranks`.
[[nodiscard]] int rank();
[[nodiscard]] int rank_count();
[[nodiscard]] inline bool leads() { return rank() == 0; }

/// Whether this build can share a run at all.
[[nodiscard]] bool built_with_mpi();

/// How many of them share this machine.
[[nodiscard]] int ranks_here();

/// What rank 0 says, to all. Who waits for it sleeps.
void broadcast(std::vector<std::uint64_t>& words);
/// What each says, at rank 0 in the order of the ranks; empty elsewhere.
[[nodiscard]] std::vector<std::string> gather(std::string const& mine);
/// Sums over all ranks at rank 0; 0 elsewhere afterwards.
void sum_at_leader(AlignedCounts& counts);

/// While it lives, calls `what` now and then whenever this process waits for another. One at a time.
class WhileWaiting {
public:
    explicit WhileWaiting(std::function<void()> what);
    ~WhileWaiting();
    WhileWaiting(WhileWaiting const&) = delete;
    WhileWaiting& operator=(WhileWaiting const&) = delete;
};

/// Ends all processes at once with exit code 1: this one cannot go on, and the others would wait for it forever.
[[noreturn]] void abandon();

}  // namespace rekensom::run
