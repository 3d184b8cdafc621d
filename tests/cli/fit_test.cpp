#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

// From the user's side: raw file to scenario, on data that nobody here wrote.

namespace {

namespace fs = std::filesystem;

struct Ran {
    int code = -1;
    std::string said;  ///< stdout and stderr
};

Ran rekensom(std::string const& words) {
    std::FILE* const pipe = popen((std::string(REKENSOM_PROGRAM " ") + words + " 2>&1").c_str(), "r");
    Ran ran;
    std::array<char, 4096> buffer{};
    while (std::size_t const n = std::fread(buffer.data(), 1, buffer.size(), pipe)) ran.said.append(buffer.data(), n);
    ran.code = pclose(pipe) / 256;
    return ran;
}

std::string text_of(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

void write(fs::path const& path, std::string const& text) { std::ofstream(path, std::ios::binary) << text; }

/// A folder of this test's own, gone afterwards.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("rekensom-fit-" + std::to_string(getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string operator/(std::string const& name) const { return (path / name).string(); }
};

std::string const data = REKENSOM_SOURCE_DIR "/../shared/data/";

bool skipped(std::string const& name) {
    if (fs::exists(data + name)) return false;
    WARN("skipped: ../shared/data/" << name << " is not here");
    return true;
}

}  // namespace

TEST_CASE("five-minute counts of a bank become a scenario that checks and runs", "[published]") {
    if (skipped("bank_calls_us_2003_5min.csv")) return;
    Folder folder;
    std::string const base = folder / "us.toml";
    Ran const fit = rekensom("fit " + data + "bank_calls_us_2003_5min.csv --cost-per-fte 50000 --out " + base +
                             " --report " + (folder / "us.md"));
    INFO(fit.said);
    REQUIRE(fit.code == 0);
    std::string const fragment = text_of(base), page = text_of(folder / "us.md");
    CHECK(fragment.find("volume = { p10 = ") != std::string::npos);
    CHECK(fragment.find("profile = \"us-week.csv\"") != std::string::npos);
    CHECK(page.find("4098124 contacts from 2003-03-03") != std::string::npos);
    CHECK(page.find("does not beat") == std::string::npos);
    CHECK(page.find("2003-07-04") != std::string::npos);  // a holiday, found in the counts alone
    Ran const check = rekensom("check " + base);
    INFO(check.said);
    CHECK(check.code == 0);
    CHECK(check.said.find("us.toml: right.") != std::string::npos);
}

TEST_CASE("call by call: reasons, handle times, censored patience", "[published]") {
    if (skipped("anonymous_bank_calls_1999_01.csv.gz")) return;
    Folder folder;
    std::string const calls = folder / "bank.csv", base = folder / "bank.toml";
    REQUIRE(std::system(("gzip -dc " + data + "anonymous_bank_calls_1999_01.csv.gz > " + calls).c_str()) == 0);
    Ran const fit = rekensom("fit " + calls +
                             " --time date+vru_entry --reason type --handle-time ser_time --wait "
                             "q_time --abandoned "
                             "outcome=HANG --skip outcome=PHANTOM --cost-per-contact 7 --out " +
                             base + " --report " + (folder / "bank.md"));
    INFO(fit.said);
    REQUIRE(fit.code == 0);
    std::string const page = text_of(folder / "bank.md");
    CHECK(page.find("lognormal sigma 1.1") != std::string::npos);  // sd of ln 1.16 as published
    CHECK(page.find("eight weeks") != std::string::npos);          // a month is too little for a back-test, and that
                                                                   // is said
    CHECK(text_of(base).find("patience = { p10 = ") != std::string::npos);
    CHECK(rekensom("check " + base).code == 0);
}

TEST_CASE("a survey becomes drivers that a scenario takes", "[published]") {
    if (skipped("ecsi_mobile_provider.csv")) return;
    Folder folder;
    std::string const drivers = folder / "drivers.toml", whole = folder / "whole.toml";
    Ran const fit = rekensom("drivers " + data +
                             "ecsi_mobile_provider.csv --outcome sat1 --drivers "
                             "ima1,exp1,qua1,qua2,val1 "
                             "--scale 0-100 --resamples 100 --out " +
                             drivers);
    INFO(fit.said);
    REQUIRE(fit.code == 0);
    CHECK(fit.said.find("250 rows, 250 used") != std::string::npos);
    std::string const fragment = text_of(drivers);
    CHECK(fragment.find("[drivers.qua1]") != std::string::npos);
    CHECK(fragment.find("[satisfaction]\nspread = ") != std::string::npos);
    write(whole, "title = \"x\"\n[reasons.all]\nvolume = 100\ncost_per_contact = 1\n" + fragment);
    Ran const check = rekensom("check " + whole);
    INFO(check.said);
    CHECK(check.code == 0);
}

TEST_CASE(
    "months that came in move the volume towards what was seen, and a "
    "wild one is refused",
    "[constructed]") {
    Folder folder;
    write(folder / "plan.toml",
          "title = \"x\"\nmonths = 12\n[reasons.all]\nvolume = { p10 = 900, p90 "
          "= 1100 }\nnoise = 0.05\n"
          "cost_per_contact = 1\n");
    write(folder / "seen.csv",
          "month;kpi;value\n1;contacts_handled;1080\n2;contacts_handled;1090\n3;"
          "contacts_handled;1100\n");
    write(folder / "wild.csv", "month,kpi,value\n1,contacts_handled,3000\n2,contacts_handled,3000\n");
    Ran const moved = rekensom("update " + (folder / "plan.toml") + " --draws 4096 --actuals " + (folder / "seen.csv"));
    INFO(moved.said);
    CHECK(moved.code == 0);
    CHECK(moved.said.find("3 of 3 months lie between") != std::string::npos);
    // Lognormal prior of sd 0.0783 around ln 995 and three months with noise
    // 0.05: the median comes to about 1,077.
    std::size_t const row = moved.said.find("reasons.all.volume"), last = moved.said.rfind(" / ");
    REQUIRE(row != std::string::npos);
    double const median = std::stod(moved.said.substr(moved.said.rfind(" / ", last - 1) + 3));
    CHECK(median > 1065);
    CHECK(median < 1090);
    Ran const refused =
        rekensom("update " + (folder / "plan.toml") + " --draws 4096 --actuals " + (folder / "wild.csv"));
    CHECK(refused.code == 4);
    CHECK(refused.said.find("refused") != std::string::npos);
}

TEST_CASE("bad data end with the line, exit 2, and nothing written", "[constructed]") {
    Folder folder;
    std::string const bad = folder / "bad.csv", out = folder / "out.toml";
    write(bad, "time,n\n2026-03-04,2\n2026-02-30,2\n");
    Ran const date = rekensom("fit " + bad + " --out " + out);
    CHECK(date.code == 2);
    CHECK(date.said.find("bad.csv:3, field 1: ") != std::string::npos);
    write(bad, "time,n\n2026-03-04,2\n");
    CHECK(rekensom("fit " + bad + " --out " + out).code == 2);
    CHECK(rekensom("fit " + (folder / "none.csv") + " --out " + out).code == 2);
    write(bad, "a,overall\n1,5\n2,4\n9,3\n");
    Ran const scale = rekensom("drivers " + bad + " --outcome overall --scale 1-5 --out " + out);
    CHECK(scale.code == 2);
    CHECK(scale.said.find("bad.csv:4, field 1: ") != std::string::npos);
    CHECK(rekensom("drivers " + bad + " --out " + out).code == 2);
    CHECK_FALSE(fs::exists(out));
}
