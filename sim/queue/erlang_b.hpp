#pragma once

namespace rekensom::queue {

/// 1 / B(lines, erlangs); inf where B is below 1e-300.
[[nodiscard]] double inverse_blocking(double erlangs, int lines);

}  // namespace rekensom::queue
