#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/shell.hpp"

// Each scenario of scenarios/ runs, and tells its own story: what its comments promise is what comes out.

namespace rekensom::cli {
namespace {

using Json = nlohmann::json;

/// One run through the program: the summary, and each KPI's means by month.
struct Told {
    Json summary;
    std::map<std::string, std::vector<double>> months;  ///< "world kpi"

    explicit Told(std::string const& scenario, std::string const& flags = "", int draws = 512) {
        Shell const sh;
        Outcome const run = sh("$R run " REKENSOM_SOURCE_DIR "/scenarios/" + scenario + ".toml --quiet --draws " +
                               std::to_string(draws) + " --format json,csv --out out " + flags);
        INFO(run.err);
        REQUIRE(run.code == 0);
        summary = Json::parse(slurp(sh.folder / "out/summary.json"));
        CHECK(summary["unconverged"] == 0.0);
        CHECK(summary["overfull"] == 0.0);
        std::istringstream rows(slurp(sh.folder / "out/monthly.csv"));
        std::string row, world, kpi, month, mean;
        for (std::getline(rows, row); std::getline(rows, row);) {
            std::istringstream cells(row);
            std::getline(cells, world, ','), std::getline(cells, kpi, ','), std::getline(cells, month, ',');
            std::getline(cells, mean, ',');
            months[world + " " + kpi].push_back(mean.empty() ? std::nan("") : std::stod(mean));
        }
    }
    /// Nothing chosen: the only alternative.
    [[nodiscard]] Json const& of(std::string const& alternative) const { return summary["alternatives"][alternative]; }
    [[nodiscard]] double npv(std::string const& alternative) const { return of(alternative)["npv"]["mean"]; }
    [[nodiscard]] double shift(std::string const& alternative, std::string const& kpi,
                               std::string const& figure = "mean") const {
        return of(alternative)["kpis"][kpi]["shift"][figure];
    }
    [[nodiscard]] double before(std::string const& kpi) const {
        return summary["alternatives"].begin().value()["kpis"][kpi]["baseline"]["mean"];
    }
    [[nodiscard]] double cash(std::string const& alternative, std::size_t year) const {
        return of(alternative)["cash_saving_per_year"][year]["mean"];
    }
    [[nodiscard]] std::vector<double> const& by_month(std::string const& world, std::string const& kpi) const {
        return months.at(world + " " + kpi);
    }
    /// Over the horizon, alternative less baseline.
    [[nodiscard]] double extra(std::string const& world, std::string const& kpi) const {
        double sum = 0;
        for (std::size_t t = 0; t < by_month(world, kpi).size(); ++t)
            sum += by_month(world, kpi)[t] - by_month("baseline", kpi)[t];
        return sum;
    }
};

std::size_t highest(std::vector<double> const& months) {
    return static_cast<std::size_t>(std::max_element(months.begin(), months.end()) - months.begin());
}
std::size_t lowest(std::vector<double> const& months) {
    return static_cast<std::size_t>(std::min_element(months.begin(), months.end()) - months.begin());
}

}  // namespace

TEST_CASE("every scenario is told here", "[constructed]") {
    std::vector<std::string> names;
    for (fs::directory_entry const& entry : fs::directory_iterator(REKENSOM_SOURCE_DIR "/scenarios"))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    CHECK(names == std::vector<std::string>{"booked-too-early", "clear-invoices", "engineer-visit", "envelope",
                                            "first-time-right", "helpdesk", "overlap", "portal-launch", "reinvest",
                                            "self-service", "shorter-waits", "wow-or-ease"});
}

TEST_CASE("envelope: with the point values exactly a million a year", "[constructed]") {
    Told const certain("envelope", "--set reasons.all.avoidable=0.25 --set changes.fix.prevents.all=0.40", 64);
    CHECK(certain.cash("all", 0) == Approx(1'000'000).epsilon(1e-12));
    CHECK(certain.of("all")["cash_saving_per_year"][0]["sd"] == 0.0);
    Told const ranges("envelope");
    double const sd = ranges.of("all")["cash_saving_per_year"][0]["sd"];
    CHECK(ranges.cash("all", 0) == Approx(1'000'000).epsilon(0.002));  // the mean of a product of independent ranges
    CHECK(sd > 100'000);
}

TEST_CASE("overlap: 20 % and 30 % of the same contacts are 44 %", "[constructed]") {
    std::string flags = "--set reasons.where.noise=0 --set reasons.other.noise=0 --set reasons.where.avoidable=1";
    for (char const* change : {"portal", "promise"})
        for (char const* key : {".slip=0", ".ramp=0", ".realisation=1", ".start=0"})
            flags += std::string(" --set changes.") + change + key;
    flags += " --set changes.portal.prevents.where=0.2 --set changes.promise.prevents.where=0.3";
    Told const certain("overlap", flags, 64);
    // Of 40,000 of 100,000; the season is the same for both reasons.
    double const where = 40'000 / 100'000.0 * certain.before("contacts_handled");
    CHECK(certain.shift("portal", "contacts_handled") == Approx(-0.2 * where).epsilon(1e-9));
    CHECK(certain.shift("promise", "contacts_handled") == Approx(-0.3 * where).epsilon(1e-9));
    CHECK(certain.shift("both", "contacts_handled") == Approx(-0.44 * where).epsilon(1e-9));
    Told const told("overlap");
    CHECK(told.npv("both") < told.npv("portal") + told.npv("promise") - 50'000);
}

TEST_CASE("clear-invoices: a wide answer, and most of the potential is not cash", "[constructed]") {
    Told const told("clear-invoices");
    Json const& all = told.of("all");
    CHECK(all["npv"]["p10"] < 0);
    CHECK(all["npv"]["p90"] > 0);
    double const potential = all["totals"]["gross_total"]["mean"], cash = all["totals"]["cash_total"]["mean"];
    CHECK(potential > 3 * cash);
    CHECK(told.shift("all", "contacts_handled", "p90") < 0);
    CHECK(told.shift("all", "contacts_repeat") < 0);
}

TEST_CASE("first-time-right: the centre can win a fifth at the very most, the rest is the others'", "[constructed]") {
    Told const told("first-time-right");
    double const handled = told.before("contacts_handled");
    CHECK(told.shift("centre_ceiling", "contacts_handled") == Approx(-0.2 * handled).epsilon(1e-9));
    CHECK(told.before("contacts_repeat") == Approx(0.2 * handled).epsilon(1e-9));
    // What the centre can really do is far from that; the causes elsewhere are worth more, and add up with it.
    CHECK(told.shift("centre", "contacts_handled") > -0.06 * handled);
    CHECK(told.shift("others", "contacts_handled") < 1.3 * told.shift("centre", "contacts_handled"));
    CHECK(told.shift("together", "contacts_handled") < told.shift("others", "contacts_handled") - 0.02 * handled);
    // First time fix is the centre's number alone; first time right is the others'.
    CHECK(told.shift("others", "first_time_fix") == Approx(0).margin(1e-9));
    CHECK(told.shift("others", "first_time_right") > 0.01);
    CHECK(told.shift("centre", "first_time_right") == Approx(0).margin(1e-9));
    CHECK(told.shift("centre", "first_time_fix") > 0.02);
    // Most of the volume has an owner outside the centre.
    double outside = 0, all = 0;
    for (Json const& owner : told.summary["owners"]) {
        all += owner["contacts_per_year"].get<double>();
        if (owner["owner"] != "Contact centre") outside += owner["contacts_per_year"].get<double>();
    }
    CHECK(outside > 0.75 * all);
}

TEST_CASE("portal-launch: the surge comes with the first lesson, and the loss grows faster than the slip",
          "[constructed]") {
    Told const told("portal-launch");
    constexpr std::size_t july = 6, september = 8;
    std::string const world = "off_in_july";
    auto const& wait = told.by_month(world, "wait");
    auto const& mark = told.by_month(world, "satisfaction");
    auto const& calm_mark = told.by_month("baseline", "satisfaction");
    auto const& attempts = told.by_month(world, "contacts_attempted");
    for (std::size_t t = 0; t < july; ++t) CHECK(wait[t] == Approx(told.by_month("baseline", "wait")[t]));
    CHECK(highest(attempts) == september);
    CHECK(attempts[september] > 1.5 * told.by_month("baseline", "contacts_attempted")[september]);
    CHECK(highest(wait) == september);
    CHECK(wait[september] > 4 * told.by_month("baseline", "wait")[september]);
    CHECK(lowest(mark) == september);
    CHECK(mark[september] < calm_mark[september] - 1.5);
    // Long after the waits are over the marks are still below: reliability comes back on foot.
    CHECK(wait[12] < told.by_month("baseline", "wait")[12]);
    CHECK(mark[12] < calm_mark[12] - 0.1);
    CHECK(mark[12] > mark[10]);
    CHECK(mark[22] == Approx(calm_mark[22]).margin(0.1));
    // Who was told does better; where the old one stays nothing happens, and that costs money.
    CHECK(lowest(told.by_month("told", "satisfaction")) == september);
    CHECK(told.by_month("told", "satisfaction")[september] > mark[september] + 0.3);
    CHECK(told.by_month("told", "wait")[september] < 0.9 * wait[september]);
    CHECK(told.by_month("side_by_side", "satisfaction")[september] > calm_mark[september] - 0.02);
    CHECK(told.npv("side_by_side") < told.npv(world) - 20'000);
    Json const& worst = told.of(world)["worst_month"];
    CHECK(worst["date"] == "2027-09");
    CHECK(worst["alternative"]["wait"].get<double>() == Approx(wait[september]));
    Json const& survey = told.of(world)["survey"];  // 250 answers a month see it when it is there
    CHECK(survey["seen_from"].get<std::string>() <= "2027-09");
    CHECK(survey["seen_from"].get<std::string>() >= "2027-07");

    // Planned for 16 August, lessons from the 30th: half a month of slip is free, and every half after it is not.
    std::vector<double> hung_up, sunk;
    for (char const* slip : {"0", "0.4", "0.8", "1.2"}) {
        Told const late("portal-launch", std::string("--only off_in_july --set inputs.slip=") + slip, 512);
        hung_up.push_back(late.extra(world, "contacts_abandoned"));
        sunk.push_back(-late.extra(world, "satisfaction"));
    }
    double const in_holiday = hung_up[1] - hung_up[0], first = hung_up[2] - hung_up[1], second = hung_up[3] - hung_up[2];
    CHECK(in_holiday > 0);
    CHECK(first > 3 * in_holiday);
    CHECK(second > 3 * in_holiday);
    CHECK(hung_up[3] - hung_up[0] > 1.5 * 3 * in_holiday);  // thrice the slip, and far more than thrice the loss
    CHECK(sunk[2] - sunk[1] > 2 * (sunk[1] - sunk[0]));
}

TEST_CASE("booked-too-early: agents leave on the planned date, and customers wait", "[constructed]") {
    Told const told("booked-too-early");
    auto const peak = [&](char const* world, char const* kpi) {
        auto const& months = told.by_month(world, kpi);
        return months[highest(months)];
    };
    double const calm = peak("baseline", "wait");
    CHECK(peak("booked", "wait") > 3 * calm);
    CHECK(peak("half", "wait") > 1.3 * calm);
    CHECK(peak("half", "wait") < 0.7 * peak("booked", "wait"));
    CHECK(peak("followed", "wait") < 1.02 * calm);
    CHECK(peak("booked", "abandonment") > 0.15);
    CHECK(peak("booked", "response_time") > 2 * peak("baseline", "response_time"));
    // Planned from month 12; the staff goes then, and what it was to do comes months later.
    std::size_t const worst = highest(told.by_month("booked", "wait"));
    CHECK(worst >= 13);
    CHECK(worst <= 20);
    CHECK(told.by_month("booked", "fte")[16] < 0.85 * told.by_month("baseline", "fte")[16]);
    CHECK(told.by_month("followed", "fte")[16] > 0.97 * told.by_month("baseline", "fte")[16]);
    CHECK(told.by_month("booked", "satisfaction")[worst] < told.by_month("followed", "satisfaction")[worst] - 0.5);
    CHECK(told.by_month("booked", "fte")[30] > told.by_month("booked", "fte")[16] + 5);  // hired again
}

TEST_CASE("self-service: where few are helped a portal raises calls", "[constructed]") {
    auto const with = [](char const* containment) {
        return Told("self-service",
                    std::string("--only portal --set changes.portal.shifts.1.containment=") + containment, 512)
            .shift("portal", "contacts_handled");
    };
    double const none = with("0"), few = with("0.1"), most = with("0.8");
    CHECK(none > 500);
    CHECK(few > 0);
    CHECK(few < none);
    CHECK(most < -3000);
    Told const told("self-service");
    double const more_calls = told.of("portal")["kpis"]["contacts_attempted"]["shift"]["p_positive"];
    CHECK(more_calls > 0.2);
    CHECK(more_calls < 0.8);
    CHECK(told.npv("clear") > told.npv("portal") + 300'000);
    CHECK(told.shift("clear", "contacts_handled", "p90") < 0);
    // Who has tried comes with the harder question.
    CHECK(told.shift("portal", "handle_time") > 3);
}

TEST_CASE("wow-or-ease: delight becomes the norm, ease stays", "[constructed]") {
    Told const told("wow-or-ease");
    auto const gain = [&](char const* world, char const* kpi, std::size_t t) {
        return told.by_month(world, kpi)[t] - told.by_month("baseline", kpi)[t];
    };
    CHECK(gain("wow", "satisfaction", 6) > 0.35);
    CHECK(gain("wow", "satisfaction", 47) < 0.3 * gain("wow", "satisfaction", 6));
    for (std::size_t t = 8; t + 1 < 48; ++t)
        CHECK(gain("wow", "satisfaction", t + 1) < gain("wow", "satisfaction", t) + 1e-3);
    // A contact that nobody needs any more stays away.
    CHECK(gain("ease", "contacts_handled", 24) < -0.1 * told.by_month("baseline", "contacts_handled")[24]);
    CHECK(gain("ease", "contacts_handled", 47) == Approx(gain("ease", "contacts_handled", 24)).epsilon(0.02));
    CHECK(gain("ease", "effort", 47) > 0.05);
    CHECK(gain("ease", "effort", 47) == Approx(gain("ease", "effort", 24)).epsilon(0.02));
    CHECK(gain("wow", "contacts_handled", 47) == 0);
    CHECK(told.npv("wow") < -1'000'000);
    CHECK(told.npv("ease") > 0);
}

TEST_CASE("engineer-visit: a moment that scores an eight costs loyalty", "[constructed]") {
    Told const told("engineer-visit");
    Json const& now = told.summary["baseline_moments"];
    for (auto const& [name, moment] : now.items()) {
        double sum = 0;
        for (Json const& p : moment["p_quadrant"]) sum += p.get<double>();
        INFO(name);
        CHECK(sum == Approx(1).epsilon(1e-9));
    }
    CHECK(now["visit"]["mark"]["mean"] > 7.9);
    CHECK(now["visit"]["quadrant"] == "save");  // done too well: a better one is no use
    CHECK(now["visit"]["p_quadrant"]["save"] > 0.8);
    CHECK(now["do_it_yourself"]["quadrant"] == "rescue");
    CHECK(now["do_it_yourself"]["p_quadrant"]["rescue"] > 0.9);
    double const parcel = now["return_parcel"]["p_quadrant"]["rescue"];
    CHECK(parcel < 0.7);  // nobody knows: that is why it is a chance
    CHECK(told.shift("better_visit", "nps") < -0.2);
    CHECK(told.shift("plug_in", "nps", "p10") > 0.5);
    CHECK(std::abs(told.shift("pack", "nps")) < 0.1);  // six per cent noticed it
    CHECK(told.npv("better_visit") < told.npv("plug_in") - 500'000);
    CHECK(told.shift("plug_in", "contacts_handled") < -1'000);
    // No money for loyalty unless asked for, and it is said.
    CHECK(told.summary["loyalty_money"] == false);
    CHECK(told.of("plug_in")["totals"]["loyalty_total"]["mean"] == 0.0);
    CHECK(told.shift("plug_in", "first_time_right") > 0.05);
}

TEST_CASE("shorter-waits: waiting hurts beyond what people tolerate, and no further", "[constructed]") {
    Told const told("shorter-waits");
    CHECK(told.shift("cash", "fte") < -2);
    CHECK(told.shift("waits", "fte") == Approx(0).margin(0.05));
    CHECK(told.shift("waits", "wait") < told.shift("half", "wait") - 5);
    CHECK(told.shift("half", "wait") < told.shift("cash", "wait") - 5);
    CHECK(told.shift("waits", "satisfaction") > told.shift("cash", "satisfaction") + 0.05);
    CHECK(told.npv("waits") < told.npv("cash") - 150'000);
    // With a tolerance far beyond any wait the same seconds buy nothing.
    auto const felt = [](char const* tolerance) {
        Told const one(
            "shorter-waits",
            std::string("--only waits --set satisfaction.abandoned_mark=7 "
                        "--set changes.knowledge.improves.first_time_fix=0 --set drivers.waiting.tolerance=") +
                tolerance,
            256);
        CHECK(one.shift("waits", "wait") < -30);
        return one.shift("waits", "satisfaction");
    };
    double const at_once = felt("0s"), after_a_minute = felt("60s"), never = felt("3h");
    CHECK(at_once > after_a_minute + 0.005);
    CHECK(after_a_minute > 0.02);
    CHECK(never == Approx(0).margin(0.012));
}

TEST_CASE("reinvest: freed time becomes better contacts instead of cash", "[constructed]") {
    Told const told("reinvest");
    CHECK(told.cash("bank", 2) > 150'000);
    CHECK(std::abs(told.cash("reinvest", 2)) < 5'000);
    CHECK(told.cash("half", 2) == Approx(0.5 * told.cash("bank", 2)).epsilon(0.2));
    CHECK(told.shift("reinvest", "fte") == Approx(0).margin(0.02));
    CHECK(told.shift("reinvest", "satisfaction") > 0.1);
    CHECK(std::abs(told.shift("bank", "satisfaction")) < 0.03);
    CHECK(told.shift("reinvest", "handle_time") > told.shift("bank", "handle_time") + 30);
    CHECK(told.shift("reinvest", "handle_time") < told.shift("bank", "handle_time") + 150);  // the ceiling
}

TEST_CASE("helpdesk: no customer can leave, and no euro comes from loyalty", "[constructed]") {
    Told const told("helpdesk");
    for (char const* alternative : {"reset", "onboarding", "both"}) {
        CHECK(told.of(alternative)["totals"]["loyalty_total"]["mean"] == 0.0);
        CHECK(told.of(alternative)["kpis"]["nps"]["baseline"]["mean"].is_null());
    }
    CHECK_FALSE(told.summary.contains("loyalty_money"));
    CHECK(told.shift("reset", "contacts_handled") < -1'000);
    CHECK(told.shift("reset", "first_time_fix") < -0.01);  // the easy ones go, the average gets harder
    CHECK(told.shift("reset", "handle_time") > 20);
    CHECK(told.shift("onboarding", "first_time_fix") > 0.005);
    CHECK(told.shift("both", "fte") < told.shift("reset", "fte") - 1);
    CHECK(told.shift("both", "effort") > 0.2);
    CHECK(told.before("response_time") > 0);
}

TEST_CASE("what there is by owner, reason, channel and team is in the summary", "[constructed]") {
    Told const told("helpdesk", "", 256);
    Json const& now = told.summary["baseline"];
    double reasons = 0, channels = 0;
    for (char const* reason : {"password", "access", "device"}) {
        std::string const path = std::string("reason.") + reason;
        for (char const* what : {".handled", ".avoidable", ".cost"}) CHECK(now[path + what]["mean"] > 0);
        reasons += now[path + ".handled"]["mean"].get<double>();
        CHECK(told.of("both")["shifts"][path + ".saving"]["mean"].is_number());
    }
    for (char const* channel : {"phone", "ticket", "portal"})
        channels += now[std::string("channel.") + channel + ".handled"]["mean"].get<double>();
    CHECK(reasons == Approx(told.before("contacts_handled")).epsilon(1e-6));
    CHECK(channels == Approx(told.before("contacts_handled")).epsilon(1e-6));  // nobody is on the portal yet
    CHECK(now["team.desk.fte"]["mean"].get<double>() == Approx(told.before("fte")).epsilon(1e-9));
    CHECK(now["team.desk.wait"]["mean"] > 20);
    CHECK(told.before("contacts_per_customer") == Approx(12 * reasons / 14'000).epsilon(1e-6));
    // Who causes it, and who carries it.
    std::map<std::string, Json> owners;
    for (Json const& owner : told.summary["owners"]) owners[owner["owner"]] = owner;
    CHECK(owners.at("HR")["avoidable_per_year"] > 10'000);
    CHECK(owners.at("HR")["fte"] == 0.0);
    CHECK(owners.at("HR")["changes"] == Json{"onboarding"});
    CHECK(owners.at("HR")["alternatives"]["onboarding"]["gross_saving"] > 100'000);
    CHECK(owners.at("IT")["contacts_per_year"] == 0.0);
    CHECK(owners.at("IT")["alternatives"]["onboarding"]["fte_shift"] < -1);
}

}  // namespace rekensom::cli
