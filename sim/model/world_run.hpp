#pragma once

#include "model/contacts.hpp"
#include "model/demand.hpp"
#include "model/loyalty.hpp"
#include "model/money.hpp"
#include "model/prevention.hpp"
#include "model/satisfaction.hpp"
#include "model/service.hpp"
#include "model/staffing.hpp"
#include "model/steady.hpp"

#include <cmath>
#include <optional>
#include <span>

// One world's state over the months, and what its month is: the sections of model.md in their order.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The baseline at t = 0 with noise and season 1: what everything later is measured against.
struct Start {
    Columns first_contacts;  ///< V0 by reason
    Columns handled_per_first;  ///< by cell of a steady stream: contacts handled a first contact, of an alike one without `reach`
    Columns reach;              ///< by stream: of the alike ones, contacts a first contact; else 1
    std::vector<Service> services;
    HangUp hang_up;
    SatisfactionBase satisfaction;
    LoyaltyBase loyalty;
    Column mark;
    std::vector<Column> team_repeat_share;
};

class WorldRun {
public:
    void bind(Prepared const& prepared, Scenario const& scenario, std::size_t world);

    /// Reads the draws; V0 and all that is measured against the baseline's start are solved here.
    /// \param baseline  after its own `begin`; null for itself
    void begin(DrawsPart const& draws, WorldRun const* baseline, Wanted wanted);
    /// Moves through month `t`. \param baseline  the baseline in the same month; null for itself
    void month(int t, WorldRun const* baseline, Wanted wanted, TrajectoryPart out);

    [[nodiscard]] Start const& start() const { return start_; }
    [[nodiscard]] Demand const& demand() const { return own_demand_ ? demand_ : *shared_demand_; }

    // What business cases and breakdowns read after each month.
    Contacts contacts;
    Columns first;                                     ///< first contacts of this month, by stream
    std::vector<PerFirst> per_first;                   ///< by stream: of the steady ones, in this month
    Columns reach;                                     ///< by stream: as in Start, in this month
    std::vector<BaselinePerFirst> baseline_per_first;  ///< ... at this world's prices
    Columns prevented_left;                            ///< by reason: share of the avoidable contacts that still comes
    Columns shapes;    ///< by the world's changes: ramp and fade, before what comes true
    Columns progress;  ///< R_k by the world's changes
    std::vector<Timing> timings;
    std::vector<Staff> staff;
    Columns staff_paid;     ///< FTE of this month by team, before the month's moves
    Columns required;       ///< FTE asked for this month by team
    Columns team_cost;      ///< money of this month by team
    Columns minutes;        ///< reinvested minutes a contact by team, for the next month
    Columns minutes_spent;  ///< ... of this month
    std::vector<Service> services;
    Columns mark;  ///< at t = 0, by cell
    Columns reason_avoidable, reason_new;
    Columns journey_right;  ///< first time right of this month, by journey
    Column wages, changes_cost, piece_cost, fixed_piece_cost, nps, new_contacts;
    Mask unsettled;  ///< draws in which queue and comers-back did not settle in some month
    Mask overfull;   ///< draws in which more is said to be handled than the teams can
    std::uint64_t clipped = 0;
    [[nodiscard]] Values const& value() const { return *value_; }
    [[nodiscard]] std::size_t index() const { return world_; }
    [[nodiscard]] Column const& customers() const { return customers_; }  ///< of this month, where they are known
    /// By cell of a steady stream: as in Start.
    [[nodiscard]] Columns const& handled_per_first() const {
        return before_ == &contacts ? start_.handled_per_first : base_->handled_per_first;
    }

private:
    void solve_first_contacts(Wanted wanted);
    void settle_steady();
    void share_steady(WorldRun const& baseline);
    [[nodiscard]] PerFirst settle_alike(std::size_t s);
    void improve_alike(std::size_t s);
    void measure_teams();
    void measure_experience();
    void settle_cut(Column const& handled);
    void advance_changes(int t);
    void first_contacts_of(int t, Wanted wanted);
    void events_of(int t);
    void chasers_of();
    void serve_deferred(int t, TrajectoryPart out);
    void report_contacts(int t, TrajectoryPart out);
    void report_waiting(int t, TrajectoryPart out);
    struct Content;
    Content const& content_of(Column const& felt, int t, Content& last);
    void report_marks(int t, TrajectoryPart out);
    void plan_staff(int t, WorldRun const* baseline, TrajectoryPart out);
    void pay(int t, WorldRun const* baseline, TrajectoryPart out);
    void report_right(int t, Column const& handled, TrajectoryPart out);
    [[nodiscard]] Columns const& longer_contacts();
    [[nodiscard]] Column moment_of(When const& when) const;
    [[nodiscard]] bool same_stream(std::size_t c, std::size_t d) const;
    [[nodiscard]] Column survey_noise(int t) const;
    [[nodiscard]] Column hops_per_matter(Column const& matters, std::span<std::size_t const> streams) const;
    [[nodiscard]] bool models(Kpi kpi) const { return prepared_->modelled[static_cast<std::size_t>(kpi)]; }
    [[nodiscard]] PreparedWorld const& world() const { return prepared_->worlds[world_]; }

    Prepared const* prepared_ = nullptr;
    Scenario const* scenario_ = nullptr;
    std::size_t world_ = 0;
    std::optional<Values> value_;
    bool own_demand_ = true;
    Demand demand_;
    Demand const* shared_demand_ = nullptr;
    Start start_;
    Start const* base_ = nullptr;
    Queues queues_;
    Drivers drivers_;
    Expectation expectation_;
    DrawsPart draws_;
    Contacts const* before_ = nullptr;  ///< of steady streams, before any change: its own, or the baseline's
    Columns lowered_, matrix_, backlog_, chasers_, handled_last_, occupancy_rise_, repeat_rise_, staffing_strength_,
        longer_;
    bool changes_moved_ = true;          ///< in this month, in some draw
    Columns still_comes_;                ///< by reason: 1 - P_r, of the first contacts of this month
    Columns price_;                      ///< of a first contact of a steady stream, this month
    std::vector<std::size_t> improved_;  ///< alike streams that a change of this world alters
    std::vector<PerFirst> once_;         ///< by stream, of the alike ones
    Columns unfixed_;                    ///< by stream: by how much first time fix is less than the baseline's was
    struct Content {
        Column own, felt, share;
        std::uint64_t clipped = 0;
    };
    struct SameMark {
        std::vector<std::size_t> streams;  ///< steady ones whose mark is the same in every month
        Content content;
    };
    std::vector<SameMark> same_mark_;    ///< every steady stream is in one of them
    std::vector<Content> cell_content_;  ///< section 9, last month's
    bool some_stays_ = false;            ///< of what a contact of a steady stream costs, in some draw
    bool wages_grow_ = false;            ///< in some draw
    std::vector<std::size_t> all_streams_;
    Columns transactions_;          ///< of this month, by journey
    Columns monthly_transactions_;  ///< ... times those of the month before
    Column tolerance_, matters_, customers_, monthly_customers_, monthly_wages_;
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
