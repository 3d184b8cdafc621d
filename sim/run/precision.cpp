#include "run/precision.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rekensom::run {
namespace {

/// Where mean NPV is nearly 0 a share of it means nothing: from a twentieth of its standard deviation down, a share of that.
constexpr double floor_in_sd = 0.05;

std::string text(double x) {
    char buffer[32];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::general, 3).ptr;
    return {buffer, end};
}

}  // namespace

Precision::Precision(Options const& options)
    : options_(&options), planned_(options.precision ? std::min(first_look, options.max_draws) : options.draws) {}

void Precision::look(Ledger const& ledger) {
    if (!options_->precision) return;
    double worst = 0;  // standard error in units of what is allowed
    for (Summary const& npv : ledger.npvs()) {
        double const scale = std::max(std::abs(npv.mean), floor_in_sd * npv.sd);
        if (npv.se > 0) worst = std::max(worst, npv.se / (*options_->precision * scale));
    }
    std::string const reached = text(100 * worst * *options_->precision) +
                                " % of it (asked: " + text(100 * *options_->precision) +
                                " %; where the mean is near 0, of 1/20 of its standard deviation)";
    if (worst <= 1) {
        note_ = "stopped at " + std::to_string(planned_) +
                " draws: the largest standard error of a mean NPV, or of a difference of two, is " + reached;
    } else if (planned_ >= options_->max_draws) {
        note_ = "stopped at the cap of " + std::to_string(planned_) + " draws: the largest standard error is still " +
                reached;
    } else {
        planned_ = std::min(2 * planned_, options_->max_draws);
    }
}

}  // namespace rekensom::run
