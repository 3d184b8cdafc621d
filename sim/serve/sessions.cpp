#include "rekensom/serve/sessions.hpp"

#include <algorithm>

namespace rekensom::serve {

void Run::stop(Why why) {
    Why expected = Why::goes_on;
    why_.compare_exchange_strong(expected, why);
    stopped_.store(true);
}

bool Sessions::begin(std::string const& session, std::uint64_t move, std::shared_ptr<Run> const& run) {
    std::lock_guard const lock(mutex_);
    auto const [it, fresh] = sessions_.try_emplace(session);
    Session& mine = it->second;
    if (!fresh && move <= mine.latest) return false;
    mine.latest = move;
    mine.seen = ++count_;
    if (auto const earlier = mine.run.lock()) earlier->stop(Why::superseded);
    mine.run = run;
    make_room();
    return true;
}

/// Pages come and go without a word: those that were silent longest are forgotten first.
void Sessions::make_room() {
    while (sessions_.size() > most_) {
        auto const oldest = std::min_element(sessions_.begin(), sessions_.end(),
                                             [](auto const& a, auto const& b) { return a.second.seen < b.second.seen; });
        if (auto const run = oldest->second.run.lock()) run->stop(Why::gone);
        sessions_.erase(oldest);
    }
}

void Sessions::stop_all(Why why) {
    std::lock_guard const lock(mutex_);
    for (auto& [name, session] : sessions_)
        if (auto const run = session.run.lock()) run->stop(why);
}

std::size_t Sessions::size() const {
    std::lock_guard const lock(mutex_);
    return sessions_.size();
}

}  // namespace rekensom::serve
