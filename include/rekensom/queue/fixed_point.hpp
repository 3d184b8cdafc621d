#pragma once

#include "rekensom/queue/load.hpp"

namespace rekensom::queue {

/// Who comes back: of those who hang up the share `redial`, of those answered the share `reconnect`; both below 1.
struct ComeBack {
    double redial = 0, reconnect = 0;
};

struct FixedPoint {
    double arrival_rate;      ///< attempts a second, come-backs included
    Performance performance;  ///< per attempt
};

/// The total Lambda = lambda + Lambda (p A + q (1 - A)) with A the abandonment at Lambda, by bisection to a relative 1e-14.
/// Exact for come-backs after hours; those within seconds are understated (abandonment by up to 40 %).
/// \param fresh  `arrival_rate` is of first attempts
/// Source: Ding, Remerova, van der Mei & Zwart (2013), arXiv 1311.6248, for the idea.
[[nodiscard]] FixedPoint with_come_backs(Load const& fresh, ComeBack const& come_back, double agents, double target);

}  // namespace rekensom::queue
