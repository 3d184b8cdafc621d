#include "rekensom/input/survey_table.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>

using namespace rekensom;
using namespace rekensom::input;

namespace {

SurveyTable read(std::string const& text, SurveyColumns columns) {
    std::istringstream in(text);
    return read_survey(in, columns);
}

SurveyColumns overall() {
    SurveyColumns c;
    c.outcome = "overall";
    return c;
}

std::size_t line_of_error(std::string const& text, SurveyColumns const& columns) {
    try {
        (void)read(text, columns);
    } catch (CsvError const& e) {
        return e.line;
    }
    return 0;
}

}  // namespace

TEST_CASE("ratings come to marks, and what is no rating is left out and said", "[constructed]") {
    SurveyColumns c = overall();
    c.missing = {"0"};
    c.waiting = "wait";
    SurveyTable const t = read(
        "year,sex,ease,overall,wait\n2018,f,1,5,1:"
        "30\n2018,m,0,3,20\n2018,,5,1,\n",
        c);
    CHECK(t.survey.names == std::vector<std::string>{"ease"});
    CHECK(t.survey.ratings(0, 0) == Approx(1));
    CHECK(std::isnan(t.survey.ratings(1, 0)));
    CHECK(t.survey.ratings(2, 0) == Approx(10));
    CHECK(t.survey.outcome[1] == Approx(5.5));
    CHECK(t.survey.wait[0] == 90);
    CHECK(std::isnan(t.survey.wait[2]));
    CHECK(t.notes.size() == 3);  // the scale, year, sex
}

TEST_CASE("an outcome named nps becomes its points", "[constructed]") {
    SurveyColumns c;
    c.outcome = "NPS", c.drivers = {"ease"};
    SurveyTable const t = read("ease,NPS\n1,10\n4,7\n5,6\n", c);
    CHECK(t.nps);
    CHECK(t.survey.outcome[0] == 100);
    CHECK(t.survey.outcome[1] == 0);
    CHECK(t.survey.outcome[2] == -100);
    CHECK(t.scale.best == 5);
}

TEST_CASE("bad surveys name the line", "[constructed]") {
    SurveyColumns c = overall();
    c.scale = fit::Scale{1, 5};
    CHECK(line_of_error("ease,overall\n1,2\n2,6\n", c) == 3);
    CHECK(line_of_error("ease,overall\n1,2\n7,3\n2,3\n", c) == 3);
    CHECK(line_of_error("ease,overall\n1,2\nx,3\n2,3\n", c) == 3);
    CHECK(line_of_error("ease,mark\n1,2\n", c) == 1);
    c.weight = "w";
    CHECK(line_of_error("ease,overall,w\n1,2,-1\n", c) == 2);
    c.weight.clear();
    CHECK_THROWS_AS(read("ease,overall\n1,NA\n2,\n", c), fit::DataError);
    CHECK_THROWS_AS(read("overall\n1\n2\n", c), fit::DataError);
    CHECK_THROWS_AS(read("ease,overall\n", c), fit::DataError);
}
