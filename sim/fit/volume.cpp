#include "rekensom/fit/volume.hpp"

#include "rekensom/base/calendar.hpp"
#include "rekensom/base/contract.hpp"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

/// Intercept, growth a year counted from the month after the last, and season as 11 numbers whose twelfth makes the sum 0.
struct Design {
    Eigen::MatrixXd x;
    Index growth = -1;
    Index season = -1;
};

Design design_of(std::span<MonthCount const> months) {
    auto const n = static_cast<Index>(months.size());
    std::array<bool, 12> seen{};
    for (MonthCount const& m : months) seen[static_cast<std::size_t>(m.calendar)] = true;
    bool const season = months.size() >= months_for_season &&
                        std::all_of(seen.begin(), seen.end(), [](bool s) { return s; }) &&
                        months.size() > months_for_season;
    bool const growth = season && months.size() >= months_for_growth;
    Design d{Eigen::MatrixXd::Zero(n, 1 + (growth ? 1 : 0) + (season ? 11 : 0)), growth ? 1 : -1,
             season ? (growth ? 2 : 1) : -1};
    int const after = months.back().month + 1;
    for (Index i = 0; i < n; ++i) {
        MonthCount const& m = months[static_cast<std::size_t>(i)];
        d.x(i, 0) = 1;
        if (growth) d.x(i, d.growth) = (m.month - after) / months_per_year;
        if (!season) continue;
        if (m.calendar < 11)
            d.x(i, d.season + m.calendar) = 1;
        else
            d.x.row(i).segment(d.season, 11).setConstant(-1);
    }
    return d;
}

struct Fit {
    Eigen::VectorXd coefficients;
    Eigen::MatrixXd covariance;
    Eigen::VectorXd mean;
    double noise_variance = 0;  ///< squared cv
    double relative = 0;        ///< mean squared relative residual, degrees of freedom counted
    double chance = 0;          ///< its Poisson part
};

Fit fit_log_linear(Eigen::MatrixXd const& x, Eigen::VectorXd const& y, Eigen::VectorXd const& exposure) {
    Index const n = x.rows(), p = x.cols();
    double const dof = static_cast<double>(n - p);
    Fit fit;
    fit.coefficients = Eigen::VectorXd::Zero(p);
    fit.coefficients[0] = std::log(y.sum() / exposure.sum());
    fit.mean = exposure * (y.sum() / exposure.sum());
    Eigen::MatrixXd information;
    for (int step = 0; step < 200; ++step) {
        // Working response of the log link; weight mean^2 / variance.
        Eigen::VectorXd const weight = (fit.mean.array() / (1 + fit.noise_variance * fit.mean.array())).matrix();
        Eigen::VectorXd const working =
            (fit.mean.array() / exposure.array()).log() + (y.array() - fit.mean.array()) / fit.mean.array();
        information = x.transpose() * weight.asDiagonal() * x;
        Eigen::VectorXd const next = information.ldlt().solve(x.transpose() * weight.cwiseProduct(working));
        double const moved = (next - fit.coefficients).cwiseAbs().maxCoeff();
        fit.coefficients = next;
        fit.mean = exposure.array() * (x * next).array().exp();
        Eigen::ArrayXd const off = y.array() / fit.mean.array() - 1;
        double const before = fit.noise_variance;
        fit.relative = dof > 0 ? off.square().sum() / dof : 0;
        fit.chance = (1 / fit.mean.array()).mean();
        fit.noise_variance = std::max(0.0, fit.relative - fit.chance);
        if (moved < 1e-11 && std::abs(fit.noise_variance - before) <= 1e-12) break;
    }
    // The spread seen, not the spread assumed: Pearson's dispersion.
    Eigen::ArrayXd const variance = fit.mean.array() + fit.noise_variance * fit.mean.array().square();
    double const pearson = dof > 0 ? ((y.array() - fit.mean.array()).square() / variance).sum() / dof : 1;
    fit.covariance = information.inverse() * std::max(pearson, 1e-300);
    return fit;
}

