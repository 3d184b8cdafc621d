#include "rekensom/fit/drivers.hpp"
#include "fit/digits.hpp"

#include "fit/linear.hpp"
#include "fit/resample.hpp"
#include "rekensom/base/contract.hpp"
#include "rekensom/fit/moments.hpp"
#include "rekensom/fit/regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

/// The rows that can be used, in columns: outcome, ratings, and waiting last if it was asked.
struct Table {
    Eigen::MatrixXd columns;
    Eigen::VectorXd weights;
    Eigen::VectorXd wait;
    std::vector<std::string> names;  ///< of the predictors
    Index ratings = 0;
};

std::string percent(double x) { return digits(100 * x, 0) + " %"; }

Table usable(Survey const& s) {
    Index const n = s.ratings.rows();
    REKENSOM_EXPECT(s.outcome.size() == n && static_cast<Index>(s.names.size()) == s.ratings.cols());
    REKENSOM_EXPECT((s.weights.size() == 0 || s.weights.size() == n) && (s.wait.size() == 0 || s.wait.size() == n));
    std::vector<Index> rows;
    for (Index i = 0; i < n; ++i) {
        bool const weighs = s.weights.size() == 0 || s.weights[i] > 0;
        if (weighs && !std::isnan(s.outcome[i]) && !s.ratings.row(i).array().isNaN().all()) rows.push_back(i);
    }
    Table t;
    auto const used = static_cast<Index>(rows.size());
    t.ratings = s.ratings.cols();
    if (used < t.ratings + 10)
        throw DataError("too few answers: " + std::to_string(used) + " rows with a mark and a rating, for " +
                        std::to_string(t.ratings) + " drivers; at least " + std::to_string(t.ratings + 10) +
                        " are needed");
    t.columns.resize(used, t.ratings + 1);
    t.columns.col(0) = s.outcome(rows);
    t.columns.rightCols(t.ratings) = s.ratings(rows, Eigen::all);
    t.weights = s.weights.size() == 0 ? Eigen::VectorXd::Ones(used) : Eigen::VectorXd(s.weights(rows));
    t.weights *= static_cast<double>(used) / t.weights.sum();
    if (s.wait.size() != 0) t.wait = s.wait(rows);
    t.names = s.names;
    for (Index j = 0; j <= t.ratings; ++j) {
        std::string const what = j == 0 ? "the overall mark" : "\"" + s.names[static_cast<std::size_t>(j - 1)] + "\"";
        double low = INFINITY, high = -INFINITY;
        for (double const x : t.columns.col(j))
            if (!std::isnan(x)) low = std::min(low, x), high = std::max(high, x);
        if (low > high) throw DataError("nobody who gave a mark answered " + what + ": leave it out");
        if (low == high)
            throw DataError("all answers to " + what + " are the same: it can explain nothing and cannot be explained");
    }
    return t;
}

/// The shape of waiting, on rows that have one; other missing ratings are filled with what the row's own ratings lead one
/// to expect (the outcome is not used to fill). Appends the column that the drivers are fitted with.
Hinge add_waiting(Table& t, DriverOptions const& options) {
    Eigen::MatrixXd const ratings = t.columns.rightCols(t.ratings);
    Incomplete const incomplete(ratings);
    Eigen::MatrixXd const filled =
        incomplete.complete() ? ratings : incomplete.filled(incomplete.moments(t.weights, 1e-8));
    std::vector<Index> rows;
    for (Index i = 0; i < t.wait.size(); ++i)
        if (!std::isnan(t.wait[i])) rows.push_back(i);
    Eigen::VectorXd const outcome = t.columns.col(0);
    Hinge hinge =
        fit_hinge(t.wait(rows), outcome(rows), filled(rows, Eigen::all), t.weights(rows), {.seed = options.seed});
    double const tolerance = hinge.shape == WaitShape::hinge ? hinge.tolerance.mean : t.wait(rows).minCoeff();
    t.columns.conservativeResize(Eigen::NoChange, t.columns.cols() + 1);
    t.columns.rightCols(1) = above(t.wait, tolerance) / 60;
    t.names.push_back("waiting");
    return hinge;
}

struct Fitted {
    Eigen::VectorXd beta;
    Eigen::VectorXd mean;
    double r2 = 0;
    double residual_variance = 0;
};

