#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstddef>
#include <optional>

#ifdef __SANITIZE_THREAD__
#include <algorithm>
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
    explicit ThreadLimit(int threads) : one_(threads == 1) {
        if (one_)
            ++ones_;
        else if (threads > 1)
            control_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    }
    ~ThreadLimit() { ones_ -= one_ ? 1 : 0; }
    ThreadLimit(ThreadLimit const&) = delete;
    ThreadLimit& operator=(ThreadLimit const&) = delete;

    /// How many may work side by side now. An arena of more makes oneTBB warn on stderr.
    [[nodiscard]] static int allowed() {
        if (ones_ > 0) return 1;
        return static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
    }

private:
    inline static std::atomic<int> ones_{0};  ///< limits of one thread that live
    bool one_;
    std::optional<tbb::global_control> control_;
};

/// Threads for work side by side: as many as are allowed when this is made. If that is one, it is the caller's own, and oneTBB,
/// whose start takes a millisecond, is not asked.
class Threads {
public:
    Threads() : count_(ThreadLimit::allowed()) {
        if (count_ > 1) arena_.emplace(count_);
    }

    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(count_); }

    /// one(i, thread) for each i below n in any order, on threads below count(). What one throws comes out, and the rest may be
    /// left out.
    template <class One>
    void each(std::size_t n, One const& one) {
        if (count_ > 1)
            several(n, one);
        else
            for (std::size_t i = 0; i < n; ++i) one(i, std::size_t{0});
    }

private:
#ifdef __SANITIZE_THREAD__
    /// Debian's oneTBB is not instrumented: in its tasks ThreadSanitizer sees races that are none, and to suppress these would hide
    /// our own. Plain threads do the same, and let it see what the work of two threads shares.
    template <class One>
    void several(std::size_t n, One const& one) {
        std::atomic<std::size_t> next{0};
        std::exception_ptr failed;
        std::mutex failing;
        auto const work = [&](std::size_t thread) {
            for (std::size_t i = next++; i < n; i = next++) {
                try {
                    one(i, thread);
                } catch (...) {
                    std::scoped_lock const lock(failing);
                    failed = std::current_exception();
                    next = n;
                }
            }
        };
        std::vector<std::thread> threads;
        for (std::size_t k = std::min(n, count()); k-- > 0;) threads.emplace_back(work, k);
        for (std::thread& thread : threads) thread.join();
        if (failed) std::rethrow_exception(failed);
    }
#else
    template <class One>
    void several(std::size_t n, One const& one) {
        arena_->execute([&] {
            tbb::parallel_for(std::size_t{0}, n, [&](std::size_t i) {
                one(i, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
            });
        });
    }
#endif

    int count_;
    std::optional<tbb::task_arena> arena_;
};

/// one(i) for each i below n in any order, on as many threads as are allowed.
template <class One>
void side_by_side(std::size_t n, One const& one) {
    Threads().each(n, [&](std::size_t i, std::size_t) { one(i); });
}

}  // namespace rekensom
