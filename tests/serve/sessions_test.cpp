#include "rekensom/serve/sessions.hpp"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace rekensom::serve;

TEST_CASE("a newer move ends the older run of the same page, and of no other", "[serve][constructed]") {
    Sessions sessions;
    auto const a1 = std::make_shared<Run>(), b1 = std::make_shared<Run>(), a2 = std::make_shared<Run>();
    CHECK(sessions.begin("a", 1, a1));
    CHECK(sessions.begin("b", 1, b1));
    CHECK(sessions.begin("a", 2, a2));
    CHECK(a1->stopped().load());
    CHECK(a1->why() == Why::superseded);
    CHECK_FALSE(a2->stopped().load());
    CHECK_FALSE(b1->stopped().load());
}

TEST_CASE("a move that comes after a newer one is not begun", "[serve][constructed]") {
    Sessions sessions;
    auto const newer = std::make_shared<Run>(), older = std::make_shared<Run>(), same = std::make_shared<Run>();
    CHECK(sessions.begin("a", 7, newer));
    CHECK_FALSE(sessions.begin("a", 6, older));
    CHECK_FALSE(sessions.begin("a", 7, same));
    CHECK_FALSE(newer->stopped().load());
}

TEST_CASE("the first reason to stop counts", "[serve][constructed]") {
    Run run;
    CHECK(run.why() == Why::goes_on);
    run.stop(Why::gone);
    run.stop(Why::superseded);
    CHECK(run.why() == Why::gone);
    CHECK(run.stopped().load());
}

TEST_CASE("sessions that were silent longest are forgotten first", "[serve][constructed]") {
    Sessions sessions(4);
    std::vector<std::shared_ptr<Run>> runs;
    for (int i = 0; i < 6; ++i) {
        runs.push_back(std::make_shared<Run>());
        CHECK(sessions.begin("page " + std::to_string(i), 1, runs.back()));
    }
    CHECK(sessions.size() == 4);
    CHECK(runs[0]->why() == Why::gone);
    CHECK(runs[1]->why() == Why::gone);
    CHECK(runs[2]->why() == Why::goes_on);
    sessions.stop_all(Why::ends);
    CHECK(runs[5]->why() == Why::ends);
}

TEST_CASE("moves from many threads: the newest one goes on, all others end", "[serve]") {
    Sessions sessions;
    constexpr std::size_t threads = 4, moves = 200;
    std::vector<std::shared_ptr<Run>> runs(threads * moves);
    for (auto& run : runs) run = std::make_shared<Run>();
    std::vector<std::thread> hands;
    for (std::size_t t = 0; t < threads; ++t)
        hands.emplace_back([&, t] {
            for (std::size_t m = 0; m < moves; ++m) {
                std::size_t const move = m * threads + t;
                if (!sessions.begin("a", move + 1, runs[move])) runs[move]->stop(Why::superseded);
            }
        });
    for (std::thread& hand : hands) hand.join();
    for (std::size_t i = 0; i + 1 < runs.size(); ++i) CHECK(runs[i]->stopped().load());
    CHECK_FALSE(runs.back()->stopped().load());
}
