#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace rekensom::cli {

TEST_CASE("run writes all results and prints the answer", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const run = sh("$R run case.toml --draws 512");
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(run.err.empty());
    CHECK(run.out.find("P50 €") != std::string::npos);
    CHECK(run.out.find('\033') == std::string::npos);
    for (char const* name : {"report.html", "workbook.xlsx", "analysis.ipynb", "summary.json", "monthly.csv",
                             "draws.csv", "manifest.json"})
        CHECK(fs::exists(sh.folder / "notebooks-out" / "case" / name));
    CHECK(std::distance(fs::directory_iterator(sh.folder / "notebooks-out"), fs::directory_iterator()) == 1);
}

TEST_CASE("run --json gives the summary and nothing else on stdout", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const run = sh("$R run case.toml --draws 256 --json --format json");
    CHECK(run.code == 0);
    CHECK(nlohmann::json::parse(run.out)["alternatives"]["all"]["npv"]["mean"].is_number());
    CHECK(run.out == slurp(sh.folder / "notebooks-out/case/summary.json"));
    CHECK(sh("$R run case.toml --draws 256 --quiet").out.empty());
}

TEST_CASE("the same bytes on any number of threads", "[metamorphic]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    for (char const* n : {"1", "2", "5"})
        CHECK(sh(std::string("$R run case.toml --quiet --draws 3000 --out out") + n + " --threads " + n).code == 0);
    CHECK(sh("diff -r out1 out2 && diff -r out1 out5").code == 0);
}

TEST_CASE("the command in the manifest gives the same bytes", "[metamorphic]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    CHECK(
        sh("$R run case.toml --quiet --draws 1000 --seed 7 --set 'changes.letter.slip = { min = 0, max = 3 }' --out a")
            .code == 0);
    auto const manifest = nlohmann::json::parse(slurp(sh.folder / "a/manifest.json"));
    CHECK(sh("PATH=$(dirname \"$R\"):$PATH; " + manifest["command"].get<std::string>() + " --quiet --out b").code == 0);
    CHECK(sh("diff -r a b").code == 0);
}

TEST_CASE("bad input and bad usage exit 2 and write nothing", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    sh.write("bad.toml", "titel = \"x\"\nmonths = 0\n");
    std::size_t const before = sh.files();
    Outcome const bad = sh("$R run bad.toml");
    CHECK(bad.code == 2);
    CHECK(bad.out.empty());
    CHECK(bad.err.find("bad.toml:1:1") != std::string::npos);
    CHECK(bad.err.find("bad.toml:2") != std::string::npos);
    struct Wrong {
        char const* line;
        char const* says;
    };
    for (Wrong const& wrong : {Wrong{"$R rnu case.toml", "did you mean run?"},
                               {"$R run case.toml --dras 5", "did you mean --draws?"},
                               {"$R run case.toml --draws 5x", "expected a whole number"},
                               {"$R run case.toml --draws 0", "expected a whole number"},
                               {"$R run case.toml --draws 5 --draws 6", "more than once"},
                               {"$R run case.toml --precision 0,05", "decimals have a point"},
                               {"$R run case.toml --json=false", "takes no value"},
                               {"$R run case.toml --out", "--out needs a value"},
                               {"$R run case.toml --out --json", "needs a value"},
                               {"$R run case.toml --sampling sobl", "did you mean sobol?"},
                               {"$R run case.toml --format html,xslx", "did you mean xlsx?"},
                               {"$R run case.toml --only al", "did you mean all?"},
                               {"$R run case.toml --require npv", "expected a comparison"},
                               {"$R run case.toml --require 'npv.nothing > 1'", "there is no number"},
                               {"$R run case.toml --set changes.leter.slip=1", "letter"},
                               {"$R run case.toml --lang de", "expected en or nl"},
                               {"$R run case.toml --draws 5 --precision 1%", "contradict"},
                               {"$R run case.toml --resume", "no interrupted run"},
                               {"$R run none.toml", "none.toml"},
                               {"$R run case.toml bad.toml", "one too many"},
                               {"$R run", "missing"},
                               {"$R", "usage"}}) {
        Outcome const outcome = sh(wrong.line);
        INFO(wrong.line << "\n" << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find(wrong.says) != std::string::npos);
    }
    CHECK(sh.files() == before);
}

TEST_CASE("run --set takes values with commas, and repeats", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const run =
        sh("$R run case.toml --json --draws 64 --format json --set 'reasons.billing.cost_per_contact={ min = 1, max = "
           "2 }' --set changes.letter.one_off_cost=0 --set months=6");
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(nlohmann::json::parse(run.out)["months"] == 6);
}

