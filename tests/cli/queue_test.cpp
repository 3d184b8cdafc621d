#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/shell.hpp"
#include "queue/reference.hpp"

// The Erlang calculator, through the program.

namespace rekensom::cli {
namespace {

using Json = nlohmann::json;

Json asked(Shell const& sh, std::string const& options) {
    Outcome const run = sh("$R queue --json " + options);
    INFO(options << "\n" << run.err);
    REQUIRE(run.code == 0);
    return Json::parse(run.out);
}

std::vector<std::vector<std::string>> table(std::string const& text) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

}  // namespace

TEST_CASE("queue: pyworkforce's published example, whichever way it is written", "[published]") {
    Shell const sh;
    for (char const* options : {"--contacts 100/30m --handle-time 3m --agents 14 --patience 5m --within 20s",
                                "--contacts 200/h --handle-time 180s --agents 14 --patience 300s",
                                "--contacts=3.3333333333333333/1m --handle-time=3m --agents=14 --patience=5m"}) {
        Json const p = asked(sh, options);
        CHECK(p["prob_wait"].get<double>() == Approx(0.1452601).epsilon(1e-6));
        CHECK(p["abandonment"].get<double>() == Approx(0.01398374).epsilon(1e-6));
        CHECK(p["occupancy"].get<double>() == Approx(0.7042973).epsilon(1e-6));
        CHECK(p["service_level"].get<double>() == Approx(0.9167921).epsilon(1e-6));
        CHECK(p["erlangs"].get<double>() == Approx(10).epsilon(1e-9));
    }
    Outcome const words = sh("$R queue --contacts 100/30m --handle-time 3m --agents 14 --patience 5m --within 20s");
    CHECK(words.code == 0);
    CHECK(words.err.empty());
    for (char const* figure : {"91.68 %", "14.53 %", "1.40 %", "70.43 %", "3.88 s", "4.20 s"}) {
        INFO(figure << " in\n" << words.out);
        CHECK(words.out.find(figure) != std::string::npos);
    }
}

TEST_CASE("queue: --target finds the least agents that meet it", "[constructed]") {
    Shell const sh;
    std::string const load = "--contacts 100/30m --handle-time 6m --patience 2m --within 20s ";
    Json const least = asked(sh, load + "--target 80%");
    int const agents = least["agents"];
    CHECK(least["service_level"] >= 0.8);
    CHECK(asked(sh, load + "--agents " + std::to_string(agents)) == least);
    CHECK(asked(sh, load + "--agents " + std::to_string(agents - 1))["service_level"] < 0.8);
    CHECK(asked(sh, load + "--target 0.8") == least);
    // 25 in 10 minutes of 3 minutes at 80/20: turbotab says 11 agents.
    Json const turbotab = asked(sh, "--contacts 25/600s --handle-time 180s --target 80%");
    CHECK(turbotab["agents"] == 11);
    CHECK(turbotab["service_level"].get<double>() == Approx(0.880836).epsilon(1e-6));
}

TEST_CASE("queue: nobody hangs up, agents in part, and who comes back", "[constructed]") {
    Shell const sh;
    Json const never = asked(sh, "--contacts 360/30m --handle-time 240s --agents 55 --within 15s");
    CHECK(never["abandonment"] == 0.0);
    CHECK(never["prob_wait"].get<double>() == Approx(0.2387009).epsilon(1e-6));
    CHECK(never["wait_answered_s"].get<double>() == Approx(8.18403).epsilon(1e-6));
    CHECK(asked(sh, "--contacts 360/30m --handle-time 240s --agents 55 --within 15s --patience never") == never);
    // More than can be handled, and nobody hangs up: the queue has no end, and JSON no infinity.
    Json const flooded = asked(sh, "--contacts 100/30m --handle-time 6m --agents 10");
    CHECK(flooded["service_level"] == 0.0);
    CHECK(flooded["wait_answered_s"].is_null());
    std::string const load = "--contacts 60/h --handle-time 5m --patience 3m --agents ";
    double const low = asked(sh, load + "6")["service_level"], high = asked(sh, load + "7")["service_level"];
    CHECK(asked(sh, load + "6.25")["service_level"].get<double>() == Approx(0.75 * low + 0.25 * high).epsilon(1e-12));
    Json const alone = asked(sh, load + "6"), back = asked(sh, load + "6 --redial 50% --reconnect 20%");
    double const attempts = back["attempts_per_hour"], hung_up = back["abandonment"];
    CHECK(attempts == Approx(60 + attempts * (0.5 * hung_up + 0.2 * (1 - hung_up))).epsilon(1e-8));
    CHECK(hung_up > alone["abandonment"]);
}

TEST_CASE("queue: a table gives the reference rows to 1e-9", "[constructed]") {
    Shell const sh;
    std::vector<queue::ReferenceRow> rows;
    for (char const* model : {"erlang_a", "erlang_c"})
        for (queue::ReferenceRow const& row : queue::reference_rows(model))
            if (row.within) rows.push_back(row);
    REQUIRE(rows.size() >= 35);
    std::string csv = "note,arrivals_per_hour,handle_time_s,agents,patience_s,within_s\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        csv += fmt::format("row {},{},{},{},{},{}\n", i, rows[i].lambda, 3600 / rows[i].mu, rows[i].servers,
                           rows[i].theta && *rows[i].theta > 0 ? fmt::format("{}", 3600 / *rows[i].theta) : "",
                           *rows[i].within);
    sh.write("rows.csv", csv);
    Outcome const run = sh("$R queue rows.csv");
    INFO(run.err);
    REQUIRE(run.code == 0);
    auto const out = table(run.out);
    REQUIRE(out.size() == rows.size() + 1);
    CHECK(run.out.find("note,arrivals_per_hour,handle_time_s,agents,patience_s,within_s,prob_wait,service_level,"
                       "abandonment,wait_answered_s,occupancy\n") == 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO("row " << i << ": " << rows[i].note);
        auto const& cells = out[i + 1];
        REQUIRE(cells.size() == 11);
        CHECK(cells[0] == "row " + std::to_string(i));
        CHECK(std::stod(cells[6]) == queue::near(rows[i].prob_wait));
        CHECK(std::stod(cells[7]) == queue::near(rows[i].service_level));
        CHECK(std::stod(cells[8]) == queue::near(rows[i].abandonment));
        CHECK(std::stod(cells[9]) == queue::near(rows[i].asa));
        CHECK(std::stod(cells[10]) == queue::near(rows[i].occupancy));
    }
}

