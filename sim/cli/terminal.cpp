#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/keep.hpp"

namespace rekensom::cli {
namespace {

// All that a signal handler may touch.
std::sig_atomic_t volatile interrupts = 0;
std::sig_atomic_t volatile writing = 0;

extern "C" void on_interrupt(int) {
    if (interrupts > 0 && writing == 0) _exit(130);
    interrupts = 1;
}

std::string in_words(double seconds) {
    if (seconds < 1) return "a moment";
    if (seconds < 100) return fmt::format("{:.0f} s", seconds);
    return fmt::format("{:.0f} min", seconds / 60);
}

}  // namespace

bool is_terminal(int descriptor) {
    char const* const kind = std::getenv("TERM");
    return isatty(descriptor) == 1 && !(kind && std::string_view(kind) == "dumb");
}

bool wants_colour(int descriptor) {
    char const* const no = std::getenv("NO_COLOR");
    return is_terminal(descriptor) && !(no && *no);
}

int columns(int descriptor) {
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

std::string harmless(std::string_view text) {
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        out += (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f ? '?' : c;
    }
    return out;
}

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void hold_interrupts() { writing = 1; }

bool was_interrupted() { return interrupts > 0; }

Watcher::Watcher(Show show, Keeper* keeper) : show_(show), keeper_(keeper) {}

bool Watcher::wants_checkpoint(run::Progress const& progress) {
    return keeper_ && progress.draws_done < progress.draws_planned && keeper_->is_time();
}

void Watcher::checkpoint(std::string const& bytes) {
    if (keeper_) keeper_->keep(bytes);
}

void Watcher::waiting() {
    using namespace std::chrono_literals;
    if (given_up_ || !was_interrupted()) return;
    if (!stopped_) stopped_ = Clock::now();
    // mpirun tells all to stop where one process has died, and kills what is left a second later.
    if (Clock::now() - *stopped_ < 300ms) return;
    given_up_ = true;
    std::string const kept = keeper_ ? keeper_->kept() : "";
    fmt::print(stderr, "{}rekensom run: told to stop while another process was at work, or has died; {}\n",
               shown_ ? "\r\033[K" : "",
               kept.empty() ? "nothing of this run has been kept yet"
                            : "it was kept at its last checkpoint in " + kept + ", and --resume goes on from there");
    std::fflush(stderr);
}

Watcher::~Watcher() {
    if (shown_) std::fputs("\r\033[K", stderr);
}

bool Watcher::go_on(run::Progress const& progress) {
    using namespace std::chrono_literals;
    auto const now = Clock::now();
    if (show_ == Show::progress && now - begun_ > 300ms && now - drawn_ > 100ms && progress.draws_done > 0) {
        double const share = static_cast<double>(progress.draws_done) /
                             static_cast<double>(std::max<std::uint64_t>(1, progress.draws_planned));
        double const spent = std::chrono::duration<double>(now - begun_).count();
        int const full = static_cast<int>(24 * std::min(1.0, share));
        std::string bar;
        for (int i = 0; i < 24; ++i) bar += i < full ? "━" : " ";
        fmt::print(stderr, "\r\033[K{}▏{:3.0f} %  {} of {} draws, {} left", bar, 100 * share, progress.draws_done,
                   progress.draws_planned, in_words(spent / share - spent));
        std::fflush(stderr);
        shown_ = true;
        drawn_ = now;
    }
    return !was_interrupted();
}

}  // namespace rekensom::cli
