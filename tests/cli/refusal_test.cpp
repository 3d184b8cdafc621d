#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>

#include "cli/shell.hpp"

// What the world and the user can refuse: one clear message, the right exit code, and no half-written file.

namespace rekensom::cli {
namespace {

auto lines(std::string const& text) { return std::count(text.begin(), text.end(), '\n'); }

/// Neither a staging folder nor a file that never got its name.
void check_no_litter(Shell const& sh) {
    Outcome const litter = sh("find . -name '.rekensom-*' -o -name '*partial*'");
    INFO(litter.out);
    CHECK(litter.out.empty());
}

}  // namespace

TEST_CASE("every wrong file is refused with exit 2, and nothing is written", "[constructed]") {
    Shell const sh;
    std::size_t wrong = 0;
    for (auto const& entry : fs::recursive_directory_iterator(REKENSOM_SOURCE_DIR "/tests/input/wrong")) {
        if (entry.path().extension() != ".toml") continue;
        INFO(entry.path());
        Outcome const run = sh("$R run '" + entry.path().string() + "' --draws 64");
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK_FALSE(run.err.empty());
        CHECK(sh.files() == 0);
        ++wrong;
    }
    CHECK(wrong >= 50);
}

TEST_CASE("what is no scenario at all is refused with exit 2", "[constructed]") {
    Shell const sh;
    REQUIRE(sh("mkdir folder; head -c 4096 /dev/urandom >noise.toml; : >empty.toml").code == 0);
    for (char const* file : {"folder", "noise.toml", "empty.toml", "none.toml", "/dev/null", "''"}) {
        INFO(file);
        Outcome const run = sh(std::string("$R run ") + file + " --draws 64");
        INFO(run.err);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.find("Bug") == std::string::npos);
    }
    CHECK(sh.files() == 3);
}

TEST_CASE("a folder without permission: exit 1, one line, nothing written", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    // Root may write anywhere, unless it gives that up.
    std::string const plain = geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search " : "";
    REQUIRE(sh(plain + "true").code == 0);
    REQUIRE(sh("mkdir closed && chmod 555 closed").code == 0);
    for (std::string const out : {"closed/out", "closed/a/b", "closed"}) {
        INFO(out);
        Outcome const refused = sh(plain + "$R run case.toml --quiet --draws 64 --out " + out);
        INFO(refused.err);
        CHECK(refused.code == 1);
        CHECK(refused.out.empty());
        CHECK(lines(refused.err) == 1);
        CHECK(refused.err.find("Permission denied") != std::string::npos);
        CHECK(refused.err.find("closed") != std::string::npos);
    }
    CHECK(sh("ls -A closed").out.empty());
    check_no_litter(sh);
    REQUIRE(sh("chmod 000 case.toml").code == 0);
    Outcome const unread = sh(plain + "$R run case.toml --quiet --draws 64");
    CHECK(unread.code == 2);
    CHECK(unread.err.find("Permission denied") != std::string::npos);
}

TEST_CASE("a limit on the size of files: exit 1, one line, and what was there before stays", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    REQUIRE(sh("$R run case.toml --quiet --draws 64 --out out && cp -r out before").code == 0);
    for (std::string const format : {"html,csv,json", "xlsx"}) {
        Outcome const refused = sh("ulimit -f 16; $R run case.toml --quiet --draws 2048 --out out --format " + format);
        INFO(refused.err);
        CHECK(refused.code == 1);
        CHECK(refused.out.empty());
        if (format != "xlsx") CHECK(lines(refused.err) == 1);  // the workbook's library adds lines of its own
        CHECK(refused.err.find("File too large") != std::string::npos);
        CHECK(sh("diff -r before out").code == 0);
        check_no_litter(sh);
    }
}

TEST_CASE("a checkpoint that cannot be written is told of, and the run goes on", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const run =
        sh("ulimit -f 1000; $R run case.toml --quiet --draws 4096 --checkpoint 0 --format json --out out");
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(run.err.find("cannot keep the run for --resume") != std::string::npos);
    CHECK(sh("ls -A out").out == "manifest.json\nsummary.json\n");
}

TEST_CASE("Ctrl-C at any moment: all results or none, and no litter", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    for (int tenths = 0; tenths < 12; ++tenths) {
        INFO("after " << tenths << "/10 s");
        // setsid: a job in the background of a shell would ignore SIGINT from its start.
        Outcome const run =
            sh("setsid sh -c 'trap - INT; exec \"$0\" run case.toml --quiet --draws 32768 --out out' $R & "
               "p=$!; sleep " +
               std::to_string(0.1 * tenths) + "; kill -INT $p 2>/dev/null; wait $p");
        INFO(run.err);
        CHECK((run.code == 130 || run.code == 0));
        CHECK(run.out.empty());
        check_no_litter(sh);
        if (fs::exists(sh.folder / "out/summary.json"))
            for (char const* name : {"report.html", "workbook.xlsx", "monthly.csv", "draws.csv", "manifest.json"})
                CHECK(fs::exists(sh.folder / "out" / name));
        fs::remove_all(sh.folder / "out");
    }
}

}  // namespace rekensom::cli
