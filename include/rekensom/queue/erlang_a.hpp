#pragma once

#include "rekensom/queue/load.hpp"

namespace rekensom::queue {

/// Steady state with `agents` servers, to a relative 1e-9; between whole numbers every output is interpolated linearly.
/// \param agents  [0, inf); works beyond 5,000 and at any load
/// \param target  s, [0, inf): of the service levels
/// \return  with no agents: all hang up, after `patience`. Unstable with patience inf: wait inf, service level 0.
/// Source: Mandelbaum & Zeltyn (2007), Service engineering in action: the Palm/Erlang-A queue.
[[nodiscard]] Performance erlang_a(Load const& load, double agents, double target);

/// Mean seconds by which the wait of who is answered exceeds `tolerance`, E[(wait - tolerance)+ | answered]: relative 1e-9.
/// \param tolerance  s, [0, inf); 0 gives `wait_answered`
[[nodiscard]] double expected_excess(Load const& load, double agents, double tolerance);

}  // namespace rekensom::queue
