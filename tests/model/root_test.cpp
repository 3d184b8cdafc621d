#include "model/root.hpp"
#include "queue/week_lanes.hpp"
#include "rekensom/queue/roster.hpp"
#include "rekensom/queue/week_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace rekensom;
using model::RootSearch;

namespace {

using Curve = std::function<double(double, double)>;  ///< of a place, and of a lane's own number in [0, 1]

double own(std::size_t lane) { return static_cast<double>(lane) / static_cast<double>(lane_count - 1); }

double by_halves(Curve const& gap, double c, double most) {
    double low = 0, high = most;
    for (int i = 0; i < 200; ++i) (gap(0.5 * (low + high), c) > 0 ? low : high) = 0.5 * (low + high);
    return 0.5 * (low + high);
}

struct Outcome {
    RootSearch search;
    int steps;
};

Outcome look(Curve const& gap, double from, double most, double slope, double small,
             std::vector<std::size_t> const& lanes) {
    Outcome out{RootSearch(Column::Constant(from), most, Column::Constant(slope)), 0};
    for (; out.steps < 60 && !out.search.all_done(); ++out.steps) {
        Column gaps;
        for (std::size_t i = 0; i < lane_count; ++i) gaps.data()[i] = gap(out.search.at().data()[i], own(lanes[i]));
        out.search.move(gaps, Column::Constant(small));
    }
    return out;
}

std::vector<std::size_t> in_order() {
    std::vector<std::size_t> lanes(lane_count);
    for (std::size_t i = 0; i < lane_count; ++i) lanes[i] = i;
    return lanes;
}

// A share that hangs up where a share x does, less x: bent, straight, nearly none at all.
std::vector<Curve> const curves{
    [](double x, double c) { return (0.05 + 0.4 * c) * std::exp(-3 * c * x) - x; },
    [](double x, double c) { return 0.02 + 0.3 * c - (0.2 + c) * x; },
    [](double x, double c) { return 1e-12 * c - x; },
};
// What no queue does: a corner, and a cliff.
std::vector<Curve> const odd_curves{
    [](double x, double c) { return (x < 0.1 ? 0.12 - 0.2 * x : 0.11 - 0.1 * x) + 0.2 * c - x; },
    [](double x, double c) { return 1 / (1 + std::exp(40 * (x - 0.2 - 0.6 * c))) - x; },
};

/// The farthest from a root that any lane ends, begun anywhere.
double farthest(Curve const& gap, double small) {
    double most = 0;
    for (double const from : {0.0, 0.01, 0.09, 0.3, 0.9})
        for (double const slope : {-1.0, -0.3, -4.0}) {
            auto const [search, steps] = look(gap, from, 1, slope, small, in_order());
            CHECK(search.found().all());
            for (std::size_t i = 0; i < lane_count; ++i)
                most = std::max(most, std::abs(search.at().data()[i] - by_halves(gap, own(i), 1)));
        }
    return most;
}

/// A team of about so many agents, with days all alike: its week has the sharpest turns.
queue::WeekSetting team_of(double contacts) {
    queue::WeekSetting setting;
    setting.profile = queue::office_week();
    setting.agents = queue::plan_roster(setting.profile, {contacts, 300, 180, {0.8, 20}});
    setting.busyness = 0;
    return setting;
}

}  // namespace

TEST_CASE("a root is found to what is small, from far and from near", "[constructed]") {
    constexpr double small = 2e-7;
    // A gap that is small is a distance that is: none of these is flatter than 0.2.
    for (Curve const& gap : curves) CHECK(farthest(gap, small) <= small / 0.2);
    for (Curve const& gap : odd_curves) CHECK(farthest(gap, small) <= 5e-5);
}

TEST_CASE("a smooth curve takes at most five looks from afar", "[constructed]") {
    auto const [search, steps] = look(curves[0], 0.2, 1, -1, 2e-7, in_order());
    CHECK(steps <= 5);
}

TEST_CASE("what a lane finds does not depend on the others", "[metamorphic]") {
    for (Curve const& gap : curves) {
        auto const together = look(gap, 0.05, 1, -1, 2e-7, in_order()).search;
        for (std::size_t i = 0; i < lane_count; ++i) {
            auto const alone = look(gap, 0.05, 1, -1, 2e-7, std::vector<std::size_t>(lane_count, i)).search;
            CHECK(alone.at().data()[0] == together.at().data()[i]);
            CHECK(alone.slope().data()[0] == together.slope().data()[i]);
        }
    }
}

TEST_CASE("where there is no root none is found, and the search ends", "[constructed]") {
    auto const [search, steps] = look([](double, double c) { return 0.5 + c; }, 0.05, 0.95, -1, 2e-7, in_order());
    CHECK(!search.found().any());
    CHECK(search.done().all());
    CHECK(search.at().minCoeff() > 0.95 - 1e-9);
}

// What `Queues::settle` asks of it (model.md section 4): a relative 1e-6 of the attempts, here below their least slope.
TEST_CASE("who hangs up in a tabulated week, and tries again, is settled to a millionth", "[constructed]") {
    double const contacts = GENERATE(2'000.0, 45'000.0, 450'000.0);
    INFO(contacts << " contacts a week");
    queue::WeekSetting const setting = team_of(contacts);
    queue::WeekTable const table(setting, {{0.1, 6}, {1, 1}, {300, 300}, {180, 180}, {60, 60}});
    constexpr double redial = 0.7, back = 0.3, least_slope = 1 - redial, small = 2e-7 * least_slope;
    auto const gap_at = [&](Column const& first, Column const& hang_up) {
        Column const attempts = first / (1 - (1 - hang_up) * back - hang_up * redial);
        return Column(queue::abandonment(
                          table.view(), {attempts, Column::Constant(300), Column::Constant(180), Column::Constant(1)}) -
                      hang_up);
    };
    double worst = 0;
    Column share = Column::Zero(), slope = Column::Constant(-1);
    // Month after month busier, or quieter, by up to a third; from half of what the team is planned for to twice that.
    for (int month = 0; month < 400; ++month) {
        Column first;
        for (std::size_t i = 0; i < lane_count; ++i)
            first.data()[i] = contacts * (1 - back) *
                              (1.25 + 0.75 * std::sin(0.37 * static_cast<double>(month) + static_cast<double>(i)));
        RootSearch search(share, 1, slope);
        for (int step = 0; step < 60 && !search.all_done(); ++step)
            search.move(gap_at(first, search.at()), Column::Constant(small));
        share = search.at();
        slope = search.slope();
        CHECK(search.found().all());
        Column low = Column::Zero(), high = Column::Ones();
        for (int i = 0; i < 50; ++i) {
            Column const middle = 0.5 * (low + high), gap = gap_at(first, middle);
            low = model::if_positive(gap, middle, low);
            high = model::if_positive(gap, high, middle);
        }
        worst = std::max(worst, (share - low).abs().maxCoeff());
    }
    CHECK(worst <= 1e-6 * least_slope);
}
