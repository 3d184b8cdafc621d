#include "insight/example_case.hpp"
#include "insight/examples.hpp"
#include "rekensom/insight/change_parts.hpp"
#include "rekensom/insight/importance.hpp"
#include "rekensom/insight/tornado.hpp"
#include "rekensom/insight/variance_shares.hpp"
#include "rekensom/insight/what_breaks_it.hpp"
#include "rekensom/insight/what_to_learn.hpp"

#include <catch2/catch.hpp>

// The questions, asked of the whole model where its answer is a formula: 1e7 a p - c, a ~ U(0.1, 0.4), p ~ U(0.2, 0.6),
// c ~ U(0.6, 0.9) million.

using namespace rekensom;
using namespace rekensom::insight;
using examples::Ran;

namespace {

constexpr double var_a = 0.09 / 12, var_p = 0.16 / 12, var_c = 9e10 / 12;
constexpr double part_a = 1e14 * 0.16 * var_a, part_p = 1e14 * 0.0625 * var_p, both = 1e14 * var_a * var_p;
constexpr double total = part_a + part_p + both + var_c;

Factor const& factor_of(VarianceShares const& shares, Ran const& ran, std::string const& path) {
    for (Factor const& f : shares.factors)
        for (std::size_t const i : f.inputs)
            if (ran.plan.scenario->quantities[ran.results.inputs[i]].path == path) return f;
    throw std::runtime_error("no factor " + path);
}

void close(Estimate found, double exact, double also = 0) {
    INFO(found.value << " +- " << found.se << " exact " << exact);
    CHECK(std::abs(found.value - exact) <= 4.5 * found.se + also);
}

}  // namespace

