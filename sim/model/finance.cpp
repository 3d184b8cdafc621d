#include "rekensom/model/finance.hpp"

#include <cmath>
#include <limits>

namespace rekensom::model {

double net_present_value(std::span<double const> flows, double rate, double period, double offset) {
    double sum = 0;
    for (std::size_t k = 0; k < flows.size(); ++k)
        sum += flows[k] * std::pow(1 + rate, -(static_cast<double>(k) + offset) * period);
    return sum;
}

std::vector<double> rates_of_return(std::span<double const> flows, double period) {
    // Steps even in log(1 + rate): from -99 % to 1000 % a year.
    constexpr int steps = 400;
    double const first = std::log(0.01), last = std::log(11.0);
    auto const value = [&](double log_growth) { return net_present_value(flows, std::expm1(log_growth), period); };
    std::vector<double> roots;
    double left = first, at_left = value(first);
    for (int i = 1; i <= steps; ++i) {
        double const right = first + (last - first) * i / steps;
        double const at_right = value(right);
        if (at_left == 0) {
            roots.push_back(std::expm1(left));
        } else if (at_left * at_right < 0) {
            double low = left, high = right, at_low = at_left;
            for (int k = 0; k < 200 && high - low > 1e-15 * std::abs(high) + 1e-300; ++k) {
                double const middle = 0.5 * (low + high), at_middle = value(middle);
                if (at_low * at_middle <= 0) {
                    high = middle;
                } else {
                    low = middle;
                    at_low = at_middle;
                }
            }
            roots.push_back(std::expm1(0.5 * (low + high)));
        }
        left = right;
        at_left = at_right;
    }
    bool nothing = true;
    for (double flow : flows) nothing = nothing && flow == 0;
    return nothing ? std::vector<double>{} : roots;
}

double payback(std::span<double const> flows) {
    double sum = 0, when = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t k = 0; k < flows.size(); ++k) {
        double const before = sum;
        sum += flows[k];
        if (sum < 0)
            when = std::numeric_limits<double>::quiet_NaN();
        else if (k == 0)
            when = 0;
        else if (before < 0)
            when = static_cast<double>(k) - 1 - before / (sum - before);
    }
    return when;
}

}  // namespace rekensom::model
