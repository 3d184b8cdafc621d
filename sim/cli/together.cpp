#include "cli/together.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "cli/commands.hpp"
#include "rekensom/run/ranks.hpp"

namespace rekensom::cli {
namespace {

// What the leader says, with which exit code, about which run.
enum class Word : std::uint64_t { begin, end };

bool met = false;  // this process has begun its part of a shared run

std::vector<std::uint64_t> say(Word word, std::uint64_t code, std::uint64_t fingerprint) {
    std::vector<std::uint64_t> words{static_cast<std::uint64_t>(word), code, fingerprint};
    run::broadcast(words);
    return words;
}

/// \throws Dismissed
std::uint64_t hear() {
    auto const heard = say(Word::end, 0, 0);
    if (heard[0] == static_cast<std::uint64_t>(Word::end)) throw Dismissed{static_cast<int>(heard[1])};
    return heard[2];
}

std::string host() {
    char name[256] = "";
    return gethostname(name, sizeof name - 1) == 0 ? name : "?";
}

/// The first word of who leads begins, the others say how they are, the second one settles it.
void meet(std::uint64_t fingerprint) {
    if (!run::leads()) {
        bool const same = hear() == fingerprint;
        (void)run::gather(same ? "" : host() + " has other files or another program");
        (void)hear();
        met = true;
        return;
    }
    say(Word::begin, 0, fingerprint);
    std::vector<std::string> const answers = run::gather("");
    for (std::size_t r = 0; r < answers.size(); ++r)
        if (!answers[r].empty())
            throw std::runtime_error(fmt::format("process {} of {}: {}", r + 1, answers.size(), answers[r]));
    say(Word::begin, 0, fingerprint);
    met = true;
}

int whole(char const* variable) {
    char const* const text = std::getenv(variable);
    return text ? std::atoi(text) : 0;
}

}  // namespace

bool launched() {
    for (char const* variable : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"})
        if (std::getenv(variable)) return true;
    return whole("SLURM_STEP_NUM_TASKS") > 1;
}

void avoid_closed_memory() {
    char from = 0, to = 0;
    iovec here{&to, 1}, there{&from, 1};
    if (process_vm_readv(getpid(), &here, 1, &there, 1, 0) != 1)
        setenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none", 0);
}

void expect_together() {
    if (run::rank_count() > 1 || std::max(whole("OMPI_COMM_WORLD_SIZE"), whole("SLURM_STEP_NUM_TASKS")) <= 1) return;
    throw std::runtime_error(
        run::built_with_mpi()
            ? "several processes were started that do not know of each other; with srun, say --mpi=pmix, or use mpirun"
            : "several processes were started, but this build cannot share a run (REKENSOM_MPI is off)");
}

int own_threads() {
    int const here = run::ranks_here();
    if (here == 1) return 0;
    cpu_set_t mine;
    CPU_ZERO(&mine);
    int const allowed = sched_getaffinity(0, sizeof mine, &mine) == 0 ? CPU_COUNT(&mine) : 1;
    auto const share = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN)) / here;
    return std::max(1, std::min(allowed, share));  // a launcher may have bound each to its own cores
}

run::Results run_together(run::Plan const& plan, run::Options options, run::Watch* watch) {
    if (run::rank_count() == 1) return run::run(plan, options, watch);
    options.spread = true;
    meet(options.fingerprint);
    try {
        return run::run(plan, options, watch);
    } catch (std::exception const& e) {
        fmt::print(stderr, "rekensom run: process {} of {}, on {}: {}\n", run::rank() + 1, run::rank_count(), host(),
                   e.what());
        std::fflush(stderr);
        run::abandon();
    }
}

int dismiss(int code) {
    if (run::rank_count() > 1) say(Word::end, static_cast<std::uint64_t>(code), 0);
    return code;
}

int follow(Ending const& own) try {
    if (!met) {
        hear();
        std::string const trouble = own.says.empty() ? "does not take part" : own.says;
        (void)run::gather(host() + ": " + trouble);
    }
    for (;;) hear();
} catch (Dismissed const& end) {
    return end.code;
}

}  // namespace rekensom::cli
