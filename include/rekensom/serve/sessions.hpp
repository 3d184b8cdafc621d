#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rekensom::serve {

/// Why a run is given up.
enum class Why : int { goes_on, superseded, gone, too_long, ends };

/// One run, and the way to stop it from another thread. The first reason counts.
class Run {
public:
    void stop(Why why);
    [[nodiscard]] Why why() const { return why_.load(); }
    [[nodiscard]] std::atomic<bool> const& stopped() const { return stopped_; }

private:
    std::atomic<Why> why_{Why::goes_on};
    std::atomic<bool> stopped_{false};
};

/// The pages that are open, each with its latest move: a newer move ends the older run, whichever connection they come by.
class Sessions {
public:
    explicit Sessions(std::size_t most = 64) : most_(most) {}

    /// `run` is this move's: the session's earlier one is stopped. False: a newer move was here before.
    [[nodiscard]] bool begin(std::string const& session, std::uint64_t move, std::shared_ptr<Run> const& run);
    void stop_all(Why why);
    [[nodiscard]] std::size_t size() const;

private:
    struct Session {
        std::uint64_t latest = 0;
        std::uint64_t seen = 0;  ///< when, by count
        std::weak_ptr<Run> run;
    };
    void make_room();

    mutable std::mutex mutex_;
    std::size_t most_;
    std::uint64_t count_ = 0;
    std::map<std::string, Session> sessions_;
};

}  // namespace rekensom::serve
