#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/arguments.hpp"
#include "cli/scenario.hpp"
#include "rekensom/model/world.hpp"
#include "rekensom/report/terminal.hpp"
#include "rekensom/run/results.hpp"

namespace rekensom::cli {

inline constexpr std::uint64_t lane_draws = 64;

enum class Resume { no, yes };

/// Keeps a long run on disk, now and then and when it is interrupted: DIR/resume.bin.
class Keeper {
public:
    /// \throws Usage where there is nothing to resume
    /// \param seconds  between two times
    Keeper(std::string const& directory, Resume resume, double seconds);
    [[nodiscard]] std::string const& resume_from() const { return bytes_; }
    [[nodiscard]] bool is_time() const;
    void keep(std::string const& bytes);  ///< a disk that refuses is no reason to stop the run
    void forget() noexcept;
    /// The file, where it holds this run.
    [[nodiscard]] std::string kept() const { return holds_ ? file_ : std::string{}; }

private:
    std::string file_, bytes_;
    bool holds_ = false;
    double seconds_;
    std::chrono::steady_clock::time_point kept_ = std::chrono::steady_clock::now();
};

/// Of the files' contents and of the flags that the numbers depend on.
[[nodiscard]] std::uint64_t fingerprint(Loaded const& loaded, Arguments const& arguments);

/// The words that give these results again. Not among them: where they go and how they are shown.
[[nodiscard]] std::vector<std::string> command_to_repeat(Arguments const& arguments, run::Results const& results);

/// \throws Usage for an alternative that is not there
[[nodiscard]] std::vector<model::World> chosen_worlds(model::Scenario const& scenario, std::string const& only);

/// \throws Usage
[[nodiscard]] std::vector<std::string> chosen_formats(Arguments const& arguments);

/// How to print to this descriptor.
[[nodiscard]] report::TerminalStyle style_of(int descriptor);

}  // namespace rekensom::cli
