#pragma once

#include "rekensom/run/run.hpp"
#include "run/ledger.hpp"

#include <cstdint>
#include <optional>

namespace rekensom::run {

/// How many draws there will be. With a precision asked for, the run looks only at 1024, 2048, 4096 … draws, fixed beforehand, and
/// stops where the standard error of mean NPV of every alternative, and of every difference of two, is small enough.
class Precision {
public:
    explicit Precision(Options const& options);

    /// Draws until the next look, or in all.
    [[nodiscard]] std::uint64_t planned() const { return planned_; }
    /// Goes on where another run of the same stopped.
    void plan(std::uint64_t draws) { planned_ = draws; }
    /// At `planned()` draws: is it enough?
    void look(Ledger const& ledger);
    /// Empty until the last look.
    [[nodiscard]] std::optional<PrecisionReached> const& reached() const { return reached_; }

private:
    static constexpr std::uint64_t first_look = 1024;
    Options const* options_;
    std::uint64_t planned_;
    std::optional<PrecisionReached> reached_;
};

}  // namespace rekensom::run
