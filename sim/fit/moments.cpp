#include "rekensom/fit/moments.hpp"

#include "rekensom/base/contract.hpp"

#include <Eigen/Cholesky>

#include <cmath>
#include <map>
#include <utility>

namespace rekensom::fit {

namespace {

using Index = Eigen::Index;

/// What a pattern's rows say, whatever the current guess: their weight, sums and products.
struct Sums {
    double weight = 0;
    Eigen::VectorXd sum;
    Eigen::MatrixXd cross;
};

/// How the missing answers of a pattern follow from those seen.
struct Conditional {
    Eigen::MatrixXd slope;  ///< missing x seen
    Eigen::MatrixXd left;   ///< covariance of the missing, given the seen
};

Conditional conditional(Eigen::MatrixXd const& covariance, std::vector<Index> const& seen,
                        std::vector<Index> const& missing) {
    Eigen::MatrixXd oo = covariance(seen, seen);
    // Copies among the questions make this singular; a hair on the diagonal decides between them.
    oo.diagonal() *= 1 + 1e-10;
    Eigen::MatrixXd const om = covariance(seen, missing);
    Eigen::MatrixXd const slope = oo.ldlt().solve(om).transpose();
    return {slope, covariance(missing, missing) - slope * om};
}

}  // namespace

Incomplete::Incomplete(Eigen::MatrixXd columns) : columns_(std::move(columns)) {
    std::map<std::vector<bool>, std::vector<Index>> by_pattern;
    for (Index i = 0; i < columns_.rows(); ++i) {
        std::vector<bool> missing(static_cast<std::size_t>(columns_.cols()));
        for (Index j = 0; j < columns_.cols(); ++j) missing[static_cast<std::size_t>(j)] = std::isnan(columns_(i, j));
        by_pattern[missing].push_back(i);
    }
    for (auto& [missing, rows] : by_pattern) {
        Pattern pattern;
        for (std::size_t j = 0; j < missing.size(); ++j)
            (missing[j] ? pattern.missing : pattern.seen).push_back(static_cast<Index>(j));
        REKENSOM_EXPECT(!pattern.seen.empty());
        pattern.rows = std::move(rows);
        patterns_.push_back(std::move(pattern));
    }
}

Moments Incomplete::moments(Eigen::VectorXd const& weights, double tolerance, Moments const* start) const {
    Index const p = columns_.cols();
    std::vector<Sums> sums;
    double total = 0;
    Eigen::VectorXd seen_weight = Eigen::VectorXd::Zero(p), seen_sum = Eigen::VectorXd::Zero(p),
                    seen_square = Eigen::VectorXd::Zero(p);
    for (Pattern const& pattern : patterns_) {
        auto const q = static_cast<Index>(pattern.seen.size());
        Sums s{0, Eigen::VectorXd::Zero(q), Eigen::MatrixXd::Zero(q, q)};
        Eigen::VectorXd row(q);
        for (Index const i : pattern.rows) {
            double const w = weights[i];
            if (w == 0) continue;
            for (Index j = 0; j < q; ++j) row[j] = columns_(i, pattern.seen[static_cast<std::size_t>(j)]);
            s.weight += w;
            s.sum += w * row;
            for (Index j = 0; j < q; ++j) s.cross.col(j).tail(q - j) += (w * row[j]) * row.tail(q - j);
        }
        s.cross = s.cross.selfadjointView<Eigen::Lower>();
        total += s.weight;
        for (Index j = 0; j < q; ++j) {
            Index const v = pattern.seen[static_cast<std::size_t>(j)];
            seen_weight[v] += s.weight;
            seen_sum[v] += s.sum[j];
            seen_square[v] += s.cross(j, j);
        }
        sums.push_back(std::move(s));
    }
    REKENSOM_EXPECT(total > 0);

    Moments now;
    if (complete()) {
        now.mean = sums[0].sum / total;
        // A second pass around the mean keeps nine digits where the mean is far from 0.
        Eigen::MatrixXd const centred = columns_.rowwise() - now.mean.transpose();
        now.covariance = centred.transpose() * weights.asDiagonal() * centred / total;
        return now;
    }
    now.mean = seen_sum.array() / seen_weight.array().max(1e-300);
    Eigen::VectorXd const variance =
        (seen_square.array() / seen_weight.array().max(1e-300) - now.mean.array().square()).max(1e-12);
    now.covariance = variance.asDiagonal();
    if (start != nullptr) now = *start;
    now.iterations = 0;

    auto const em_step = [&](Moments const& old) {
        Eigen::VectorXd shift = Eigen::VectorXd::Zero(p);
        Eigen::MatrixXd second = Eigen::MatrixXd::Zero(p, p);
        for (std::size_t k = 0; k < patterns_.size(); ++k) {
            auto const& [seen, missing, rows] = patterns_[k];
            Sums const& s = sums[k];
            if (s.weight == 0) continue;
            Eigen::VectorXd const mean = old.mean(seen);
            Eigen::VectorXd const sum = s.sum - s.weight * mean;
            Eigen::MatrixXd const cross =
                s.cross - s.sum * mean.transpose() - mean * s.sum.transpose() + s.weight * mean * mean.transpose();
            shift(seen) += sum;
            second(seen, seen) += cross;
            if (missing.empty()) continue;
            auto const [slope, left] = conditional(old.covariance, seen, missing);
            Eigen::MatrixXd const with_missing = slope * cross;
            shift(missing) += slope * sum;
            second(missing, seen) += with_missing;
            second(seen, missing) += with_missing.transpose();
            second(missing, missing) += with_missing * slope.transpose() + s.weight * left;
        }
        shift /= total;
        return Moments{old.mean + shift, second / total - shift * shift.transpose(), 0};
    };
    Eigen::VectorXd const scale = variance.cwiseSqrt();
    Eigen::MatrixXd const scales = scale * scale.transpose();
    auto const moved = [&](Moments const& from, Moments const& to) {
        return std::max(((to.mean - from.mean).array() / scale.array()).abs().maxCoeff(),
                        ((to.covariance - from.covariance).array() / scales.array()).abs().maxCoeff());
    };
    auto const norm = [&](Eigen::VectorXd const& mean, Eigen::MatrixXd const& covariance) {
        return std::sqrt((mean.array() / scale.array()).square().sum() +
                         (covariance.array() / scales.array()).square().sum());
    };
    // EM creeps where much is missing. Two steps show the direction and how fast they shrink: the third leaps along them
    // (SQUAREM, Varadhan & Roland 2008), and the EM step after it makes good what the leap bent.
    int steps = 0;
    while (steps < 600) {
        Moments const one = em_step(now);
        Moments const two = em_step(one);
        steps += 2;
        double const last = moved(one, two);
        if (last < tolerance) {
            now = two;
            break;
        }
        Eigen::VectorXd const r_mean = one.mean - now.mean, v_mean = two.mean - one.mean - r_mean;
        Eigen::MatrixXd const r = one.covariance - now.covariance, v = two.covariance - one.covariance - r;
        double const leap = std::max(1.0, norm(r_mean, r) / std::max(norm(v_mean, v), 1e-300));
        Moments const far{now.mean + 2 * leap * r_mean + leap * leap * v_mean,
                          now.covariance + 2 * leap * r + leap * leap * v, 0};
        now = far.covariance.ldlt().isPositive() ? em_step(far) : two;
        ++steps;
    }
    now.iterations = steps;
    return now;
}

Eigen::MatrixXd Incomplete::filled(Moments const& moments) const {
    Eigen::MatrixXd result = columns_;
    for (auto const& [seen, missing, rows] : patterns_) {
        if (missing.empty()) continue;
        Eigen::MatrixXd const slope = conditional(moments.covariance, seen, missing).slope;
        for (Index const i : rows) {
            Eigen::VectorXd const known = columns_(i, seen).transpose();
            result(i, missing) = (moments.mean(missing) + slope * (known - moments.mean(seen))).transpose();
        }
    }
    return result;
}

}  // namespace rekensom::fit
