#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "cli/shell.hpp"

// --precision, held to what it says by the numbers in summary.json.

namespace rekensom::cli {
namespace {

using Json = nlohmann::json;

std::string const two_cases =
    small_case +
    "[alternatives.letter]\nchanges = [\"letter\"]\n[alternatives.both]\nchanges = [\"letter\", \"portal\"]\n";

Json run_with(Shell const& sh, std::string const& flags) {
    Outcome const run = sh("$R run case.toml --json --format json " + flags);
    INFO(run.err);
    REQUIRE(run.code == 0);
    return Json::parse(run.out);
}

/// Largest standard error of mean NPV, of an alternative or of the difference of two, as the share that --precision is of.
double worst_share(Json const& summary) {
    std::vector<Json> npvs;
    for (Json const& one : summary["alternatives"]) npvs.push_back(one["npv"]);
    for (Json const& one : summary["differences"]) npvs.push_back(one["npv"]);
    double worst = 0;
    for (Json const& npv : npvs) {
        double const scale = std::max(std::abs(npv["mean"].get<double>()), npv["sd"].get<double>() / 20);
        if (npv["se"] > 0) worst = std::max(worst, npv["se"].get<double>() / scale);
    }
    return worst;
}

/// Below a million.
std::string with_commas(std::uint64_t n) {
    std::string text = std::to_string(n);
    if (text.size() > 3) text.insert(text.size() - 3, ",");
    return text;
}

}  // namespace

TEST_CASE("precision stops at the first look where every case and difference is exact enough", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", two_cases);
    for (std::string const sampling : {"sobol", "random"}) {
        INFO(sampling);
        Json const stopped = run_with(sh, "--precision 0.3% --sampling " + sampling);
        auto const draws = stopped["draws"].get<std::uint64_t>();
        CHECK(worst_share(stopped) <= 0.003);
        std::string const note = stopped["precision"];
        CHECK(note.find("stopped at " + with_commas(draws) + " draws") != std::string::npos);
        CHECK(note.find("asked: 0.3 %") != std::string::npos);
        CHECK(note.find("1/20 of its standard deviation") != std::string::npos);
        Outcome const dutch = sh("$R npv case.toml --precision 0.3% --lang nl --sampling " + sampling);
        CHECK(dutch.out.find("gestopt bij ") != std::string::npos);
        CHECK(dutch.out.find("(gevraagd: 0,3 %") != std::string::npos);
        // It is the run of that many draws; and at half as many it was not enough, unless that is before the first look.
        Json same = run_with(sh, "--sampling " + sampling + " --draws " + std::to_string(draws));
        CHECK(same["alternatives"] == stopped["alternatives"]);
        REQUIRE(draws >= 1024);
        if (draws > 1024)
            CHECK(worst_share(run_with(sh, "--sampling " + sampling + " --draws " + std::to_string(draws / 2))) > 0.003);
        if (sampling == "random") CHECK(draws > 1024);
    }
}

TEST_CASE("precision says so where its cap ends it", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", two_cases);
    Json const capped = run_with(sh, "--precision 0.001% --sampling random --max-draws 10000");
    CHECK(capped["draws"] == 10000);
    std::string const note = capped["precision"];
    CHECK(note.find("stopped at the cap of 10,000 draws") != std::string::npos);
    CHECK(worst_share(capped) > 0.00001);
    CHECK(sh("$R run case.toml --max-draws 5000").code == 2);
    CHECK(sh("$R run case.toml --precision 1% --max-draws 5").code == 2);
    for (char const* wrong : {"0", "-1%", "200%", "nan", "1e-9", "half"}) {
        INFO(wrong);
        CHECK(sh(std::string("$R run case.toml --precision ") + wrong).code == 2);
    }
}

TEST_CASE("precision has a floor where mean NPV is near 0", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    // The cost is set to what the change brings: a share of almost nothing would ask for all draws that there are.
    auto const mean_at = [&](double cost) {
        Json const run = run_with(sh, "--draws 65536 --set changes.letter.one_off_cost=" + std::to_string(cost));
        return run["alternatives"]["all"]["npv"]["mean"].get<double>();
    };
    double const low = mean_at(60'000), high = mean_at(160'000);
    std::string const level =
        "--set changes.letter.one_off_cost=" + std::to_string(60'000 + 100'000 * low / (low - high));
    Json const near = run_with(sh, "--precision 2% " + level);
    auto const& npv = near["alternatives"]["all"]["npv"];
    CHECK(std::abs(npv["mean"].get<double>()) < npv["sd"].get<double>() / 20);
    CHECK(near["draws"] < 1'000'000);
    CHECK(npv["se"].get<double>() <= 0.02 * npv["sd"].get<double>() / 20);
    CHECK(npv["se"].get<double>() > 0.02 * std::abs(npv["mean"].get<double>()));
}

}  // namespace rekensom::cli
