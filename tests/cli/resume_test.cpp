#include <catch2/catch.hpp>

#include <chrono>
#include <random>

#include "cli/shell.hpp"

// A long run that the power, the batch system or a colleague ends with kill -9, again and again.

namespace rekensom::cli {

TEST_CASE("a run killed at random moments and resumed ends in the bytes of one that was left alone", "[metamorphic]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    std::mt19937 random(2026);  // the moments, as shares of the time that the whole run takes
    std::uniform_real_distribution<double> share(0.1, 0.6);
    for (std::string const flags : {"--draws 600000", "--precision 0.05% --sampling random --threads 1"}) {
        INFO(flags);
        std::string const line = "$R run case.toml --quiet --format json,csv --checkpoint 0.1 " + flags + " --out ";
        auto const begun = std::chrono::steady_clock::now();
        REQUIRE(sh(line + "whole").code == 0);
        double const takes = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        int kills = 0, resumed = 0;
        for (; kills < 5; ++kills) {
            bool const resume = fs::exists(sh.folder / "out/resume.bin");
            resumed += resume ? 1 : 0;
            Outcome const torn = sh(line + "out " + (resume ? "--resume" : "") + " & p=$!; sleep " +
                                    std::to_string(takes * share(random)) + "; kill -9 $p 2>/dev/null; wait $p");
            INFO(torn.err);
            if (torn.code == 0) break;  // this time it was done before
            REQUIRE(torn.code == 128 + 9);
        }
        bool const whole = !fs::exists(sh.folder / "out/resume.bin");
        if (!whole) CHECK(sh(line + "out --resume").code == 0);
        CHECK(kills >= 1);
        CHECK(resumed >= 1);
        Outcome const difference = sh("diff -rq whole out && rm -r whole out");
        INFO(difference.out);
        CHECK(difference.code == 0);
    }
}

TEST_CASE("a torn or foreign checkpoint is refused, and stays", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    std::string const line = "$R run case.toml --quiet --format json --checkpoint 0 --draws 4000000 --out out ";
    REQUIRE(sh(line + "& p=$!; until [ -e out/resume.bin ]; do sleep 0.02; done; kill -9 $p; wait $p").code == 137);
    Outcome const other = sh(line + "--resume --seed 2");
    CHECK(other.code == 1);
    CHECK(other.err.find("of another run") != std::string::npos);
    CHECK(sh("head -c 5000 out/resume.bin >x && cp x out/resume.bin").code == 0);
    Outcome const torn = sh(line + "--resume");
    CHECK(torn.code == 1);
    CHECK(torn.err.find("damaged") != std::string::npos);
    CHECK(sh("ls out | grep -v partial").out == "resume.bin\n");
}

}  // namespace rekensom::cli
