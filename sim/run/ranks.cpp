#include "rekensom/run/ranks.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <thread>

#ifdef REKENSOM_MPI
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>

#include "rekensom/base/late_library.hpp"
#endif

namespace rekensom::run {
namespace {

struct Place {
    int rank = 0, count = 1, here = 1;
    bool begun = false;
    std::function<void()> while_waiting;
};

Place& place() {
    static Place here;
    return here;
}

}  // namespace

int rank() { return place().rank; }
int rank_count() { return place().count; }
int ranks_here() { return place().here; }

WhileWaiting::WhileWaiting(std::function<void()> what) { place().while_waiting = std::move(what); }
WhileWaiting::~WhileWaiting() { place().while_waiting = nullptr; }

#ifdef REKENSOM_MPI

namespace {

// Open MPI, loaded where a launcher has started several processes. Its functions go by their own names here; MPI_COMM_WORLD and
// the like are addresses of its objects.
constexpr LateLibrary open_mpi{REKENSOM_MPI};
#undef OMPI_PREDEFINED_GLOBAL
#define OMPI_PREDEFINED_GLOBAL(type, global) (static_cast<type>(open_mpi.symbol(#global)))
#define REKENSOM_LATE(name) constinit LateFunction<decltype(::name)> const name{open_mpi, #name};
REKENSOM_LATE(MPI_Abort)
REKENSOM_LATE(MPI_Comm_free)
REKENSOM_LATE(MPI_Comm_rank)
REKENSOM_LATE(MPI_Comm_size)
REKENSOM_LATE(MPI_Comm_split_type)
REKENSOM_LATE(MPI_Finalize)
REKENSOM_LATE(MPI_Iallgather)
REKENSOM_LATE(MPI_Ibarrier)
REKENSOM_LATE(MPI_Ibcast)
REKENSOM_LATE(MPI_Igatherv)
REKENSOM_LATE(MPI_Init_thread)
REKENSOM_LATE(MPI_Ireduce)
REKENSOM_LATE(MPI_Test)
#undef REKENSOM_LATE

/// Open MPI ends all processes on an error, with its own message; what we send is far below the size that MPI's int can count.
int size_of(std::size_t n) {
    if (n > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw std::runtime_error("a message between processes above 2 GiB: fewer alternatives or months");
    return static_cast<int>(n);
}

/// MPI's own wait spins, on a core that other ranks may need; ours spins as long as a short message on its way takes, then sleeps.
void wait(MPI_Request request) {
    using namespace std::chrono_literals;
    auto const& meanwhile = place().while_waiting;
    for (int tries = 0;; ++tries) {
        int done = 0;
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        if (done != 0) return;
        if (tries < 500) continue;
        if (meanwhile) meanwhile();
        std::this_thread::sleep_for(tries < 3000 ? 50us : 2000us);
    }
}

/// A long message goes on a piece a look: both ends look all the time. First all are there, so that nobody looks for long; unless
/// one dies in between.
void transfer(MPI_Request request) {
    auto const& meanwhile = place().while_waiting;
    for (int tries = 1;; ++tries) {
        int done = 0;
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        if (done != 0) return;
        std::this_thread::yield();
        if (tries % 4096 == 0 && meanwhile) meanwhile();
    }
}

}  // namespace

bool built_with_mpi() { return true; }

Ranks::Ranks(bool launched, int& argc, char**& argv) {
    if (!launched) return;
    int given = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
    place().begun = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &place().rank);
    MPI_Comm_size(MPI_COMM_WORLD, &place().count);
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &place().here);
    MPI_Comm_free(&here);
}

Ranks::~Ranks() {
    if (place().begun) MPI_Finalize();
}

void broadcast(std::vector<std::uint64_t>& words) {
    if (rank_count() == 1) return;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibcast(words.data(), size_of(words.size()), MPI_UINT64_T, 0, MPI_COMM_WORLD, &request);
    wait(request);
}

std::vector<std::string> gather(std::string const& mine) {
    if (rank_count() == 1) return {mine};
    int const size = size_of(mine.size());
    auto const ranks = static_cast<std::size_t>(rank_count());
    std::vector<int> sizes(ranks), starts(ranks);
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallgather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, MPI_COMM_WORLD, &request);
    wait(request);
    std::size_t total = 0;
    for (std::size_t r = 0; r < ranks; ++r) {
        starts[r] = size_of(total);
        total += static_cast<std::size_t>(sizes[r]);
    }
    std::string all(leads() ? total : 0, '\0');
    size_of(total);
    MPI_Igatherv(mine.data(), size, MPI_BYTE, all.data(), sizes.data(), starts.data(), MPI_BYTE, 0, MPI_COMM_WORLD,
                 &request);
    transfer(request);
    std::vector<std::string> parts;
    if (leads())
        for (std::size_t r = 0; r < ranks; ++r)
            parts.push_back(all.substr(static_cast<std::size_t>(starts[r]), static_cast<std::size_t>(sizes[r])));
    return parts;
}

void sum_at_leader(AlignedCounts& counts) {
    if (rank_count() == 1 || counts.empty()) return;
    AlignedCounts sum(leads() ? counts.size() : 0);
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    wait(request);
    MPI_Ireduce(counts.data(), sum.data(), size_of(counts.size()), MPI_UINT32_T, MPI_SUM, 0, MPI_COMM_WORLD, &request);
    transfer(request);
    if (leads())
        counts = std::move(sum);
    else
        std::ranges::fill(counts, 0U);
}

void abandon() {
    MPI_Abort(MPI_COMM_WORLD, 1);
    std::abort();  // MPI_Abort does not say that it never returns
}

#else

bool built_with_mpi() { return false; }
Ranks::Ranks(bool, int&, char**&) {}
Ranks::~Ranks() = default;
void broadcast(std::vector<std::uint64_t>&) {}
std::vector<std::string> gather(std::string const& mine) { return {mine}; }
void sum_at_leader(AlignedCounts&) {}
void abandon() { std::abort(); }

#endif

}  // namespace rekensom::run