TEST_CASE("run --require exits 4 where it does not hold, with the results written", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    CHECK(sh("$R run case.toml --quiet --draws 256 --require 'npv.p_positive >= 0'").code == 0);
    Outcome const unmet = sh("$R run case.toml --quiet --draws 256 --require 'all.npv.mean > 1e12' --out out");
    CHECK(unmet.code == 4);
    CHECK(unmet.err.find("does not hold") != std::string::npos);
    CHECK(fs::exists(sh.folder / "out" / "summary.json"));
}

TEST_CASE("a disk that refuses leaves no partial file and exits 1", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    sh.write("file", "");
    Outcome const refused = sh("$R run case.toml --quiet --draws 64 --out file/out");
    CHECK(refused.code == 1);
    CHECK(refused.err.find("file") != std::string::npos);
    CHECK(std::count(refused.err.begin(), refused.err.end(), '\n') == 1);
    CHECK(sh.files() == 2);
    CHECK(sh("$R kpis >/dev/full").code == 1);
    // A disk of 64 kB, where we may mount one.
    Outcome const full =
        sh("mkdir disk && { unshare -rm sh -c 'mount -t tmpfs -o size=64k none disk && $0 run case.toml --quiet "
           "--draws 512 --out disk/out; c=$?; ls -A disk; exit $c' \"$R\" || exit $?; }");
    if (full.err.find("unshare") == std::string::npos && full.err.find("mount") == std::string::npos) {
        INFO(full.err);
        CHECK(full.code == 1);
        CHECK(full.out.empty());
        CHECK(full.err.find("No space left") != std::string::npos);
    }
}

TEST_CASE("Ctrl-C ends a run with 130, keeps what was complete, and --resume ends in the same bytes", "[constructed]") {
    Shell const sh;
    sh.write("case.toml", small_case);
    Outcome const stopped =
        sh("$R run case.toml --format json,csv --draws 16000000 --out out & p=$!; sleep 2; kill -INT $p; wait $p");
    INFO(stopped.err);
    CHECK(stopped.code == 130);
    CHECK(stopped.err.find("--resume") != std::string::npos);
    auto const summary = nlohmann::json::parse(slurp(sh.folder / "out/summary.json"));
    CHECK(summary["interrupted"] == true);
    CHECK(summary["draws"].get<double>() > 0);
    CHECK(fs::exists(sh.folder / "out/resume.bin"));
    CHECK(sh("ls -A . out | grep -c 'partial\\|rekensom-'").out == "0\n");

    std::string const line = "$R run case.toml --quiet --format json,csv --draws 700000 --out ";
    Outcome const again = sh(line + "a & p=$!; sleep 0.7; kill -INT $p; wait $p");
    if (again.code == 130) {  // else this machine was faster
        CHECK(sh(line + "a --seed 2 --resume").code != 0);
        CHECK(sh(line + "a --resume --threads 1").code == 0);
        CHECK(sh(line + "b").code == 0);
        CHECK(sh("diff -r a b").code == 0);
    }
}

TEST_CASE("every command helps, with an example", "[constructed]") {
    Shell const sh;
    std::string const all = sh("$R --help").out;
    for (char const* name : {"run", "check", "compare", "new", "kpis", "docs", "schema", "completion", "man"}) {
        INFO(name);
        CHECK(all.find(std::string("  ") + name + " ") != std::string::npos);
        Outcome const help = sh(std::string("$R ") + name + " --help");
        CHECK(help.code == 0);
        CHECK(help.out.find("example:\n  rekensom") + help.out.find("example:\n  source") != 2 * std::string::npos);
        CHECK(sh(std::string("$R help ") + name).out == help.out);
    }
    CHECK(sh("$R --version").out.find("rekensom ") == 0);
}

TEST_CASE("new writes a scenario that runs, once", "[constructed]") {
    Shell const sh;
    CHECK(sh("$R new first").code == 0);
    Outcome const run = sh("$R run first.toml --draws 256");
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(sh("$R check first.toml").code == 0);
    CHECK(sh("$R new first.toml").code == 2);
    CHECK(sh("$R new 'a \"quoted\\\\ name'").code == 0);
    CHECK(sh("$R check 'a \"quoted\\\\ name.toml'").code == 0);
}

TEST_CASE("compare sets alternatives side by side on common draws", "[metamorphic]") {
    Shell const sh;
    sh.write("a.toml", small_case);
    sh.write("b.toml", small_case + "[inputs]\nunused = { min = 1, max = 2 }\n");
    Outcome const same = sh("$R compare a.toml b.toml --draws 256 --json");
    INFO(same.err);
    REQUIRE(same.code == 0);
    CHECK(nlohmann::json::parse(same.out)["differences"][0]["npv"]["mean"] == 0.0);
    CHECK(sh("$R compare a.toml b.toml --draws 256").out.find("NPV") != std::string::npos);
    CHECK(sh("$R compare a.toml").code == 2);
}

