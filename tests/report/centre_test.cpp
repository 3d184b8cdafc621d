#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "rekensom/report/documents.hpp"
#include "rekensom/report/terminal.hpp"
#include "report/fixture.hpp"
#include "report/marks.hpp"

// What reports say of a contact centre and its customers.

namespace rekensom::report {
namespace {

using Json = nlohmann::ordered_json;

std::string const centre = R"(
title = "A centre"
months = 24
start = "2027-01"
[customers]
count = 50_000
[channels.phone]
handle_time = "6m"
patience = "5m"
redial = 0.5
[teams.care]
label = "Phone team"
owner = "Customer service"
serves = ["phone"]
cost_per_fte = 50_000
speed_of_answer = "40s"
anticipate = 1
release_max = 20
[reasons.bill]
owner = "Billing"
volume = 20_000
avoidable = 0.5
mark = 7
[drivers.waiting]
kind = "dissatisfier"
tolerance = "60s"
weight = 0.2
[satisfaction]
responses = 400
[loyalty]
nps = 5
contact_penalty = 6
[moments.visit]
label = "The visit"
mark = 8
impact = { min = -2, max = 2 }
aware = 1
[moments.install]
mark = { min = 6, max = 8 }
impact = 3
aware = 1
[changes.letter]
prevents.bill = 0.8
start = 6
slip = 5
)";

std::string terminal(Ran const& ran) { return terminal_summary(ran.facts, {}, {Colour::none, 80}); }

}  // namespace

TEST_CASE("each moment is in every quadrant with its chance", "[constructed]") {
    Ran const ran(centre, Language::en, 1024);
    Json const json = Json::parse(summary_json(ran.facts));
    Json const& visit = json["baseline_moments"]["visit"];
    // Mark 8 is above 7.5; an impact of -2 to 2 is above 1 in a quarter of the draws.
    CHECK(visit["p_quadrant"]["spread"].get<double>() == Approx(0.25).margin(0.002));
    CHECK(visit["p_quadrant"]["save"].get<double>() == Approx(0.75).margin(0.002));
    CHECK(visit["p_quadrant"]["rescue"] == 0.0);
    CHECK(visit["quadrant"] == "save");
    Json const& install = json["baseline_moments"]["install"];
    CHECK(install["p_quadrant"]["rescue"].get<double>() == Approx(0.75).margin(0.002));
    CHECK(install["p_quadrant"]["spread"].get<double>() == Approx(0.25).margin(0.002));
    CHECK(json["alternatives"]["all"]["moments"]["visit"] == visit);  // no change touches it
    std::string const text = terminal(ran);
    CHECK(text.find("The visit                     8.0   0.0  done too well, save here 75 %") != std::string::npos);
    CHECK(text.find("rescue first 75 %") != std::string::npos);
}

