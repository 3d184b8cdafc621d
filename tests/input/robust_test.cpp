#include <random>

#include "input/parse.hpp"
#include "input/reading.hpp"

// Whatever the file: a scenario, or problems that say why not.

namespace rekensom::input {
namespace {

/// One small accident: a byte, a word, a line, or a piece of another file.
std::string mutated(std::string text, std::mt19937& random) {
    constexpr std::string_view words[] = {
        "=",    "{",     "}",       "[",      "]",     "\"",   ".",     ",",          "\n",    "-",
        "0",    "1e309", "nan",     "inf",    "true",  "5%",   "min",   "max",        "p10",   "p90",
        "yes",  "of",    "input",   "values", "[]",    "{}",   "\"x\"", "2026-02-30", "[[a]]", "\xC3\xA9",
        "\xFF", "_",     "extends", "all",    "phone", "= = ", "\t",    "#"};
    auto const at = [&](std::size_t n) {
        return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    for (std::size_t times = 1 + at(3); times > 0 && !text.empty(); --times) switch (at(6)) {
            case 0: text[at(text.size())] = static_cast<char>(32 + at(95)); break;
            case 1: text.erase(at(text.size()), 1 + at(12)); break;
            case 2: text.insert(at(text.size()), words[at(std::size(words))]); break;
            case 3: text.resize(at(text.size())); break;
            case 4: text.insert(at(text.size()), text.substr(at(text.size()), at(80))); break;
            default: {
                std::size_t const line = text.find('\n', at(text.size()));
                std::size_t const next = line == std::string::npos ? line : text.find('\n', line + 1);
                if (next != std::string::npos) text.erase(line, next - line);
            }
        }
    return text;
}

}  // namespace

TEST_CASE("Mutated scenarios give a scenario or problems, never a crash", "[input][statistical]") {
    std::vector<std::string> const seeds{file("scenarios/envelope.toml"),
                                         file("scenarios/clear-invoices.toml"),
                                         file("tests/input/whole.toml"),
                                         file("tests/input/whole.toml"),
                                         small,
                                         file("tests/input/wrong/correlation-impossible.toml"),
                                         file("tests/input/wrong/many.toml")};
    std::mt19937 random(20260301);
    int good = 0, bad = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string const text = mutated(seeds[static_cast<std::size_t>(i) % seeds.size()], random);
        Reading reading;
        try {
            reading = read_text(text, "fuzz.toml", std::string(REKENSOM_SOURCE_DIR) + "/scenarios");
        } catch (std::exception const& error) {
            FAIL("mutation " << i << ": " << error.what() << "\n" << text);
        }
        if (reading.scenario.has_value() == !reading.problems.empty())
            FAIL("mutation " << i << ": neither or both\n" << text);
        if (render(reading.problems).size() > 2'000'000) FAIL("mutation " << i << ": too many words");
        (reading.scenario ? good : bad) += 1;
    }
    // Both kinds must occur, else nothing was tried.
    CHECK(good > 100);
    CHECK(bad > 500);
}

TEST_CASE("Mutated settings give a scenario or problems", "[input][statistical]") {
    std::vector<std::string> const seeds{"reasons.billing.volume=\"1_000 / week\"",
                                         "changes.fix.prevents.billing={ min = 0.1, max = 0.2 }", "months=24",
                                         "reasons.billing.season=[1,2,3]"};
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        std::string const flag = mutated(seeds[static_cast<std::size_t>(i) % seeds.size()], random);
        CAPTURE(flag);
        Reading const reading = read_text(small, "fuzz.toml", ".", {{flag}});
        CHECK(reading.scenario.has_value() == reading.problems.empty());
    }
}

TEST_CASE("Ten megabytes are refused, a byte less is read", "[input][constructed]") {
    std::string text = small;
    text += "#" + std::string(largest_file - small.size() - 1, 'x');
    CHECK(read_text(text, "big.toml").scenario);
    text += 'x';
    Reading const reading = read_text(text, "big.toml");
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].what == "the file has 10.0 MB");
}

TEST_CASE("Many wrong keys end in a count", "[input][constructed]") {
    std::string text = small;
    for (int i = 0; i < 20000; ++i) text += "wrong_key_" + std::to_string(i) + " = 1\n";
    Reading const reading = read_text(text, "long.toml");
    REQUIRE(reading.problems.size() == 301);
    CHECK(reading.problems.back().what == "19700 more problems, of the same kind or later in the file");
}

TEST_CASE("Deep nesting is a problem, however it is written", "[input][constructed]") {
    for (std::string const& piece : {std::string("a."), std::string("\"a\"."), std::string("a . ")}) {
        std::string deep;
        for (int i = 0; i < 100000; ++i) deep += piece;
        for (std::string const& text : {"[" + deep + "a]\n", deep + "a = 1\n", "x = { " + deep + "a = 1 }\n"}) {
            Reading const reading = read_text(text, "deep.toml");
            REQUIRE(reading.problems.size() == 1);
            CHECK(reading.problems[0].what == "a key of too many names");
        }
    }
    CHECK_FALSE(read_text("x = " + std::string(100000, '['), "deep.toml").scenario);
    CHECK(read_text(
              "title = \"e.g. a.b.c.d\" # ....................................................................\n" + small,
              "fine.toml")
              .scenario);
}

TEST_CASE("A file that is not there is a problem with its path", "[input][constructed]") {
    Reading const missing = read_file("no/such/file.toml");
    CHECK(render(missing.problems) ==
          "no/such/file.toml: cannot read the file: No such file or directory; expected a scenario file in TOML\n");
    CHECK(read_file("/tmp").problems.at(0).what == "cannot read the file: it is a folder");
}

TEST_CASE("The caret stands under the place, with tabs and letters of two bytes before it", "[input][constructed]") {
    CHECK(read_badly("\ttitle = 5\n" + small).find("  1 | \ttitle = 5\n    | \t        ^\n") != std::string::npos);
    CHECK(read_badly("x = \"é\"\nreasons.\"é\".volume = 1\nreasons.\"é\".avoidable = 7\n")
              .find("  3 | reasons.\"é\".avoidable = 7\n    |                         ^\n") != std::string::npos);
}

TEST_CASE("Every prefix of a scenario is answered", "[input][constructed]") {
    std::string const text = file("scenarios/clear-invoices.toml");
    for (std::size_t n = 0; n < text.size(); n += 7) {
        Reading const reading = read_text(text.substr(0, n), "cut.toml");
        REQUIRE(reading.scenario.has_value() == reading.problems.empty());
    }
}

}  // namespace rekensom::input