std::array<Estimate, 12> season_of(Fit const& fit, Index first, double dof, std::size_t months) {
    Eigen::VectorXd log(12);
    log.head(11) = fit.coefficients.segment(first, 11);
    log[11] = -log.head(11).sum();
    Eigen::MatrixXd to_twelve = Eigen::MatrixXd::Zero(12, 11);
    to_twelve.topRows(11).setIdentity();
    to_twelve.row(11).setConstant(-1);
    double const mean = log.array().exp().mean();
    // log of (season / mean of season): the derivative takes the weighted mean off.
    Eigen::VectorXd const weight = log.array().exp() / (12 * mean);
    Eigen::MatrixXd const relative =
        (Eigen::MatrixXd::Identity(12, 12) - Eigen::VectorXd::Ones(12) * weight.transpose()) * to_twelve;
    Eigen::MatrixXd const covariance = relative * fit.covariance.block(first, first, 11, 11) * relative.transpose();
    std::array<Estimate, 12> season;
    for (Index k = 0; k < 12; ++k)
        season[static_cast<std::size_t>(k)] =
            from_log(log[k] - std::log(mean), std::sqrt(std::max(covariance(k, k), 0.0)), dof, months);
    return season;
}

Estimate noise_of(Fit const& fit, double dof, std::size_t months) {
    if (dof < 3) return {.n = months, .note = "too few months to tell the noise"};
    boost::math::chi_squared const chi(dof);
    auto const at = [&](double p) {
        return std::sqrt(std::max(0.0, fit.relative * dof / quantile(chi, 1 - p) - fit.chance));
    };
    double const cv = std::sqrt(fit.noise_variance);
    double const sd = (at(0.9) - at(0.1)) / 2.5631;
    return {cv, sd, at(0.1), at(0.9), at(0.025), at(0.975), months, {}};
}

}  // namespace

std::vector<MonthCount> month_counts(std::span<double const> counts, CalendarDays const& days,
                                     std::vector<MonthSpan> const& months, WeekProfile const& week) {
    std::vector<MonthCount> result;
    for (std::size_t k = 0; k < months.size(); ++k) {
        MonthCount m{.month = static_cast<int>(k),
                     .calendar = static_cast<int>(static_cast<unsigned>(months[k].month.month())) - 1,
                     .count = 0,
                     .exposure = 0};
        for (std::size_t d = months[k].from; d < months[k].to; ++d) {
            if (days.kinds[d] == DayKind::gap) continue;
            m.count += counts[d];
            m.exposure += week.weekday[weekday_of(days.first + std::chrono::days(static_cast<int>(d)))];
        }
        if (m.exposure >= 10) result.push_back(m);
    }
    return result;
}

Volume fit_volume(std::span<MonthCount const> months) {
    if (months.empty()) throw DataError("not one month with ten days or more: the volume of a month cannot be told");
    auto const n = static_cast<Index>(months.size());
    Eigen::VectorXd y(n), exposure(n);
    for (Index i = 0; i < n; ++i)
        y[i] = months[static_cast<std::size_t>(i)].count, exposure[i] = months[static_cast<std::size_t>(i)].exposure;
    if (!(y.sum() > 0)) throw DataError("no contacts in whole months");
    Design const design = design_of(months);
    Fit const fit = fit_log_linear(design.x, y, exposure);
    double const dof = static_cast<double>(n - design.x.cols());

    Volume result;
    result.dof = dof;
    result.fitted.assign(fit.mean.begin(), fit.mean.end());
    double const blow_up = dof > 0 ? std::sqrt(static_cast<double>(n) / dof) : 0;
    for (Index i = 0; i < n; ++i) result.residual.push_back((y[i] / fit.mean[i] - 1) * blow_up);
    result.noise = noise_of(fit, dof, months.size());
    double lift = 0;  // the seasons' mean is 1, not their logarithms' 0
    if (design.season >= 0) {
        result.season = season_of(fit, design.season, dof, months.size());
        Eigen::VectorXd const s = fit.coefficients.segment(design.season, 11);
        lift = std::log((s.array().exp().sum() + std::exp(-s.sum())) / 12);
    }
    result.level = from_log(fit.coefficients[0] + lift + std::log(days_per_month), std::sqrt(fit.covariance(0, 0)), dof,
                            months.size());
    if (design.growth >= 0) {
        Estimate const factor = from_log(fit.coefficients[1], std::sqrt(fit.covariance(1, 1)), dof, months.size());
        result.growth = {factor.mean - 1, factor.sd,       factor.p10 - 1, factor.p90 - 1,
                         factor.low - 1,  factor.high - 1, factor.n,       {}};
    } else {
        result.growth.note = result.season ? "less than a year and a half of months: growth cannot be told from season"
                                           : "less than a year of months: neither season nor growth can be told";
    }
    if (!result.season)
        result.note = "less than a year and a month of whole months: no season is given, and the noise contains it";
    return result;
}

