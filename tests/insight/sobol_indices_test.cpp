#include "rekensom/insight/sobol_indices.hpp"
#include "insight/examples.hpp"
#include "insight/shapley.hpp"

#include <catch2/catch.hpp>

using namespace rekensom;
using namespace rekensom::insight;
using rekensom::chance::Sampling;

namespace {

template <class Function>
std::vector<SobolIndex> pick_freeze(Function function, std::size_t inputs, std::size_t draws, std::uint64_t seed) {
    auto const a = examples::uniforms(inputs, draws, seed), b = examples::uniforms(inputs, draws, seed + 1'000'000);
    auto const one = examples::apply(a, function), two = examples::apply(b, function);
    std::vector<SobolIndex> indices;
    for (std::size_t j = 0; j < inputs; ++j) {
        auto mixed = a;
        mixed[j] = b[j];
        indices.push_back(sobol_index(one, two, examples::apply(mixed, function)));
    }
    return indices;
}

void check(Estimate found, double exact) {
    INFO(found.value << " +- " << found.se << " exact " << exact);
    CHECK(std::abs(found.value - exact) < 4 * found.se);  // alpha 6e-5
    CHECK(found.se < 0.015);
}

}  // namespace

TEST_CASE("first and total indices of the Ishigami function", "[published][statistical][insight]") {
    auto const indices = pick_freeze(examples::ishigami, 3, 16384, 31);
    for (std::size_t j = 0; j < 3; ++j) {
        check(indices[j].first, examples::IshigamiIndices::first[j]);
        check(indices[j].total, examples::IshigamiIndices::total[j]);
    }
}

TEST_CASE("first and total indices of Sobol's G function", "[published][statistical][insight]") {
    std::vector<double> const a{0, 1, 4.5, 9, 99};
    auto const indices = pick_freeze([&](auto const& u) { return examples::sobol_g(u, a); }, a.size(), 16384, 32);
    double const variance = examples::g_variance(a);
    for (std::size_t j = 0; j < a.size(); ++j) {
        double const part = examples::g_part(a[j]);
        check(indices[j].first, part / variance);
        check(indices[j].total, part * (1 + variance) / (1 + part) / variance);
    }
}

TEST_CASE("a constant added to the answer, or its scale, is no matter; nor is an answer that never varies",
          "[metamorphic][insight]") {
    auto const plain = pick_freeze(examples::ishigami, 3, 512, 33);
    auto const moved = pick_freeze([](auto const& u) { return 1e6 - 50 * examples::ishigami(u); }, 3, 512, 33);
    for (std::size_t j = 0; j < 3; ++j) {
        CHECK(moved[j].first.value == Approx(plain[j].first.value).margin(1e-9));
        CHECK(moved[j].total.se == Approx(plain[j].total.se).epsilon(1e-6));
    }
    auto const flat = pick_freeze([](auto const&) { return 3.0; }, 3, 512, 33);
    CHECK(flat[0].first.value == 0);
    CHECK(flat[0].total.value == 0);
}

TEST_CASE("the intervals of indices hold them 95 times in 100", "[statistical][insight]") {
    auto const linear = [](auto const& u) { return u[0] + 2 * u[1] + u[0] * u[1]; };
    // Var = 1/12 (1.5² + 2.5²) + 1/144; parts alone 1.5²/12 and 2.5²/12.
    double const variance = (1.5 * 1.5 + 2.5 * 2.5) / 12 + 1. / 144;
    int first = 0, total = 0;
    for (std::uint64_t r = 0; r < 400; ++r) {
        auto const index = pick_freeze(linear, 2, 1000, 40'000 + r)[0];
        first += std::abs(index.first.value - 1.5 * 1.5 / 12 / variance) < 1.96 * index.first.se;
        total += std::abs(index.total.value - (1.5 * 1.5 / 12 + 1. / 144) / variance) < 1.96 * index.total.se;
    }
    INFO(first << " " << total);
    for (int const held : {first, total}) {
        CHECK(held >= 362);  // Binomial(400, 0.95): 380 +- 4.36; alpha 1e-4 below 362 …
        CHECK(held <= 395);  // … and above 395
    }
}

TEST_CASE("Shapley effects of correlated inputs of a linear model", "[constructed][statistical][insight]") {
    Eigen::Matrix3d covariance;
    covariance << 1, 0.8, -0.3, 0.8, 4, 0.5, -0.3, 0.5, 2;
    Eigen::Vector3d const slope(1, -1, 2);
    auto const x = examples::normals(covariance, 16384, 34);
    examples::Chance noise(35);
    auto y = examples::apply(x, [&](auto const& v) { return v[0] - v[1] + 2 * v[2]; });
    for (double& value : y) value += 2 * noise.normal();

    // Closed form: Var(E[y | X_u]) = c_u' Sigma_uu^-1 c_u, with c = Sigma slope.
    Eigen::Vector3d const c = covariance * slope;
    double const total = slope.dot(c) + 4;
    std::vector<double> worth(8, 0.0);
    for (std::size_t u = 1; u < 8; ++u) {
        std::vector<Eigen::Index> in;
        for (Eigen::Index j = 0; j < 3; ++j)
            if (u >> j & 1) in.push_back(j);
        Eigen::MatrixXd const inner = covariance(in, in);
        Eigen::VectorXd const side = c(in);
        worth[u] = side.dot(inner.ldlt().solve(side)) / total;
    }
    auto const exact = shapley_values(3, worth);
    auto const found = shapley_effects(examples::views(x), y, Sampling::random);
    for (std::size_t j = 0; j < 3; ++j) check(found.members[j], exact[j]);
    check(found.group, worth[7]);
    double sum = 0;
    for (Estimate const& member : found.members) sum += member.value;
    CHECK(sum == Approx(found.group.value));
}

TEST_CASE("two inputs that are one share alike", "[constructed][insight]") {
    auto x = examples::uniforms(1, 4096, 36);
    auto const y = examples::apply(x, [](auto const& u) { return std::sin(3 * u[0]); });
    auto const found = shapley_effects({x[0], x[0]}, y, Sampling::random);
    CHECK(found.members[0].value == Approx(0.5).margin(1e-4));
    CHECK(found.members[1].value == Approx(0.5).margin(1e-4));
}
