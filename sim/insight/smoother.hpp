#pragma once

#include "insight/spline_basis.hpp"
#include "rekensom/insight/columns.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <span>
#include <vector>

namespace rekensom::insight {

/// E[y | inputs] from draws: least squares on products of spline functions of the inputs, up to a total degree that
/// generalised cross-validation picks. Linear and multilinear answers are met exactly.
class Smoother {
public:
    struct Limits {
        std::size_t terms = 126;     ///< at most, constant included; never above a tenth of the draws
        std::size_t functions = 11;  ///< of one input
    };
    struct Fit {
        Eigen::VectorXd weights;  ///< by term; the rougher ones left out are 0
        Eigen::VectorXd fitted;   ///< a draw
        double residual_variance = 0;
        Eigen::Index terms = 0;
    };

    explicit Smoother(std::vector<Draws> const& inputs) : Smoother(inputs, Limits{}) {}
    Smoother(std::vector<Draws> const& inputs, Limits limits);

    [[nodiscard]] Fit fit(Draws y) const;
    /// What `fit` says of a point that was not drawn.
    [[nodiscard]] double at(Fit const& fit, std::span<double const> point) const;

    [[nodiscard]] Eigen::Index terms() const { return design_.cols(); }
    [[nodiscard]] Eigen::MatrixXd const& design() const { return design_; }
    [[nodiscard]] Eigen::MatrixXd const& gram() const { return gram_; }  ///< design' design / draws
    /// Functions of each input in a term; 0: the input is not in it.
    [[nodiscard]] std::vector<std::vector<int>> const& exponents() const { return exponents_; }
    [[nodiscard]] int degree() const { return degrees_.empty() ? 0 : degrees_.back(); }

private:
    void list_terms(std::size_t most);
    [[nodiscard]] Eigen::RowVectorXd row(std::span<double const> point) const;

    std::vector<SplineBasis> bases_;
    std::vector<std::vector<int>> exponents_;                                 ///< by term, in order of degree
    std::vector<std::vector<std::pair<std::size_t, Eigen::Index>>> factors_;  ///< by term: input and which of its functions
    std::vector<int> degrees_;                                                ///< by term
    Eigen::MatrixXd design_, gram_;
};

}  // namespace rekensom::insight