Fitted effects_of(Moments const& m) {
    Index const p = m.covariance.rows() - 1;
    Eigen::MatrixXd const r = to_correlation(m.covariance);
    Eigen::VectorXd const standardised = solve_symmetric(r.bottomRightCorner(p, p), r.col(0).tail(p));
    Eigen::VectorXd const spread = m.covariance.diagonal().cwiseMax(0).cwiseSqrt();
    Fitted f;
    f.beta = standardised.array() * spread[0] / spread.tail(p).array().max(1e-300);
    f.mean = m.mean.tail(p);
    f.r2 = standardised.dot(r.col(0).tail(p));
    f.residual_variance = m.covariance(0, 0) * (1 - f.r2);
    return f;
}

Players with_waiting(Players players, Index ratings, bool waiting) {
    if (players.groups.empty()) {
        for (std::size_t j = 0; j < static_cast<std::size_t>(ratings); ++j)
            if (std::find(players.controls.begin(), players.controls.end(), j) == players.controls.end())
                players.groups.push_back({j});
    }
    if (waiting) players.groups.push_back({static_cast<std::size_t>(ratings)});
    return players;
}

Eigen::VectorXd group_means(Eigen::VectorXd const& means, Players const& players, Index ratings) {
    Eigen::VectorXd result(static_cast<Index>(players.groups.size()));
    for (std::size_t g = 0; g < players.groups.size(); ++g) {
        double sum = 0;
        for (std::size_t const x : players.groups[g])
            sum += static_cast<Index>(x) < ratings ? means[static_cast<Index>(x)] : unknown;
        result[static_cast<Index>(g)] = sum / static_cast<double>(players.groups[g].size());
    }
    return result;
}

std::vector<double> ranks_of(Eigen::VectorXd const& importance) {
    std::vector<double> ranks;
    for (double const x : importance) ranks.push_back(1 + static_cast<double>((importance.array() > x).count()));
    return ranks;
}

/// Every quantity of every resample, a column a player or effect.
struct Replicates {
    Eigen::MatrixXd beta, mean, lmg, johnson, rank, mark;
    Eigen::VectorXd r2;
    Eigen::MatrixXd quadrant;  ///< players x 4: times seen

    Replicates(Index resamples, Index predictors, Index players)
        : beta(resamples, predictors),
          mean(resamples, predictors),
          lmg(resamples, players),
          johnson(resamples, players),
          rank(resamples, players),
          mark(resamples, players),
          r2(resamples),
          quadrant(Eigen::MatrixXd::Zero(players, 4)) {}
};

void count_quadrants(Eigen::MatrixXd& counts, Eigen::VectorXd const& importance, Eigen::VectorXd const& marks,
                     std::optional<double> high_mark) {
    double mark_sum = 0;
    Index marked = 0;
    for (double const m : marks)
        if (!std::isnan(m)) mark_sum += m, ++marked;
    double const high = high_mark ? *high_mark : mark_sum / static_cast<double>(std::max<Index>(marked, 1));
    for (Index j = 0; j < importance.size(); ++j) {
        if (std::isnan(marks[j])) continue;
        bool const important = importance[j] >= importance.mean(), good = marks[j] >= high;
        auto const where =
            important ? (good ? Quadrant::keep : Quadrant::improve) : (good ? Quadrant::relax : Quadrant::watch);
        counts(j, static_cast<Index>(where)) += 1;
    }
}

/// EM over tens of thousands of rows takes its time, and their intervals are narrow: there 200 resamples do.
std::size_t resamples_for(Incomplete const& data, DriverOptions const& options) {
    return data.complete() || data.rows() < 5000 ? options.resamples : std::min<std::size_t>(options.resamples, 200);
}

Replicates bootstrap(Incomplete const& data, Eigen::VectorXd const& weights, Moments const& start,
                     Players const& players, Index ratings, DriverOptions const& options) {
    auto const resamples = static_cast<Index>(resamples_for(data, options));
    Replicates r(resamples, data.columns().cols() - 1, static_cast<Index>(players.groups.size()));
    double const tolerance = 0.01 / std::sqrt(static_cast<double>(data.rows()));  // far below what resamples differ by
    for (Index b = 0; b < resamples; ++b) {
        Eigen::VectorXd const counts = resample_counts(data.rows(), options.seed, static_cast<std::uint64_t>(b));
        Moments const m = data.moments(counts.cwiseProduct(weights), tolerance, &start);
        Fitted const f = effects_of(m);
        r.beta.row(b) = f.beta.transpose();
        r.mean.row(b) = f.mean.transpose();
        r.r2[b] = f.r2;
        Eigen::VectorXd const importance = lmg(m.covariance, players);
        r.lmg.row(b) = importance.transpose();
        r.johnson.row(b) = johnson_weights(m.covariance, players).transpose();
        std::vector<double> const ranks = ranks_of(importance);
        r.rank.row(b) = Eigen::Map<Eigen::RowVectorXd const>(ranks.data(), static_cast<Index>(ranks.size()));
        Eigen::VectorXd const marks = group_means(f.mean, players, ratings);
        r.mark.row(b) = marks.transpose();
        count_quadrants(r.quadrant, importance, marks, options.high_mark);
    }
    return r;
}

