#include "rekensom/insight/importance.hpp"
#include "insight/examples.hpp"

#include <catch2/catch.hpp>

using namespace rekensom;
using namespace rekensom::insight;
using rekensom::chance::Sampling;

TEST_CASE("a rank correlation is that of the ranks, ties shared", "[constructed][insight]") {
    std::vector<double> const x{10, 20, 20, 30}, y{1, 2, 3, 4}, down{9, 8, 7, -100};
    CHECK(ranks(x) == std::vector<double>{1, 2.5, 2.5, 4});
    CHECK(rank_correlation(x, y) == Approx(4.5 / std::sqrt(4.5 * 5)));
    CHECK(rank_correlation(y, down) == Approx(-1));
    CHECK(rank_correlation(y, std::vector<double>(4, 3.0)) == 0);
}

TEST_CASE("a standard error comes from the scrambles, or from the draws", "[constructed][insight]") {
    std::vector<double> column;
    for (int i = 0; i < 64; ++i) column.push_back(i % 16);  // every scramble has the same number throughout
    CHECK(mean_of(column, Sampling::sobol).value == 7.5);
    CHECK(mean_of(column, Sampling::sobol).se == Approx(std::sqrt(272.0 / 12 / 16)));
    CHECK(mean_of(column, Sampling::random).se == Approx(std::sqrt(64.0 / 63 * 21.25 / 64)));
}

TEST_CASE("shares of variance of the Ishigami function", "[published][statistical][insight]") {
    auto const x = examples::uniforms(3, 16384, 11);
    auto const y = examples::apply(x, examples::ishigami);
    for (std::size_t j = 0; j < 3; ++j) {
        Estimate const share = variance_share(x[j], y, Sampling::random);
        INFO(j << ": " << share.value << " +- " << share.se);
        // Four standard errors (alpha 6e-5 each), and the spline's own error below 0.002.
        CHECK(std::abs(share.value - examples::IshigamiIndices::first[j]) < 4 * share.se + 0.002);
        CHECK(share.se < 0.01);
    }
}

TEST_CASE("shares of variance of Sobol's G function", "[published][statistical][insight]") {
    std::vector<double> const a{0, 1, 4.5, 9};
    auto const x = examples::uniforms(4, 16384, 12);
    auto const y = examples::apply(x, [&](auto const& u) { return examples::sobol_g(u, a); });
    for (std::size_t j = 0; j < 4; ++j) {
        Estimate const share = variance_share(x[j], y, Sampling::random);
        double const exact = examples::g_part(a[j]) / examples::g_variance(a);
        INFO(j << ": " << share.value << " +- " << share.se << " exact " << exact);
        CHECK(std::abs(share.value - exact) < 4 * share.se + 0.004);  // a kink is rounded off by 11 functions
    }
}

TEST_CASE("inputs of few values, of one, and of none to speak of", "[constructed][insight]") {
    auto x = examples::uniforms(2, 4096, 13);
    for (double& value : x[0]) value = std::floor(3 * value);
    auto const y = examples::apply(x, [](auto const& u) { return (u[0] == 1 ? 5 : 0) + 0.001 * u[1]; });
    CHECK(variance_share(x[0], y, Sampling::random).value == Approx(1).margin(1e-4));
    CHECK(variance_share(std::vector<double>(4096, 2.0), y, Sampling::random).value == 0);
    CHECK(variance_share(x[0], std::vector<double>(4096, 2.0), Sampling::random).value == 0);
}

TEST_CASE("the interval of a share of variance holds it 95 times in 100", "[statistical][insight]") {
    Eigen::Matrix2d const independent = Eigen::Matrix2d::Identity();
    int held = 0;
    constexpr int repeats = 400;
    for (int r = 0; r < repeats; ++r) {
        auto const x = examples::normals(independent, 1000, 1000 + static_cast<std::uint64_t>(r));
        auto const y = examples::apply(x, [](auto const& v) { return v[0] + 2 * v[1]; });  // a fifth is the first one's
        Estimate const share = variance_share(x[0], y, Sampling::random);
        held += std::abs(share.value - 0.2) < 1.96 * share.se;
    }
    INFO(held);
    CHECK(held >= 362);  // Binomial(400, 0.95): 380 +- 4.36; alpha 1e-4 below 362 …
    CHECK(held <= 395);  // … and above 395
}
