#include "insight/example_case.hpp"
#include "insight/examples.hpp"
#include "rekensom/insight/guard_rails.hpp"
#include "rekensom/insight/provenance.hpp"
#include "rekensom/insight/what_changed.hpp"
#include "rekensom/insight/what_to_do.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace rekensom;
using namespace rekensom::insight;
using examples::Ran;

namespace {

/// Five changes on two reasons, with costs, one dependency and one exclusion.
test::Build shop() {
    test::Build build;
    ChannelId const phone = build.channel("phone");
    ReasonId const bills = build.reason("bills", 5000, {{phone, 1}}), moves = build.reason("moves", 3000, {{phone, 1}});
    struct Row {
        char const* name;
        ReasonId reason;
        double least, most, cost;
    };
    for (Row const& row : {Row{"letter", bills, 0.1, 0.3, 60'000},
                           {"portal", bills, 0.1, 0.7, 190'000},
                           {"app", bills, 0.1, 0.3, 40'000},
                           {"form", moves, 0.2, 0.4, 70'000},
                           {"call", moves, 0.0, 0.2, 50'000}}) {
        ChangeId const change = build.change(row.name);
        QuantityId const amount = build.prevents(change, row.reason, 0);
        build.set(amount, chance::make_uniform(row.least, row.most, Domain::share));
        build.set(build.scenario.changes[change.index].one_off_cost, row.cost);
    }
    build.scenario.changes[2].needs.push_back({1});
    build.scenario.changes[0].excludes.push_back({1});
    return build;
}

std::vector<std::string_view> codes(std::vector<GuardRail> const& rails) {
    std::vector<std::string_view> list;
    for (GuardRail const& rail : rails) {
        list.push_back(rail.code);
        CHECK(rail.text.find("{}") == std::string::npos);
    }
    return list;
}

bool has(std::vector<GuardRail> const& rails, std::string_view code) {
    auto const list = codes(rails);
    return std::find(list.begin(), list.end(), code) != list.end();
}

}  // namespace

TEST_CASE("the best set within a budget is that of brute force on the model", "[constructed][insight]") {
    Ran const ran(shop(), 2048);
    WhatToDo const found = what_to_do(ran.study, 300'000);
    double best = 0;
    Coalition best_set = 0;
    std::size_t allowed = 0;
    for (Coalition set = 0; set < 32; ++set) {
        double const costs[] = {60'000, 190'000, 40'000, 70'000, 50'000};
        double cost = 0;
        for (std::size_t k = 0; k < 5; ++k) cost += set >> k & 1 ? costs[k] : 0;
        if (cost > 300'000 || ((set & 4) && !(set & 2)) || ((set & 1) && (set & 2))) continue;
        ++allowed;
        model::World world{"set", "", {}, {}, 0};
        for (std::size_t k = 0; k < 5; ++k)
            if (set >> k & 1) world.changes.push_back({k});
        auto const results = run::run(run::with_worlds(ran.plan, {ran.plan.worlds[0], world}), test::Build::small(2048));
        double const npv = results.of_case(0, model::OutcomeKind::npv).mean;
        auto const standing = std::find_if(found.finalists.standings.begin(), found.finalists.standings.end(),
                                           [&](Standing const& s) { return s.set == set; });
        REQUIRE(standing != found.finalists.standings.end());
        CHECK(standing->npv.value == Approx(npv).epsilon(1e-9).margin(1e-6));
        CHECK(standing->cost == cost);
        if (npv > best) best = npv, best_set = set;
    }
    CHECK(found.considered == allowed);
    CHECK(found.finalists.standings[found.finalists.by_mean.index].set == best_set);
    CHECK(best > 0);
}

TEST_CASE("what changed between two scenarios, in money", "[constructed][insight]") {
    auto before = test::envelope();
    auto after = test::envelope();
    after.set(after.scenario.reasons[0].avoidable, 0.3);
    after.set(after.scenario.changes[0].one_off_cost, 50'000);
    run::Plan const old_plan = before.plan(), new_plan = after.plan();
    ComparisonOptions options;
    options.draws = 64;
    WhatChanged found = what_changed({&old_plan, 1}, {&new_plan, 1}, options);
    CHECK(found.difference.before.value == Approx(1'000'000));
    CHECK(found.difference.after.value == Approx(1'150'000));
    REQUIRE(found.moved.size() == 2);  // nothing structural
    CHECK(found.moved[0].paths == std::vector<std::string>{"reasons.all.avoidable"});
    CHECK(found.moved[0].npv.value == Approx(200'000));
    CHECK(found.moved[1].npv.value == Approx(-50'000));

    // Ten of twelve months: no number, but structure; the parts still sum to the whole.
    after.scenario.months = 10;
    run::Plan const shorter = after.plan();
    found = what_changed({&old_plan, 1}, {&shorter, 1}, options);
    REQUIRE(found.moved.size() == 3);
    double sum = 0;
    for (Moved const& moved : found.moved) {
        sum += moved.npv.value;
        if (moved.paths.empty()) CHECK(moved.npv.value == Approx(-1'100'000. / 6).epsilon(1e-6));
    }
    CHECK(sum == Approx(found.difference.moved.value));
    CHECK(found.difference.moved.value == Approx(0.3 * 0.4 * 1e7 * 10 / 12 - 50'000 - 1'000'000));

    WhatChanged const same = what_changed({&old_plan, 1}, {&old_plan, 1}, options);
    CHECK(same.moved.empty());
    CHECK(same.difference.moved.value == 0);
}

TEST_CASE("guard rails speak up, and are silent where all is well", "[constructed][insight]") {
    examples::PlainPhrasing const phrasing;
    auto build = examples::uncertain_envelope();
    auto& s = build.scenario;
    for (auto& quantity : s.quantities) quantity.origin = model::Origin::stated;
    CHECK(codes(guard_rails(s, phrasing)).empty());

    s.quantities[s.changes[0].slip.index].origin = model::Origin::by_default;
    s.quantities[s.changes[0].realisation.index].origin = model::Origin::by_default;
    s.quantities[s.finance.discount_rate.index].origin = model::Origin::by_default;
    CHECK(has(guard_rails(s, phrasing), "no_slip"));
    CHECK(has(guard_rails(s, phrasing), "no_realisation"));
    CHECK(has(guard_rails(s, phrasing), "social_discount_rate"));

    QuantityId const avoidable = s.reasons[0].avoidable;
    CHECK_FALSE(has(guard_rails(s, phrasing), "narrow_range"));
    build.set(avoidable, chance::make_pert({0.24, 0.25, 0.26}, Domain::share));
    CHECK(has(guard_rails(s, phrasing), "narrow_range"));
    s.quantities[avoidable.index].provenance.judge = "Consultant";
    CHECK(has(guard_rails(s, phrasing), "wrong_judge"));
    s.quantities[avoidable.index].provenance.judge = "customers";
    CHECK_FALSE(has(guard_rails(s, phrasing), "wrong_judge"));
    build.set(avoidable, 0.6);
    s.quantities[avoidable.index].provenance.judge.clear();
    CHECK(has(guard_rails(s, phrasing), "unknown_judge"));

    ReasonId const second = build.reason("second", 100, {{ChannelId{0}, 1}});
    QuantityId const other = build.prevents({0}, second, 0);
    build.set(other, chance::make_uniform(0.1, 0.6, Domain::share));
    CHECK(has(guard_rails(s, phrasing), "one_change_taken_as_several"));
    s.correlations.push_back({s.changes[0].prevents[0].amount, other, 0.8});
    CHECK_FALSE(has(guard_rails(s, phrasing), "one_change_taken_as_several"));

    build.set(avoidable, chance::make_survey(60, 250, Domain::share));
    build.set(s.reasons[1].avoidable, chance::make_survey(30, 250, Domain::share));
    CHECK(has(guard_rails(s, phrasing), "one_survey_taken_as_several"));

    CHECK_FALSE(has(guard_rails(s, phrasing), "more_claimed_than_there_is"));
    build.prevents(build.change("again"), {0}, 0.7);
    CHECK(has(guard_rails(s, phrasing), "more_claimed_than_there_is"));
}

TEST_CASE("guard rails on results: potential that is no cash, and defaults that carry the answer",
          "[constructed][insight]") {
    examples::PlainPhrasing const phrasing;
    auto build = examples::uncertain_envelope();
    {
        Ran const ran(build, 1024);
        CHECK_FALSE(
            has(guard_rails(ran.plan, ran.results, importances(ran.results), phrasing), "potential_is_not_cash"));
        CHECK_FALSE(
            has(guard_rails(ran.plan, ran.results, importances(ran.results), phrasing), "defaults_carry_the_answer"));
    }
    build.set(build.scenario.channels[0].cashable, 0.3);
    build.scenario.quantities[build.scenario.reasons[0].avoidable.index].origin = model::Origin::by_default;
    Ran const ran(build, 1024);
    auto const rails = guard_rails(ran.plan, ran.results, importances(ran.results), phrasing);
    CHECK(has(rails, "potential_is_not_cash"));
    CHECK(has(rails, "defaults_carry_the_answer"));
    CHECK(rails.front().severity == Severity::warning);
}

TEST_CASE("a ranking that the draws do not settle is called so", "[constructed][insight]") {
    examples::PlainPhrasing const phrasing;
    auto build = shop();
    build.scenario.alternatives = {{"one", "", {{3}}, {}}, {"two", "", {{3}}, {}}};
    build.scenario.alternatives[1].changes = {{0}};
    Ran const apart(build, 1024);
    REQUIRE(apart.results.differences.size() == 1);
    run::Results unsettled = apart.results;
    CHECK_FALSE(has(guard_rails(apart.plan, unsettled, importances(unsettled), phrasing), "ranking_not_settled"));
    unsettled.differences[0].npv.se = std::abs(unsettled.differences[0].npv.mean);
    CHECK(has(guard_rails(apart.plan, unsettled, importances(unsettled), phrasing), "ranking_not_settled"));
    CHECK_FALSE(price_of_satisfaction(apart.results));  // marks move nowhere here: no price of them matters
}

TEST_CASE("assumptions by what they carry, with what they rest on", "[constructed][insight]") {
    auto build = examples::uncertain_envelope();
    auto& q = build.scenario.quantities;
    q[build.scenario.reasons[0].avoidable.index].provenance = {"survey 2021", "", "2021-05", "A", "customers"};
    q[build.scenario.changes[0].one_off_cost.index].origin = model::Origin::by_default;
    Ran const ran(build, 2048);
    auto const list = assumptions(*ran.plan.scenario, ran.results.inputs, importance(ran.results, 0), {2026, 1});
    REQUIRE(list.size() > 3);
    CHECK(q[list[0].quantity.index].path == "reasons.all.avoidable");
    CHECK(list[0].ground == Ground::sourced);
    CHECK(list[0].out_of_date);
    CHECK(list[1].ground == Ground::unsourced);
    CHECK_FALSE(list[1].out_of_date);
    CHECK(list[2].ground == Ground::by_default);
    CHECK(list[0].variance_share.value > list[1].variance_share.value);
    CHECK(list[3].variance_share.value == 0);

    CHECK(parse_month("2024-05-31")->month == 5);
    CHECK(parse_month("2024")->month == 12);
    for (char const* wrong : {"", "May 2024", "2024-13", "2024-1", "24-05", "2024-05-99", "2024/05"})
        CHECK_FALSE(parse_month(wrong));
}
