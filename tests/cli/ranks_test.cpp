#include <catch2/catch.hpp>

#include "cli/shell.hpp"
#include "rekensom/run/ranks.hpp"

// A run that several processes share, through the program and mpirun.

namespace rekensom::cli {
namespace {

bool can_share(Shell const& sh) {
    if (!run::built_with_mpi()) {
        WARN("skipped: this build is without MPI (REKENSOM_MPI=OFF)");
        return false;
    }
    INFO("a build with MPI needs mpirun for its tests: apt-get install openmpi-bin");
    REQUIRE(sh("command -v mpirun").code == 0);
    return true;
}

std::string together(int ranks) {
    return "mpirun --oversubscribe --allow-run-as-root -n " + std::to_string(ranks) + " ";
}

/// Starts the program so that every process leaves its id in a file.
std::string const with_ids = R"(sh -c 'echo $$ >id.$OMPI_COMM_WORLD_RANK; exec "$0" "$@"' "$R" )";

std::string const queued = small_case + R"([channels.phone]
kind = "live"
handle_time = "5m"
patience = "3m"
[teams.care]
serves = ["phone"]
cost_per_fte = 50_000
[reasons.delivery]
volume = { p10 = 9_000, p90 = 11_000 }
channels = { phone = 1 }
noise = 0.05
first_time_fix = { yes = 62, of = 90 }
recontact = 0.7
[alternatives.letter]
changes = ["letter"]
[alternatives.both]
changes = ["letter", "portal"]
)";

}  // namespace

TEST_CASE("processes that share a run give the bytes of one", "[metamorphic]") {
    Shell const sh;
    if (!can_share(sh)) return;
    sh.write("case.toml", queued);
    for (std::string const flags :
         {"--draws 3000", "--draws 20000 --sampling random --format json,csv", "--precision 0.5% --format json"}) {
        INFO(flags);
        Outcome const one = sh("$R run case.toml --json " + flags + " --out one");
        INFO(one.err);
        REQUIRE(one.code == 0);
        for (int const ranks : {2, 3}) {
            INFO(ranks << " processes");
            Outcome const many = sh(together(ranks) + "$R run case.toml --json " + flags + " --out many");
            INFO(many.err);
            CHECK(many.code == 0);
            CHECK((many.out == one.out));
            CHECK(many.err.empty());
            CHECK(sh("diff -r one many").code == 0);
            CHECK(sh("rm -r many").code == 0);
        }
        CHECK(sh("rm -r one").code == 0);
    }
}

TEST_CASE("of processes that share a run one speaks, and all end with its exit code", "[constructed]") {
    Shell const sh;
    if (!can_share(sh)) return;
    sh.write("case.toml", small_case);
    sh.write("bad.toml", "titel = \"x\"\n");
    auto const times = [](std::string const& what, std::string const& in) {
        std::size_t n = 0;
        for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++n;
        return n;
    };
    Outcome const bad = sh(together(3) + "$R run bad.toml");
    CHECK(bad.code == 2);
    CHECK(bad.out.empty());
    CHECK(times("bad.toml:1:1", bad.err) == 1);
    Outcome const unmet =
        sh(together(3) + "$R run case.toml --quiet --draws 256 --format json --require 'npv.mean > 1e12'");
    CHECK(unmet.code == 4);
    CHECK(times("does not hold", unmet.err) == 1);
    Outcome const check = sh(together(2) + "$R check case.toml");
    CHECK(check.code == 0);
    CHECK((check.out == sh("$R check case.toml").out));
    CHECK(sh(together(2) + "$R run case.toml --resume --out none").code == 2);
}

TEST_CASE("a process that cannot take part ends the run before it begins", "[constructed]") {
    Shell const sh;
    if (!can_share(sh)) return;
    sh.write("case.toml", small_case);
    REQUIRE(sh("mkdir none other && sed s/30_000/31_000/ case.toml >other/case.toml").code == 0);
    auto const second_in = [&](std::string const& folder) {
        return sh(together(2) + R"(sh -c '[ $OMPI_COMM_WORLD_RANK = 0 ] || cd )" + folder +
                  R"(; exec "$0" run case.toml --draws 256 --out out' "$R")");
    };
    Outcome const missing = second_in("none");
    CHECK(missing.code == 1);
    CHECK(missing.err.find("process 2 of 2: ") != std::string::npos);
    CHECK(missing.err.find("cannot read the file") != std::string::npos);
    Outcome const different = second_in("other");
    CHECK(different.code == 1);
    CHECK(different.err.find("has other files or another program") != std::string::npos);
    CHECK_FALSE(fs::exists(sh.folder / "out"));
}

TEST_CASE("a process that is killed ends the run, which any number of processes can resume", "[constructed]") {
    Shell const sh;
    if (!can_share(sh)) return;
    sh.write("case.toml", queued);
    std::string const line = " run case.toml --quiet --format json,csv --draws 80000 ";
    REQUIRE(sh("$R" + line + "--out whole").code == 0);
    for (std::string const victim : {"0", "1"}) {
        INFO("killed: process " << victim);
        Outcome const torn = sh(
            together(3) + with_ids + line +
            "--checkpoint 0.02 --out out & p=$!\nuntil [ -e out/resume.bin ]; do sleep 0.05; done\nkill -9 $(cat id." +
            victim + "); wait $p");
        INFO(torn.err);
        CHECK(torn.code != 0);
        CHECK(torn.out.empty());
        CHECK(torn.err.find("signal 9") != std::string::npos);
        if (victim != "0") CHECK(torn.err.find("--resume goes on") != std::string::npos);
        CHECK(sh("ls out").out == "resume.bin\n");
        Outcome const resumed = sh((victim == "0" ? together(2) : "") + "$R" + line + "--resume --out out");
        INFO(resumed.err);
        CHECK(resumed.code == 0);
        CHECK(sh("diff -r whole out && rm -r out").code == 0);
    }
}

TEST_CASE("processes that do not know of each other are refused", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const apart = sh("SLURM_STEP_NUM_TASKS=2 $R run case.toml --draws 64 --out out");
    CHECK(apart.code == 1);
    CHECK(apart.err.find("several processes") != std::string::npos);
    CHECK_FALSE(fs::exists(sh.folder / "out"));
}

}  // namespace rekensom::cli
