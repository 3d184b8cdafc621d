#include "rekensom/fit/forecast.hpp"

#include "fit/shared_data.hpp"
#include "fit/simulate.hpp"

#include <charconv>

using namespace rekensom::fit;
using namespace std::chrono;

namespace {

History read_us_bank(std::istream& in) {
    History history;
    std::string line;
    std::getline(in, line);
    auto const number = [&](std::size_t from, std::size_t length) {
        int value = -1;
        std::from_chars(line.data() + from, line.data() + from + length, value);
        return value;
    };
    while (std::getline(in, line)) {  // 2003-03-03T07:00,111
        auto const day = sys_days(year(number(0, 4)) / number(5, 2) / number(8, 2));
        history.add({.when = day + hours(number(11, 2)) + minutes(number(14, 2)),
                     .count = static_cast<double>(number(17, line.size() - 17))});
    }
    return history;
}

}  // namespace

TEST_CASE("on the calls of a US bank the forecast beats seasonal naive and its band covers", "[published]") {
    OPEN_SHARED_OR_SKIP(in, "data/bank_calls_us_2003_5min.csv");
    History const history = read_us_bank(in);
    for (std::size_t const ahead : {7U, 14U, 28U}) {
        BackTest const day = back_test(whole_days(history), ahead);
        INFO(in_words(day));
        CHECK(day.beats_naive());
        CHECK(day.coverage >= 0.70);
        CHECK(day.coverage <= 0.90);
        BackTest const half_hour = back_test(half_hours(history), ahead);
        INFO(in_words(half_hour));
        CHECK(half_hour.beats_naive());
        CHECK(half_hour.coverage >= 0.70);
        CHECK(half_hour.coverage <= 0.90);
    }
}

TEST_CASE("on a made series the forecast beats naive and the band covers", "[statistical]") {
    // Two years, day noise 8 %, a slow walk of the level. Over 20 series the mean coverage has a standard error near 1.5 points.
    simulate::Chance chance(41);
    double coverage = 0, gain = 0;
    int const runs = 20;
    for (int run = 0; run < runs; ++run) {
        SlotSeries s{sys_days(2022y / January / 3), 1, {}};
        double level = 500;
        for (int d = 0; d < 300; ++d) {
            level *= std::exp(0.01 * chance.normal());
            s.counts.push_back(
                d % 7 == 6 ? 0 : chance.poisson(level * (1 + 0.3 * (d % 7 == 0)) * std::exp(0.08 * chance.normal())));
        }
        BackTest const t = back_test(s, 14);
        coverage += t.coverage / runs;
        gain += t.error / t.naive_error / runs;
    }
    CHECK(coverage > 0.72);
    CHECK(coverage < 0.88);
    CHECK(gain < 0.9);
}

TEST_CASE("a series without noise is forecast exactly", "[constructed]") {
    SlotSeries s{sys_days(2022y / January / 3), 2, {}};
    for (int d = 0; d < 140; ++d)
        for (double const part : {0.25, 0.75}) s.counts.push_back(d % 7 == 6 ? 0 : part * (100 + 10 * (d % 7)));
    Forecast const f = forecast(s, 14);
    for (std::size_t d = 0; d < 14; ++d) {
        CHECK(f.values[2 * d].mean ==
              Approx(d % 7 == 6 ? 0 : 0.25 * (100 + 10 * static_cast<double>(d % 7))).epsilon(0.005).margin(1e-9));
        CHECK(f.values[2 * d + 1].p10 <= f.values[2 * d + 1].mean * 1.0001);
    }
    CHECK_THROWS_WITH(forecast(s.until(40), 7), Catch::Contains("eight weeks"));
    CHECK_THROWS_AS(back_test(s, 120), DataError);
}