SharedNoise fit_shared_noise(std::span<Volume const> volumes) {
    REKENSOM_EXPECT(!volumes.empty());
    auto const reasons = static_cast<Index>(volumes.size());
    auto const months = static_cast<Index>(volumes[0].residual.size());
    Eigen::MatrixXd residual(months, reasons);
    Eigen::VectorXd weight(reasons);
    for (Index r = 0; r < reasons; ++r) {
        Volume const& v = volumes[static_cast<std::size_t>(r)];
        REKENSOM_EXPECT(static_cast<Index>(v.residual.size()) == months);
        residual.col(r) = Eigen::Map<Eigen::VectorXd const>(v.residual.data(), months);
        weight[r] = v.level.mean;
    }
    SharedNoise result;
    Eigen::VectorXd const all = residual * (weight / weight.sum());
    if (months >= 24) {
        double product = 0;
        for (Index m = 1; m < months; ++m) product += all[m] * all[m - 1];
        result.persistence = std::clamp(
            product / static_cast<double>(months - 1) / (all.squaredNorm() / static_cast<double>(months)), -1.0, 1.0);
    }
    auto const own_of = [&](double shared) {
        result.own.clear();
        for (Volume const& v : volumes) {
            Estimate own = v.noise;
            auto const without = [&](double cv) { return std::sqrt(std::max(0.0, cv * cv - shared)); };
            for (double* x : {&own.mean, &own.p10, &own.p90, &own.low, &own.high}) *x = without(*x);
            result.own.push_back(std::move(own));
        }
    };
    if (reasons < 2 || volumes[0].dof < 3) {
        result.shared.note = reasons < 2 ? "one reason: what is shared cannot be told from its own"
                                         : "too few months to tell what is shared";
        own_of(0);
        return result;
    }
    auto const covariance = [&](auto const& keep) {
        double sum = 0, pairs = 0;
        for (Index a = 0; a < reasons; ++a)
            for (Index b = a + 1; b < reasons; ++b) {
                double const w = std::sqrt(weight[a] * weight[b]);
                double product = 0, count = 0;
                for (Index m = 0; m < months; ++m)
                    if (keep(m)) product += residual(m, a) * residual(m, b), ++count;
                sum += w * product / count, pairs += w;
            }
        return sum / pairs;
    };
    double const common = covariance([](Index) { return true; });
    double square = 0;
    for (Index left = 0; left < months; ++left) {
        double const without = covariance([left](Index m) { return m != left; });
        square += (without - common) * (without - common);
    }
    Estimate const variance =
        student(common, std::sqrt(square * static_cast<double>(months - 1) / static_cast<double>(months)),
                volumes[0].dof, static_cast<std::size_t>(months));
    auto const root = [](double v) { return std::sqrt(std::max(0.0, v)); };
    result.shared = {root(variance.mean), (root(variance.p90) - root(variance.p10)) / 2.5631,
                     root(variance.p10),  root(variance.p90),
                     root(variance.low),  root(variance.high),
                     variance.n,          {}};
    double share = 0;
    for (Volume const& v : volumes)
        share += v.noise.mean > 0 ? std::min(1.0, std::max(0.0, common) / (v.noise.mean * v.noise.mean)) : 0;
    result.share = share / static_cast<double>(reasons);
    own_of(std::max(0.0, common));
    return result;
}

}  // namespace rekensom::fit
