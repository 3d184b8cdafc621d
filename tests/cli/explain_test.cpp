#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

// `explain` as its user meets it: the program itself, on a file whose answers are known.

namespace rekensom::cli {
namespace {

std::string const two_fixes = R"(title = "Two fixes"
months = 12
[finance]
discount_rate = 0
[reasons.all]
volume = "1_000_000 / year"
cost_per_contact = 10
avoidable = { yes = 62, of = 250, source = "survey", date = 2020-01-01 }
[changes.fix]
prevents.all = { min = 0.2, max = 0.6 }
one_off_cost = 900_000
[changes.cheap]
prevents.all = 0.1
one_off_cost = 10_000
)";

}  // namespace

TEST_CASE("explain answers every question, for machines", "[constructed][cli]") {
    Shell const shell;
    shell.write("case.toml", two_fixes);
    Outcome const found = shell("$R explain case.toml --json --draws 4096 --budget 100000");
    INFO(found.out << found.err);
    REQUIRE(found.code == 0);
    auto const json = nlohmann::json::parse(found.out);
    for (char const* part : {"tornado", "variance", "information", "changes", "break_even", "reverse_stress", "stress",
                             "portfolio", "assumptions", "warnings"})
        CHECK(json.contains(part));
    CHECK(json["tornado"]["rows"][0]["path"] == "changes.fix.prevents.all");
    CHECK(json["tornado"]["rows"][0]["p10"]["value"].get<double>() == Approx(0.24));
    // Within 100,000 only the cheap one fits.
    CHECK(json["portfolio"]["sets_allowed"] == 2);
    CHECK(json["portfolio"]["by_mean_npv"]["changes"] == nlohmann::json{"cheap"});
    double sum = 0;
    for (auto const& change : json["changes"]["changes"]) sum += change["shapley"]["value"].get<double>();
    CHECK(sum == Approx(json["changes"]["total"]["value"].get<double>()));
    CHECK(json["information"]["surveys"][0]["of"] == 250);
    bool out_of_date = false;
    for (auto const& one : json["assumptions"])
        if (one["path"] == "reasons.all.avoidable") out_of_date = one["out_of_date"].get<bool>();
    CHECK(out_of_date);
}

TEST_CASE("explain in words, in both languages, within 80 columns", "[constructed][cli]") {
    Shell const shell;
    shell.write("case.toml", two_fixes);
    for (char const* lang : {"en", "nl"}) {
        Outcome const found = shell(std::string("$R explain case.toml --quiet --draws 1024 --lang ") + lang);
        INFO(found.out << found.err);
        REQUIRE(found.code == 0);
        CHECK(found.out.find("Two fixes") == 0);
        CHECK(found.out.find("{}") == std::string::npos);
        CHECK(found.out.find(std::string(lang) == "nl" ? "Wat meer weten" : "What knowing more") != std::string::npos);
        std::istringstream lines(found.out);
        for (std::string line; std::getline(lines, line);) {
            std::size_t letters = 0;
            for (char const c : line) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            CHECK(letters <= 80);
        }
    }
}

TEST_CASE("explain refuses what makes no sense, with exit 2", "[constructed][cli]") {
    Shell const shell;
    shell.write("case.toml", two_fixes);
    CHECK(shell("$R explain").code == 2);
    CHECK(shell("$R explain case.toml --as-of yesterday").code == 2);
    CHECK(shell("$R explain case.toml --budget plenty").code == 2);
    CHECK(shell("$R explain case.toml --only nobody").code == 2);
}

}  // namespace rekensom::cli
