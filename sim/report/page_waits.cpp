#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "rekensom/model/week_waits.hpp"
#include "report/page_data.hpp"

// Waits over the week, for who wants to know when to call: a week with the team's mean wait over the last twelve months.

namespace rekensom::report {
namespace {

constexpr std::size_t days = 7;

/// Seven rows of mean waits in seconds; null where closed.
Json grid_of(model::PreparedTeam const& team, double fte, double wait) {
    std::vector<double> const waits = model::week_waits(team, fte, wait);
    Json rows = Json::array();
    for (std::size_t d = 0; d < days; ++d) {
        Json row = Json::array();
        for (std::size_t i = 0; i < waits.size() / days; ++i) {
            double const w = waits[d * (waits.size() / days) + i];
            row.push_back(std::isfinite(w) ? Json(std::round(10 * w) / 10) : Json(nullptr));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Json page_waits(Facts const& facts) {
    using model::OutcomeKind;
    Json list = Json::array();
    if (facts.depth == Depth::quick) return list;
    model::Scenario const& s = facts.scenario();
    Numbers const& n = facts.numbers;
    for (std::size_t g = 0; g < s.teams.size(); ++g) {
        model::PreparedTeam const& team = facts.plan->prepared->teams[g];
        if (!team.live) continue;
        auto const grid = [&](std::size_t world) {
            double const wait = facts.results->of_world(world, OutcomeKind::team_wait, g).mean;
            double const fte = facts.results->of_world(world, OutcomeKind::team_fte, g).mean;
            return wait > 0.05 && fte > 0 ? grid_of(team, fte, wait) : Json(nullptr);
        };
        Json baseline = grid(0);
        if (baseline.is_null()) continue;
        Json alternatives = Json::object();
        for (CaseFacts const& c : facts.cases)
            if (facts.depth == Depth::one && c.index != facts.best)
                continue;
            else if (Json rows = grid(c.results->world); !rows.is_null())
                alternatives[c.world->name] = std::move(rows);
        list.push_back({{"team", s.teams[g].name},
                        {"label", s.teams[g].label.empty() ? s.teams[g].name : s.teams[g].label},
                        {"interval_minutes", team.setting.profile.interval / 60},
                        {"baseline", std::move(baseline)},
                        {"alternatives", std::move(alternatives)},
                        {"target", fmt::format("{} {} {:.3g} s", n.percent(s.teams[g].target.share),
                                               n("within", "binnen"), s.teams[g].target.within)}});
    }
    return list;
}

}  // namespace rekensom::report
