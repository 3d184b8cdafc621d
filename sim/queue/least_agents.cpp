#include "rekensom/queue/least_agents.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/queue/erlang_a.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rekensom::queue {

std::optional<int> least_agents(Load const& load, Target const& target, int maximum) {
    REKENSOM_EXPECT(target.share >= 0 && target.share < 1 && maximum >= 0);
    auto const meets = [&](int n) { return erlang_a(load, n, target.within).service_level >= target.share; };
    // The square-root rule gives where to look: a + beta sqrt(a) agents, and steps of sqrt(a).
    double const erlangs = load.erlangs(), root = std::sqrt(erlangs);
    int high = static_cast<int>(std::min(std::ceil(erlangs + 0.5 * root), static_cast<double>(maximum)));
    int low = -1;  // does not meet, by convention
    int step = static_cast<int>(root / 2) + 1;
    if (meets(high)) {
        while (high > 0) {
            int const n = std::max(high - step, 0);
            if (!meets(n)) {
                low = n;
                break;
            }
            high = n;
            step *= 2;
        }
    } else {
        do {
            if (high == maximum) return std::nullopt;
            low = high;
            high = step > maximum - high ? maximum : high + step;
            step *= 2;
        } while (!meets(high));
    }
    while (high - low > 1) {
        int const middle = low + (high - low) / 2;
        (meets(middle) ? high : low) = middle;
    }
    return high;
}

double most_arrivals(double handle_time, double patience, int agents, Target const& target) {
    REKENSOM_EXPECT(agents >= 0 && target.share >= 0 && target.share < 1);
    if (target.share == 0) return std::numeric_limits<double>::infinity();
    if (agents == 0) return 0;
    auto const margin = [&](double rate) {
        return erlang_a({rate, handle_time, patience}, agents, target.within).service_level - target.share;
    };
    double low = 0, high = agents / handle_time;
    double at_low = 1 - target.share, at_high = margin(high);
    while (at_high > 0) {
        low = high, at_low = at_high;
        high *= 1.5;
        at_high = margin(high);
    }
    // Regula falsi; an end that stays twice counts for half (Illinois).
    int stayed = 0;  // -1: low moved last, 1: high did
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        double rate = (low * at_high - high * at_low) / (at_high - at_low);
        if (!(rate > low && rate < high)) rate = 0.5 * (low + high);
        double const here = margin(rate);
        if (here >= 0) {
            low = rate, at_low = here;
            if (stayed < 0) at_high *= 0.5;
            stayed = -1;
        } else {
            high = rate, at_high = here;
            if (stayed > 0) at_low *= 0.5;
            stayed = 1;
        }
    }
    return low;
}

}  // namespace rekensom::queue
