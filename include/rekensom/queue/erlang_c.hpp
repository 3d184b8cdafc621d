#pragma once

#include "rekensom/queue/load.hpp"

namespace rekensom::queue {

/// Steady state where nobody hangs up (Erlang C), to a relative 1e-9; `load.patience` is not looked at. Between whole
/// numbers of agents every output is interpolated linearly.
/// \return  unstable (load >= agents): all wait, without end: wait inf, service level 0, occupancy 1.
/// Source: Erlang (1917); C = B / (1 - rho (1 - B)), P(W > t) = C exp(-(c mu - lambda) t).
[[nodiscard]] Performance erlang_c(Load const& load, double agents, double target);

}  // namespace rekensom::queue
