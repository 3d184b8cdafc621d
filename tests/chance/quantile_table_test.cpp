#include "rekensom/chance/quantile_table.hpp"

#include "chance/lanes_quantile.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace rekensom;
using namespace rekensom::chance;

namespace {

struct Error {
    double worst = 0;  ///< of max(|x|, sd), for |z| <= 8
    double mean = 0;   ///< of the mean, in sd's
};

Error error_of(Marginal const& m) {
    QuantileTable const table(m);
    Error error;
    double sum = 0;
    double weights = 0;
    double const scale = std::isfinite(m.sd()) ? m.sd() : std::abs(m.mean());
    for (double start = -8; start < 8; start += 64 * 0.0037) {
        BlockColumn z;
        for (int i = 0; i < 64; ++i) z[i] = std::min(8.0, start + 0.0037 * i);
        BlockColumn const x = quantiles(table.view(), z);
        for (int i = 0; i < 64; ++i) {
            double const exact = m.quantile_z(z[i]);
            error.worst = std::max(error.worst, std::abs(x[i] - exact) / std::max(std::abs(exact), scale));
            double const w = std::exp(-0.5 * z[i] * z[i]);
            sum += w * (x[i] - exact);
            weights += w;
            CHECK(x[i] >= m.lower());
            CHECK(x[i] <= m.upper());
        }
    }
    error.mean = scale > 0 ? sum / weights / scale : sum;
    return error;
}

}  // namespace

TEST_CASE("The lanes' quantiles are the exact ones to 1e-8", "[constructed]") {
    for (Marginal const& m : {
             sure(make_pert({0.2, 0.25, 0.4}, Domain::share)),
             sure(make_pert({2, 2, 6}, Domain::positive)),
             sure(make_pert({0, 0, 1}, Domain::share)),
             sure(make_pert({-3, 5, 5}, Domain::real, 10)),
             sure(make_pert({0, 0.5, 1}, Domain::share, 0)),
             sure(make_triangular({1, 2, 5}, Domain::positive)),
             sure(make_triangular({1, 1, 5}, Domain::positive)),
             sure(make_triangular({1, 5, 5}, Domain::positive)),
             sure(make_uniform(-1, 3, Domain::real)),
             sure(make_two_percentiles(-5, 7, Domain::real)),
             sure(make_two_percentiles(100, 400, Domain::positive)),
             sure(make_two_percentiles(0.05, 0.6, Domain::share)),
             sure(make_two_percentiles(-0.4, 0.6, Domain::at_most_one)),
             sure(make_three_percentiles({-5, 0, 9}, Domain::real)),
             sure(make_three_percentiles({100, 150, 300}, Domain::positive)),
             sure(make_three_percentiles({0.1, 0.3, 0.4}, Domain::share)),
             sure(make_three_percentiles({-0.3, 0.2, 0.5}, Domain::at_most_one)),
             sure(make_moments(0.1, 0.15, Domain::share)),
             sure(make_survey(62, 250, Domain::share)),
             sure(make_survey(0, 3, Domain::share)),
             sure(make_survey(0, 100000, Domain::share)),
             sure(make_gamma(0.01)),
             sure(make_gamma(0.3)),
             sure(make_gamma(0.9)),
             certainly(4),
             scaled(sure(make_triangular({1, 2, 5}, Domain::positive)), -2),
             scaled(sure(make_pert({1, 2, 5}, Domain::positive)), -2),
             scaled(sure(make_survey(3, 9, Domain::share)), 0.5),
             scaled(sure(make_two_percentiles(0.05, 0.6, Domain::share)), -1),
         }) {
        INFO(m.description());
        Error const error = error_of(m);
        CHECK(error.worst < 1e-8);
        CHECK(std::abs(error.mean) < 1e-9);
    }
}

TEST_CASE("Steps are exact", "[constructed]") {
    std::vector<double> values;
    std::vector<double> weights;
    for (int i = 0; i < 100; ++i) {
        values.push_back(i * i - 200);
        weights.push_back(1 + i % 7);
    }
    std::vector<double> const data{4, 8, 15, 16, 23, 42, 4, 4};
    std::vector<double> const few{5, 1, 3};
    for (Marginal const& m : {sure(make_bernoulli(0.3)), sure(make_discrete(few, {}, Domain::real)),
                              sure(make_discrete(values, weights, Domain::real)), sure(make_data(data, Domain::real)),
                              scaled(sure(make_bernoulli(0.3)), -2)}) {
        INFO(m.description());
        QuantileTable const table(m);
        for (double start = -8; start < 8; start += 64 * 0.0037) {
            BlockColumn z;
            for (int i = 0; i < 64; ++i) z[i] = start + 0.0037 * i;
            BlockColumn const x = quantiles(table.view(), z);
            for (int i = 0; i < 64; ++i) CHECK(x[i] == m.quantile_z(z[i]));
        }
    }
}

TEST_CASE("Beyond the table a quantile stays inside the support", "[constructed]") {
    Marginal const m = sure(make_pert({0, 1, 5}, Domain::positive));
    QuantileTable const table(m);
    BlockColumn z = BlockColumn::Constant(-40);
    z.tail(32) = 40;
    BlockColumn const x = quantiles(table.view(), z);
    CHECK(x[0] > 0);
    CHECK(x[63] <= 5);
    CHECK(x[0] == Approx(m.quantile_z(-table_reach)));
}
