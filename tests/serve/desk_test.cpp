#include "rekensom/serve/desk.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "rekensom/input/read.hpp"
#include "rekensom/report/folder.hpp"
#include "rekensom/run/run.hpp"
#include "serve/files.hpp"
#include "serve/refused.hpp"

using namespace rekensom;
using namespace rekensom::serve;
using Json = nlohmann::json;

namespace {

/// A folder with one scenario, and a desk for it.
struct Room {
    Room() {
        std::string name = (std::filesystem::temp_directory_path() / "rekensom-desk-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder = name;
        std::ofstream(folder / "case.toml") << R"(
title = "A case"
months = 24
[reasons.billing]
volume = { p10 = 30_000, p90 = 36_000 }
cost_per_contact = 8
avoidable = { min = 0.2, likely = 0.25, max = 0.3 }
[reasons.moving]
volume = 10_000
cost_per_contact = 9
avoidable = 0.1
[changes.bill]
label = "A clear bill"
prevents.billing = { min = 0.25, likely = 0.40, max = 0.55 }
slip = { min = 0, likely = 2, max = 6 }
one_off_cost = 90_000
[changes.form]
prevents.moving = 0.5
needs = ["bill"]
)";
        run::Options options;
        options.draws = options.keep_draws = 1024;
        options.threads = 2;
        desk = std::make_unique<Desk>((folder / "case.toml").string(), options);
    }
    ~Room() {
        desk.reset();
        std::filesystem::remove_all(folder);
    }

    Answer ask(std::string const& path, Json const& body,
               std::shared_ptr<Run> const& run = std::make_shared<Run>()) const {
        return desk->accept(path, "", body.dump(), run)();
    }
    Answer run(Json const& edits, Json const& off = Json::array(), std::uint64_t draws = 1024) {
        return ask("/api/run", {{"session", "s"}, {"move", ++move}, {"draws", draws}, {"edits", edits}, {"off", off}});
    }
    [[nodiscard]] Json npv(Answer const& answer) const {
        INFO(answer.body.substr(0, 500));
        REQUIRE(answer.status == 200);
        return Json::parse(answer.body).at("page").at("alternatives").at(0).at("npv");
    }

    std::filesystem::path folder;
    std::unique_ptr<Desk> desk;
    std::uint64_t move = 0;
};

/// What a run of this file gives.
run::Summary npv_of_file(std::filesystem::path const& path) {
    input::Reading reading = input::read_file(path.string());
    REQUIRE(reading.scenario);
    auto const scenario = std::make_shared<model::Scenario const>(std::move(*reading.scenario));
    run::Options options;
    options.draws = options.keep_draws = 1024;
    return run::run(run::make_plan(scenario, run::worlds_of(*scenario)), options).of_case(0, model::OutcomeKind::npv);
}

void check_same(Json const& npv, run::Summary const& summary) {
    CHECK(npv.at("mean").get<double>() == summary.mean);
    CHECK(npv.at("se").get<double>() == summary.se);
    CHECK(npv.at("p10").get<double>() == summary.p10);
    CHECK(npv.at("p_positive").get<double>() == summary.p_positive);
}

}  // namespace

TEST_CASE("an answer has the numbers of a run, to the last bit", "[serve][metamorphic]") {
    Room room;
    check_same(room.npv(room.run(Json::object())), npv_of_file(room.folder / "case.toml"));
}

TEST_CASE("a saved variant has the numbers of its answer, to the last bit", "[serve][metamorphic]") {
    Room room;
    Json const variants = Json::parse(R"([
        {"edits": {"reasons.billing.avoidable": 0.3}, "off": []},
        {"edits": {"changes.bill.slip": "{ min = 1, max = 9 }", "months": 30, "title": "Mine"}, "off": ["form"]},
        {"edits": {"reasons.moving.volume": "150_000 / year"}, "off": ["bill", "form"]}])");
    for (std::size_t i = 0; i < variants.size(); ++i) {
        INFO(variants[i].dump());
        Answer const answer = room.run(variants[i]["edits"], variants[i]["off"]);
        Json save = variants[i];
        save["name"] = "variant " + std::to_string(i);
        save["note"] = "two\nlines";
        Answer const saved = room.ask("/api/save", save);
        INFO(saved.body);
        REQUIRE(saved.status == 200);
        check_same(room.npv(answer), npv_of_file(room.folder / Json::parse(saved.body).at("file").get<std::string>()));
    }
}

TEST_CASE("few draws are the first ones of many", "[serve][metamorphic]") {
    Room room;
    double const few = room.npv(room.run(Json::object(), Json::array(), 256)).at("mean").get<double>();
    Json const many = room.npv(room.run(Json::object()));
    // The spread of a mean of 256 draws is at most sd / 16; ten thousand to one is 3.9 of these.
    CHECK(std::abs(few - many.at("mean").get<double>()) < 3.9 * many.at("sd").get<double>() / 16);
}

TEST_CASE("sharing tables between variants changes no number", "[serve][metamorphic]") {
    Room room;
    Json const first = room.npv(room.run({{"reasons.billing.avoidable", 0.3}}));
    (void)room.run({{"reasons.billing.avoidable", 0.22}});
    (void)room.run({{"months", 36}});
    for (int i = 0; i < 8; ++i) (void)room.run({{"reasons.billing.avoidable", 0.2 + 0.01 * i}}, Json::array(), 256);
    CHECK(room.npv(room.run({{"reasons.billing.avoidable", 0.3}})) == first);
}