TEST_CASE("queue: columns in any order, others kept, empty patience hangs up never", "[constructed]") {
    Shell const sh;
    sh.write("rows.csv",
             "agents,within_s,site,handle_time_s,patience_s,arrivals_per_hour\n"
             "55,15,\"Utrecht, east\",240,,720\n");
    Outcome const run = sh("$R queue rows.csv");
    REQUIRE(run.code == 0);
    CHECK(run.out.find("\"Utrecht, east\"") != std::string::npos);
    CHECK(run.out.find(",0.23870") != std::string::npos);
    std::string const last = run.out.substr(run.out.find("\n55"));
    CHECK(last.find(",0,8.184") != std::string::npos);  // nobody hung up
    sh.write("none.csv", "arrivals_per_hour,handle_time_s,agents,patience_s,within_s\n");
    CHECK(sh("$R queue none.csv").out ==
          "arrivals_per_hour,handle_time_s,agents,patience_s,within_s,prob_wait,service_level,abandonment,"
          "wait_answered_s,occupancy\n");
}

TEST_CASE("queue: a bad row ends with file and line, exit 2 and nothing printed", "[constructed]") {
    Shell const sh;
    std::string const head = "arrivals_per_hour,handle_time_s,agents,patience_s,within_s\n200,180,14,300,20\n";
    struct Wrong {
        char const *row, *where, *says;
    };
    for (Wrong const& wrong : {Wrong{"200,180,x,300,20", "rows.csv:3", "x"},
                               {"200,180,-1,300,20", "rows.csv:3", "agents"},
                               {"200,0,14,300,20", "rows.csv:3", "handle time"},
                               {"-5,180,14,300,20", "rows.csv:3", "arrivals"},
                               {"200,180,14,0,20", "rows.csv:3", "patience"},
                               {"200,180,14,300,-1", "rows.csv:3", "time"},
                               {"200,,14,300,20", "rows.csv:3", "handle_time_s"},
                               {"200,180,14", "rows.csv:3", ""}}) {
        sh.write("rows.csv", head + wrong.row + "\n");
        Outcome const run = sh("$R queue rows.csv");
        INFO(wrong.row << "\n" << run.err);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.find(wrong.where) != std::string::npos);
        CHECK(run.err.find(wrong.says) != std::string::npos);
    }
    sh.write("rows.csv", "arrivals_per_hour,agents,patience_s,within_s\n1,1,1,1\n");
    Outcome const no_column = sh("$R queue rows.csv");
    CHECK(no_column.code == 2);
    CHECK(no_column.err.find("rows.csv:1: there is no column handle_time_s") == 0);
    CHECK(sh("$R queue absent.csv").code == 2);
    for (Wrong const& wrong :
         {Wrong{"--contacts 100 --handle-time 6m --agents 20", "", "100/30m"},
          {"--contacts 100/30m --agents 20", "", "--handle-time"},
          {"--contacts 100/30m --handle-time 6m", "", "--agents or --target"},
          {"--contacts 100/30m --handle-time 6m --agents 3 --target 80%", "", "--agents or --target"},
          {"--contacts 100/30m --handle-time -6m --agents 3", "", "above 0"},
          {"--contacts 100/30m --handle-time 6m --agents 3 --patience soon", "", "--patience"}}) {
        Outcome const run = sh(std::string("$R queue ") + wrong.row);
        INFO(wrong.row << "\n" << run.err);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.find(wrong.says) != std::string::npos);
    }
}

}  // namespace rekensom::cli
