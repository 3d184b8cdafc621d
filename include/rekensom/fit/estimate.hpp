#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

// What data say of one number, and how sure they are.

namespace rekensom::fit {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The data cannot say what is asked of them: too few rows, no spread, nothing observed. What it says is for the user.
class DataError : public std::runtime_error {
public:
    explicit DataError(std::string const& what) : std::runtime_error(what) {}
};

/// A number from data, ready to be written as a value of a scenario ({mean, sd} or {p10, p90}). NaN: not known.
struct Estimate {
    double mean = unknown;
    double sd = unknown;  ///< of the estimate, not of the data
    double p10 = unknown;
    double p90 = unknown;
    double low = unknown;  ///< 95 % interval
    double high = unknown;
    std::size_t n = 0;  ///< observations that it rests on
    std::string note;   ///< what the reader must know: a method, a treatment, a doubt

    [[nodiscard]] bool known() const { return mean == mean; }
};

/// Student's t around `mean`; `dof` may be infinite (normal).
[[nodiscard]] Estimate student(double mean, double standard_error, double dof, std::size_t n, std::string note = {});

/// A positive number whose logarithm was estimated with a standard error: quantiles are exp of those of the logarithm,
/// `mean` is exp(log_mean), the point estimate itself.
[[nodiscard]] Estimate from_log(double log_mean, double standard_error, double dof, std::size_t n,
                                std::string note = {});

/// A share in (0, 1) with a standard error, on the logit scale so that its quantiles stay shares.
[[nodiscard]] Estimate share(double mean, double standard_error, std::size_t n, std::string note = {});

/// A share from a count: Beta(yes + 1/2, of - yes + 1/2), Jeffreys' interval.
[[nodiscard]] Estimate share_of(double yes, double of, std::string note = {});

/// A point estimate with the spread of its bootstrap replicates (percentiles). Replicates that are NaN are left out.
[[nodiscard]] Estimate from_replicates(double point, std::span<double const> replicates, std::size_t n,
                                       std::string note = {});

/// Quantile by linear interpolation of the order statistics (Hyndman & Fan 1996, type 7). `sorted` ascending, not empty.
[[nodiscard]] double quantile(std::span<double const> sorted, double probability);

/// The same of numbers in any order, NaN left out; NaN where none is left.
[[nodiscard]] double quantile_of(std::span<double const> values, double probability);

}  // namespace rekensom::fit
