#include "build.hpp"
#include "rekensom/run/replay.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

// What must not matter to a contact centre, and what may not get lost in it.

using namespace rekensom;
using model::Kpi;
using model::Line;
using model::OutcomeKind;
using test::Build;

namespace {

/// Two channels and a queue, redials and come-backs, season and noise, a planner with leavers, a mark that waits: all that a
/// centre has.
struct Whole : Build {
    /// \param parts  the first reason comes in so many equal parts
    explicit Whole(int parts = 1, int wait = 0) {
        scenario.months = 18 + wait;
        set(scenario.finance.discount_rate, 0.07);
        set(scenario.finance.wage_growth, wait > 0 ? 0 : 0.03);
        phone = channel("phone");
        chat = channel("chat");
        set(scenario.channels[0].redial, 0.5);
        set(scenario.channels[0].variable_cost, 0.25);
        set(scenario.channels[1].handle_time, 600);
        scenario.channels[1].concurrency = 2;
        model::Team& care = scenario.teams[team("care", {phone, chat}).index];
        set(care.hire_max, 3);
        set(care.release_max, 2);
        set(care.cost_per_hire, 4096);
        set(care.cost_per_release, 2048);
        set(care.strain_occupancy, 2);
        care.training = 2;
        for (int part = 0; part < parts; ++part)
            bills.push_back(reason("bills" + std::to_string(part), 20'000.0 / parts, {{phone, 3}, {chat, 1}}));
        rest = reason("rest", 9'000, {{phone, 1}});
        fix = change("fix");
        model::Change& change = scenario.changes[fix.index];
        set(change.start, 4 + wait);
        set(change.slip, 1.5);
        set(change.ramp, 3);
        set(change.one_off_cost, 65'536);
        set(change.running_cost, 2048);
        for (ReasonId r : bills) {
            set(scenario.reasons[r.index].avoidable, 0.4);
            prevents(fix, r, 0.5);
            std::string const name = "changes.fix.improves.first_time_fix." + scenario.reasons[r.index].name;
            change.first_time_fix.push_back({r, add(name, 0.2)});
        }
        change.shifts.push_back({bills, phone, chat, add("share", 0.1), add("containment", 0.8)});
        model::Driver waiting;
        waiting.name = waiting.label = "waiting";
        waiting.kind = model::DriverKind::dissatisfier;
        waiting.mark = add("drivers.waiting.mark", 7);
        waiting.weight = add("drivers.waiting.weight", 0.3);
        waiting.tolerance = add("drivers.waiting.tolerance", 30);
        waiting.recovery_up = waiting.recovery_down = add("drivers.waiting.recovery", 1);
        waiting.lift = waiting.lift_ceiling = add("drivers.waiting.lift", 0);
        scenario.drivers.push_back(waiting);
    }
    ChannelId phone{}, chat{};
    std::vector<ReasonId> bills;
    ReasonId rest{};
    ChangeId fix{};

    void noisy() {
        set(scenario.demand.noise, 0.05);
        for (model::Reason& r : scenario.reasons) set(r.noise, 0.1);
        set(scenario.changes[0].slip, chance::make_uniform(0, 5, Domain::non_negative));
        set(scenario.channels[0].handle_time, chance::make_uniform(270, 330, Domain::positive));
    }
    void season(int first) {
        static constexpr double year[] = {1.2, 1.1, 1, 0.9, 0.8, 0.9, 0.7, 1, 1.1, 1.2, 1.1, 1};
        for (model::Reason& r : scenario.reasons)
            for (std::size_t m = 0; m < 12; ++m) r.season[(m + static_cast<std::size_t>(first)) % 12] = year[m];
    }
    [[nodiscard]] run::Replay replay(std::size_t world, std::uint64_t draw = 0) const {
        return run::replay(plan(), small(), draw, world);
    }
};

std::vector<double> const& of(run::Replay const& r, Kpi k) { return r.kpis[static_cast<std::size_t>(k)]; }
std::vector<double> const& before(run::Replay const& r, Kpi k) { return r.baseline[static_cast<std::size_t>(k)]; }
std::vector<double> const& line(run::Replay const& r, Line l) { return r.lines[static_cast<std::size_t>(l)]; }

/// All of the results, number by number; `money` scales those of money and leaves the others.
void check_same(run::Results const& a, run::Results const& b, double money, double relative) {
    auto const same = [&](double x, double y, double scale, std::string const& what) {
        INFO(what);
        if (relative == 0)
            CHECK((x == y * scale || (std::isnan(x) && std::isnan(y))));
        else
            CHECK(x == Approx(y * scale).epsilon(relative).margin(1e-6 * std::abs(scale)));
    };
    for (std::size_t w = 0; w < a.worlds.size(); ++w)
        for (model::KpiInfo const& info : model::kpis()) {
            auto const k = static_cast<std::size_t>(info.kpi);
            double const scale = info.form == model::Form::money ? money : 1;
            for (std::size_t t = 0; t < a.worlds[w].kpis[k].size(); ++t)
                same(a.worlds[w].kpis[k][t].mean, b.worlds[w].kpis[k][t].mean, scale,
                     std::string(info.name) + " " + std::to_string(t));
        }
    for (std::size_t c = 0; c < a.cases.size(); ++c) {
        for (std::size_t l = 0; l < a.cases[c].lines.size(); ++l)
            for (std::size_t t = 0; t < a.cases[c].lines[l].size(); ++t)
                same(a.cases[c].lines[l][t].mean, b.cases[c].lines[l][t].mean, money, "line " + std::to_string(l));
        for (OutcomeKind kind : {OutcomeKind::npv, OutcomeKind::cash_total, OutcomeKind::gross_total,
                                 OutcomeKind::capacity_total, OutcomeKind::peak_funding, OutcomeKind::paper_total})
            same(a.of_case(c, kind).mean, b.of_case(c, kind).mean, money, "outcome");
    }
}

}  // namespace

TEST_CASE("a centre's reason split in two, or five, is the same centre", "[metamorphic]") {
    Whole whole, two(2), five(5);
    for (Whole* centre : {&whole, &two, &five}) centre->season(0);
    run::Results const one = whole.run();
    check_same(two.run(), one, 1, 1e-6);
    check_same(five.run(), one, 1, 1e-6);
}

TEST_CASE("a centre that begins in another month of a year that is turned along is the same centre", "[metamorphic]") {
    Whole january, july, later;
    for (Whole* centre : {&january, &july, &later}) centre->noisy();
    january.season(0);
    july.season(6);
    july.scenario.start = {2026, 7};
    later.season(0);
    later.scenario.start = {2029, 1};
    run::Results const first = january.run();
    check_same(july.run(), first, 1, 0);
    check_same(later.run(), first, 1, 0);
}

TEST_CASE("what begins a year later happens a year later", "[metamorphic]") {
    Whole const now(1, 0);
    Whole soon(1, 0), late(1, 12);
    soon.set(soon.scenario.finance.wage_growth, 0);
    run::Replay const a = soon.replay(1), b = late.replay(1);
    for (Kpi kpi :
         {Kpi::contacts_attempted, Kpi::contacts_handled, Kpi::wait, Kpi::fte, Kpi::satisfaction, Kpi::abandonment})
        for (std::size_t t = 0; t < 18; ++t) {
            INFO(model::info(kpi).name << " " << t);
            // The baseline is at rest but for what the planner sees of hang-ups; what the change does to it is the same.
            CHECK(of(b, kpi)[t + 12] - before(b, kpi)[t + 12] ==
                  Approx(of(a, kpi)[t] - before(a, kpi)[t]).margin(0.004 * std::abs(before(a, kpi)[0])));
        }
    for (std::size_t t = 0; t < 12; ++t) CHECK(line(b, Line::cash_saving)[t] == 0);
    for (std::size_t t = 0; t < 18; ++t)
        CHECK(line(b, Line::change_cost)[t + 12] == Approx(line(a, Line::change_cost)[t]).margin(1e-6));
}

TEST_CASE("a centre's money scaled is money scaled", "[metamorphic]") {
    auto const make = [](double scale) {
        Whole centre;
        centre.noisy();
        auto const times = [&](QuantityId id) { centre.set(id, scale * centre.scenario.at(id).marginal.mean()); };
        for (model::Team const& team : centre.scenario.teams)
            for (QuantityId id : {team.cost_per_fte, team.cost_per_hire, team.cost_per_release}) times(id);
        for (model::Channel const& channel : centre.scenario.channels)
            for (QuantityId id : {channel.variable_cost, channel.cost_per_contact}) times(id);
        for (QuantityId id : {centre.scenario.changes[0].one_off_cost, centre.scenario.changes[0].running_cost})
            times(id);
        return centre.run();
    };
    run::Results const one = make(1);
    REQUIRE(std::abs(one.of_case(0, OutcomeKind::cash_total).mean) > 1000);
    check_same(make(16), one, 16, 0);  // a power of two rounds nothing
    check_same(make(1.1), one, 1.1, 1e-9);
}

TEST_CASE("another name for the currency, labels and owners changes no number", "[metamorphic]") {
    Whole centre;
    centre.noisy();
    run::Results const euros = centre.run();
    centre.scenario.currency = "zł";
    centre.scenario.title = "Inny";
    centre.scenario.teams[0].owner = "Z";
    centre.scenario.reasons[0].label = "A";
    check_same(centre.run(), euros, 1, 0);
}

TEST_CASE("a change of which every effect is 0 differs by exactly 0", "[metamorphic]") {
    Whole centre;
    centre.noisy();
    model::Change& change = centre.scenario.changes[0];
    for (auto* effects : {&change.prevents, &change.first_time_fix})
        for (model::ReasonEffect const& effect : *effects) centre.set(effect.amount, 0);
    change.handle_time.push_back({centre.rest, centre.add("changes.fix.improves.handle_time.rest", 0)});
    change.recontact.push_back({centre.rest, centre.add("changes.fix.improves.recontact.rest", 0)});
    change.drivers.push_back({{0}, centre.add("changes.fix.improves.drivers.waiting", 0)});
    for (model::Shift const& shift : change.shifts) centre.set(shift.share, 0);
    centre.set(change.one_off_cost, 0);
    centre.set(change.running_cost, 0);
    run::Results const results = centre.run();
    for (auto const& series : results.cases[0].shifts)
        for (run::Summary const& month : series) {
            if (month.count == 0) continue;
            CHECK(month.mean == 0);
            CHECK(month.sd == 0);
        }
    for (auto const& series : results.cases[0].lines)
        for (run::Summary const& month : series) CHECK((month.mean == 0 && month.sd == 0));
    CHECK(results.of_case(0, OutcomeKind::npv).mean == 0);
}

TEST_CASE("hired less left less released is the change, in every month", "[constructed]") {
    // Whoever is hired, or released, costs one; nothing else does. So cash out counts them.
    auto const count = [](double hire, double release, std::size_t world) {
        Whole centre;
        centre.season(0);
        centre.set(centre.scenario.finance.wage_growth, 0);
        centre.set(centre.scenario.teams[0].cost_per_fte, 0);
        centre.set(centre.scenario.teams[0].cost_per_hire, hire);
        centre.set(centre.scenario.teams[0].cost_per_release, release);
        for (model::Channel const& channel : centre.scenario.channels) centre.set(channel.variable_cost, 0);
        centre.set(centre.scenario.changes[0].one_off_cost, 0);
        centre.set(centre.scenario.changes[0].running_cost, 0);
        return centre.replay(world);
    };
    for (std::size_t world : {0U, 1U}) {
        run::Replay const hired = count(1, 0, world), released = count(0, 1, world);
        std::vector<double> const& fte = of(hired, Kpi::fte);
        double moved = 0;
        for (std::size_t t = 0; t + 1 < fte.size(); ++t) {
            INFO("world " << world << ", month " << t);
            // Paid in the month in which they are hired or let go: who comes for month t + 1 costs in month t.
            double const in = of(hired, Kpi::cash_out)[t], out = of(released, Kpi::cash_out)[t];
            double const left = fte[t] * of(hired, Kpi::attrition)[t] / 12;
            CHECK(fte[t + 1] - fte[t] == Approx(in - out - left).margin(1e-9));
            CHECK(in >= 0);
            CHECK(in <= 3 + 1e-9);
            CHECK(out >= 0);
            CHECK(out <= 2 + 1e-9);
            CHECK((in < 1e-9 || out < 1e-9));
            moved += in + out;
        }
        CHECK(moved > 5);
    }
}

TEST_CASE("every euro that no longer goes out is in one class", "[constructed]") {
    for (std::uint64_t draw = 0; draw < 8; ++draw) {
        Whole centre;
        centre.noisy();
        centre.season(0);
        centre.set(centre.scenario.reasons[1].growth, 0.15);
        run::Replay const r = centre.replay(1, draw);
        double total = 0;
        for (std::size_t t = 0; t < 18; ++t) {
            double const less_out = before(r, Kpi::cash_out)[t] - of(r, Kpi::cash_out)[t];
            CHECK(less_out ==
                  Approx(line(r, Line::cash_saving)[t] + line(r, Line::avoided_hiring)[t]).epsilon(1e-9).margin(1e-6));
            CHECK(line(r, Line::avoided_hiring)[t] >= 0);
            CHECK(line(r, Line::capacity_saving)[t] >= 0);
            // Hours freed are on the payroll still, or gone: never both.
            double const wages = std::pow(1.03, static_cast<double>(t) / 12) * 50'000 / 12;
            double const freed = std::max(0.0, before(r, Kpi::fte_required)[t] - of(r, Kpi::fte_required)[t]);
            double const gone = std::max(0.0, before(r, Kpi::fte)[t] - of(r, Kpi::fte)[t]);
            CHECK(line(r, Line::capacity_saving)[t] ==
                  Approx(std::max(0.0, freed - gone) * wages).epsilon(1e-9).margin(1e-6));
            total += line(r, Line::cash_saving)[t];
            CHECK(line(r, Line::cumulative_cash)[t] == Approx(total).epsilon(1e-9).margin(1e-6));
        }
    }
}

TEST_CASE("at its limits the centre is a simpler one", "[constructed]") {
    auto const wait = [](Build& centre, std::size_t t) {
        return of(run::replay(centre.plan(), Build::small(), 0, 0), Kpi::wait)[t];
    };
    auto const one = [](double volume, double patience, bool endless) {
        Build centre;
        ChannelId const phone = centre.channel("phone");
        centre.set(centre.scenario.channels[0].patience, patience);
        centre.scenario.channels[0].endless_patience = endless;
        centre.scenario.teams[centre.team("care", {phone}).index].busyness = 0;  // no day on which the queue has no end
        centre.reason("all", volume, {{phone, 1}});
        centre.set(centre.scenario.reasons[0].recontact, 0);
        centre.change("nothing");
        return centre;
    };
    // The longer the patience, the nearer to nobody hanging up.
    Build patient = one(30'000, 1e6, false), endless = one(30'000, 1, true);
    CHECK(wait(patient, 0) == Approx(wait(endless, 0)).epsilon(0.02));
    // Two channels that are alike and share a team are one channel.
    Build both = one(30'000, 180, false), split = one(30'000, 180, false);
    ChannelId const second = split.channel("second");
    split.scenario.teams[0].serves.push_back(second);
    split.scenario.channels[second.index].team = TeamId{0};
    model::Reason& all = split.scenario.reasons[0];
    all.channels.push_back({second, split.add("reasons.all.channels.second", 1)});
    all.first_time_fix.push_back(all.first_time_fix[0]);
    all.handle_time.push_back(split.scenario.channels[second.index].handle_time);
    all.cost_per_contact.push_back(split.scenario.channels[second.index].cost_per_contact);
    CHECK(wait(split, 3) == Approx(wait(both, 3)).epsilon(1e-6));
    // Without come-backs and redials attempts are the first contacts.
    run::Replay const r = run::replay(both.plan(), Build::small(), 0, 0);
    CHECK(of(r, Kpi::contacts_attempted)[3] == Approx(of(r, Kpi::contacts_new)[3]).epsilon(1e-9));
    CHECK(of(r, Kpi::contacts_repeat)[3] == 0);
}