TEST_CASE("compare says in money which changed assumption moved the answer", "[constructed]") {
    Shell const sh;
    // 1,000,000 contacts a year at 10, of which a fifth may be prevented: a tenth more of them is worth 20,000, a cost moves it one to one.
    std::string const text =
        "months = 12\n[finance]\ndiscount_rate = 0\n[reasons.all]\nvolume = \"1_000_000 / year\"\n"
        "cost_per_contact = 10\navoidable = 0.2\n[changes.fix]\nlabel = \"The fix\"\n";
    sh.write("old.toml", text + "prevents.all = 0.4\none_off_cost = 100_000\n");
    sh.write("new.toml", text + "prevents.all = 0.5\none_off_cost = 150_000\n");
    Outcome const moved = sh("$R compare old.toml new.toml --draws 256 --json");
    INFO(moved.err);
    REQUIRE(moved.code == 0);
    auto const found = nlohmann::json::parse(moved.out)["what_changed"][0]["parts"];
    REQUIRE(found.size() == 2);
    CHECK(found[0]["paths"][0] == "changes.fix.prevents.all");
    CHECK(found[0]["npv"]["value"].get<double>() == Approx(200'000));
    CHECK(found[1]["paths"][0] == "changes.fix.one_off_cost");
    CHECK(found[1]["npv"]["value"].get<double>() == Approx(-50'000));
    std::string const said = sh("$R compare old.toml new.toml --draws 256").out;
    INFO(said);
    CHECK(said.find("The fix: prevents all: 40 % → 50 %") != std::string::npos);
    CHECK(said.find("The fix: one-off cost: €0.10 m → €0.15 m") != std::string::npos);
}

TEST_CASE("the catalogues in docs/ are those of this program", "[constructed]") {
    Shell const sh;
    REQUIRE(sh("$R docs --out made").code == 0);
    for (std::string const name : {"commands.md", "keys.md", "kpis.md"}) {
        INFO(name << ": ./dev docs writes it anew");
        CHECK((slurp(sh.folder / "made" / name) == slurp(fs::path(REKENSOM_SOURCE_DIR) / "docs" / name)));
    }
}

TEST_CASE("completion and the manual know the flags", "[constructed]") {
    Shell const sh;
    Outcome const bash =
        sh("bash -c 'source <('$R' completion bash); COMP_WORDS=(rekensom run --dr); COMP_CWORD=2; _rekensom; echo "
           "${COMPREPLY[*]}; COMP_WORDS=(rekensom che); COMP_CWORD=1; _rekensom; echo ${COMPREPLY[*]}; "
           "COMP_WORDS=(rekensom run x --sampling s); COMP_CWORD=4; _rekensom; echo ${COMPREPLY[*]}; "
           "COMP_WORDS=(rekensom completion z); COMP_CWORD=2; _rekensom; echo ${COMPREPLY[*]}'");
    INFO(bash.err);
    CHECK(bash.out == "--draws\ncheck\nsobol\nzsh\n");
    CHECK(sh("command -v zsh >/dev/null || exit 0; $R completion zsh >z && zsh -n z").code == 0);
    Outcome const man = sh("$R man");
    CHECK(man.out.find(".TH REKENSOM 1") == 0);
    CHECK(man.out.find("\\-\\-precision") != std::string::npos);
    CHECK(std::ranges::all_of(man.out, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    CHECK(man.out.find("check FILE\\[u2026]") != std::string::npos);
}

TEST_CASE("hostile labels do no harm in any file or in the terminal", "[constructed]") {
    Shell const sh;
    std::string hostile = small_case;
    hostile.replace(
        0, hostile.find('\n'),
        "title = \"<script>alert(1)</script> =cmd|' /C calc'!A0 ../../x \\u202e \\u001b[31m 🙂 {{data}}\"");
    hostile += "[reasons.other]\nlabel = \"=cmd|'/C calc'!A0 " + std::string(10'000, 'x') +
               "\"\nvolume = { min = 10, max = 11, source = \"=1+1\" }\ncost_per_contact = 1\nowner = \"@SUM(1) <img "
               "src=x>\"\n";
    sh.write("case.toml", hostile);
    Outcome const run = sh("$R run case.toml --draws 128 --out out");
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(run.out.find('\033') == std::string::npos);
    CHECK(slurp(sh.folder / "out/report.html").find("<script>alert") == std::string::npos);
    std::string const draws = slurp(sh.folder / "out/draws.csv");
    CHECK(draws.find(",=") == std::string::npos);
    CHECK(slurp(sh.folder / "out/report.html").find("<img src=x>") == std::string::npos);
    CHECK(sh.files() == 2);  // the scenario and the results
    Outcome const others = sh("/usr/bin/python3 " REKENSOM_SOURCE_DIR "/tests/report/check_hostile.py out");
    INFO(others.out << others.err);
    CHECK(others.code == 0);
}

}  // namespace rekensom::cli
