#pragma once

#include "rekensom/insight/columns.hpp"
#include "rekensom/insight/study.hpp"

#include <vector>

// One input at a time at its P10 and its P90, the rest as drawn.

namespace rekensom::insight {

/// Mean NPV and mean shift in satisfaction with an input held at a value.
struct Held {
    double value = 0;
    Estimate npv, shift;
};

struct TornadoRow {
    std::size_t input = 0;  ///< of `Results::inputs`
    QuantityId quantity;
    Held low, high;      ///< at P10 and P90; a change's chance: it fails, it comes off
    Estimate npv_swing;  ///< NPV at P90 - at P10, on the same draws, hence with a smaller error than either
    Estimate shift_swing;
};

struct Tornado {
    Estimate npv, shift;                                     ///< with nothing held
    std::vector<TornadoRow> rows;                            ///< largest swing of NPV first
    [[nodiscard]] std::vector<TornadoRow> by_shift() const;  ///< largest swing of the satisfaction shift first
};

[[nodiscard]] Tornado tornado(Study const& study);

}  // namespace rekensom::insight
