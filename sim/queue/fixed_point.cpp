#include "rekensom/queue/fixed_point.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/queue/erlang_a.hpp"

#include <algorithm>

namespace rekensom::queue {

FixedPoint with_come_backs(Load const& fresh, ComeBack const& come_back, double agents, double target) {
    auto const [redial, reconnect] = come_back;
    REKENSOM_EXPECT(redial >= 0 && redial < 1 && reconnect >= 0 && reconnect < 1);
    auto const at = [&](double rate) { return erlang_a({rate, fresh.handle_time, fresh.patience}, agents, target); };
    double low = fresh.arrival_rate, high = low / (1 - std::max(redial, reconnect));
    for (int i = 0; i < 60 && high - low > 1e-15 * high; ++i) {
        double const rate = 0.5 * (low + high);
        double const hang_up = at(rate).abandonment;
        double const next = fresh.arrival_rate + rate * (redial * hang_up + reconnect * (1 - hang_up));
        (next > rate ? low : high) = rate;
    }
    double const rate = 0.5 * (low + high);
    return {rate, at(rate)};
}

}  // namespace rekensom::queue
