#pragma once

#include "rekensom/run/run.hpp"

#include <stdexcept>
#include <string>

// A run that several processes share, started by mpirun or srun. All read the same command line. The first one leads: it prints,
// writes, and its exit code is that of all. The others take part in `run` and are silent, unless they fail in the midst of it.

namespace rekensom::cli {

/// How a command ended, and what there is to say about it on stderr.
struct Ending {
    int code = 0;
    std::string says;
};

/// The leader has come to an end without the others.
struct Dismissed {
    int code;
};

/// Whether a launcher of processes has started this one.
[[nodiscard]] bool launched();

/// Before `run::Ranks`: many containers forbid to read another process's memory, and Open MPI would try all the same, and complain
/// at each message.
void avoid_closed_memory();

/// \throws std::runtime_error where several processes were started that cannot find each other: each would do the whole run
void expect_together();

/// Cores for one of the processes on this machine; 0, all that there are, where it is alone.
[[nodiscard]] int own_threads();

/// `run::run` by all processes.
/// \throws std::runtime_error at the leader where another cannot take part; Dismissed at the others
[[nodiscard]] run::Results run_together(run::Plan const& plan, run::Options options, run::Watch* watch);

/// The leader's end, told to the others. \return  `code`
int dismiss(int code);

/// The others' end: waits for the leader's. \param own  how this process fared
/// \return  the leader's exit code
int follow(Ending const& own);

}  // namespace rekensom::cli
