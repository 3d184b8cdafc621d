#include "rekensom/base/side_by_side.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace rekensom {
namespace {

/// The most that were at work at the same time.
int most_at_once(std::size_t n) {
    std::atomic<int> now{0}, most{0};
    side_by_side(n, [&](std::size_t) {
        int const here = ++now;
        for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        --now;
    });
    return most;
}

}  // namespace

TEST_CASE("no more threads work side by side than are allowed, and more than cores where allowed", "[constructed]") {
    int const without = ThreadLimit::allowed();
    {
        ThreadLimit const one(1);
        CHECK(ThreadLimit::allowed() == 1);
        CHECK(most_at_once(20) == 1);
        ThreadLimit const no_limit_of_its_own(0), more(8);
        CHECK(ThreadLimit::allowed() == 1);
    }
    {
        ThreadLimit const more(without + 2);
        CHECK(ThreadLimit::allowed() == without + 2);
        CHECK(most_at_once(200) <= without + 2);
    }
    CHECK(ThreadLimit::allowed() == without);
}

TEST_CASE("each is done once, and what one throws comes out", "[constructed]") {
    std::vector<int> done(1000, 0);
    side_by_side(done.size(), [&](std::size_t i) { ++done[i]; });
    CHECK(std::accumulate(done.begin(), done.end(), 0) == 1000);
    CHECK(*std::min_element(done.begin(), done.end()) == 1);
    CHECK_THROWS_AS(side_by_side(100,
                                 [](std::size_t i) {
                                     if (i == 57) throw std::runtime_error("57");
                                 }),
                    std::runtime_error);
}

}  // namespace rekensom
