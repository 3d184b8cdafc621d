#pragma once

namespace rekensom::queue {

/// Share of calls blocked with `lines` lines and no queue (Erlang B), to a relative 1e-12; below 1e-300 it is 0.
/// Between whole numbers of lines interpolated linearly.
/// \param erlangs  offered load, [0, inf)
/// \param lines    [0, inf)
/// Source: Erlang (1917); I_k = 1 + I_{k-1} k / a, B = 1 / I_c, which neither overflows early nor cancels.
/// Example: erlang_b(1, 1) == 0.5
[[nodiscard]] double erlang_b(double erlangs, double lines);

}  // namespace rekensom::queue
