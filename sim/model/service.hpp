#pragma once

#include "model/contacts.hpp"
#include "queue/week_lanes.hpp"
#include "rekensom/base/calendar.hpp"

#include <span>

// model.md section 5: the queue of a team's live channels, as a fixed point with redials and repeats; and deferred channels.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// What waiting does to the live channels of a team in one month.
struct Service {
    Column hang_up = Column::Zero();      ///< A: share of attempts that abandon
    Column attempts = Column::Zero();     ///< a month
    Column handle_time = Column::Zero();  ///< s, weighted by handled volume
    Column patience = Column::Zero();     ///< s, mean; inf: nobody hangs up
    Column wait = Column::Zero();         ///< s, of those answered
    Column service_level = Column::Zero();
    Column occupancy = Column::Zero();
    Column excess = Column::Zero();  ///< s, E[(wait - tolerance)+ | answered]
};

/// Load of one team's live channels at a given hang-up share: attempts a month and mean handle time.
struct TeamLoad {
    Column attempts, handle_time;
};

/// The cells and streams that one team's queue depends on.
struct TeamCells {
    std::vector<std::size_t> cells, streams;
    bool shared = false;  ///< a stream of it also queues with another team
};

/// The next place to look for a root between low and high: where the line through the last two places meets 0, at first a step
/// of the gap; the middle where that leads out.
[[nodiscard]] inline Column secant_within(Column const& low, Column const& high, Column const& at, Column const& gap,
                                          Column const& previous, Column const& previous_gap, bool first) {
    Column next;
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const here = at.data()[i], g = gap.data()[i];
        double const rise = first ? 0 : g - previous_gap.data()[i];
        double const along = -g * (here - previous.data()[i]) / (rise == 0 ? 1 : rise);
        double const there = here + (rise == 0 ? g : along), least = low.data()[i], most = high.data()[i];
        double const middle = 0.5 * (least + most), below_most = there < most ? there : middle;
        next.data()[i] = there > least ? below_most : middle;
    }
    return next;
}

class Queues {
public:
    void resize(Prepared const& prepared) {
        teams_.assign(prepared.teams.size(), {});
        for (std::size_t s = 0; s < prepared.streams.size(); ++s) {
            Stream const& stream = prepared.streams[s];
            for (std::size_t c = stream.first; c < stream.first + stream.count; ++c) {
                if (!prepared.cells[c].queued()) continue;
                TeamCells& team = teams_[prepared.cells[c].team];
                team.cells.push_back(c);
                if (team.streams.empty() || team.streams.back() != s) team.streams.push_back(s);
                if (stream.hops)
                    for (std::size_t d = stream.first; d < stream.first + stream.count; ++d)
                        team.shared = team.shared ||
                                      (prepared.cells[d].queued() && prepared.cells[d].team != prepared.cells[c].team);
            }
        }
        hang_up_.assign(prepared.teams.size(), Column::Zero());
        guess_ = abandonment_ = hang_up_;
        weeks_.resize(prepared.teams.size());
    }

    /// Another block: no draw may start from what another one left.
    /// \param guess  where the search begins, by team; all worlds begin where the baseline does, so that what does nothing
    ///               differs by nothing
    void begin(std::span<Column const> guess = {}) {
        for (std::size_t g = 0; g < guess_.size(); ++g) guess_[g] = guess.empty() ? Column(Column::Zero()) : guess[g];
    }
    [[nodiscard]] Columns const& guess() const { return guess_; }

    /// Solves attempts and waiting of all cells for this month.
    /// \param staffing   s by team: agents are s times the plan roster
    /// \param tolerance  of waiting, s
    /// \param streams    those to solve
    /// \return the draws that settled, to a relative 1e-6
    Mask settle(Prepared const& prepared, Values const& value, Columns const& staffing, Column const& tolerance,
                std::span<std::size_t const> streams, Contacts& contacts, std::vector<Service>& services) {
        bool queued = false;
        for (std::size_t g = 0; g < teams_.size(); ++g) queued = queued || !teams_[g].cells.empty();
        if (!queued) {
            for (std::size_t s : streams) come_back(prepared, s, value, {}, contacts, matrix_);
            return Mask::Constant(true);
        }
        Mask settled = Mask::Constant(false);
        hang_up_ = guess_;
        for (int sweep = 0; sweep < 100 && !settled.all(); ++sweep) {
            settled.setConstant(true);
            bool again = false;
            for (std::size_t g = 0; g < teams_.size(); ++g) {
                if (teams_[g].cells.empty()) continue;
                Column const before = services[g].attempts;
                settled = settled && settle_team(prepared, g, value, staffing[g], contacts, services[g]);
                if (!teams_[g].shared) continue;
                again = true;
                settled = settled && (services[g].attempts - before).abs() <= 1e-7 * services[g].attempts;
            }
            if (!again) break;
        }
        for (std::size_t s : streams) come_back(prepared, s, value, hang_up_, contacts, matrix_);
        for (std::size_t g = 0; g < teams_.size(); ++g)
            if (!teams_[g].cells.empty()) finish(g, tolerance, contacts, services[g]);
        guess_ = hang_up_;
        return settled;
    }

