#pragma once

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstddef>

#ifdef __SANITIZE_THREAD__
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#endif

namespace rekensom {

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

}  // namespace rekensom
