#include "input/reading.hpp"
#include "rekensom/base/calendar.hpp"
#include "rekensom/chance/marginal.hpp"

namespace rekensom::input {
namespace {

using chance::Form;

/// The billing reason's key with this value.
model::Quantity billing(std::string const& key, std::string const& value) {
    return quantity(
        read_well(small + "[reasons.billing2]\nvolume = 1\ncost_per_contact = 1\n" +
                      (key == "volume" || key == "cost_per_contact" ? "" : key + " = " + value + "\n"),
                  key == "volume" || key == "cost_per_contact" ? ReadOptions{{"reasons.billing2." + key + "=" + value}}
                                                               : ReadOptions{}),
        "reasons.billing2." + key);
}

double change(std::string const& key, std::string const& value) {
    return mean(read_well(small + key + " = " + value + "\n"), "changes.fix." + key);
}

}  // namespace

TEST_CASE("Certain values in every notation", "[input][constructed]") {
    CHECK(billing("avoidable", "0.1").marginal.mean() == 0.1);
    CHECK(billing("avoidable", "\"10%\"").marginal.mean() == 0.1);
    CHECK(billing("avoidable", "{ value = \"10 %\", source = \"survey\" }").provenance.source == "survey");
    CHECK(billing("handle_time", "360").marginal.mean() == 360);
    CHECK(billing("handle_time", "\"6m30s\"").marginal.mean() == 390);
    CHECK(billing("handle_time", "\"20s\"").marginal.mean() == 20);
    CHECK(billing("handle_time", "\"1h\"").marginal.mean() == 3600);
    CHECK(billing("volume", "\"1_000_000 / year\"").marginal.mean() == Approx(1e6 / 12).epsilon(1e-15));
    CHECK(billing("volume", "\"1200 / month\"").marginal.mean() == 1200);
    CHECK(billing("volume", "\"1000 / week\"").marginal.mean() == Approx(1000 * weeks_per_month));
    CHECK(billing("volume", "\"100 / day\"").marginal.mean() == Approx(100 * days_per_month));
    CHECK(billing("volume", "\"100/30m\"").marginal.mean() == Approx(100 * 48 * days_per_month));
    CHECK(billing("volume", "\"60_000 contacts per year\"").marginal.mean() == Approx(5000));
    CHECK(billing("cost_per_contact", "\"€ 10\"").marginal.mean() == 10);
    CHECK(billing("cost_per_contact", "\"EUR 10.50\"").marginal.mean() == 10.5);
    CHECK(billing("cost_per_contact", "\"10 EUR\"").marginal.mean() == 10);
    CHECK(billing("growth", "\"-2%\"").marginal.mean() == -0.02);
    CHECK(change("slip", "\"3 months\"") == 3);
    CHECK(change("slip", "\"2 weeks\"") == Approx(14 / days_per_month));
    CHECK(change("slip", "\"1 year\"") == 12);
    CHECK(change("running_cost", "\"6000 / year\"") == 500);
    CHECK(change("running_cost", "500") == 500);
}

TEST_CASE("Days are kept as months", "[input][constructed]") {
    std::string const mail = small + "[channels.mail]\nkind = \"deferred\"\ncost_per_contact = 4\n";
    CHECK(mean(read_well(mail + "promise = 2\n"), "channels.mail.promise") == Approx(2 / days_per_month));
    CHECK(mean(read_well(mail + "promise = \"2 days\"\n"), "channels.mail.promise") == Approx(2 / days_per_month));
    CHECK(mean(read_well(mail + "promise = \"48h\"\n"), "channels.mail.promise") == Approx(2 / days_per_month));
    CHECK(mean(read_well(mail), "channels.mail.base_response") == Approx(1 / days_per_month));
}

TEST_CASE("Every form of an uncertain value", "[input][constructed]") {
    struct Row {
        char const* text;
        Form form;
        double mean;
    };
    Row const rows[] = {
        {"{ min = \"20%\", likely = \"25%\", max = \"30%\" }", Form::pert, 0.25},
        {"{ min = 0.1, likely = 0.2, max = 0.6, weight = 2 }", Form::pert, 0.275},
        {"{ min = 0.1, likely = 0.2, max = 0.6, shape = \"triangular\" }", Form::triangular, 0.3},
        {"{ min = 0.1, max = 0.3 }", Form::uniform, 0.2},
        {"{ p10 = 0.4, p90 = 0.6 }", Form::two_percentiles, 0.5},
        {"{ p10 = 0.4, p50 = 0.5, p90 = 0.6 }", Form::three_percentiles, 0.5},
        {"{ mean = 0.3, sd = 0.1 }", Form::moments, 0.3},
        {"{ yes = 62, of = 250, judge = \"customers\" }", Form::survey, 63.0 / 252},
        {"{ values = [0.1, 0.4], weights = [3, 1] }", Form::discrete, 0.175},
        {"{ values = [\"10%\", \"40%\"] }", Form::discrete, 0.25},
        {"{ data = \"tests/input/wrong/data.csv\", column = \"share\" }", Form::data, 0.25},
    };
    for (Row const& row : rows) {
        CAPTURE(row.text);
        std::string text = small;
        text.replace(text.find("0.25"), 4, row.text);
        Reading const good = read_text(text, "test.toml", REKENSOM_SOURCE_DIR);
        INFO(render(good.problems));
        REQUIRE(good.scenario);
        model::Quantity const& q = quantity(*good.scenario, "reasons.billing.avoidable");
        CHECK(q.marginal.form() == row.form);
        CHECK(q.marginal.mean() == Approx(row.mean).epsilon(1e-9));
        CHECK(good.files.size() == (row.form == Form::data ? 2 : 1));
    }
}

TEST_CASE("A volume by percentiles is log-normal, a change's points by percentiles normal", "[input][constructed]") {
    CHECK(billing("volume", "{ p10 = 100, p90 = 400 }").marginal.family() == chance::Family::log_normal);
    model::Scenario const s =
        read_well(small + "improves.drivers.empathy = { p10 = -1, p90 = 1 }\n[drivers.empathy]\nweight = 0.3\n");
    CHECK(quantity(s, "changes.fix.improves.drivers.empathy").marginal.family() == chance::Family::normal);
}

TEST_CASE("A place is that of the value", "[input][constructed]") {
    model::Scenario const s = read_well("[reasons.a]\nvolume = 5\ncost_per_contact = { min = 1, max = 2 }\n");
    model::Place const& place = quantity(s, "reasons.a.cost_per_contact").place;
    CHECK(place.file == "test.toml");
    CHECK(place.line == 3);
    CHECK(place.column == 20);
}

TEST_CASE("A named input is one draw for all who use it", "[input][constructed]") {
    model::Scenario const s = read_well(R"(
[inputs]
judge = { p10 = 0.2, p90 = 0.3, source = "two analysts" }
[reasons.a]
volume = 5
cost_per_contact = 1
avoidable = { input = "judge" }
[reasons.b]
volume = 5
cost_per_contact = 1
avoidable = { input = "judge", times = 0.5 }
)");
    model::Quantity const& input = quantity(s, "inputs.judge");
    CHECK(input.domain == Domain::share);
    CHECK(input.marginal.family() == chance::Family::logit_normal);
    model::Quantity const& b = quantity(s, "reasons.b.avoidable");
    REQUIRE(b.reference);
    CHECK(s.at(b.reference->input).path == "inputs.judge");
    CHECK(b.reference->times == 0.5);
    CHECK(b.marginal.mean() == Approx(0.5 * input.marginal.mean()));
    CHECK(b.provenance.source == "two analysts");
}

TEST_CASE("Percentiles and moments of an input lie within what all of its uses allow", "[input][constructed]") {
    // Half of it, a share that may be negative, a shorter handle time: each alone allows more than a share.
    for (char const* value :
         {"{ p10 = 0.2, p90 = 0.5 }", "{ mean = 0.3, sd = 0.1 }", "{ p10 = 0.2, p50 = 0.3, p90 = 0.6 }"}) {
        model::Scenario const s = read_well(std::string("[inputs]\nworks = ") + value + R"(
[reasons.a]
volume = 5
cost_per_contact = 1
avoidable = { input = "works", times = 0.5 }
[changes.fix]
prevents.a = { input = "works" }
improves.handle_time.a = { input = "works", times = -0.4 }
)");
        CHECK(quantity(s, "inputs.works").domain == Domain::share);
        model::Quantity const& avoidable = quantity(s, "reasons.a.avoidable");
        CHECK(avoidable.marginal.lower() >= 0);
        CHECK(avoidable.marginal.upper() <= 0.5);
        CHECK(quantity(s, "changes.fix.improves.handle_time.a").marginal.upper() <= 0);
    }
    // Money stays positive however it is multiplied.
    model::Scenario const s = read_well(R"(
[inputs]
euro = { p10 = 4, p90 = 12 }
[reasons.a]
volume = 5
cost_per_contact = { input = "euro", times = 1.5 }
)");
    CHECK(quantity(s, "reasons.a.cost_per_contact").marginal.lower() >= 0);
}

TEST_CASE("An input of several units is a bare number, times what each says", "[input][constructed]") {
    model::Scenario const s = read_well(small +
                                        "slip = { input = \"worse\", times = 3 }\n[inputs]\nworse = { min = 0, max = 1 "
                                        "}\n[reasons.c]\nvolume = 5\ncost_per_contact = 1\n"
                                        "handle_time = { input = \"worse\", times = 100 }\n");
    CHECK(mean(s, "reasons.c.handle_time") == 50);
    CHECK(mean(s, "changes.fix.slip") == 1.5);
}

TEST_CASE("An alternative may change an input and so all its uses", "[input][constructed]") {
    model::Scenario const s =
        read_well(small +
                  "slip = { input = \"late\" }\n[inputs]\nlate = { min = 0, max = 2 }\n[alternatives.calm]\nset = { "
                  "\"inputs.late\" = 0, \"reasons.billing.growth\" = \"2%\" }\n");
    REQUIRE(s.alternatives.size() == 1);
    model::Alternative const& calm = s.alternatives[0];
    REQUIRE(calm.set.size() == 2);
    for (model::Override const& set : calm.set) CHECK(s.at(set.target).path == s.at(set.replacement).path);
    CHECK(s.at(calm.set[0].replacement).path == "reasons.billing.growth");
    CHECK(s.at(calm.set[0].replacement).marginal.mean() == 0.02);
    CHECK(s.at(calm.set[1].replacement).path == "changes.fix.slip");
    CHECK(s.at(calm.set[1].replacement).marginal.mean() == 0);
}

}  // namespace rekensom::input