TEST_CASE("a run that is stopped gives up at once and says why", "[serve][constructed]") {
    Room room;
    auto const run = std::make_shared<Run>();
    run->stop(Why::superseded);
    Answer const answer =
        room.ask("/api/run", {{"session", "x"}, {"move", 1}, {"draws", 1024}, {"edits", Json::object()}}, run);
    CHECK(answer.status == 409);
    CHECK(Json::parse(answer.body) == Json{{"superseded", true}});

    auto const late = std::make_shared<Run>();
    late->stop(Why::too_long);
    CHECK(room.ask("/api/run", {{"session", "y"}, {"move", 1}, {"draws", 1024}, {"edits", Json::object()}}, late).status ==
          503);
}

TEST_CASE("a newer request stops the older one as soon as it is read", "[serve][constructed]") {
    Room room;
    auto const older = std::make_shared<Run>(), newer = std::make_shared<Run>();
    auto const body = [](int move) {
        return Json{{"session", "x"}, {"move", move}, {"draws", 1024}, {"edits", Json::object()}}.dump();
    };
    Job const first = room.desk->accept("/api/run", "", body(1), older);
    Job const second = room.desk->accept("/api/run", "", body(2), newer);
    CHECK(older->stopped().load());
    CHECK(second().status == 200);
    CHECK(first().status == 409);
}

TEST_CASE("what is wrong is said in the reader's words, at its path", "[serve][constructed]") {
    Room room;
    Answer const answer = room.run({{"reasons.billing.avoidable", "150%"}, {"changes.bill.slipp", 3}});
    CHECK(answer.status == 422);
    Json const problems = Json::parse(answer.body).at("problems");
    REQUIRE(problems.size() == 2);
    for (Json const& problem : problems) {
        std::string const path = problem.at("path");
        CHECK((path == "reasons.billing.avoidable" || path == "changes.bill.slipp"));
        CHECK_FALSE(problem.at("message").get<std::string>().empty());
    }
    // One change needs the other: both, or neither.
    Answer const alone = room.run(Json::object(), {"bill"});
    CHECK(alone.status == 422);
    CHECK(alone.body.find("needs") != std::string::npos);
    CHECK(room.run(Json::object(), {"nobody"}).status == 422);
}

TEST_CASE("limits hold, and no body ends the program", "[serve][constructed]") {
    Room room;
    auto const status = [&](std::string const& path, std::string const& body) {
        return room.desk->accept(path, "", body, std::make_shared<Run>())().status;
    };
    CHECK(room.run(Json::object(), Json::array(), 1025).status == 400);
    CHECK(room.run(Json::object(), Json::array(), 1).status == 400);
    for (char const* body :
         {"", "{", "[]", "null", "1e999", "{}", R"({"session":1,"move":1,"draws":256})",
          R"({"session":"a","move":1.5,"draws":256})", R"({"session":"a","move":1,"draws":256,"edits":[]})",
          R"({"session":"a","move":2,"draws":256,"edits":{"a":[]}})", R"({"session":"a","move":3,"draws":256,"off":{}})",
          R"({"session":"a","move":4,"draws":256,"off":[1]})", "\xff\xfe{}"}) {
        INFO(body);
        CHECK(status("/api/run", body) == 400);
    }
    CHECK(status("/api/run", std::string(100'000, '[')) == 400);
    Json edits = Json::object();
    for (int i = 0; i < 400; ++i) edits["a" + std::to_string(i)] = 1;
    CHECK(room.run(edits).status == 400);
    for (char const* path : {"a=b", "a\nb", "\"", ""}) CHECK(room.run({{path, 1}}).status == 422);
    CHECK(status("/api/nothing", "{}") == 404);
    CHECK(status("/api/compare", R"({"session":"a","draws":256,"variants":[]})") == 400);
    CHECK(room.ask("/api/export", {{"format", "passwd"}, {"edits", Json::object()}}).status == 400);
}

TEST_CASE("no file is named from the page", "[serve][constructed]") {
    Room room;
    std::ofstream(room.folder / "secret.csv") << "column\nsecret-1\nsecret-2\n";
    for (char const* value :
         {R"({ data = "secret.csv", column = "column" })", R"({ "da\u0074a" = "secret.csv", column = "column" })"}) {
        Answer const answer = room.run({{"reasons.billing.avoidable", value}});
        INFO(answer.body);
        CHECK(answer.status == 422);
        CHECK(answer.body.find("secret-1") == std::string::npos);
        CHECK(answer.body.find("named in the scenario file") != std::string::npos);
    }
    CHECK(room.run({{"extends", "secret.csv"}}).status == 422);
}

TEST_CASE("names of saved files", "[serve][constructed]") {
    CHECK(file_name_of("more avoidable") == "more avoidable.toml");
    CHECK(file_name_of("met_wensen-2.toml") == "met_wensen-2.toml");
    CHECK(file_name_of("één") == "één.toml");
    for (char const* name : {"", ".", "..", "../x", "a/b", "a\\b", ".hidden", "-x", " x", "x ", "x.", "a\nb", "a:b",
                             "a*b", "$(x)", "`x`"}) {
        INFO(name);
        CHECK_THROWS_AS(file_name_of(name), Refused);
    }
    CHECK_THROWS_AS(file_name_of(std::string("a\0b", 3)), Refused);
    CHECK_THROWS_AS(file_name_of(std::string(81, 'x')), Refused);
}

TEST_CASE("nothing is overwritten", "[serve][constructed]") {
    Room room;
    std::string const before = report::read_file(room.folder / "case.toml");
    CHECK(room.ask("/api/save", {{"name", "case"}, {"edits", Json::object()}}).status == 422);
    CHECK(report::read_file(room.folder / "case.toml") == before);
    std::filesystem::create_symlink("/nonexistent/elsewhere", room.folder / "link.toml");
    CHECK(room.ask("/api/save", {{"name", "link"}, {"edits", Json::object()}}).status == 422);
}
