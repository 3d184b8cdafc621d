#pragma once

#include "rekensom/base/domain.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rekensom::chance {

class Law;
struct MarginalState;

/// What the user said of the number.
enum class Form {
    certain,
    pert,               ///< min, likely, max, weight
    triangular,         ///< min, likely, max
    uniform,            ///< min, max
    two_percentiles,    ///< p10, p90
    three_percentiles,  ///< p10, p50, p90
    moments,            ///< mean, sd
    survey,             ///< yes, of
    gamma,              ///< cv
    discrete,           ///< values and weights
    data,               ///< how many observations
    bernoulli,          ///< chance
};

/// How a number depends on its normal score z; settles how the lanes evaluate it.
enum class Family {
    constant,
    normal,        ///< location + scale z
    log_normal,    ///< lower + exp(location + scale z), or upper - exp(…) where only the upper end is bounded
    logit_normal,  ///< lower + (upper - lower) / (1 + exp(-location - scale z))
    smooth,        ///< any other continuous one
    steps,         ///< finitely many values
};

struct Parameter {
    std::string_view name;  ///< as the user writes it: "min", "p10", "sd", …
    double value = 0;
};

/// Why there is no such marginal, in the user's terms; the reader adds where it stands.
struct Fault {
    std::string what;      ///< "min 0.4 is above likely 0.3"
    std::string expected;  ///< "min <= likely <= max"
};

/// The distribution of one number. A value: cheap to copy, never changes. All functions are exact (Boost.Math or closed
/// forms), none is fast: blocks of draws go through `QuantileTable`.
class Marginal {
public:
    Marginal();                                                     ///< certainly 0
    explicit Marginal(std::shared_ptr<MarginalState const> state);  ///< for the makers below

    [[nodiscard]] Form form() const;
    [[nodiscard]] Family family() const;
    [[nodiscard]] std::vector<Parameter> const& parameters() const;  ///< as the user gave them
    [[nodiscard]] double times() const;                              ///< 1, unless scaled
    [[nodiscard]] std::string description() const;                   ///< "PERT min 0.2, likely 0.25, max 0.3"

    [[nodiscard]] double mean() const;
    [[nodiscard]] double sd() const;  ///< inf where the tail is too heavy (a three-percentile form can be)
    [[nodiscard]] double quantile(double u) const;    ///< u in [0, 1]
    [[nodiscard]] double quantile_z(double z) const;  ///< at the normal score z: exact in both tails
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double lower() const;  ///< end of the support; -inf where there is none
    [[nodiscard]] double upper() const;
    [[nodiscard]] bool is_certain() const { return family() == Family::constant; }

    [[nodiscard]] Law const& law() const;  ///< for this room

private:
    friend Marginal scaled(Marginal const& marginal, double times);
    std::shared_ptr<MarginalState const> state_;
};

using Made = std::variant<Marginal, Fault>;

/// The marginal, of parameters known to be right (our own defaults). \throw Bug with the fault's text
[[nodiscard]] Marginal sure(Made made);

// One maker a form of interface.md. Equal ends, or a spread of 0 where that is allowed, make a certain value. A fault where the
// parameters contradict each other or the domain.

[[nodiscard]] Marginal certainly(double value);
[[nodiscard]] Made make_certain(double value, Domain domain);

struct ThreePoints {
    double min = 0, likely = 0, max = 0;
};
/// PERT: Beta with mean (min + weight likely + max) / (weight + 2). weight in [0, 1e4].
[[nodiscard]] Made make_pert(ThreePoints points, Domain domain, double weight = 4);
[[nodiscard]] Made make_triangular(ThreePoints points, Domain domain);
[[nodiscard]] Made make_uniform(double min, double max, Domain domain);

/// Normal without bounds, log-normal with one, logit-normal with two.
[[nodiscard]] Made make_two_percentiles(double p10, double p90, Domain domain);
/// The same three families by their moments; the logit-normal's are solved by quadrature.
[[nodiscard]] Made make_moments(double mean, double sd, Domain domain);

struct ThreePercentiles {
    double p10 = 0, p50 = 0, p90 = 0;
};
/// Metalog of three terms, unbounded, semi-bounded or bounded as the domain is. Source: Keelin (2016), The metalog
/// distributions, Decision Analysis 13(4), symmetric-percentile triplets.
/// A fault where the percentiles are too lopsided to be a distribution, or the mean would be infinite.
[[nodiscard]] Made make_three_percentiles(ThreePercentiles percentiles, Domain domain);

/// What is known of a share after `yes` of `of` answers, nothing before: Beta(1 + yes, 1 + of - yes).
[[nodiscard]] Made make_survey(double yes, double of, Domain domain);
/// Mean 1 and this coefficient of variation, [0, 10].
[[nodiscard]] Made make_gamma(double cv);
[[nodiscard]] Made make_bernoulli(double chance);
/// Weights are scaled to sum 1; none: all alike.
[[nodiscard]] Made make_discrete(std::span<double const> values, std::span<double const> weights, Domain domain);
/// Resampled: the quantile is the order statistic.
[[nodiscard]] Made make_data(std::span<double const> observations, Domain domain);

/// The distribution of `times` X.
[[nodiscard]] Marginal scaled(Marginal const& marginal, double times);

}  // namespace rekensom::chance
