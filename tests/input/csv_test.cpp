#include "rekensom/input/csv.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace rekensom::input;

namespace {

struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    Encoding encoding;
};

Table read(std::string const& text, CsvOptions options = {}) {
    std::istringstream in(text);
    CsvReader reader(in, options);
    Table table{reader.header(), {}, {}};
    while (reader.next()) table.rows.emplace_back(reader.fields().begin(), reader.fields().end());
    table.encoding = reader.encoding();
    return table;
}

using Row = std::vector<std::string>;

/// What is said of a bad table, "" of a good one.
std::string complaint(std::string const& text) {
    try {
        read(text);
    } catch (CsvError const& error) {
        return error.what();
    }
    return "";
}

/// A stream that makes its rows as they are read.
class Endless : public std::streambuf {
public:
    explicit Endless(std::size_t rows) : left_(rows) { refill("when;count;remark\n"); }

private:
    void refill(std::string text) {
        text_ = std::move(text);
        setg(text_.data(), text_.data(), text_.data() + text_.size());
    }
    int_type underflow() override {
        if (left_ == 0) return traits_type::eof();
        std::string block;
        for (int k = 0; k < 100 && left_ > 0; ++k, --left_)
            block += "2024-01-01 10:00;1,5;\"caf\xC3\xA9; \"\"quoted\"\"\"\r\n";
        refill(std::move(block));
        return traits_type::to_int_type(*gptr());
    }
    std::size_t left_;
    std::string text_;
};

}  // namespace

TEST_CASE("tables come in many forms", "[constructed]") {
    std::vector<Row> const expected{{"x", "1"}, {"y", "2"}};
    CHECK(read("a,b\nx,1\ny,2\n").rows == expected);
    CHECK(read("a;b\r\nx;1\r\ny;2").rows == expected);
    CHECK(read("a\tb\rx\t1\ry\t2\r").rows == expected);
    CHECK(read("\xEF\xBB\xBF"
               "a,b\n\nx,1\n,\n\"y\", 2 \n")
              .rows == expected);
    CHECK(read("sep=;\na;b\nx;1\ny;2\n").rows == expected);
    CHECK(read("a|b\nx|1\ny|2\n", {.delimiter = '|', .decimal = {}}).rows == expected);
    CHECK(read("\xEF\xBB\xBF"
               "a,b\nx,1\n")
              .header == Row{"a", "b"});
    CHECK(read("only\n1\n2\n").rows == std::vector<Row>{{"1"}, {"2"}});
}

TEST_CASE("quoted fields hold delimiters, line ends and quotes", "[constructed]") {
    Table const t = read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\n");
    CHECK(t.rows == std::vector<Row>{{"x, y", "say \"hi\""}, {"two\nlines", ""}});
    // The delimiter is looked for outside quotes.
    CHECK(read("\"a,b,c\";d\n1;2\n").header == Row{"a,b,c", "d"});
    // Line numbers count the lines inside quotes.
    CHECK_THAT(complaint("a,b\n\"1\n2\n3\",x\n1,2,3\n"), Catch::StartsWith("line 5: the row has 3 fields; expected 2"));
}

TEST_CASE("Windows-1252 and UTF-8, and both in one file", "[constructed]") {
    Table const old = read(
        "reden,aantal\nco\xEB"
        "fficient \x80,1\n");
    CHECK(old.rows[0][0] ==
          "co\xC3\xAB"
          "fficient \xE2\x82\xAC");
    CHECK(old.encoding == Encoding::windows_1252);
    CHECK(read("a\n\xC3\xA9\n").encoding == Encoding::utf8);
    CHECK(read("a\nx\n").encoding == Encoding::ascii);
    Table const mixed = read("a,b\n\xC3\xA9,\xE9\n");
    CHECK(mixed.rows[0] == Row{"\xC3\xA9", "\xC3\xA9"});
    CHECK(mixed.encoding == Encoding::mixed);
    CHECK(!is_utf8("\xC0\xAF"));      // overlong
    CHECK(!is_utf8("\xED\xA0\x80"));  // a surrogate
    CHECK(!is_utf8("\xE2\x82"));      // cut off
    CHECK(is_utf8("\xF0\x9F\x98\x80"));
}