TEST_CASE("money from loyalty is off, and that is said", "[constructed]") {
    Ran const off(centre);
    Json const json = Json::parse(summary_json(off.facts));
    CHECK(json["loyalty_money"] == false);
    CHECK(json["alternatives"]["all"]["totals"]["loyalty_total"]["mean"] == 0.0);
    CHECK(terminal(off).find("NPS and churn are kept out of the money") != std::string::npos);
    std::string asked = centre;
    asked.replace(asked.find("nps = 5"), 7, "nps = 5\nmoney = true\nchurn_per_nps = 0.002");
    asked.replace(asked.find("count = 50_000"), 14, "count = 50_000\nmargin = 80\nchurn = 0.1");
    Ran const on(asked);
    Json const money = Json::parse(summary_json(on.facts));
    CHECK(money["loyalty_money"] == true);
    CHECK(money["alternatives"]["all"]["totals"]["loyalty_total"]["mean"] > 1'000);
    CHECK(money["alternatives"]["all"]["npv"] == json["alternatives"]["all"]["npv"]);  // never in cash
    CHECK(terminal(on).find("kept out of the money") == std::string::npos);
}

TEST_CASE("a survey sees what is larger than its chance errors, and from when", "[constructed]") {
    Ran const ran(centre);
    Json const survey = Json::parse(summary_json(ran.facts))["alternatives"]["all"]["survey"];
    // (1.96 + 0.84) x 1.5 x sqrt(2 / 400): a spread of 1.5 points is the default
    double const spread = ran.facts.scenario().at(ran.facts.scenario().satisfaction.spread).marginal.mean();
    CHECK(survey["least_seen_in_a_month"].get<double>() == Approx(2.8016 * spread * std::sqrt(2.0 / 400)).epsilon(1e-3));
    CHECK(survey["least_seen_in_a_year"].get<double>() ==
          Approx(survey["least_seen_in_a_month"].get<double>() / std::sqrt(12.0)));
    // Agents leave from July on; the letters come in December.
    REQUIRE(survey["seen_from"].is_string());
    CHECK(survey["seen_from"].get<std::string>() > "2027-07");
    CHECK(survey["seen_from"].get<std::string>() < "2028-01");
    std::size_t const from = survey["seen_from_month"].get<std::size_t>() - 1;
    auto const& shift = ran.results.cases[0].shifts[static_cast<std::size_t>(model::Kpi::satisfaction)];
    CHECK(std::abs(shift[from].mean) >= survey["least_seen_in_a_month"].get<double>());
    CHECK(std::abs(shift[from - 1].mean) < survey["least_seen_in_a_month"].get<double>());
    std::string few = centre;
    few.replace(few.find("responses = 400"), 15, "responses = 1");
    Ran const blind(few);
    CHECK(Json::parse(summary_json(blind.facts))["alternatives"]["all"]["survey"]["seen_from"].is_null());
    CHECK(terminal(blind).find("this change never.") != std::string::npos);
    std::string none = centre;
    none.replace(none.find("responses = 400"), 15, "");
    CHECK_FALSE(Json::parse(summary_json(Ran(none).facts))["alternatives"]["all"].contains("survey"));
}

TEST_CASE("the worst month is the one with the longest wait", "[constructed]") {
    Ran const ran(centre);
    Json const worst = Json::parse(summary_json(ran.facts))["alternatives"]["all"]["worst_month"];
    auto const& waits = ran.results.worlds[1].kpis[static_cast<std::size_t>(model::Kpi::wait)];
    auto const month = worst["month"].get<std::size_t>() - 1;
    for (run::Summary const& other : waits) CHECK(other.mean <= waits[month].mean);
    CHECK(worst["alternative"]["wait"].get<double>() > 2 * worst["baseline"]["wait"].get<double>());
    CHECK(worst["date"].get<std::string>().starts_with("2027-"));
    CHECK(terminal(ran).find("The worst month for customers") != std::string::npos);
    std::string patient = centre;
    patient.replace(patient.find("anticipate = 1"), 14, "anticipate = 0");
    CHECK(terminal(Ran(patient)).find("The worst month") == std::string::npos);  // nothing worse than now
}

TEST_CASE("a centre's summary fits 80 columns in both languages, and repeats nothing", "[constructed]") {
    std::string several = centre + "[changes.portal]\nprevents.bill = 0.1\n";
    for (char const* name : {"one", "two", "three"})
        several += std::string("[alternatives.") + name + "]\nlabel = \"An alternative of which the name is long, " +
                   name + "\"\nchanges = [\"letter\", \"portal\"]\nset = { \"teams.care.release_max\" = 0 }\n";
    for (Language const language : {Language::en, Language::nl}) {
        Ran const ran(several, language);
        std::istringstream lines(terminal(ran));
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            CHECK(width(line) <= 80);
        }
    }
    Ran const ran(several);
    std::size_t told = 0;
    for (Warning const& warning : ran.facts.warnings) told += warning.text.find("becomes cash") != std::string::npos;
    CHECK(told <= 1);
}

TEST_CASE("more than agents can handle is counted and told", "[constructed]") {
    std::string flooded = centre;
    flooded.replace(flooded.find("cost_per_fte = 50_000"), 21, "cost_per_fte = 50_000\nfte = 5\nstaffing = \"fixed\"");
    flooded.replace(flooded.find("speed_of_answer = \"40s\""), 23, "");
    Ran const ran(flooded);
    Json const json = Json::parse(summary_json(ran.facts));
    CHECK(json["overfull"] == 256.0);
    CHECK(json["unconverged"] == 0.0);
    bool told = false;
    for (Warning const& warning : ran.facts.warnings)
        told = told || warning.text.find("256 of 256 draws") != std::string::npos;
    CHECK(told);
}

TEST_CASE("the potential stands between the sum on paper and the cash", "[constructed]") {
    Ran const ran(two_alternatives);
    std::string const text = terminal(ran);
    auto const paper = text.find("On paper: every plan in full"), potential = text.find("Potential: what is avoided"),
               cash = text.find("\n  Cash ");
    REQUIRE(paper != std::string::npos);
    REQUIRE(potential != std::string::npos);
    CHECK(paper < potential);
    CHECK(potential < cash);
    // Where nothing stands between them they are one.
    CHECK(terminal(Ran(certain_case)).find("Potential: the sum on paper") != std::string::npos);
}

}  // namespace rekensom::report
