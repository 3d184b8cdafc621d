#include "rekensom/insight/value_of_information.hpp"
#include "insight/examples.hpp"

#include <catch2/catch.hpp>

using namespace rekensom;
using namespace rekensom::insight;
using rekensom::chance::Sampling;

namespace {

/// NPV = -20 + 30 x + 40 y, standard normals: knowing x alone leaves N(-20, 30²) to choose by, knowing all N(-20, 50²).
struct NormalCase {
    examples::Columns x;
    std::vector<double> npv;
    explicit NormalCase(std::uint64_t seed, std::size_t draws = 16384)
        : x(examples::normals(Eigen::Matrix2d::Identity(), draws, seed)),
          npv(examples::apply(x, [](auto const& v) { return -20 + 30 * v[0] + 40 * v[1]; })) {}
};

}  // namespace

TEST_CASE("what knowing is worth, of normals", "[constructed][statistical][insight]") {
    NormalCase const c(21);
    Options const options{c.npv};
    struct Row {
        Estimate found;
        double exact;
    };
    for (Row const& row :
         {Row{perfect_information(options, Sampling::random), examples::expected_positive_part(-20, 50)},
          Row{partial_information(options, {c.x[0]}, Sampling::random), examples::expected_positive_part(-20, 30)},
          Row{partial_information(options, {c.x[1]}, Sampling::random), examples::expected_positive_part(-20, 40)},
          Row{partial_information(options, {c.x[0], c.x[1]}, Sampling::random),
              examples::expected_positive_part(-20, 50)}}) {
        INFO(row.found.value << " +- " << row.found.se << " exact " << row.exact);
        CHECK(std::abs(row.found.value - row.exact) < 4 * row.found.se);  // alpha 6e-5
        CHECK(row.found.se < 0.6);
    }
}

TEST_CASE("knowing what cannot change the decision is worth nothing", "[constructed][insight]") {
    auto const x = examples::uniforms(2, 4096, 22);
    auto const npv = examples::apply(x, [](auto const& v) { return 5 + v[0] + v[1]; });
    CHECK(perfect_information({npv}, Sampling::random).value == Approx(0).margin(1e-12));
    CHECK(partial_information({npv}, {x[0]}, Sampling::random).value == Approx(0).margin(1e-9));
    auto const never = examples::apply(x, [](auto const& v) { return -5 + v[0] + v[1]; });
    CHECK(perfect_information({never}, Sampling::random).value == 0);
}

TEST_CASE("of two alternatives the difference is what counts", "[constructed][statistical][insight]") {
    auto const x = examples::normals(Eigen::Matrix2d::Identity(), 16384, 23);
    auto const first = examples::apply(x, [](auto const& v) { return 100 + 3 * v[0] + 20 * v[1]; });
    auto const second = examples::apply(x, [](auto const& v) { return 101 - 4 * v[0] + 20 * v[1]; });
    // Doing nothing is out of sight: what is left to learn is N(1, 7²) against 0, and the second is best now.
    Estimate const found = partial_information({first, second}, {x[0]}, Sampling::random);
    double const exact = examples::expected_positive_part(1, 7) - 1;
    INFO(found.value << " +- " << found.se << " exact " << exact);
    CHECK(std::abs(found.value - exact) < 4 * found.se);
    CHECK(partial_information({first, second}, {x[1]}, Sampling::random).value < 0.05);
}

TEST_CASE("a group with an interaction needs the product", "[constructed][statistical][insight]") {
    auto const x = examples::normals(Eigen::Matrix2d::Identity(), 16384, 24);
    auto const npv = examples::apply(x, [](auto const& v) { return 10 * v[0] * v[1]; });
    Estimate const both = partial_information({npv}, {x[0], x[1]}, Sampling::random);
    CHECK(both.value == Approx(perfect_information({npv}, Sampling::random).value).epsilon(1e-6));
    CHECK(partial_information({npv}, {x[0]}, Sampling::random).value < 0.1);
    // E|x y| / 2 = (2 / pi) / 2 a unit.
    CHECK(std::abs(both.value - 10 / 3.14159265358979) < 4 * both.se);
}

