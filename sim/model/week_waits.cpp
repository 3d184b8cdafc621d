#include "rekensom/model/week_waits.hpp"

#include "rekensom/base/contract.hpp"

namespace rekensom::model {

std::vector<double> week_waits(PreparedTeam const& team, double fte, double wait) {
    REKENSOM_EXPECT(team.live && fte > 0 && wait > 0);
    queue::WeekLoad load{0, team.handle_time, team.patience, fte / team.plan_fte};
    load.attempts = queue::attempts_at_wait(*team.week, load, wait);
    return queue::interval_waits(team.setting, load);
}

}  // namespace rekensom::model
