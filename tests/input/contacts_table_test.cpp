#include "rekensom/input/contacts_table.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>

#include "input/moment.hpp"
#include "rekensom/fit/calendar_days.hpp"

using namespace rekensom;
using namespace rekensom::input;

namespace {

ContactsTable read(std::string const& text, ContactColumns const& columns = {}) {
    std::istringstream in(text);
    return read_contacts(in, columns);
}

double contacts(ContactsTable const& table) {
    double sum = 0;
    for (double x :
         table.history.daily([](auto const&) { return true; }, [](auto const& c) { return fit::attempts(c); }))
        sum += x;
    return sum;
}

/// The line of the error that reading gives; 0 without one.
std::size_t line_of_error(std::string const& text, ContactColumns const& columns = {}) {
    try {
        (void)read(text, columns);
    } catch (CsvError const& e) {
        return e.line;
    }
    return 0;
}

}  // namespace

TEST_CASE("dates in the usual forms say the same moment", "[constructed]") {
    auto const expected =
        std::chrono::sys_days(std::chrono::year(2026) / 3 / 4) + std::chrono::hours(19) + std::chrono::minutes(30);
    for (char const* text :
         {"2026-03-04T19:30", "2026-03-04 19:30:00", "2026-03-04T19:30:00.000+01:00", "2026/3/4 19:30",
          "4-3-2026 19:30", "04/03/26 7:30 PM", "04.03.2026 19:30", "20260304 19:30", "260304 19:30:00",
          "4 mrt 2026 19:30", "04-Mar-2026 19:30", "2026-03-04T19:30Z"}) {
        INFO(text);
        auto const moment = parse_moment(text, DateOrder::day_first);
        REQUIRE(moment);
        CHECK(moment->when == expected);
        CHECK(moment->time_known);
    }
    CHECK(parse_moment("3/4/2026 19:30", DateOrder::month_first)->when == expected);
    CHECK_FALSE(parse_moment("2026-03-04", DateOrder::day_first)->time_known);
    for (char const* text : {"2026-02-30", "2026-13-01", "31-4-2026", "1969-12-31", "2026-03-04 25:00",
                             "2026-03-04 7:5", "x", "", "2026-03-04 19:30 later", "4-3-26-1", "13 PM"})
        CHECK_FALSE(parse_moment(text, DateOrder::day_first));
    CHECK(parse_clock_duration("1:02:33", DecimalMark::point) == 3753.0);
    CHECK(parse_clock_duration("2:33", DecimalMark::comma) == 153.0);
    CHECK(parse_clock_duration("1,5", DecimalMark::comma) == 1.5);
    CHECK_FALSE(parse_clock_duration("1:75", DecimalMark::point));
}

TEST_CASE("the order of day and month is told from a later row", "[constructed]") {
    ContactsTable const day = read("date,calls\n3/4/2026,5\n13/4/2026,6\n");
    CHECK(fit::iso_date(day.history.first()) == "2026-04-03");
    ContactsTable const month = read("date,calls\n3/4/2026,5\n3/14/2026,6\n");
    CHECK(fit::iso_date(month.history.first()) == "2026-03-04");
    CHECK(line_of_error("date,calls\n13/4/2026,5\n3/14/2026,6\n") == 3);
}

TEST_CASE(
    "a semicolon table with decimal commas, dates and times apart, is "
    "read by its usual names",
    "[constructed]") {
    ContactsTable const t = read(
        "date;time;reden;kanaal;aht;wait;abandoned;klant\n"
        "04-03-2026;09:00;Factuur;telefoon;180,5;12,0;nee;k1\n"
        "04-03-2026;09:10;Factuur;telefoon;;45,0;ja;k2\n"
        "05-03-2026;23:59;Verhuizing;chat;2:30;0;nee;k1\n");
    CHECK(t.rows == 3);
    CHECK(t.reasons == std::vector<std::string>{"Factuur", "Verhuizing"});
    CHECK(t.channels == std::vector<std::string>{"telefoon", "chat"});
    CHECK(t.history.visits().size() == 3);
    CHECK(t.history.visits()[0].customer == t.history.visits()[2].customer);
    CHECK(t.history.visits()[0].customer != t.history.visits()[1].customer);
    CHECK(t.history.waits(0).abandoned() == 1);
    auto const& cell = t.history.series().at({0, 0}).days[0];
    CHECK(cell.answered == 1);
    CHECK(cell.abandoned == 1);
    CHECK(cell.handle_seconds == 180.5);
    CHECK(cell.attempts[18] == 2);
    CHECK(t.history.series().at({1, 1}).days[0].handle_seconds == 150);
}

TEST_CASE("intervals with a count, and how many of them hung up", "[constructed]") {
    ContactsTable const t = read(
        "start,calls,abandoned\n2026-03-04T09:00,10,3\n2026-03-04T09:30,8,"
        "0\n2026-03-05T09:30,,1\n");
    CHECK(contacts(t) == 18);
    CHECK(t.history.series().at({0, 0}).days[0].abandoned == 3);
    CHECK(t.used == 2);
    CHECK(t.notes.back().find("1 of 3 rows without a count") != std::string::npos);
}

TEST_CASE("one value of a column means hung up, another row is left out", "[constructed]") {
    ContactColumns c;
    c.abandoned = "outcome", c.abandoned_value = "HANG", c.skip = {{"outcome", "PHANTOM"}};
    ContactsTable const t = read(
        "time,outcome\n2026-03-04 9:00,AGENT\n2026-03-04 "
        "9:00,HANG\n2026-03-04 9:00,PHANTOM\n",
        c);
    CHECK(contacts(t) == 2);
    CHECK(t.history.series().at({0, 0}).days[0].abandoned == 1);
}

TEST_CASE("bad tables of contacts name the line", "[constructed]") {
    CHECK(line_of_error("a,b\n1,2\n") == 1);
    CHECK(line_of_error("time,time\n2026-03-04,2\n") == 1);
    CHECK(line_of_error("time,n\n2026-03-04,2\n2026-02-30,2\n") == 3);
    CHECK(line_of_error("time,n\n2026-03-04,2\n2026-03-05,-2\n") == 3);
    CHECK(line_of_error("time,n\n2026-03-04,2,9\n") == 2);
    CHECK(line_of_error("time,wait\n2026-03-04,-5\n") == 2);
    CHECK(line_of_error("time,abandoned\n2026-03-04,maybe\n") == 2);
    CHECK(line_of_error("time,n,abandoned\n2026-03-04,2,3\n") == 2);
    ContactColumns wrong;
    wrong.reason = "why";
    CHECK(line_of_error("time,n\n2026-03-04,2\n", wrong) == 1);
    CHECK_THROWS_AS(read("time,n\n"), fit::DataError);
    CHECK_THROWS_AS(read("time,n\n,1\nNA,2\n"), fit::DataError);
    std::string many = "time,reason\n";
    for (std::size_t i = 0; i <= most_reasons; ++i) many += "2026-03-04,r" + std::to_string(i) + "\n";
    CHECK(line_of_error(many) == most_reasons + 2);
}
