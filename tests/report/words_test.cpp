#include <catch2/catch.hpp>

#include "rekensom/report/record.hpp"
#include "report/base64.hpp"
#include "report/key_words.hpp"
#include "report/kpi_words.hpp"

// What keys, units and KPIs are called, and how files are named, for readers of either language.

namespace rekensom::report {

TEST_CASE("keys and units are said in the reader's language, the user's names as they are", "[constructed]") {
    CHECK(key_in_words("cost_per_contact", Language::nl) == "kosten per contact");
    CHECK(key_in_words("cost_per_contact", Language::en) == "cost per contact");
    CHECK(key_in_words("finance.discount_rate", Language::nl) == "disconteringsvoet");
    // A reason may be called as a key is.
    CHECK(key_in_words("prevents.volume", Language::nl) == "voorkomt volume");
    CHECK(key_in_words("prevents.cashable", Language::nl) == "voorkomt cashable");
    CHECK(unit_in_words("contacts / month", Language::nl) == "contacten / maand");
    CHECK(unit_in_words("EUR / year", Language::nl) == "EUR / jaar");

    Numbers const page(Language::nl, "EUR", Medium::page);
    CHECK(page.about("contacts / month", 32947) == "32.900 contacten per maand");
    CHECK(page.quantity("share / year", 0.06) == "6% per jaar");
    CHECK(page.about("EUR", 142'667) == "€ 143.000");
    CHECK(page.about("contacts / week", 0.000674) == "0,000674 contacten per week");
    CHECK(Numbers(Language::en, "EUR").about("share", 0.2018) == "20 %");
}

TEST_CASE("each KPI says in Dutch what it counts", "[constructed]") {
    for (model::KpiInfo const& kpi : model::kpis()) {
        INFO(kpi.name);
        CHECK_FALSE(definition_of(kpi, Language::nl).empty());
        CHECK(definition_of(kpi, Language::en) == kpi.definition);
    }
}

TEST_CASE("files are named as typed, or seen from the scenario", "[constructed]") {
    CHECK(shown_path("scenarios/a.toml", "scenarios/a.toml") == "scenarios/a.toml");
    CHECK(shown_path("/home/me/a.toml", "/home/me/a.toml") == "a.toml");
    CHECK(shown_path("/home/me/data/b.csv", "/home/me/a.toml") == "data/b.csv");
    CHECK(shown_path("/home/base.toml", "/home/me/a.toml") == "../base.toml");
    CHECK(shown_path("/elsewhere/b.csv", "a.toml") == "b.csv");
}

TEST_CASE("base64 is that of RFC 4648", "[published]") {
    // Section 10 of the RFC.
    CHECK(base64("").empty());
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
}

}  // namespace rekensom::report
