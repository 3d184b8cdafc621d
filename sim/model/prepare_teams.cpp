#include "model/prepare_teams.hpp"

#include "model/contacts.hpp"
#include "model/demand.hpp"
#include "model/team_demand.hpp"
#include "queue/week_lanes.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

// model.md section 6: the plan roster and its calibration. The same equations as the month loop, on the inputs' means.

namespace rekensom::model {
namespace {

using Likes = std::vector<Prepared const*>;

/// The first team of others that is alike in what is asked for; null where none is.
template <class Same>
PreparedTeam const* first_of(Likes const& like, Same const& same) {
    for (Prepared const* other : like)
        if (auto const team = std::ranges::find_if(other->teams, same); team != other->teams.end()) return &*team;
    return nullptr;
}

/// Settled before, for the same week and the same work.
Calibration const* known_calibration(PreparedTeam const& team, Calibration const& wanted, Likes const& like) {
    PreparedTeam const* const same = first_of(like, [&](PreparedTeam const& other) {
        return other.calibration && other.week == team.week && other.ask == team.ask &&
               other.calibration->by == wanted.by && other.calibration->observed == wanted.observed &&
               other.calibration->around == wanted.around;
    });
    return same != nullptr ? &*same->calibration : nullptr;
}

/// e_g: the staffing at which the handled volume is answered as was observed. Falls back to `otherwise` where nothing was observed.
double calibrate(Scenario const& scenario, Prepared& prepared, std::size_t g, TeamDemand const& demand,
                 double otherwise, Likes const& like) {
    Team const& team = scenario.teams[g];
    Calibration wanted{Calibration::By::wait, 0, otherwise, otherwise};
    if (!team.speed_of_answer) wanted.by = Calibration::By::service_level;
    wanted.observed = mean_of(scenario, team.speed_of_answer ? *team.speed_of_answer : *team.service_level);
    if (Calibration const* const known = known_calibration(prepared.teams[g], wanted, like)) {
        prepared.teams[g].calibration = *known;
        return known->staffing;
    }
    queue::WeekView const& week = prepared.teams[g].week->view();
    double const patience = demand.hang_up_rate > 0 ? 1 / demand.hang_up_rate : queue::endless_patience;
    Column const handled = Column::Constant(demand.live / weeks_per_month);
    // How much better than observed each of 64 staffings is; it rises with staffing. Who hang up come on top of the handled.
    auto const better = [&](Column const& staffing) {
        Column hang_up = Column::Zero();
        queue::WeekInputs in{handled, Column::Constant(demand.live_work / demand.live), Column::Constant(patience),
                             staffing};
        for (int step = 0; step < 200; ++step) {
            in.attempts = handled / (1 - hang_up.min(0.95));
            Column const last = std::exchange(hang_up, queue::abandonment(week, in));
            if ((hang_up == last).all()) break;  // no step more moves it by a bit
        }
        queue::WeekColumns const out = queue::performance(week, in, Column::Zero());
        return team.speed_of_answer ? Column(mean_of(scenario, *team.speed_of_answer) - out.wait_answered)
                                    : Column(out.service_level - mean_of(scenario, *team.service_level));
    };
    double low = 0.5 * otherwise, high = 1.9 * otherwise;
    for (int round = 0; round < 6; ++round) {
        Column staffing;
        for (std::size_t i = 0; i < lane_count; ++i)
            staffing[static_cast<Eigen::Index>(i)] =
                low + (high - low) * static_cast<double>(i) / static_cast<double>(lane_count - 1);
        Column const gap = better(staffing);
        if (round == 0 && (gap[0] > 0 || gap[static_cast<Eigen::Index>(lane_count) - 1] < 0)) {
            double const edge = gap[0] > 0 ? low : high;
            prepared.notes.push_back({.kind = TeamNote::Kind::unexplained,
                                      .team = g,
                                      .staffing = edge,
                                      .of_answer = team.speed_of_answer.has_value()});
            return edge;
        }
        Eigen::Index i = 1;
        while (i < static_cast<Eigen::Index>(lane_count) - 1 && gap[i] < 0) ++i;
        low = staffing[i - 1];
        high = staffing[i];
    }
    wanted.staffing = 0.5 * (low + high);
    prepared.teams[g].calibration = wanted;
    return wanted.staffing;
}

/// Agents and hours for what is asked; another's where the same is asked.
void plan(PreparedTeam& team, Likes const& like) {
    if (PreparedTeam const* const same = first_of(like, [&](PreparedTeam const& other) {
            return other.live && other.ask == team.ask && other.setting.profile == team.setting.profile;
        })) {
        team.setting.agents = same->setting.agents;
        team.curve = same->curve;
        return;
    }
    team.setting.agents = queue::plan_roster(team.setting.profile, team.ask);
    team.curve = queue::staffing_curve(team.setting.profile, team.ask);
}

/// The table of this team's week; another's where that is the same, because it takes a tenth of a second.
std::shared_ptr<queue::WeekTable const> week_table(PreparedTeam const& team, Likes const& like) {
    if (PreparedTeam const* const same = first_of(like, [&](PreparedTeam const& other) {
            return other.week && other.setting == team.setting && other.ranges == team.ranges;
        }))
        return same->week;
    return std::make_shared<queue::WeekTable const>(team.setting, team.ranges);
}

void prepare_team(Scenario const& scenario, Prepared& prepared, MeanContacts const& mean, std::size_t g,
                  Likes const& like) {
    Team const& team = scenario.teams[g];
    PreparedTeam& out = prepared.teams[g];
    TeamDemand const demand = demand_of(scenario, prepared, mean, g);
    double const week_hours = team.contract_hours * (1 - mean_of(scenario, team.shrinkage));  // productive, an FTE
    out.productive_hours = week_hours * weeks_per_month;
    // A team that nobody comes to yet is planned for what is to come, and begins with nobody unless `fte` says otherwise.
    out.fresh = demand.still_to_come && demand.deferred_work <= 0;
    out.base_hours = ((demand.still_to_come && !out.fresh ? 0 : demand.live_work) + demand.deferred_work) / 3600;
    if (demand.still_to_come)
        prepared.notes.push_back(
            {.kind = TeamNote::Kind::nobody_yet, .team = g, .hired_as_come = out.fresh && !team.fte});
    out.deferred = std::ranges::any_of(prepared.cells,
                                       [&](Cell const& c) { return c.team == g && c.kind == ChannelKind::deferred; });
    out.live = demand.live > 0;
    out.deferred_hours = demand.deferred_work / 3600 / team.occupancy_max;
    double const deferred_fte = out.deferred_hours / out.productive_hours;

    double live_fte = 0;
    queue::WeekSetting& setting = out.setting;
    if (out.live) {
        out.concurrency = demand.live_work / demand.agent_work;
        setting.profile = team.profile.empty() ? queue::office_week() : queue::week_profile(team.profile, team.interval);
        out.handle_time = demand.live_work / demand.live;
        out.patience = demand.hang_up_rate > 0 ? 1 / demand.hang_up_rate : queue::endless_patience;
        out.ask = {
            demand.live / weeks_per_month, out.handle_time, out.patience, {team.target.share, team.target.within}};
        setting.busyness = team.busyness;
        setting.within = team.target.within;
        plan(out, like);
        double const slot_hours = queue::roster_hours(setting.profile, setting.agents);  // a week
        out.live_hours = slot_hours * weeks_per_month;
        live_fte = slot_hours / out.concurrency / week_hours;
    }
    out.plan_fte = live_fte + deferred_fte;
    REKENSOM_EXPECT(out.plan_fte >= 0);

    // req(load) / req(1)
    out.required_first = 0;
    out.required_step = 0.01;
    double const all = out.plan_fte > 0 ? out.plan_fte : 1;
    for (int k = 0; k <= 400; ++k) {
        double const load = 0.01 * k;
        double const live = out.live ? out.curve.at(load) / out.concurrency / week_hours : 0;
        out.required.push_back((live + deferred_fte * load) / all);
    }

    double const stated = team.fte ? mean_of(scenario, *team.fte) : out.plan_fte;
    out.staffing = out.plan_fte > 0 && !out.fresh ? stated / out.plan_fte : 1;
    if (out.live) {
        bool const moves = team.staffing == Staffing::follows_volume || team.training > 0 || out.fresh;
        bool const observed = (team.speed_of_answer || team.service_level) && !demand.still_to_come;
        double const around = out.staffing;
        double const plan_load = demand.live_work / 3600 / out.live_hours;
        queue::WeekRanges ranges{};
        ranges.load_per_slot = {0.05 * plan_load, 8 * plan_load};
        ranges.staffing = moves || observed ? queue::Range{(out.fresh ? 0.2 : 0.45) * around, 2 * around}
                                            : queue::Range{around, around};
        ranges.handle_time = handle_times(scenario, prepared, g);
        ranges.patience = patiences(scenario, prepared, g);
        ranges.tolerance = {0, 0};
        if (prepared.waiting_driver != none)
            ranges.tolerance = range_of(scenario, scenario.drivers[prepared.waiting_driver].tolerance.index);
        out.ranges = ranges;
        out.week = week_table(out, like);
        if (observed) out.staffing = calibrate(scenario, prepared, g, demand, around, like);
    }
}

/// Hours the planner expects in each month relative to t = 0: growth and season are known.
void expect(Scenario const& scenario, Prepared& prepared, MeanContacts const& mean) {
    for (std::size_t g = 0; g < prepared.teams.size(); ++g)
        for (int t = 0; t < scenario.months; ++t) {
            double hours = 0;
            for (std::size_t r = 0; r < prepared.reasons; ++r) {
                Reason const& reason = scenario.reasons[r];
                double growth = 1 + mean_of(scenario, reason.growth);
                if (reason.journey) growth *= 1 + mean_of(scenario, scenario.journeys[reason.journey->index].growth);
                double const level = std::pow(growth, t / months_per_year) *
                                     reason.season[static_cast<std::size_t>(calendar_month(scenario.start, t))];
                Stream const& stream = prepared.streams[r];
                for (std::size_t c = stream.first; c < stream.first + stream.count; ++c)
                    if (prepared.cells[c].team == g)
                        hours += level * mean.handled[c] * mean.contacts.handle[c][0] / 3600;
            }
            double const base = prepared.teams[g].base_hours;
            prepared.teams[g].expected.push_back(base > 0 && !prepared.teams[g].fresh ? hours / base : 1);
        }
}

}  // namespace

void prepare_teams(Scenario const& scenario, Prepared& prepared, Likes const& like) {
    prepared.teams.assign(scenario.teams.size(), {});
    if (scenario.teams.empty()) return;
    MeanContacts const mean = mean_contacts(scenario, prepared);
    for (std::size_t g = 0; g < prepared.teams.size(); ++g) prepare_team(scenario, prepared, mean, g, like);
    expect(scenario, prepared, mean);
}

std::vector<std::vector<double>> planned_load(Scenario const& scenario, Prepared const& prepared,
                                              PreparedWorld const& world) {
    bool const fresh = std::ranges::any_of(prepared.teams, [](PreparedTeam const& team) { return team.fresh; });
    bool const ahead =
        std::ranges::any_of(scenario.teams, [&](Team const& team) { return mean_of(scenario, team.anticipate) != 0; });
    if (!fresh && (!ahead || world.changes.empty())) return {};
    MeanContacts mean = mean_contacts(scenario, prepared);
    mean.world.quantity = world.quantity;
    Values const value({&mean.draws}, mean.world);
    Columns left(prepared.reasons), progress(world.changes.size()), matrix;
    std::vector<Timing> timings;
    for (std::size_t change : world.changes) timings.push_back(timing(scenario.changes[change], value, 0));
    std::vector<std::vector<double>> planned(prepared.teams.size());
    for (int t = 0; t < scenario.months; ++t) {
        for (std::size_t k = 0; k < timings.size(); ++k) progress[k] = timings[k].shape(t, timings[k].start);
        prevent(world.prevents, value, progress, left);
        for (std::size_t s = 0; s < prepared.streams.size(); ++s)
            improve(prepared, world, value, s, progress, {}, mean.contacts);
        for (std::size_t r = 0; r < prepared.reasons; ++r) {
            auto const avoidable = value[scenario.reasons[r].avoidable];
            arrive(prepared.streams[r], Column(mean.first_contacts[r] * (1 - avoidable * (1 - left[r]))), mean.contacts);
        }
        shift(world, value, progress, mean.contacts);
        for (std::size_t r = 0; r < prepared.reasons; ++r) come_back(prepared, r, value, {}, mean.contacts, matrix);
        for (std::size_t g = 0; g < prepared.teams.size(); ++g) {
            double hours = 0;
            for (std::size_t c = 0; c < prepared.cells.size(); ++c)
                if (prepared.cells[c].team == g)
                    hours += mean.contacts.attempts[c][0] * mean.contacts.handle[c][0] / 3600;
            double const base = prepared.teams[g].base_hours;
            planned[g].push_back(base > 0 ? hours / base : 1);
        }
    }
    return planned;
}

}  // namespace rekensom::model
