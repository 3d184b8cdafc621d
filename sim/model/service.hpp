#pragma once

#include "model/contacts.hpp"
#include "model/root.hpp"
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

/// By team, where a search for A begins.
struct HangUp {
    Columns share;  ///< A, as it was last
    Columns slope;  ///< ... of abandonment(load(A)) - A
};

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
        last_ = {hang_up_, hang_up_};
        weeks_.resize(prepared.teams.size());
    }

    /// Another block: no draw may start from what another one left.
    /// \param like  where the search begins; all worlds begin where the baseline does, so that what does nothing differs by
    ///              nothing. Null: the baseline's own first
    void begin(HangUp const* like) {
        if (like != nullptr) {
            last_ = *like;
            return;
        }
        for (Column& share : last_.share) share.setZero();
        for (Column& slope : last_.slope) slope.setConstant(-1);
    }
    [[nodiscard]] HangUp const& last() const { return last_; }

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
        hang_up_ = last_.share;
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
        last_.share = hang_up_;
        return settled;
    }

    [[nodiscard]] std::vector<TeamCells> const& teams() const { return teams_; }

private:
    /// Sum of attempts and their mean handle time.
    [[nodiscard]] TeamLoad load(std::size_t g, Contacts const& contacts) const {
        TeamLoad load{Column::Zero(), Column::Zero()};
        for (std::size_t c : teams_[g].cells) {
            load.attempts += contacts.attempts[c];
            load.handle_time += contacts.attempts[c] * contacts.handle[c];
        }
        load.handle_time = ratio(load.handle_time, load.attempts, 300);
        return load;
    }

    /// The same, where a share of this team's hangs up; the other teams' as it stands.
    TeamLoad load_at(Column const& hang_up, Prepared const& prepared, std::size_t g, Values const& value,
                     Contacts& contacts) {
        hang_up_[g] = hang_up;
        for (std::size_t s : teams_[g].streams) come_back(prepared, s, value, hang_up_, contacts, matrix_);
        return load(g, contacts);
    }

    /// The hang-up share A with A = abandonment(load(A)), which lies between none and all.
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
        Column const small = 2e-7 * (1 - most_back).max(1e-3);

        queue::WeekAt& week = weeks_[g];
        week.begin(prepared.teams[g].week->view(), service.patience, staffing);
        RootSearch search(hang_up_[g], 1, last_.slope[g]);
        for (int step = 0; step < 60 && !search.all_done(); ++step) {
            TeamLoad const now = load_at(search.at(), prepared, g, value, contacts);
            week.move(now.attempts / weeks_per_month, now.handle_time);
            search.move(week.abandonment() - search.at(), small);
        }
        hang_up_[g] = search.at();
        if (teams_[g].shared) service.attempts = load_at(search.at(), prepared, g, value, contacts).attempts;
        last_.slope[g] = search.slope();
        return search.done();
    }

    void finish(std::size_t g, Column const& tolerance, Contacts const& contacts, Service& service) {
        TeamLoad const now = load(g, contacts);
        service.attempts = now.attempts;
        service.handle_time = now.handle_time;
        service.hang_up = hang_up_[g];
        queue::WeekAt& at = weeks_[g];
        at.move(now.attempts / weeks_per_month, now.handle_time);
        // Where other teams' hang-ups moved its load since it settled, it is looked up again.
        queue::WeekColumns const week = at.performance(teams_[g].shared ? at.abandonment() : hang_up_[g], tolerance);
        service.wait = week.wait_answered;
        service.service_level = week.service_level;
        service.occupancy = week.occupancy;
        service.excess = week.excess;
    }

    std::vector<TeamCells> teams_;
    Columns hang_up_, matrix_;
    HangUp last_;
    std::vector<queue::WeekAt> weeks_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
