#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstddef>
#include <optional>

#ifdef __SANITIZE_THREAD__
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#endif

namespace rekensom {

/// While it lives, at most so many threads work side by side, also where that is more than there are cores; of several, the least
/// counts. Without one there are as many as cores for this process.
class ThreadLimit {
public:
    /// \param threads  0: no limit of its own
    explicit ThreadLimit(int threads) {
        if (threads > 0)
            control_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    }

    /// How many may work side by side now. An arena of more makes oneTBB warn on stderr.
    [[nodiscard]] static int allowed() {
        return static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
    }

private:
    std::optional<tbb::global_control> control_;
};

#ifdef __SANITIZE_THREAD__

/// Debian's oneTBB is not instrumented: in its tasks ThreadSanitizer sees races that are none, and to suppress these would hide our
/// own. Plain threads do the same, and let it see what the work of two threads shares.
template <class One>
void side_by_side(tbb::task_arena& arena, std::size_t n, One const& one) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failed;
    std::mutex failing;
    auto const work = [&] {
        for (std::size_t i = next++; i < n; i = next++) {
            try {
                one(i);
            } catch (...) {
                std::scoped_lock const lock(failing);
                failed = std::current_exception();
                next = n;
            }
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t k = std::min(n, static_cast<std::size_t>(arena.max_concurrency())); k > 0; --k)
        threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    if (failed) std::rethrow_exception(failed);
}

#else

/// one(i) for each i below n, on the arena's threads in any order. What one throws comes out, and the rest may be left out.
template <class One>
void side_by_side(tbb::task_arena& arena, std::size_t n, One const& one) {
    arena.execute([&] { tbb::parallel_for(std::size_t{0}, n, one); });
}

#endif

/// As above, on as many threads as are allowed.
template <class One>
void side_by_side(std::size_t n, One const& one) {
    tbb::task_arena arena(ThreadLimit::allowed());
    side_by_side(arena, n, one);
}

}  // namespace rekensom
