#include <algorithm>

#include "input/reading.hpp"
#include "input/suggest.hpp"
#include "input/words.hpp"
#include "rekensom/base/calendar.hpp"
#include "rekensom/input/describe.hpp"

namespace rekensom::input {
namespace {

bool any_has(std::vector<std::string> const& lines, std::string_view part) {
    return std::ranges::any_of(lines, [&](std::string const& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("Optimal string alignment", "[input][published]") {
    // A swap of neighbours is one step; "ca" to "abc" is 3 in this distance (Boytsov 2011, section 2.1) where the unrestricted one has 2.
    CHECK(distance("ca", "abc") == 3);
    CHECK(distance("monhts", "months") == 1);
    CHECK(distance("kitten", "sitting") == 3);
    CHECK(distance("", "abc") == 3);
    CHECK(distance("same", "same") == 0);
}

TEST_CASE("Words of the field are understood", "[input][constructed]") {
    std::vector<std::string> const keys{"handle_time", "first_time_fix", "avoidable", "volume"};
    CHECK(closest("aht", keys) == "handle_time");
    CHECK(closest("FCR", keys) == "first_time_fix");
    CHECK(closest("afhandeltijd", keys) == "handle_time");
    CHECK(closest("avoidabel", keys) == "avoidable");
    CHECK(closest("Volume", keys) == "volume");
    CHECK_FALSE(closest("xyz", keys));
    CHECK_FALSE(closest("aht", std::vector<std::string>{"volume"}));
}

TEST_CASE("Numbers in words", "[input][constructed]") {
    CHECK(number_in_words(0.25, "share") == "25%");
    CHECK(number_in_words(0.0225, "share / year") == "2.25% a year");
    CHECK(number_in_words(390, "s") == "6m30s");
    CHECK(number_in_words(20, "s") == "20s");
    CHECK(number_in_words(3600, "s") == "1h");
    CHECK(number_in_words(1, "months") == "1 month");
    CHECK(number_in_words(2 / days_per_month, "months") == "2 days");
    CHECK(number_in_words(320000, "EUR") == "EUR 320,000");
    CHECK(number_in_words(3000, "EUR / month") == "EUR 3,000 a month");
    CHECK(number_in_words(83333.3, "contacts / month") == "83,333 contacts / month");
    CHECK(number_in_words(-1234567, "") == "-1,234,567");
}

TEST_CASE("A change is told in a sentence", "[input][constructed]") {
    model::Scenario const s = read_well(
        "start = 2026-01-01\n[reasons.billing]\nlabel = \"Billing\"\nvolume = 5\ncost_per_contact = 10\navoidable = "
        "0.25\n"
        "[changes.fix]\nlabel = \"Clear invoices\"\nprevents.billing = \"40%\"\nstart = 2026-07-01\nramp = "
        "3\none_off_cost = 100_000\nrunning_cost = 2000\n");
    Description const d = describe(s);
    REQUIRE(d.changes.size() == 1);
    CHECK(d.changes[0] ==
          "Clear invoices: prevents 40% of the avoidable contacts of 'Billing'; from July 2026, fully after another 3 "
          "months; costs EUR 100,000 once and EUR 2,000 a month.");
    CHECK(any_has(d.quantities, "reasons.billing.avoidable: 25%"));
    CHECK(any_has(d.defaults, "reasons.billing.recontact: 80% (assumption)"));
    CHECK(any_has(d.notes, "the paper case"));
    CHECK(any_has(d.notes, "2.25% by default"));
    CHECK(any_has(d.notes, "who judged that 25% is avoidable"));
}

TEST_CASE("Notes go where the scenario answers them", "[input][constructed]") {
    std::string text =
        small + "slip = { p10 = 1, p90 = 4 }\nrealisation = { yes = 3, of = 4 }\n[finance]\ndiscount_rate = 0.06\n";
    text.replace(text.find("0.25"), 4, "{ yes = 62, of = 250 }");
    Description const d = describe(read_well(text));
    CHECK_FALSE(any_has(d.notes, "the paper case"));
    CHECK_FALSE(any_has(d.notes, "by default"));
    CHECK_FALSE(any_has(d.notes, "who judged"));
    CHECK(any_has(d.notes, "costs nothing"));
}

TEST_CASE("A form is told with its numbers in their own unit", "[input][constructed]") {
    std::string text = small + "slip = { min = 1, likely = 2, max = 6 }\n";
    text.replace(text.find("0.25"), 4, "{ yes = 62, of = 250 }");
    model::Scenario const s = read_well(text);
    CHECK(in_words(quantity(s, "changes.fix.slip")) == "PERT min 1 month, likely 2 months, max 6 months");
    CHECK(in_words(quantity(s, "reasons.billing.avoidable")) == "survey, 62 of 250: about 25%");
}

}  // namespace rekensom::input
