#pragma once

namespace rekensom::queue {

/// What an offered wait V in M/M/c+M is made of: for x > 0 its density is lambda g(x) / (eps + lambda J), with
/// g(x) = exp(lambda H(x) - c mu x), H(x) = (1 - exp(-theta x)) / theta, J the integral of g and eps = 1 / B(c - 1, a).
/// Sums over an interval [from, to] of x, all divided by exp(`log_scale`).
struct WaitSums {
    double all = 0;       ///< of g
    double answered = 0;  ///< of exp(-theta x) g: still there when an agent comes
    double hung_up = 0;   ///< of (1 - exp(-theta x)) g
    double seconds = 0;   ///< of (x - from) exp(-theta x) g
};

class OfferedWait {
public:
    /// \param arrival_rate, service_rate  a second; `service_rate` of all agents together, c mu
    /// \param hang_up_rate  theta > 0
    OfferedWait(double arrival_rate, double service_rate, double hang_up_rate);

    /// log of the highest g over x >= 0
    [[nodiscard]] double log_peak() const { return log_peak_; }
    /// Sums over [from, to], `to` may be inf; divided by exp(log_peak()): each to a relative 1e-12 as long as it is not
    /// below 1e-300.
    [[nodiscard]] WaitSums sums(double from, double to) const;

private:
    [[nodiscard]] double log_density(double x) const;  ///< log g - log_peak
    [[nodiscard]] double left_cut(double from, double peak) const;

    double arrival_, service_, hang_up_;
    double mode_ = 0, log_peak_ = 0;
};

}  // namespace rekensom::queue
