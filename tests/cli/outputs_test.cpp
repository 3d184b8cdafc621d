#include <catch2/catch.hpp>

#include "cli/shell.hpp"

// What other programs make of our files. Where one of them is missing the script says "skipped".

namespace rekensom::cli {
namespace {

std::string const scripts = REKENSOM_SOURCE_DIR "/tests/report/";

std::string const certain_rate =
    small_case + "[alternatives.letter]\nchanges = [\"letter\"]\n[alternatives.both]\nlabel = \"Both of them\"\n";

void says_right(Outcome const& outcome) {
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    if (outcome.out.starts_with("skipped")) WARN(outcome.out);
}

}  // namespace

TEST_CASE("LibreOffice computes the workbook to what we say it is", "[constructed][long]") {
    Shell const sh;
    sh.write("case.toml", certain_rate);
    REQUIRE(sh("$R run case.toml --quiet --draws 512 --out out --format xlsx,json").code == 0);
    says_right(sh("/usr/bin/python3 " + scripts + "check_workbook.py out"));
}

TEST_CASE("every number that two outputs show is the same", "[constructed]") {
    Shell const sh;
    for (std::string const name : {"clear-invoices", "self-service"}) {
        REQUIRE(sh("mkdir -p " + name + " && $R run " REKENSOM_SOURCE_DIR "/scenarios/" + name +
                   ".toml --draws 512 --out " + name + " >terminal.txt && mv terminal.txt " + name)
                    .code == 0);
        says_right(sh("/usr/bin/python3 " + scripts + "check_same_numbers.py " + name));
    }
    // The check can fail.
    REQUIRE(sh("sed -i '0,/cash saving  *[^ ]*/s//cash saving  €1/' self-service/terminal.txt").code == 0);
    CHECK(sh("/usr/bin/python3 " + scripts + "check_same_numbers.py self-service").code != 0);
}

TEST_CASE("the notebook runs and holds its pictures", "[constructed][long]") {
    Shell const sh;
    sh.write("case.toml", certain_rate);
    REQUIRE(sh("$R run case.toml --quiet --draws 512 --out out --format ipynb").code == 0);
    says_right(sh("/usr/bin/python3 " + scripts + "check_notebook.py out"));
}

TEST_CASE("the schema takes every scenario and refuses wrong ones", "[constructed][long]") {
    Shell const sh;
    REQUIRE(sh("$R schema >schema.json && $R new first").code == 0);
    says_right(sh("/usr/bin/python3 " + scripts +
                  "check_schema.py schema.json first.toml " REKENSOM_SOURCE_DIR "/scenarios/*.toml"));
}

}  // namespace rekensom::cli