TEST_CASE("a tornado holds one input at a time", "[constructed][insight]") {
    Ran const ran(examples::uncertain_envelope());
    Tornado const found = tornado(ran.study);
    close(found.npv, 1e7 * 0.25 * 0.4 - 750'000, 50);
    REQUIRE(found.rows.size() == 3);
    // a from 0.13 to 0.37 moves 1e7 x 0.4 x 0.24; p from 0.24 to 0.56: 1e7 x 0.25 x 0.32; c: 240,000.
    CHECK(ran.plan.scenario->at(found.rows[0].quantity).path == "reasons.all.avoidable");
    CHECK(found.rows[0].low.value == Approx(0.13));
    CHECK(found.rows[0].high.value == Approx(0.37));
    close(found.rows[0].npv_swing, 960'000, 50);
    close(found.rows[1].npv_swing, 800'000, 50);
    close(found.rows[2].npv_swing, -240'000, 1);
    CHECK(found.rows[2].npv_swing.se < 1e-3);  // on the same draws only the cost differs
    CHECK(found.by_shift().size() == 3);
}

TEST_CASE("a change that may fail is held at failing and at coming off", "[constructed][insight]") {
    auto build = examples::uncertain_envelope();
    build.set(build.scenario.changes[0].chance, 0.7);
    Ran const ran(build);
    Tornado const found = tornado(ran.study);
    auto const row = std::find_if(found.rows.begin(), found.rows.end(), [&](TornadoRow const& r) {
        return ran.plan.scenario->at(r.quantity).path == "changes.fix.chance";
    });
    REQUIRE(row != found.rows.end());
    CHECK(row->low.value == 0);
    CHECK(row->high.value == 1);
    close(row->npv_swing, 1e6, 2000);
}

TEST_CASE("shares of variance of the model's own answer", "[constructed][statistical][insight]") {
    Ran const ran(examples::uncertain_envelope(), 16384);
    VarianceShares const found = variance_shares(ran.study);
    CHECK(found.factors.size() == 3);  // no noise in this scenario, hence none in the list
    Factor const &a = factor_of(found, ran, "reasons.all.avoidable"),
                 &p = factor_of(found, ran, "changes.fix.prevents.all"),
                 &c = factor_of(found, ran, "changes.fix.one_off_cost");
    close(a.index.first, part_a / total, 0.002);
    close(a.index.total, (part_a + both) / total);
    close(p.index.first, part_p / total, 0.002);
    close(p.index.total, (part_p + both) / total);
    close(c.index.first, var_c / total, 0.002);
    close(c.index.total, var_c / total);
    close(found.interactions, both / total, 0.005);
    auto const short_form = importance(ran.results, 0);
    CHECK(ran.results.inputs[short_form[0].input] == ran.results.inputs[a.inputs[0]]);
    close(short_form[0].variance_share, part_a / total, 0.002);
    CHECK(short_form[0].rank_correlation > 0.6);
}

TEST_CASE("correlated inputs have indices together, and noise has its own", "[constructed][statistical][insight]") {
    auto build = examples::uncertain_envelope();
    auto const& change = build.scenario.changes[0];
    build.scenario.correlations.push_back({change.prevents[0].amount, change.one_off_cost, 0.7});
    build.set(build.scenario.reasons[0].noise, 0.2);
    build.scenario.quantities[change.one_off_cost.index].provenance.owner = "Finance";
    build.scenario.quantities[build.scenario.reasons[0].avoidable.index].provenance.owner = "Billing";
    Ran const ran(build, 16384);
    VarianceShares const found = variance_shares(ran.study);
    Factor const& tied = factor_of(found, ran, "changes.fix.one_off_cost");
    CHECK(tied.kind == FactorKind::correlated);
    REQUIRE(tied.members.size() == 2);
    CHECK(tied.members[0].value + tied.members[1].value == Approx(tied.index.first.value));
    auto const noise = std::find_if(found.factors.begin(), found.factors.end(),
                                    [](Factor const& f) { return f.kind == FactorKind::noise; });
    REQUIRE(noise != found.factors.end());
    // Twelve months of cv 0.2, independent: (1e7 a p)² 0.04 / 12, of which E[a]² E[p]² is the noise alone.
    double const mean_squares = (0.0625 + var_a) * (0.16 + var_p);
    double const cov = noise->index.total.value;
    CHECK(cov > 0);
    CHECK(cov < 2 * 1e14 * mean_squares * 0.04 / 12 / total);
    CHECK(cov > 0.3 * 1e14 * mean_squares * 0.04 / 12 / total);
    REQUIRE(found.owners.size() == 2);
    CHECK(found.owners[0].owner == "Billing");
    CHECK(found.owners[1].owner == "Finance");
    CHECK(found.owners[1].inputs.size() == 2);  // the input that is tied to Finance's goes with it
}

TEST_CASE("break-even values are those of bisection on the model", "[constructed][insight]") {
    Ran const ran(examples::uncertain_envelope());
    auto const found = break_even(ran.study);
    REQUIRE(found.size() == 3);
    for (BreakEven const& one : found) {
        std::string const path = ran.plan.scenario->at(one.quantity).path;
        INFO(path);
        if (path == "changes.fix.one_off_cost") {  // even at its highest the mean stays above 0
            CHECK_FALSE(one.value);
            CHECK(one.chance_of_worse == 0);
            continue;
        }
        REQUIRE(one.value);
        CHECK(one.worse == Worse::below);
        double low = 0.01, high = 0.99;
        for (int i = 0; i < 40; ++i) {
            double const middle = 0.5 * (low + high);
            run::Options options = test::Build::small(1024);
            options.pins = {{one.quantity, middle}};
            (run::run(ran.plan, options).of_case(0, model::OutcomeKind::npv).mean < 0 ? low : high) = middle;
        }
        CHECK(*one.value == Approx(low).margin(1e-4));
        bool const avoidable = path == "reasons.all.avoidable";
        CHECK(*one.value == Approx(avoidable ? 0.1875 : 0.3).epsilon(1e-3));
        CHECK(one.chance_of_worse == Approx(avoidable ? 0.0875 / 0.3 : 0.1 / 0.4).epsilon(5e-3));
    }
    CHECK(found[0].chance_of_worse >= found[1].chance_of_worse);
}

TEST_CASE("the smallest joint shift that makes the case fail", "[constructed][insight]") {
    // NPV = 1e6 (cost per contact / 10) - c: two normals, so that the border is a plane and the point is known.
    auto build = test::envelope();
    build.set(build.scenario.channels[0].cost_per_contact, chance::make_moments(10, 1, Domain::real));
    build.set(build.scenario.changes[0].one_off_cost, chance::make_moments(700'000, 50'000, Domain::real));
    Ran const ran(build);
    ReverseStress const found = reverse_stress(ran.study);
    REQUIRE(found.point.found);
    CHECK(found.point.at_medians == Approx(300'000));
    double const distance = 300'000 / std::hypot(100'000, 50'000);
    CHECK(found.point.distance == Approx(distance).epsilon(1e-3));
    REQUIRE(found.moves.size() == 2);
    CHECK(found.moves[0].to == Approx(10 - distance * 2 / std::sqrt(5)).epsilon(1e-3));
    CHECK(found.moves[1].to == Approx(700'000 + 50'000 * distance / std::sqrt(5)).epsilon(1e-3));
}

TEST_CASE("stress cases do what they say", "[constructed][insight]") {
    auto build = examples::uncertain_envelope();
    build.set(build.scenario.changes[0].slip, 1);
    build.set(build.scenario.changes[0].start, 1);
    build.scenario.reasons[0].season = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    Ran const ran(build);
    auto const found = stress_cases(ran.study);
    REQUIRE(found.size() == 4);
    auto const of = [&](Stress stress) { return found[static_cast<std::size_t>(stress)]; };
    CHECK_FALSE(of(Stress::peak_season).applies);
    double const month = 1e6 / 12;  // of a year's saving; ten months are left after start and slip
    close(of(Stress::slip_doubled).change, -month, 100);
    close(of(Stress::realisation_halved).change, -5 * month, 500);
    CHECK(of(Stress::outage).applies);
    CHECK(of(Stress::outage).change.value < -0.5 * month * 10 * 0.7);  // nearly a month of first contacts more, at 10 each
    build.scenario.reasons[0].season[5] = 2;
    Ran const seasonal(build);
    StressCase const peak = stress_cases(seasonal.study)[0];
    CHECK(peak.months == 4);  // planned for February, busiest in June
    CHECK(peak.change.value < 0);
}

TEST_CASE("what each change adds, and what two changes count twice", "[constructed][insight]") {
    test::Build build;
    ReasonId const reason = build.reason("all", 1000, {{build.channel("all"), 1}});
    for (auto const& [name, share] : {std::pair{"a", 0.2}, {"b", 0.3}, {"c", 0.1}, {"idle", 0.0}})
        build.prevents(build.change(name), reason, share);
    build.set(build.scenario.changes[0].prevents[0].amount, chance::make_uniform(0.1, 0.3, Domain::share));
    Ran const ran(build);
    ChangeParts const found = change_parts(ran.study);
    CHECK(found.npv.method == Method::exact);
    double sum = 0;
    for (Part const& part : found.npv.parts) sum += part.shapley.value;
    CHECK(sum == Approx(found.npv.total.value).epsilon(1e-12));
    close(found.npv.total, 120'000 * (1 - 0.8 * 0.7 * 0.9), 1);
    CHECK(found.npv.parts[3].shapley.value == Approx(0).margin(1e-9));
    close(found.npv.parts[1].alone, 120'000 * 0.3, 1e-6);
    close(found.npv.parts[1].last, 120'000 * 0.8 * 0.9 * 0.3, 1);
    close(found.npv.overlap[1][2], 120'000 * 0.3 * 0.1, 1e-6);

    // What needs a change that is not there does nothing: then the needed one gets its half of what the pair brings.
    build.scenario.changes[1].needs.push_back({2});
    Ran const chained(build);
    CHECK(change_parts(chained.study).npv.parts[1].alone.value == Approx(0).margin(1e-9));
}

TEST_CASE("worth of knowing, of the model's draws", "[constructed][statistical][insight]") {
    auto build = examples::uncertain_envelope();
    build.set(build.scenario.reasons[0].avoidable, chance::make_survey(19, 100, Domain::share));
    Ran const ran(build, 16384);
    WhatToLearn const found = what_to_learn(*ran.plan.scenario, ran.results, {5});
    CHECK(found.options.size() == 1);
    REQUIRE(found.surveys.size() == 1);
    CHECK(found.surveys[0].survey.of == 100);
    for (WorthOfInput const& one : found.inputs) CHECK(one.worth.value <= found.everything.value + 1e-9);
    // Knowing p alone: a has mean 20 / 102; the mean NPV given p is linear in p.
    auto const p = std::find_if(found.inputs.begin(), found.inputs.end(), [&](WorthOfInput const& one) {
        return ran.plan.scenario->at(one.quantity).path == "changes.fix.prevents.all";
    });
    double const slope = 1e7 * 20 / 102, zero = 750'000 / slope, best = std::max(0.0, slope * 0.4 - 750'000);
    close(p->worth, slope * (0.6 - zero) * (0.6 - zero) / 2 / 0.4 - best, 20);
    // More answers are never worth more than knowing the share.
    auto const share = std::find_if(found.inputs.begin(), found.inputs.end(),
                                    [&](WorthOfInput const& one) { return one.input == found.surveys[0].input; });
    for (SampleSize const& size : found.surveys[0].plan.curve) CHECK(size.worth.value <= share->worth.value * 1.03 + 1);
}

TEST_CASE("an answer that never varies raises no question", "[constructed][insight]") {
    Ran const ran(test::envelope(), 64);
    CHECK(tornado(ran.study).rows.empty());
    CHECK(variance_shares(ran.study, 64).factors.empty());
    CHECK(break_even(ran.study).empty());
    CHECK_FALSE(reverse_stress(ran.study).point.found);
    CHECK(what_to_learn(*ran.plan.scenario, ran.results).everything.value == Approx(0).margin(1e-6));
}

TEST_CASE("who asks may stop it", "[constructed][insight]") {
    Ran ran(examples::uncertain_envelope(), 64);
    int left = 3;
    ran.study.go_on = [&] { return left-- > 0; };
    CHECK_THROWS_AS(tornado(ran.study), Interrupted);
}
