#pragma once

namespace rekensom::queue {

/// What one interval asks of a team. Rates are per second, because handle times are measured in seconds.
struct Load {
    double arrival_rate;  ///< lambda: attempts a second, [0, inf)
    double handle_time;   ///< 1/mu: mean seconds an agent is busy with a contact, (0, inf)
    double patience;      ///< 1/theta: mean seconds until who waits hangs up, (0, inf]; inf: nobody does

    [[nodiscard]] double erlangs() const { return arrival_rate * handle_time; }
};

/// The share `share` of all who are offered is to be answered within `within` seconds.
struct Target {
    double share;   ///< [0, 1)
    double within;  ///< s, [0, inf)

    [[nodiscard]] bool operator==(Target const&) const = default;
};

/// Service level in the four definitions in use, which lie points apart on the same data; T the target.
struct ServiceLevels {
    double of_offered;              ///< answered within T / offered: the one meant where nothing else is said
    double without_early;           ///< answered within T / (offered - hung up within T)
    double of_answered;             ///< answered within T / answered
    double early_hang_ups_as_good;  ///< (answered within T + hung up within T) / offered
};

/// Steady state of one interval.
struct Performance {
    double abandonment = 0;    ///< hung up / offered
    double wait_answered = 0;  ///< s, mean of those answered: "average speed of answer"
    double wait_all = 0;       ///< s, mean of all offered, those who hang up included
    double service_level = 1;  ///< answered within the target / offered
    double occupancy = 0;      ///< share of the agents' time that is busy
    double prob_wait = 0;      ///< share of offered that finds all agents busy
    double mean_queue = 0;     ///< contacts waiting
    ServiceLevels service_levels{1, 1, 1, 1};
};

}  // namespace rekensom::queue
