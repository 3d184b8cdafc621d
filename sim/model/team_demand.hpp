#pragma once

#include "model/contacts.hpp"
#include "rekensom/queue/week_table.hpp"

#include <vector>

// What is asked of the teams at the inputs' means, and within what it can be: what rosters and tables of weeks are made for.

namespace rekensom::model {

/// Contacts of the baseline at t = 0 at the means, nobody hanging up.
struct MeanContacts {
    Draws draws;
    PreparedWorld world;
    Contacts contacts;
    std::vector<double> first_contacts;  ///< by reason
    std::vector<double> handled;         ///< by cell, a month
};

[[nodiscard]] MeanContacts mean_contacts(Scenario const& scenario, Prepared const& prepared);

[[nodiscard]] double mean_of(Scenario const& scenario, QuantityId id);

/// Ends of what a quantity can be, far tails left out.
[[nodiscard]] queue::Range range_of(Scenario const& scenario, std::size_t quantity);

/// Handle times (s) that team g can meet: of its live cells, with events, changes and reinvested minutes.
[[nodiscard]] queue::Range handle_times(Scenario const& scenario, Prepared const& prepared, std::size_t g);

/// Patience (s) in the live channels of team g; endless where all of them have no end.
[[nodiscard]] queue::Range patiences(Scenario const& scenario, Prepared const& prepared, std::size_t g);

/// What is asked of the team at the means.
struct TeamDemand {
    double live = 0, live_work = 0, deferred_work = 0;  ///< contacts a month; s a month
    double hang_up_rate = 0;                            ///< 1 / s, weighted by volume
    double agent_work = 0;                              ///< s a month of live work / concurrency
    bool still_to_come = false;                         ///< nobody comes live at the start: `live` is what is to come

    void add(Channel const& channel, double contacts, double handle_time, double patience_rate) {
        live += contacts;
        live_work += contacts * handle_time;
        agent_work += contacts * handle_time / channel.concurrency;
        hang_up_rate += contacts * patience_rate;
    }
};

/// Of team g; of one that nobody comes to yet, what is to come.
[[nodiscard]] TeamDemand demand_of(Scenario const& scenario, Prepared const& prepared, MeanContacts const& mean,
                                   std::size_t g);

}  // namespace rekensom::model