std::vector<double> column(Eigen::MatrixXd const& m, Index j) { return {m.col(j).begin(), m.col(j).end()}; }

std::string group_name(std::vector<std::size_t> const& group, std::vector<std::string> const& names) {
    std::string name;
    for (std::size_t const x : group) name += (name.empty() ? "" : " + ") + names[x];
    return name;
}

void say_how_sure(DriverFit& fit, Table const& t) {
    auto const used = static_cast<double>(fit.used);
    if (fit.used < fit.rows)
        fit.warnings.push_back(std::to_string(fit.rows - fit.used) + " of " + std::to_string(fit.rows) +
                               " rows have no mark or no rating and are left out");
    double const effective = t.weights.sum() * t.weights.sum() / t.weights.squaredNorm();
    if (effective < 0.8 * used)
        fit.warnings.push_back("the weights make " + std::to_string(fit.used) + " answers worth " +
                               std::to_string(static_cast<long>(effective)));
    if (effective < 15 * static_cast<double>(t.names.size()) || effective < 100)
        fit.warnings.push_back("only " + std::to_string(static_cast<long>(effective)) + " answers for " +
                               std::to_string(t.names.size()) +
                               " drivers: effects and ranks are rough; read the intervals, not the means");
    auto const first = std::max_element(fit.players.begin(), fit.players.end(),
                                        [](Ranked const& a, Ranked const& b) { return a.lmg.mean < b.lmg.mean; });
    if (first->p_first < 0.8)
        fit.warnings.push_back("which driver is first is not sure: \"" + first->name + "\" in " +
                               percent(first->p_first) + " of the resamples");
    for (Effect const& e : fit.effects)
        if (e.effect.known() && e.effect.low < 0 && e.effect.high > 0 && e.name != "waiting")
            fit.warnings.push_back("the effect of \"" + e.name + "\" cannot be told from none");
    for (Effect const& e : fit.effects)
        if (e.missing > 0.3)
            fit.warnings.push_back("\"" + e.name + "\" was not answered by " + percent(e.missing) + " of those used");
}

}  // namespace

