#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "rekensom/report/documents.hpp"
#include "rekensom/report/terminal.hpp"
#include "report/fixture.hpp"

// By reason, channel, team and journey, a contact and a customer.

namespace rekensom::report {
namespace {

using Json = nlohmann::ordered_json;

std::string const parts = R"(
months = 12
[customers]
count = 10_000
[channels.phone]
cost_per_contact = 10
[channels.mail]
kind = "deferred"
cost_per_contact = 4
[journeys.order]
label = "Ordering"
transactions = 10_000
[reasons.bill]
label = "Bills"
volume = 3_000
channels = { phone = 2, mail = 1 }
recontact = 0
avoidable = 0.5
[reasons.where]
journey = "order"
contact_rate = 0.1
channels = "mail"
recontact = 0
avoidable = 0.4
[reasons.advice]
volume = 500
channels = "phone"
recontact = 0
value = "valuable"
avoidable = 0.1
[drivers.waiting]
kind = "dissatisfier"
mark = 6.2
[loyalty]
nps = 0
[moments.visit]
mark = 8
impact = 2
aware = 0.5
frequency = 3
[changes.fix]
prevents.where = 0.5
prevents.bill = 0.2
[changes.page]
prevents.advice = 0.5
)";

Json part(Json const& summary, std::string const& by, std::string const& name) {
    for (Json const& one : summary["breakdown"])
        if (one["by"] == by && one["name"] == name) return one;
    return {};
}

}  // namespace

TEST_CASE("contacts and cost by reason, channel and journey, a contact and a customer", "[constructed]") {
    Ran const ran(parts);
    Json const summary = Json::parse(summary_json(ran.facts));
    auto const of = [&](char const* by, char const* name, char const* figure) {
        Json const one = part(summary, by, name);
        return std::pair{one["baseline"][figure].get<double>(), one["alternatives"]["all"][figure].get<double>()};
    };
    using Pair = std::pair<double, double>;
    auto const same = [](Pair a, Pair b) {
        CHECK(a.first == Approx(b.first));
        CHECK(a.second == Approx(b.second));
    };
    same(of("reason", "bill", "contacts_per_year"), {36'000, 32'400});
    same(of("reason", "bill", "cost_per_contact"), {8, 8});
    same(of("reason", "where", "avoidable_per_year"), {4800, 2400});
    same(of("channel", "phone", "contacts_per_year"), {30'000, 0.9 * 24'000 + 0.95 * 6000});
    same(of("channel", "mail", "cost_per_year"), {4 * 24'000, 4 * (0.9 * 12'000 + 0.8 * 12'000)});
    same(of("journey", "order", "first_time_right"), {0.96, 0.98});
    same(of("all", "all", "contacts_per_year"), {54'000, 32'400 + 9600 + 5700});
    same(of("all", "all", "cost_per_year"), {396'000, 259'200 + 38'400 + 57'000});
    same(of("all", "all", "cost_per_customer"), {39.6, 35.46});
    same(of("all", "all", "contacts_per_customer"), {5.4, 4.77});
    CHECK(part(summary, "reason", "advice")["value"] == "valuable");
    CHECK(part(summary, "reason", "bill")["value"] == "irritant");
    CHECK(part(summary, "reason", "where")["alternatives"]["all"]["gross_saving"].get<double>() == Approx(9600));
    CHECK(summary["drivers"]["waiting"]["mark"] == 6.2);
    CHECK(summary["baseline_moments"]["visit"]["noticed_per_year"].get<double>() == Approx(15'000));
}

TEST_CASE("the breakdown is printed where there is something to break down", "[constructed]") {
    std::string const text = terminal_summary(Ran(parts).facts, {}, {});
    for (char const* row :
         {"Where it is", "Reason Bills", "Channel mail", "Journey Ordering", "a customer", "+ worth having"})
        CHECK(text.find(row) != std::string::npos);
    CHECK(text.find("worth having") != std::string::npos);
    CHECK(terminal_summary(Ran(certain_case).facts, {}, {}).find("Where it is") == std::string::npos);
    std::string irritant = parts;
    irritant.replace(irritant.find("valuable"), 8, "irritant");
    CHECK(terminal_summary(Ran(irritant).facts, {}, {}).find("worth having") == std::string::npos);
}

}  // namespace rekensom::report
