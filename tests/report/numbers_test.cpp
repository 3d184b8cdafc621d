#include "rekensom/report/numbers.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>

#include "rekensom/report/record.hpp"

namespace rekensom::report {

TEST_CASE("numbers for machines read back to the same bits", "[constructed]") {
    for (double const x : {0.1, 1.0 / 3, 1e22, -2.5e-300, 123456789.125, 5e-324})
        CHECK(std::strtod(shortest(x).c_str(), nullptr) == x);
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(-0.0) == "0");
    CHECK(shortest(std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(shortest(std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("money is shown with three digits that matter, in both languages", "[constructed]") {
    Numbers const en(Language::en, "EUR"), nl(Language::nl, "EUR");
    CHECK(en.money(884'321) == "€0.88 m");
    CHECK(nl.money(884'321) == "€ 0,88 mln");
    CHECK(en.money(-12'345'678) == "−€12.3 m");
    CHECK(nl.money(-12'345'678) == "€ −12,3 mln");
    CHECK(en.money(999'600'000) == "€1.00 bn");
    CHECK(en.money(9'994) == "€9,994");
    CHECK(en.money(50'000) == "€50.0 k");
    CHECK(en.money_whole(1'000'000) == "€1,000,000");
    CHECK(nl.money_whole(1'000'000) == "€ 1.000.000");
    CHECK(en.money(-0.001) == "€0.00");
    CHECK(en.money(1e6, Sign::always) == "+€1.00 m");
    CHECK(Numbers(Language::en, "CHF").money_whole(5) == "CHF 5");
    CHECK(en.money(std::numeric_limits<double>::quiet_NaN()) == "–");
}

TEST_CASE("shares, counts and shifts are shown in their own form", "[constructed]") {
    Numbers const en(Language::en, "EUR"), nl(Language::nl, "EUR");
    CHECK(en.percent(0.71) == "71 %");
    CHECK(en.percent(0.07123) == "7.1 %");
    CHECK(nl.percent(0.07123) == "7,1 %");
    CHECK(en.percent(1) == "100 %");
    CHECK(en.percent(0.0225) == "2.25 %");  // somebody's own number
    CHECK(en.money_beside(61'400, 270'000) == "€0.06 m");
    CHECK(en.plain(-1234.5, 1) == "−1,234.5");
    CHECK(nl.plain(-1234.5, 1) == "−1.234,5");
    CHECK(en.shift(model::Form::share, -0.021) == "−2.1 pp");
    CHECK(en.shift(model::Form::count, 8333.3) == "+8,333");
    CHECK(en.value(model::Form::seconds, 123.4) == "123 s");
    CHECK(en.quantity("share / year", 0.05) == "5 % / year");
    CHECK(en.quantity("EUR", 10) == "€10");
}

TEST_CASE("text is as wide as a terminal shows it", "[constructed]") {
    CHECK(width("€ é ü") == 5);
    CHECK(width("e\xCC\x81") == 1);  // a combining accent
    CHECK(width("日本") == 4);
    CHECK(width("🙂") == 2);
    CHECK(left("abc", 5) == "abc  ");
    CHECK(left("abcdef", 4) == "abc…");
    CHECK(width(left("日本語日本語", 6)) == 6);
    CHECK(right("é", 3) == "  é");
}

TEST_CASE("SHA-256 gives the published digests", "[published]") {
    // NIST, Secure Hash Algorithm examples: one block, two blocks; and the empty message.
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a command is one line for a shell", "[constructed]") {
    CHECK(shell_line({"rekensom", "run", "a b.toml", "--set", "x='1'", ""}) ==
          R"(rekensom run 'a b.toml' --set 'x='\''1'\''' '')");
}

}  // namespace rekensom::report
