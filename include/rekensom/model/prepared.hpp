#pragma once

#include "rekensom/model/outcomes.hpp"
#include "rekensom/model/scenario.hpp"
#include "rekensom/model/world.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week_table.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// A scenario laid out for the month loop: flat lists instead of names, and all that is settled at the inputs' means before the
// first draw. Plain structs, read by code of every instruction set.

namespace rekensom::model {

inline constexpr std::size_t none = static_cast<std::size_t>(-1);

/// What comes in for one reason by one channel.
struct Cell {
    std::size_t reason = 0, channel = 0;
    std::size_t team = none;  ///< of a live channel with a queue; deferred channels of a team have it too
    ChannelKind kind = ChannelKind::live;
    std::size_t weight = none;  ///< quantity: weight in the mix; none: only reached by a shift, a hop or a chaser
    std::size_t first_time_fix = 0, handle_time = 0, cost = 0;  ///< quantities
    std::size_t redial = 0, variable_cost = 0, cashable = 0, recontact = 0;

    [[nodiscard]] bool queued() const { return kind == ChannelKind::live && team != none; }
};

/// Successive cells that share their comers-back: a reason, or an event's contacts for a reason.
struct Stream {
    std::size_t reason = 0;
    std::size_t event = none;
    std::size_t first = 0, count = 0;  ///< cells
    bool hops = false;
};

/// Of the comers-back after cell `from`, the share that `share` says comes back by cell `to`.
struct CellHop {
    std::size_t stream = 0, from = 0, to = 0, share = 0;
};

/// To what a team's staffing was settled so that it answers as was observed. The same again comes to the same.
struct Calibration {
    enum class By { wait, service_level } by = By::wait;
    double observed = 0, around = 0;  ///< around: the staffing without it
    double staffing = 1;
};

/// What settling a team at the means gave.
struct PreparedTeam {
    bool live = false, deferred = false;
    bool fresh = false;            ///< nobody comes to it at t = 0: planned for what is to come
    double plan_fte = 0;           ///< FTE of the plan roster and the deferred work
    double productive_hours = 0;   ///< a month an FTE
    double staffing = 1;           ///< e_g
    double concurrency = 1;        ///< slots an agent
    double live_hours = 0;         ///< rostered hours a month for live work, at plan
    double deferred_hours = 0;     ///< hours a month for deferred work, at plan
    std::vector<double> required;  ///< req(load) / req(1) on `required_first + k required_step`
    double required_first = 0, required_step = 0;
    std::vector<double> expected;                  ///< by month: hours the planner expects, relative to t = 0
    double base_hours = 0;                         ///< handled hours a month at t = 0, at the means
    std::shared_ptr<queue::WeekTable const> week;  ///< of live work
    queue::WeekSetting setting;              ///< what `week` tabulates; without agents where there is no live work
    queue::WeekRanges ranges{};              ///< over which it does
    double handle_time = 0, patience = 0;    ///< s, of live work at t = 0, at the means; patience inf: nobody hangs up
    queue::RosterDemand ask{};               ///< what the roster is planned for
    queue::StaffingCurve curve;              ///< hours that it takes
    std::optional<Calibration> calibration;  ///< none where nothing was observed, or no staffing explains it
};

/// A number of a change that acts on a reason, by the change's place among the world's changes.
struct Effect {
    std::size_t change = 0, target = 0, amount = 0;  ///< place; reason, driver or moment; quantity
};

struct CellShift {
    std::size_t change = 0, from = 0, to = 0;  ///< cells
    std::size_t share = 0, containment = 0;    ///< quantities
};

struct PreparedWorld {
    std::vector<std::size_t> changes;  ///< of `Scenario::changes`
    std::vector<Effect> prevents, first_time_fix, handle_time, recontact, drivers, moments;
    std::vector<CellShift> shifts;
    std::vector<char> prevented;               ///< by reason: does a change prevent some of its contacts? 0 or 1
    std::vector<bool> events;                  ///< by event: does it happen here?
    std::vector<std::size_t> quantity;         ///< row of each quantity: its own, or an override's
    bool own_values = false;                   ///< some quantity is another one here than in the baseline
    bool own_demand = false;                   ///< overrides make its first contacts differ from the baseline's
    std::vector<std::vector<double>> planned;  ///< [team][month]: load with the changes as planned / without
    double delay = 0;                          ///< months added to every slip
};

/// What settling a team at the start showed.
struct TeamNote {
    enum class Kind {
        unexplained,  ///< no staffing gives the service level or speed of answer that is said to be observed
        nobody_yet  ///< nobody comes to its live channels at the start: planned for what the changes as planned bring there
    };
    Kind kind{};
    std::size_t team = 0;
    double staffing =
        0;  ///< of `unexplained`: where it starts from, times the planned roster: the nearest that was tried
    bool of_answer = false;      ///< of `unexplained`: the speed of answer, not the service level
    bool hired_as_come = false;  ///< of `nobody_yet`: it begins with nobody
};

struct Prepared {
    int months = 0;
    std::size_t quantities = 0, reasons = 0, channels = 0;
    std::vector<Cell> cells;
    std::vector<Stream> streams;  ///< reasons first, in order, then events
    std::vector<CellHop> hops;
    /// Streams that are followed by their first contacts alone, in every world (sim/model/steady.hpp); the others, and their cells.
    std::vector<std::size_t> steady, busy, busy_cells;
    std::vector<bool> is_steady;  ///< by stream
    std::vector<bool> is_alike;   ///< by stream: a steady one of which changes alter all channels alike
    std::vector<PreparedTeam> teams;
    std::vector<PreparedWorld> worlds;
    Outcomes outcomes;
    std::vector<bool> modelled;         ///< by Kpi
    std::size_t waiting_driver = none;  ///< the dissatisfier
    std::vector<TeamNote> notes;
};

/// \throws nothing for a checked scenario.
/// \param like  of scenarios that differ little: rosters and tables for the same are shared
[[nodiscard]] std::shared_ptr<Prepared const> prepare(Scenario const& scenario, std::vector<World> const& worlds,
                                                      std::vector<Prepared const*> const& like = {});

/// The same rosters and tables for other worlds.
[[nodiscard]] std::shared_ptr<Prepared const> prepare_worlds(Scenario const& scenario, Prepared const& plan,
                                                             std::vector<World> const& worlds);

}  // namespace rekensom::model