TEST_CASE("a sample's summary is an input like any other: normal prior, normal data",
          "[constructed][statistical][insight]") {
    // Prior N(-1, 2²) of the mean, n answers with sd 6: the posterior mean is N(-1, s²), s² = 2⁴ / (2² + 36 / n).
    constexpr double n = 20;
    examples::Chance chance(25);
    std::vector<double> npv, summary;
    for (int i = 0; i < 16384; ++i) {
        double const mean = -1 + 2 * chance.normal();
        npv.push_back(mean + 5 * chance.normal());
        summary.push_back(mean + 6 / std::sqrt(n) * chance.normal());
    }
    Estimate const found = partial_information({npv}, {summary}, Sampling::random);
    double const exact = examples::expected_positive_part(-1, std::sqrt(16 / (4 + 36 / n)));
    INFO(found.value << " +- " << found.se << " exact " << exact);
    CHECK(std::abs(found.value - exact) < 4 * found.se);
}

namespace {

/// Beta(1 + yes, 1 + of - yes) as the order statistic of uniforms: the (1 + yes)th of of + 1.
double beta_draw(examples::Chance& chance, Survey survey) {
    auto const of = static_cast<std::size_t>(survey.of), yes = static_cast<std::size_t>(survey.yes);
    std::vector<double> u(of + 1);
    for (double& value : u) value = chance.uniform();
    std::nth_element(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(yes), u.end());
    return u[yes];
}

/// Worth of n answers where NPV = slope (share - bar): the sum over the beta-binomial counts.
double exact_worth(Survey survey, double slope, double bar, double n) {
    double const a = 1 + survey.yes, b = 1 + survey.of - survey.yes;
    auto const log_beta = [](double p, double q) { return std::lgamma(p) + std::lgamma(q) - std::lgamma(p + q); };
    double sum = 0;
    for (double k = 0; k <= n; ++k) {
        double const chance = std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                                       log_beta(a + k, b + n - k) - log_beta(a, b));
        sum += chance * std::max(0.0, slope * ((a + k) / (a + b + n) - bar));
    }
    return sum - std::max(0.0, slope * (a / (a + b) - bar));
}

}  // namespace

TEST_CASE("what asking n more customers is worth", "[constructed][statistical][insight]") {
    Survey const survey{62, 250};
    examples::Chance chance(26);
    std::vector<double> share, npv;
    for (int i = 0; i < 16384; ++i) {
        share.push_back(beta_draw(chance, survey));
        npv.push_back(1e6 * (share.back() - 0.26) + 5000 * chance.normal());
    }
    Options const options{npv};
    double before = 0;
    for (double const n : {1., 30., 300., 3000.}) {
        Estimate const found = sample_information(options, share, survey, n, Sampling::random);
        double const exact = exact_worth(survey, 1e6, 0.26, n);
        INFO(n << ": " << found.value << " +- " << found.se << " exact " << exact);
        CHECK(std::abs(found.value - exact) < 4 * found.se + 0.002 * exact + 1);
        CHECK(found.value >= before);  // more answers never teach less
        before = found.value;
    }
    Estimate const all = partial_information(options, {share}, Sampling::random);
    CHECK(before < all.value + 4 * all.se);
    CHECK(sample_information(options, share, survey, 20000, Sampling::random).value == Approx(all.value).epsilon(0.03));
}

TEST_CASE("the number of answers that pays best", "[constructed][insight]") {
    Survey const survey{12, 50};
    examples::Chance chance(27);
    std::vector<double> share, npv;
    for (int i = 0; i < 8192; ++i) {
        share.push_back(beta_draw(chance, survey));
        npv.push_back(1e6 * (share.back() - 0.26));
    }
    SamplePlan const plan = plan_sample({npv}, share, survey, 25, Sampling::random);
    double best = 0, at = 0;
    for (double n = 1; n <= 2000; ++n)
        if (double const net = exact_worth(survey, 1e6, 0.26, n) - 25 * n; net > best) best = net, at = n;
    INFO(plan.best.responses << " net " << plan.best.net() << "; exact " << at << " net " << best);
    CHECK(exact_worth(survey, 1e6, 0.26, plan.best.responses) - 25 * plan.best.responses > 0.98 * best);
    CHECK(plan_sample({npv}, share, survey, 1e5, Sampling::random).best.responses == 0);
}

TEST_CASE("the interval of a worth of information holds it 95 times in 100", "[statistical][insight]") {
    double const exact = examples::expected_positive_part(-20, 30);
    int held = 0;
    for (std::uint64_t r = 0; r < 400; ++r) {
        NormalCase const c(5000 + r, 2000);
        Estimate const found = partial_information({c.npv}, {c.x[0]}, Sampling::random);
        held += std::abs(found.value - exact) < 1.96 * found.se;
    }
    INFO(held);
    CHECK(held >= 362);  // Binomial(400, 0.95): 380 +- 4.36; alpha 1e-4 below 362 …
    CHECK(held <= 395);  // … and above 395
}
