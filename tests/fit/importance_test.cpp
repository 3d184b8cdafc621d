#include "rekensom/fit/importance.hpp"

#include "fit/shared_data.hpp"
#include "rekensom/fit/contrasts.hpp"
#include "rekensom/fit/moments.hpp"

#include <nlohmann/json.hpp>

using namespace rekensom::fit;
using Eigen::Index;
using nlohmann::json;

namespace {

Eigen::VectorXd vector(json const& values) {
    Eigen::VectorXd v(static_cast<Index>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        v[static_cast<Index>(i)] = values[i].is_null() ? std::nan("") : values[i].get<double>();
    return v;
}

Eigen::MatrixXd matrix(json const& rows) {
    Eigen::MatrixXd m(static_cast<Index>(rows.size()), static_cast<Index>(rows[0].size()));
    for (std::size_t i = 0; i < rows.size(); ++i) m.row(static_cast<Index>(i)) = vector(rows[i]).transpose();
    return m;
}

json const* find_case(json const& reference, std::string const& id) {
    for (json const& c : reference["cases"])
        if (c["id"] == id) return &c;
    return nullptr;
}

void check_near(Eigen::MatrixXd const& seen, Eigen::MatrixXd const& expected) {
    REQUIRE(seen.rows() == expected.rows());
    REQUIRE(seen.cols() == expected.cols());
    for (Index i = 0; i < seen.rows(); ++i)
        for (Index j = 0; j < seen.cols(); ++j) {
            if (std::isnan(expected(i, j)))
                CHECK(std::isnan(seen(i, j)));
            else
                CHECK(seen(i, j) == Approx(expected(i, j)).epsilon(0).margin(1e-9));
        }
}

void check_case(Eigen::MatrixXd const& covariance, json const& expected) {
    Importance const found = decompose(covariance);
    CHECK(found.r2 == Approx(expected["r2"].get<double>()).epsilon(0).margin(1e-9));
    check_near(found.lmg, vector(expected["lmg"]));
    check_near(lmg(covariance), vector(expected["lmg"]));
    check_near(johnson_weights(covariance), vector(expected["johnson_relative_weights"]));
    if (!expected.contains("first_r2")) return;
    check_near(found.lmg / found.lmg.sum(), vector(expected["lmg_normalised"]));
    check_near(johnson_weights(covariance) / found.r2, vector(expected["johnson_normalised"]));
    check_near(found.first, vector(expected["first_r2"]));
    check_near(found.last, vector(expected["last_r2"]));
    check_near(found.conditional, matrix(expected["conditional_dominance_by_subset_size"]));
    check_near(found.complete, matrix(expected["complete_dominance_proportion"]));
    Associations const a = associations(covariance);
    check_near(a.beta, vector(expected["standardised_beta"]));
    check_near(a.pratt, vector(expected["pratt"]));
    check_near(a.car, vector(expected["car_scores_squared"]));
    Collinearity const c = collinearity(covariance);
    check_near(c.vif, vector(expected["vif"]));
    CHECK(c.condition_number == Approx(expected["condition_number"].get<double>()).epsilon(1e-9));
}

Eigen::MatrixXd azen_budescu() {
    Eigen::MatrixXd r(5, 5);
    r << 1, .6, .3, .4, .5, .6, 1, .8, .1, .3, .3, .8, 1, .1, .1, .4, .1, .1, 1, .5, .5, .3, .1, .5, 1;
    return r;
}

}  // namespace

TEST_CASE("every case of the driver reference is met to 1e-9", "[published]") {
    OPEN_SHARED_OR_SKIP(in, "reference/driver_reference.json");
    json const reference = json::parse(in);
    int checked = 0;
    for (json const& c : reference["cases"]) {
        INFO(c["id"].get<std::string>());
        if (c["kind"] == "dataset" || c["kind"] == "correlation_matrix") {
            check_case(matrix(c["correlation"]), c["expected"]);
            if (c.contains("data")) {
                // Columns of the data: the response, then the predictors.
                Eigen::MatrixXd const data = matrix(c["data"]);
                check_case(Incomplete(data).moments(Eigen::VectorXd::Ones(data.rows()), 1e-10).covariance,
                           c["expected"]);
            }
            ++checked;
        } else if (c["kind"] == "weighted_dataset") {
            Eigen::MatrixXd const data = matrix((*find_case(reference, c["data_from"]))["data"]);
            Eigen::VectorXd const weights = Eigen::VectorXd::NullaryExpr(
                data.rows(), [](Index i) { return 1.0 + static_cast<double>((i + 1) % 3); });
            check_case(Incomplete(data).moments(weights, 1e-10).covariance, c["expected"]);
            ++checked;
        } else if (c["kind"] == "penalty_reward_contrast") {
            json const& source = *find_case(reference, c["data_from"]);
            Eigen::MatrixXd const data = matrix(source["data"]);
            Eigen::MatrixXd ratings(data.rows(), static_cast<Index>(c["table"].size()));
            for (std::size_t k = 0; k < c["table"].size(); ++k)
                for (std::size_t j = 0; j < source["data_columns"].size(); ++j)
                    if (source["data_columns"][j] == c["table"][k]["driver"])
                        ratings.col(static_cast<Index>(k)) = data.col(static_cast<Index>(j));
            Contrasts const found = penalty_reward(ratings, data.col(0));
            CHECK(found.regression.r2 == Approx(c["r2"].get<double>()).epsilon(0).margin(1e-9));
            CHECK(found.regression.coefficients[0] ==
                  Approx(c["coefficients"]["(intercept)"].get<double>()).epsilon(1e-11));
            for (std::size_t k = 0; k < c["table"].size(); ++k) {
                json const& row = c["table"][k];
                Contrast const& seen = found.drivers[k];
                CHECK(seen.cuts.low == c["thresholds"][row["driver"].get<std::string>()][0].get<double>());
                CHECK(seen.cuts.high == c["thresholds"][row["driver"].get<std::string>()][1].get<double>());
                CHECK(seen.penalty.mean == Approx(row["penalty"].get<double>()).epsilon(0).margin(1e-9));
                CHECK(seen.reward.mean == Approx(row["reward"].get<double>()).epsilon(0).margin(1e-9));
                CHECK(seen.range == Approx(row["range_of_impact"].get<double>()).epsilon(0).margin(1e-9));
                CHECK(seen.asymmetry.mean == Approx(row["impact_asymmetry"].get<double>()).epsilon(0).margin(1e-9));
            }
            ++checked;
        }
    }
    CHECK(checked == static_cast<int>(reference["cases"].size()));
}

TEST_CASE("dominance of the four predictors of Azen and Budescu (2003)", "[published]") {
    Eigen::MatrixXd printed(4, 4);
    printed << .36, .3, .263, .246, .09, .074, .069, .071, .16, .095, .063, .061, .25, .152, .073, .01;
    Importance const found = decompose(azen_budescu());
    CHECK((found.conditional - printed).cwiseAbs().maxCoeff() < 0.001);
}

TEST_CASE("two predictors by hand: LMG and Johnson agree", "[constructed]") {
    Eigen::MatrixXd r(3, 3);
    r << 1, .6, .4, .6, 1, .5, .4, .5, 1;
    double const r2 = 0.28 / 0.75;
    Importance const found = decompose(r);
    CHECK(found.r2 == Approx(r2).epsilon(1e-12));
    CHECK(found.lmg[0] == Approx((0.36 + r2 - 0.16) / 2).epsilon(1e-12));
    CHECK(johnson_weights(r)[0] == Approx((0.36 + r2 - 0.16) / 2).epsilon(1e-12));
}

TEST_CASE("shares add up, and units, signs and order change nothing", "[metamorphic]") {
    Eigen::MatrixXd const r = azen_budescu();
    Importance const found = decompose(r);
    CHECK(found.lmg.sum() == Approx(found.r2).epsilon(1e-12));
    CHECK(johnson_weights(r).sum() == Approx(found.r2).epsilon(1e-12));
    CHECK(associations(r).pratt.sum() == Approx(found.r2).epsilon(1e-12));
    CHECK(associations(r).car.sum() == Approx(found.r2).epsilon(1e-12));
    Eigen::VectorXd const scale = (Eigen::VectorXd(5) << 3, -0.01, 7, 100, -2).finished();
    Eigen::MatrixXd const scaled = scale.asDiagonal() * r * scale.asDiagonal();
    CHECK((lmg(scaled) - found.lmg).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((johnson_weights(scaled) - johnson_weights(r)).cwiseAbs().maxCoeff() < 1e-12);
    std::vector<int> const turned{0, 3, 1, 4, 2};
    Eigen::VectorXd const other = lmg(r(turned, turned));
    for (Index j = 1; j < 5; ++j)
        CHECK(other[j - 1] == Approx(found.lmg[turned[static_cast<std::size_t>(j)] - 1]).epsilon(1e-12));
}

TEST_CASE("a question asked twice splits its share, a group of both gets it back", "[metamorphic]") {
    std::vector<int> const twice{0, 1, 2, 3, 4, 4};
    Eigen::MatrixXd const once = azen_budescu();
    Eigen::MatrixXd const copied = once(twice, twice);
    Eigen::VectorXd const found = lmg(copied);
    CHECK(found[3] == Approx(found[4]).epsilon(1e-12));
    CHECK(found.sum() == Approx(decompose(once).r2).epsilon(1e-12));
    Eigen::VectorXd const grouped = lmg(copied, {.groups = {{0}, {1}, {2}, {3, 4}}, .controls = {}});
    CHECK((grouped - lmg(once)).cwiseAbs().maxCoeff() < 1e-12);
    Collinearity const c = collinearity(copied);
    CHECK(std::isinf(c.vif[4]));
    CHECK(c.vif[2] == Approx(collinearity(once).vif[2]).epsilon(1e-9));
    auto const words = in_words(c, copied, {"a", "b", "c", "d", "e"});
    REQUIRE(words.size() == 2);
    CHECK_THAT(words[0], Catch::Contains("\"d\" is fully determined"));
}

TEST_CASE("controls take their part first", "[constructed]") {
    Eigen::MatrixXd const r = azen_budescu();
    Importance const found = decompose(r, {.groups = {}, .controls = {0}});
    CHECK(found.r2_controls == Approx(0.36).epsilon(1e-12));
    CHECK(found.lmg.size() == 3);
    CHECK(found.lmg.sum() == Approx(decompose(r).r2 - 0.36).epsilon(1e-12));
    Eigen::VectorXd const johnson = johnson_weights(r, {.groups = {}, .controls = {0}});
    CHECK(johnson.sum() == Approx(found.lmg.sum()).epsilon(1e-12));
    // Two players left: Shapley by hand from four values of R2.
    Importance const two = decompose(r, {.groups = {}, .controls = {0, 1}});
    CHECK(two.lmg[0] == Approx((two.first[0] + two.last[0]) / 2).epsilon(1e-12));
}

TEST_CASE("twenty drivers that are worth the same share evenly", "[constructed]") {
    Index const p = 20;
    Eigen::MatrixXd r = Eigen::MatrixXd::Constant(p + 1, p + 1, 0.5);
    r.diagonal().setOnes();
    Eigen::VectorXd const found = lmg(r);
    double const r2 = 20 * 0.25 / (1 + 19 * 0.5);  // equicorrelated predictors: p r^2 / (1 + (p - 1) rho)
    CHECK(found.sum() == Approx(r2).epsilon(1e-10));
    CHECK((found.array() - r2 / 20).abs().maxCoeff() < 1e-10);
}