TEST_CASE("numbers are read to their last character, or not at all", "[constructed]") {
    using enum DecimalMark;
    CHECK(parse_number("12.5", point) == 12.5);
    CHECK(parse_number("12,5", comma) == 12.5);
    CHECK(parse_number("1.234.567,8", comma) == 1234567.8);
    CHECK(parse_number("1,234", point) == 1234);
    CHECK(parse_number("-0,5", comma) == -0.5);
    CHECK(parse_number("+3e2", point) == 300);
    CHECK(parse_number(".5", point) == 0.5);
    CHECK(parse_number("5.", point) == 5);
    for (char const* bad : {"", "-", ".", "12x", "1,23", "1,2345", ",5", "1..2", "1.2.3", "e5", "1e", "0x10", "1 2",
                            "inf", "12,345,6", "--1"})
        CHECK(!parse_number(bad, point));
    CHECK(!parse_number("12.5", comma));
}

TEST_CASE("the decimal mark is told from the data", "[constructed]") {
    auto const mark = [](std::string const& text) {
        std::istringstream in(text);
        return CsvReader(in).decimal();
    };
    CHECK(mark("a;b\n1;2,5\n") == DecimalMark::comma);
    CHECK(mark("a;b\n1;2.5\n") == DecimalMark::point);
    CHECK(mark("a;b\n1;2\n") == DecimalMark::comma);
    CHECK(mark("a,b\n1,2\n") == DecimalMark::point);
    CHECK(mark("a,b\n1,\"2,5\"\n") == DecimalMark::comma);
    CHECK(mark("a;b\n1.250;0,75\n") == DecimalMark::comma);
}

TEST_CASE("values of a row: found by name, missing or refused with the place", "[constructed]") {
    std::istringstream in("When;Count\n2024-01-01;1.250,5\n2024-01-02;\n2024-01-03;n/a\n2024-01-04;12.5\n");
    CsvReader reader(in);
    CHECK(reader.find("count") == 1U);
    CHECK(!reader.find("counts"));
    std::array<std::string_view, 2> const names{"aantal", "COUNT"};
    CHECK(reader.find_any(names) == 1U);
    REQUIRE(reader.next());
    CHECK(reader.number(1) == 1250.5);
    REQUIRE(reader.next());
    CHECK(!reader.number(1));
    CHECK_THROWS_WITH(reader.required_number(1), "line 3, column 2: Count: the field is empty; expected a number");
    REQUIRE(reader.next());
    CHECK(!reader.number(1));
    REQUIRE(reader.next());
    CHECK_THROWS_WITH(reader.number(1),
                      "line 5, column 2: Count: \"12.5\" is not a number; expected one such as 1234,5");
    CHECK(!reader.next());
    CHECK(reader.rows() == 4);
}

TEST_CASE("a bad table is refused with what, where, and what was expected", "[constructed]") {
    CHECK(complaint("") == "line 1: the file is empty; expected a line with the names of the columns");
    CHECK(complaint("\n\n") == "line 1: the file is empty; expected a line with the names of the columns");
    CHECK_THAT(complaint("a,b,A\n1,2,3\n"), Catch::Contains("\"A\" is used twice in the header, for columns 1 and 3"));
    CHECK(complaint("a,b\n1,2\n3\n") == "line 3: the row has 1 field; expected 2, as in the header");
    CHECK_THAT(complaint("a,b\n1,\"2\n3,4\n"), Catch::Contains("line 2, column 2: a quote is opened and never closed"));
    CHECK_THAT(complaint("a,b\n\"1\"x,2\n"), Catch::Contains("text after a closing quote"));
    CHECK_THAT(complaint(std::string("a,b\n1,\0\n", 8)), Catch::Contains("NUL"));
    CHECK_THAT(complaint("\xFF\xFE"
                         "a"),
               Catch::Contains("UTF-16"));
    CHECK_THAT(complaint("PK\x03\x04zzz"), Catch::Contains("workbook"));
    CHECK_THAT(complaint("a\n\"" + std::string(2 << 20, 'x')), Catch::Contains("runs on"));
}

TEST_CASE("rows stream by, whatever the place of the chunks' borders", "[constructed]") {
    Endless source(200000);  // 11 MB, so a dozen chunks whose borders fall anywhere
    std::istream in(&source);
    CsvReader reader(in);
    std::size_t rows = 0, wrong = 0, last = 0;
    while (reader.next()) {
        ++rows;
        last = reader.line();
        wrong += reader.fields()[2] != "caf\xC3\xA9; \"quoted\"" || reader.number(1) != 1.5;
    }
    CHECK(rows == 200000);
    CHECK(wrong == 0);
    CHECK(last == 200001);
}
