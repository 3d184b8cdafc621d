#pragma once

#include "rekensom/run/draw_store.hpp"
#include "rekensom/run/plan.hpp"
#include "rekensom/run/results.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rekensom::run {

/// An input held at one value in every draw and world.
struct Pin {
    QuantityId quantity;
    double value = 0;
};

/// An input drawn from another seed: the rest stays as drawn (pick-freeze).
struct Reseed {
    QuantityId quantity;
    std::uint64_t seed = 0;
};

struct Progress {
    std::uint64_t draws_done = 0, draws_planned = 0;
};

/// Asked at every checkpoint whether to go on; called from the thread that called `run`.
class Watch {
public:
    virtual ~Watch() = default;
    [[nodiscard]] virtual bool go_on(Progress const& progress) = 0;
    /// Is it time to keep what there is? Asked after every wave of draws.
    [[nodiscard]] virtual bool wants_checkpoint(Progress const&) { return false; }
    /// All that the run is now: given back as `Options::resume_from`, it ends in the same bytes.
    virtual void checkpoint(std::string const&) {}
    /// Called now and then while other processes are waited for.
    virtual void waiting() {}
};

enum class Keep {
    everything,
    pictured,  ///< what a page draws: of the monthly money cumulative cash alone; KPIs that are not `model::is_pictured` have
               ///< the mean and its error by month, and no shifts
    scalars,  ///< no monthly series: for the many runs of `insight` and the live page
    cash      ///< of the scalars only what `model::is_cash` names, the others have count 0; no rates of return
};

/// Whether there are monthly series at all.
[[nodiscard]] constexpr bool keeps_months(Keep keep) { return keep == Keep::everything || keep == Keep::pictured; }

struct Options {
    std::uint64_t draws = 16384;
    std::uint64_t first_draw = 0;
    std::uint64_t seed = 1;
    chance::Sampling sampling = chance::Sampling::sobol;
    int threads = 0;                       ///< 0: all cores
    std::optional<double> precision;       ///< share of mean NPV that its standard error must come below
    std::uint64_t max_draws = 16'777'216;  ///< cap of `precision`
    Keep keep = Keep::everything;
    std::uint64_t keep_draws = 16384;  ///< rows of `KeptDraws`
    bool spread = false;               ///< all processes take part, and all must call `run` (see ranks.hpp)
    std::vector<Pin> pins;
    std::vector<Reseed> reseeds;
    std::optional<std::uint64_t> noise_seed;  ///< another seed for the monthly noise alone
    bool noise = true;                        ///< false: every monthly noise is 1
    std::string resume_from;                  ///< what `Watch::checkpoint` was given; empty: from the start
    std::uint64_t fingerprint = 0;            ///< of the scenario's text and the flags: a run is only resumed by itself
    DrawStore* draw_store = nullptr;          ///< of runs before this one, and for those after it
    std::atomic<bool> const* stop = nullptr;  ///< looked at all the time; once true, `run` throws Stopped
};

/// `Options::stop` was set: there are no results. For who asks for another run meanwhile, and cannot wait for a wave to end.
class Stopped : public std::exception {
public:
    [[nodiscard]] char const* what() const noexcept override { return "stopped"; }
};

/// Many draws on all cores. The same plan, options and seed give the same bytes, whatever the number of threads.
/// With `spread` the results are those of rank 0; the others' are empty.
/// \throws std::runtime_error where `resume_from` is torn or of another run; Bug with what is needed to repeat it; Stopped.
[[nodiscard]] Results run(Plan const& plan, Options const& options, Watch* watch = nullptr);

}  // namespace rekensom::run
