#include "insight/smoother.hpp"

#include "rekensom/base/contract.hpp"

#include <algorithm>
#include <limits>

namespace rekensom::insight {

namespace {

using Exponents = std::vector<int>;

/// All exponents of exactly this total degree, no input beyond its own number of functions.
void of_degree(int degree, std::size_t input, std::vector<SplineBasis> const& bases, Exponents& so_far,
               std::vector<Exponents>& list) {
    if (input == bases.size()) {
        if (degree == 0) list.push_back(so_far);
        return;
    }
    int const most = std::min<int>(degree, static_cast<int>(bases[input].size()));
    for (int e = most; e >= 0; --e) {
        so_far[input] = e;
        of_degree(degree - e, input + 1, bases, so_far, list);
    }
    so_far[input] = 0;
}

/// How many there would be, before they are listed: counted up to `most`.
std::size_t count_of_degree(int degree, std::vector<SplineBasis> const& bases, std::size_t most) {
    std::vector<std::size_t> ways(static_cast<std::size_t>(degree) + 1, 0);
    ways[0] = 1;
    for (SplineBasis const& basis : bases) {
        std::vector<std::size_t> next(ways.size(), 0);
        for (std::size_t d = 0; d < ways.size(); ++d)
            for (std::size_t e = 0; e <= std::min<std::size_t>(d, static_cast<std::size_t>(basis.size())); ++e)
                next[d] = std::min(most + 1, next[d] + ways[d - e]);
        ways = std::move(next);
    }
    return ways.back();
}

}  // namespace

Smoother::Smoother(std::vector<Draws> const& inputs, Limits limits) {
    REKENSOM_EXPECT(!inputs.empty() && !inputs[0].empty());
    std::size_t const draws = inputs[0].size();
    for (Draws const input : inputs) {
        REKENSOM_EXPECT(input.size() == draws);
        bases_.emplace_back(input, limits.functions);
    }
    list_terms(std::min(limits.terms, std::max<std::size_t>(2, draws / 10)));

    design_.resize(static_cast<Eigen::Index>(draws), static_cast<Eigen::Index>(exponents_.size()));
    std::vector<double> point(inputs.size());
    for (std::size_t i = 0; i < draws; ++i) {
        for (std::size_t j = 0; j < inputs.size(); ++j) point[j] = inputs[j][i];
        design_.row(static_cast<Eigen::Index>(i)) = row(point);
    }
    gram_ = Eigen::MatrixXd::Zero(design_.cols(), design_.cols());
    gram_.selfadjointView<Eigen::Lower>().rankUpdate(design_.transpose());
    gram_ = Eigen::MatrixXd(gram_.selfadjointView<Eigen::Lower>()) / static_cast<double>(draws);
    gram_.diagonal().array() += 1e-10;  // inputs that always move together leave the matrix singular
}

void Smoother::list_terms(std::size_t most) {
    exponents_.push_back(Exponents(bases_.size(), 0));
    degrees_.push_back(0);
    int deepest = 0;
    for (SplineBasis const& basis : bases_) deepest += static_cast<int>(basis.size());
    for (int degree = 1; degree <= deepest; ++degree) {
        // All of a degree or none: no input is favoured for being named first. The linear terms are always in.
        if (degree > 1 && exponents_.size() + count_of_degree(degree, bases_, most) > most) break;
        Exponents exponents(bases_.size(), 0);
        of_degree(degree, 0, bases_, exponents, exponents_);
        degrees_.resize(exponents_.size(), degree);
    }
    for (Exponents const& exponents : exponents_) {
        auto& factors = factors_.emplace_back();
        for (std::size_t j = 0; j < exponents.size(); ++j)
            if (exponents[j] > 0) factors.emplace_back(j, exponents[j] - 1);
    }
}

Eigen::RowVectorXd Smoother::row(std::span<double const> point) const {
    std::vector<Eigen::RowVectorXd> functions;
    functions.reserve(bases_.size());
    for (std::size_t j = 0; j < bases_.size(); ++j)
        functions.push_back(bases_[j].size() > 0 ? bases_[j].at(point[j]) : Eigen::RowVectorXd());
    Eigen::RowVectorXd products = Eigen::RowVectorXd::Ones(static_cast<Eigen::Index>(exponents_.size()));
    for (std::size_t t = 0; t < factors_.size(); ++t)
        for (auto const& [input, function] : factors_[t])
            products(static_cast<Eigen::Index>(t)) *= functions[input](function);
    return products;
}

Smoother::Fit Smoother::fit(Draws y) const {
    REKENSOM_EXPECT(static_cast<Eigen::Index>(y.size()) == design_.rows());
    Eigen::Map<Eigen::VectorXd const> const outcome(y.data(), design_.rows());
    auto const n = static_cast<double>(y.size());
    double const mean = outcome.mean();
    Eigen::VectorXd const centred = outcome.array() - mean;
    Eigen::VectorXd const moments = design_.transpose() * centred / n;
    double const total = centred.squaredNorm() / n;

    Fit best;
    double best_score = std::numeric_limits<double>::infinity();
    for (int degree = 0; degree <= this->degree(); ++degree) {
        auto const k = std::upper_bound(degrees_.begin(), degrees_.end(), degree) - degrees_.begin();
        Eigen::VectorXd const weights = gram_.topLeftCorner(k, k).ldlt().solve(moments.head(k));
        double const residual = std::max(0.0, total - weights.dot(moments.head(k)));
        double const freedom = 1 - static_cast<double>(k) / n;
        double const score = residual / (freedom * freedom);
        if (score < best_score * (1 - 1e-12)) {
            best_score = score;
            best.weights = Eigen::VectorXd::Zero(design_.cols());
            best.weights.head(k) = weights;
            best.terms = k;
            best.residual_variance = residual / freedom;
        }
    }
    best.weights(0) += mean;
    best.fitted = design_.leftCols(best.terms) * best.weights.head(best.terms);
    return best;
}

double Smoother::at(Fit const& fit, std::span<double const> point) const { return row(point).dot(fit.weights); }

}  // namespace rekensom::insight
