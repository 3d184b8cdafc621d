#include "run/precision.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::run {
namespace {

/// Where mean NPV is nearly 0 a share of it means nothing: from a twentieth of its standard deviation down, a share of that.
constexpr double floor_in_sd = 0.05;

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
    bool const enough = worst <= 1;
    if (enough || planned_ >= options_->max_draws)
        reached_ = {.capped = !enough, .asked = *options_->precision, .reached = worst * *options_->precision};
    else
        planned_ = std::min(2 * planned_, options_->max_draws);
}

}  // namespace rekensom::run
