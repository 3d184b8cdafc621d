#pragma once

#include "rekensom/run/run.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rekensom::cli {

class Keeper;

[[nodiscard]] bool is_terminal(int descriptor);   ///< and one that can move its cursor
[[nodiscard]] bool wants_colour(int descriptor);  ///< a terminal, and no NO_COLOR
[[nodiscard]] int columns(int descriptor);        ///< of the terminal; 80 where there is none

/// What came from outside without the bytes that could steer a terminal.
[[nodiscard]] std::string harmless(std::string_view text);

/// From here on Ctrl-C asks a run to stop, and so does SIGTERM, which is what launchers of processes and batch systems send; a second
/// one ends the program at once, unless files are being written.
void catch_interrupts();
void hold_interrupts();  ///< files are being written: finish that
[[nodiscard]] bool was_interrupted();

/// Stops the run at Ctrl-C, and shows on stderr how far it is and how long it will take.
class Watcher : public run::Watch {
public:
    enum class Show { progress, nothing };
    explicit Watcher(Show show, Keeper* keeper = nullptr);
    ~Watcher() override;
    Watcher(Watcher const&) = delete;
    Watcher& operator=(Watcher const&) = delete;
    [[nodiscard]] bool go_on(run::Progress const& progress) override;
    [[nodiscard]] bool wants_checkpoint(run::Progress const& progress) override;
    void checkpoint(std::string const& bytes) override;
    void waiting() override;

private:
    using Clock = std::chrono::steady_clock;
    Show show_;
    Keeper* keeper_;
    bool shown_ = false, given_up_ = false;
    std::optional<Clock::time_point> stopped_;
    Clock::time_point begun_ = Clock::now(), drawn_ = begun_;
};

}  // namespace rekensom::cli
