#include "rekensom/input/actuals_table.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>

using namespace rekensom;
using namespace rekensom::input;

namespace {

std::vector<SeenSeries> read(std::string const& text) {
    std::istringstream in(text);
    return read_actuals(in, {2027, 1}, 24);
}

std::size_t line_of_error(std::string const& text) {
    try {
        (void)read(text);
    } catch (CsvError const& e) {
        return e.line;
    }
    return 0;
}

}  // namespace

TEST_CASE("months by number and by date, those to come left open", "[constructed]") {
    auto const seen = read(
        "month,kpi,value\n1,contacts_handled,100\n2027-03,contacts_handled,"
        "120\n2,satisfaction,\n2,satisfaction,7.1\n");
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].months.size() == 3);
    CHECK(seen[0].months[0] == 100);
    CHECK(std::isnan(seen[0].months[1]));
    CHECK(seen[0].months[2] == 120);
    CHECK(seen[1].kpi == model::Kpi::satisfaction);
    CHECK(seen[1].months[1] == 7.1);
}

TEST_CASE("bad actuals name the line", "[constructed]") {
    std::string const head = "month,kpi,value\n1,contacts_handled,100\n";
    CHECK(line_of_error(head + "0,contacts_handled,1\n") == 3);
    CHECK(line_of_error(head + "25,contacts_handled,1\n") == 3);
    CHECK(line_of_error(head + "2026-12,contacts_handled,1\n") == 3);
    CHECK(line_of_error(head + "1,contacts_handled,1\n") == 3);
    CHECK(line_of_error(head + "2,contacts,1\n") == 3);
    CHECK(line_of_error(head + "2,contacts_handled,-1\n") == 3);
    CHECK(line_of_error(head + "2,abandonment,7\n") == 3);
    CHECK(line_of_error("month,value\n1,2\n") == 1);
    CHECK(line_of_error("month,kpi,value\n") > 0);
}