    [[nodiscard]] std::vector<TeamCells> const& teams() const { return teams_; }

private:
    /// sum of attempts and their mean handle time, given A of this team; the other teams' A as it stands.
    TeamLoad load(Prepared const& prepared, std::size_t g, Values const& value, Contacts& contacts) {
        for (std::size_t s : teams_[g].streams) come_back(prepared, s, value, hang_up_, contacts, matrix_);
        TeamLoad load{Column::Zero(), Column::Zero()};
        for (std::size_t c : teams_[g].cells) {
            load.attempts += contacts.attempts[c];
            load.handle_time += contacts.attempts[c] * contacts.handle[c];
        }
        load.handle_time = ratio(load.handle_time, load.attempts, 300);
        return load;
    }

    /// The hang-up share A with A = abandonment(load(A)), which lies between none and all: a secant search kept in a bracket.
    Mask settle_team(Prepared const& prepared, std::size_t g, Values const& value, Column const& staffing,
                     Contacts& contacts, Service& service) {
        Column arriving = Column::Zero(), rate = Column::Zero(), most_back = Column::Zero();
        for (std::size_t c : teams_[g].cells) {
            arriving += contacts.arriving[c];
            rate += contacts.arriving[c] * contacts.patience_rate[c];
            most_back = most_back.max(contacts.back[c]).max(contacts.redial[c]);
        }
        rate = ratio(rate, arriving, 1.0 / 180);
        service.patience = ratio(Column::Ones(), rate, queue::endless_patience);
        // What a step of A does to the attempts, at most.
        Column const small = 1e-7 * (1 - most_back).max(1e-3);

        queue::WeekAt& week = weeks_[g];
        week.begin(prepared.teams[g].week->view(), service.patience, staffing);
        Column low = Column::Zero(), high = Column::Ones();
        Column at = hang_up_[g], previous = at, previous_gap = Column::Zero();
        Mask settled = Mask::Constant(false);
        for (int step = 0; step < 60; ++step) {
            hang_up_[g] = at;
            TeamLoad const now = load(prepared, g, value, contacts);
            abandonment_[g] = week.abandonment(now.attempts / weeks_per_month, now.handle_time);
            Column const gap = abandonment_[g] - at;
            settled = gap.abs() <= small || high - low <= 1e-12;
            service.attempts = now.attempts;
            service.handle_time = now.handle_time;
            if (settled.all()) break;
            low = if_positive(gap, at, low);
            high = if_positive(-gap, at, high);
            // A secant settles in a few steps or not at all: then halve.
            Column const next = step < 16 ? secant_within(low, high, at, gap, previous, previous_gap, step == 0)
                                          : Column(0.5 * (low + high));
            previous = at;
            previous_gap = gap;
            at = settled.select(at, next);
        }
        return settled;
    }

    void finish(std::size_t g, Column const& tolerance, Contacts const& contacts, Service& service) {
        service.attempts.setZero();
        service.handle_time.setZero();
        for (std::size_t c : teams_[g].cells) {
            service.attempts += contacts.attempts[c];
            service.handle_time += contacts.attempts[c] * contacts.handle[c];
        }
        service.handle_time = ratio(service.handle_time, service.attempts, 300);
        // Where other teams' hang-ups moved its load since it settled, it is looked up again.
        if (teams_[g].shared)
            abandonment_[g] = weeks_[g].abandonment(service.attempts / weeks_per_month, service.handle_time);
        queue::WeekColumns const week = weeks_[g].performance(abandonment_[g], tolerance);
        service.hang_up = hang_up_[g];
        service.wait = week.wait_answered;
        service.service_level = week.service_level;
        service.occupancy = week.occupancy;
        service.excess = week.excess;
    }

    std::vector<TeamCells> teams_;
    Columns hang_up_, guess_, abandonment_, matrix_;
    std::vector<queue::WeekAt> weeks_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