DriverFit fit_drivers(Survey const& survey, DriverOptions const& options) {
    Table t = usable(survey);
    DriverFit fit;
    fit.rows = static_cast<std::size_t>(survey.ratings.rows());
    fit.used = static_cast<std::size_t>(t.columns.rows());
    bool const waiting = t.wait.size() != 0;
    if (waiting) fit.waiting = add_waiting(t, options);

    Players const players = with_waiting(options.players, t.ratings, waiting);
    if (players.groups.size() > most_players)
        throw DataError("more than " + std::to_string(most_players) + " drivers: put those that ask the same in groups");
    Incomplete const data(t.columns);
    Moments const moments = data.moments(t.weights, 1e-9);
    Fitted const point = effects_of(moments);
    Replicates const r = bootstrap(data, t.weights, moments, players, t.ratings, options);
    std::vector<Index> complete;
    for (Index i = 0; i < data.rows(); ++i)
        if (!t.columns.row(i).array().isNaN().any()) complete.push_back(i);
    fit.complete = complete.size();
    fit.missing_method = data.complete() ? "no answer is missing"
                                         : "missing ratings by maximum likelihood (EM for a multivariate normal); " +
                                               std::to_string(fit.complete) + " of " + std::to_string(fit.used) +
                                               " rows are complete; intervals by bootstrap over rows";

    Index const p = t.columns.cols() - 1;
    std::optional<Regression> regression;
    if (data.complete()) regression = regress(t.columns.rightCols(p), t.columns.col(0), t.weights);
    double const n = static_cast<double>(fit.used);
    fit.residual_sd = std::sqrt(point.residual_variance * n / std::max(n - static_cast<double>(p) - 1, 1.0));
    Collinearity const collinear = collinearity(moments.covariance);

    std::optional<Contrasts> contrasts;
    if (fit.complete >= static_cast<std::size_t>(2 * t.ratings + 30))
        contrasts = penalty_reward(t.columns(complete, Eigen::seqN(1, t.ratings)), t.columns(complete, 0),
                                   t.weights(complete), options.cuts);
    else
        fit.warnings.push_back("only " + std::to_string(fit.complete) + " complete rows: no penalty and reward");

    for (Index j = 0; j < p; ++j) {
        auto const k = static_cast<std::size_t>(j);
        Effect e;
        e.name = t.names[k];
        e.effect = regression ? regression->effect(k)
                              : from_replicates(point.beta[j], column(r.beta, j), fit.used, "bootstrap");
        e.mark = from_replicates(point.mean[j], column(r.mean, j), fit.used);
        e.missing = static_cast<double>(t.columns.col(j + 1).array().isNaN().count()) / n;
        e.vif = collinear.vif[j];
        if (contrasts && j < t.ratings) e.contrast = contrasts->drivers[k];
        fit.effects.push_back(std::move(e));
    }
    fit.effect_draws = r.beta;
    if (waiting && fit.waiting->shape == WaitShape::hinge) {
        // With the tolerance held fixed the resamples vary too little: widen them to the spread that counts it in.
        Estimate& own = fit.effects.back().effect;
        auto drawn = fit.effect_draws.col(p - 1);
        Estimate const narrow = from_replicates(own.mean, column(r.beta, p - 1), fit.used);
        double const wide = std::max(60 * fit.waiting->slope.sd, narrow.sd);
        drawn = (own.mean + (drawn.array() - own.mean) * (wide / narrow.sd)).eval();
        own = student(own.mean, wide, n - static_cast<double>(p) - 2, fit.used, "with the uncertainty of the tolerance");
    }
    Eigen::MatrixXd const centred = fit.effect_draws.rowwise() - fit.effect_draws.colwise().mean();
    fit.effect_correlation = to_correlation(centred.transpose() * centred);
    fit.r2 = from_replicates(point.r2, {r.r2.data(), static_cast<std::size_t>(r.r2.size())}, fit.used,
                             "resamples overstate R2 a little");

    Importance const importance = decompose(moments.covariance, players);
    Eigen::VectorXd const johnson = johnson_weights(moments.covariance, players);
    Eigen::VectorXd const marks = group_means(point.mean, players, t.ratings);
    std::vector<double> const ranks = ranks_of(importance.lmg);
    fit.r2_controls = importance.r2_controls;
    for (Index j = 0; j < importance.lmg.size(); ++j) {
        auto const k = static_cast<std::size_t>(j);
        std::vector<double> const seen = column(r.rank, j);
        Ranked player;
        player.name = group_name(players.groups[k], t.names);
        player.lmg = from_replicates(importance.lmg[j], column(r.lmg, j), fit.used);
        player.johnson = from_replicates(johnson[j], column(r.johnson, j), fit.used);
        player.share = importance.lmg[j] / std::max(importance.lmg.sum(), 1e-300);
        player.rank = ranks[k];
        player.rank_p10 = quantile_of(seen, 0.1);
        player.rank_p90 = quantile_of(seen, 0.9);
        player.p_first =
            static_cast<double>(std::count(seen.begin(), seen.end(), 1.0)) / static_cast<double>(seen.size());
        if (!std::isnan(marks[j])) player.mark = from_replicates(marks[j], column(r.mark, j), fit.used);
        for (Index q = 0; q < 4; ++q)
            player.p_quadrant[static_cast<std::size_t>(q)] = r.quadrant(j, q) / static_cast<double>(r.r2.size());
        fit.players.push_back(std::move(player));
    }
    Eigen::VectorXd const outcome = t.columns.col(0);
    bool const marks_1_10 = outcome.minCoeff() >= 1 && outcome.maxCoeff() <= 10 && outcome.maxCoeff() > 5;
    if (marks_1_10) fit.spread = fit_spread(outcome, t.weights);

    for (std::string& words : in_words(collinear, moments.covariance, t.names))
        fit.warnings.push_back(std::move(words));
    if (waiting && fit.waiting->shape != WaitShape::hinge)
        fit.warnings.push_back("waiting: " + fit.waiting->tolerance.note);
    say_how_sure(fit, t);
    return fit;
}

}  // namespace rekensom::fit
