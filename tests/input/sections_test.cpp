#include <cmath>
#include <numeric>

#include "input/reading.hpp"
#include "rekensom/base/calendar.hpp"

// What the sections make of a file that is right.

namespace rekensom::input {
namespace {

/// All groups at once.
std::string const whole = file("tests/input/whole.toml");

}  // namespace

TEST_CASE("A file with every group reads into the scenario it says", "[input][constructed]") {
    model::Scenario const s = read_well(whole);
    CHECK(s.currency == "EUR");
    CHECK(s.start.year == 2026);
    CHECK(s.start.month == 3);
    REQUIRE(s.channels.size() == 4);
    CHECK(s.channels[0].endless_patience);
    CHECK(s.channels[1].concurrency == 2);
    CHECK(s.channels[2].chase_channel == ChannelId{0});
    CHECK(s.channels[2].team == TeamId{0});
    CHECK_FALSE(s.channels[3].team);
    REQUIRE(s.teams.size() == 1);
    CHECK(s.teams[0].target.share == 0.7);
    CHECK(s.teams[0].target.within == 30);
    CHECK(s.teams[0].staffing == model::Staffing::fixed);
    CHECK(s.teams[0].speed_of_answer);
    CHECK(s.at(s.teams[0].hire_max).marginal.mean() == 1e9);
    REQUIRE(s.reasons.size() == 2);
    model::Reason const& where = s.reasons[0];
    CHECK(where.journey == JourneyId{0});
    REQUIRE(where.first_time_fix.size() == 3);
    CHECK(s.at(where.first_time_fix[0]).marginal.mean() == 0.8);
    CHECK(s.at(where.first_time_fix[1]).marginal.mean() == 0.7);
    CHECK(s.at(where.first_time_fix[1]).origin == model::Origin::by_default);
    CHECK(where.handle_time[0] == where.handle_time[2]);
    CHECK(s.at(where.handle_time[0]).path == "reasons.where.handle_time");
    REQUIRE(where.hops.size() == 1);
    CHECK(where.hops[0].from == ChannelId{2});
    CHECK(where.hops[0].to == ChannelId{0});
    CHECK(std::accumulate(where.season.begin(), where.season.end(), 0.0) == Approx(12));
    CHECK(where.season[11] == Approx(2 * 12.0 / 13));
    CHECK(s.reasons[1].season[1] == Approx(2 * 12.0 / 13));
    CHECK(s.reasons[1].worth == model::Worth::valuable);
    CHECK(s.at(s.drivers[1].weight).marginal.mean() == 0.1);
    CHECK(s.at(s.drivers[1].tolerance).marginal.mean() == 120);
    CHECK(s.moment_mark_bar == 7);
    CHECK(s.moment_impact_bar == 1);
    REQUIRE(s.events.size() == 1);
    CHECK(s.events[0].cause == ChangeId{0});
    CHECK(s.events[0].to.real_start == ChangeId{0});
    CHECK(s.at(*s.events[0].from.months).marginal.mean() == 2);
    REQUIRE(s.changes.size() == 2);
    REQUIRE(s.changes[0].prevents.size() == 2);
    CHECK(s.changes[0].prevents[0].amount == s.changes[0].prevents[1].amount);
    CHECK(s.changes[0].shifts[0].reasons.size() == 1);
    CHECK(s.at(s.changes[0].running_cost).marginal.mean() == 5000);
    CHECK(s.changes[1].needs == std::vector<ChangeId>{ChangeId{0}});
    REQUIRE(s.alternatives.size() == 2);
    CHECK(s.alternatives[0].changes.size() == 2);
    CHECK(s.alternatives[1].set.size() == 1);
    REQUIRE(s.correlations.size() == 1);
    CHECK(s.correlations[0].rank == 0.5);
}

TEST_CASE("The reference class fills in what a change does not say", "[input][constructed]") {
    model::Scenario const s = read_well(whole);
    model::Quantity const& slip = quantity(s, "changes.portal.slip");
    CHECK(slip.origin == model::Origin::by_outlook);
    // 6 (max(1, L) - 1), L log-normal with median 1.3 and sigma 0.4; by hand: median 6 * 0.3.
    CHECK(slip.marginal.quantile(0.5) == Approx(1.8).epsilon(2e-3));
    CHECK(slip.marginal.quantile(0.25) == 0);
    CHECK(slip.marginal.quantile(0.9) == Approx(6 * (1.3 * std::exp(0.4 * 1.2815515655446) - 1)).epsilon(5e-3));
    CHECK(mean(s, "changes.portal.realisation") == Approx(4.0 / 6));
    CHECK(quantity(s, "changes.portal.overrun").marginal.quantile(0.5) == Approx(1.1));
    CHECK(quantity(s, "changes.letters.slip").origin == model::Origin::stated);
    CHECK(mean(s, "changes.letters.slip") == 0);
    model::Scenario const it = read_well(whole, {{"outlook.class=it-project"}});
    CHECK(mean(it, "changes.portal.realisation") == Approx(0.45));
    CHECK(quantity(it, "changes.portal.overrun").marginal.quantile(0.5) == Approx(1.3));
}

TEST_CASE("Without channels and alternatives there is one of each", "[input][constructed]") {
    model::Scenario const s = read_well(small);
    REQUIRE(s.channels.size() == 1);
    CHECK(s.channels[0].name == "all");
    REQUIRE(s.alternatives.size() == 1);
    CHECK(s.alternatives[0].name == "all");
    CHECK(s.alternatives[0].changes.size() == 1);
    CHECK(s.reasons[0].season == std::vector<double>(12, 1.0));
    CHECK(mean(s, "finance.discount_rate") == 0.0225);
    CHECK(quantity(s, "finance.discount_rate").provenance.source.find("[RWS]") != std::string::npos);
}

TEST_CASE("Opening hours are the default week cut short", "[input][constructed]") {
    std::string const text =
        small + "[channels.phone]\nopening = \"mon-fri 08:00-18:00\"\n[teams.a]\ncost_per_fte = 1\n";
    model::Scenario const s = read_well(text);
    std::vector<double> const& profile = s.teams[0].profile;
    REQUIRE(profile.size() == 336);
    CHECK(std::accumulate(profile.begin(), profile.end(), 0.0) == Approx(1));
    CHECK(profile[16] > 0);
    CHECK(profile[35] > 0);
    CHECK(profile[36] == 0);
    CHECK(profile[5 * 48 + 20] == 0);
}

TEST_CASE("What is accepted but worth knowing is noted", "[input][constructed]") {
    auto const notes = [](std::string const& text) { return read_text(text, "x").notes; };
    CHECK(notes(small).empty());
    CHECK(notes(small + "[inputs]\nx = 3\n") == std::vector<std::string>{"inputs.x is used by nobody"});
    CHECK(notes(small +
                "[reasons.b]\nvolume = 1\ncost_per_contact = 1\nseason = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n") ==
          std::vector<std::string>{"there is a season but no start: the first month is taken to be 2026-01"});
    CHECK(
        notes(small + "[[correlations]]\nbetween = [\"reasons.billing.avoidable\", "
                      "\"changes.fix.prevents.billing\"]\nrank = 0.5\n") ==
        std::vector<std::string>{
            "reasons.billing.avoidable is certain, so its correlation with changes.fix.prevents.billing says nothing"});
}

}  // namespace rekensom::input
