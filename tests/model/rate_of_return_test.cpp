#include "model/rate_of_return.hpp"
#include "rekensom/model/finance.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

using namespace rekensom;

namespace {

/// By lane, flows of a change: `spells` spells that cost and bring money in turn, of any length and size.
std::vector<Column> flows(int months, int spells, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<Column> by_month(static_cast<std::size_t>(months));
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
        double const ends = share(random) < 0.9 ? spells : 0;  // of some no flow at all
        for (int t = 0; t < months; ++t) {
            double const spell = std::floor(std::pow((t + 0.5) / months, 1.5) * ends);
            double const sign = std::fmod(spell, 2) == 0 ? -1 : 1;
            bool const none = ends == 0 || share(random) < 0.2;
            by_month[static_cast<std::size_t>(t)].data()[lane] = none ? 0 : sign * share(random);
        }
    }
    return by_month;
}

}  // namespace

TEST_CASE("rates of return of columns are those of monthly flows one by one", "[differential]") {
    std::mt19937_64 random(11);
    int const spells = GENERATE(1, 2, 3, 5), months = GENERATE(2, 12, 36, 120);
    int one = 0, none = 0;
    for (int round = 0; round < 20; ++round) {
        auto const cash = flows(months, spells, random);
        model::RateOfReturn const found =
            model::rate_of_return(months, [&](int t) { return cash[static_cast<std::size_t>(t)]; });
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            std::vector<double> alone;
            for (Column const& month : cash) alone.push_back(month.data()[lane]);
            std::vector<double> const rates = model::rates_of_return(alone, 1.0 / 12);
            double const roots = found.roots.data()[lane], missed = static_cast<double>(rates.size()) - roots;
            INFO("spells " << spells << ", months " << months << ", round " << round << ", lane " << lane);
            // Two roots may lie in one step of a grid; where flows change sign once there are none such.
            if (spells <= 2)
                CHECK(missed == 0);
            else
                CHECK(std::fmod(missed, 2) == 0);
            CHECK(std::isnan(found.rate.data()[lane]) == (roots != 1));
            if (roots == 1 && missed == 0) {
                CHECK(std::abs(std::log1p(found.rate.data()[lane]) - std::log1p(rates[0])) < 1e-12);
                ++one;
            }
            none += rates.empty() ? 1 : 0;
        }
    }
    CHECK(none > 0);
    CHECK((spells != 2 || months == 2 || one > 20));
}
