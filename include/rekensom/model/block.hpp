#pragma once

#include "rekensom/base/aligned.hpp"
#include "rekensom/base/lanes.hpp"
#include "rekensom/model/kpis.hpp"
#include "rekensom/model/prepared.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

// What crosses the border between the code of an instruction set and the rest: plain rows of 64 doubles.

namespace rekensom::model {

/// The chance of one block: a row per quantity, and monthly noise.
struct Draws {
    AlignedVector values;  ///< [quantity][lane]
    AlignedVector noise;   ///< [month][1 + reason][lane]; row 0 is shared by all reasons. Empty: no noise at all
    AlignedVector survey;  ///< [month][lane], standard normal: sampling error of the survey. Empty: no survey

    [[nodiscard]] double* value(std::size_t quantity) { return values.data() + quantity * block_draws; }
    [[nodiscard]] double const* value(std::size_t quantity) const { return values.data() + quantity * block_draws; }
};

/// What one world goes through over the block's draws, and its scalars.
struct Trajectory {
    int months = 0;
    AlignedVector kpis;      ///< [Kpi][month][lane]; rows of what is not modelled are left at 0
    AlignedVector outcomes;  ///< [Outcomes::world][lane]

    [[nodiscard]] double* kpi(Kpi k, int month) {
        return kpis.data() +
               (static_cast<std::size_t>(k) * static_cast<std::size_t>(months) + static_cast<std::size_t>(month)) *
                   block_draws;
    }
    [[nodiscard]] double const* kpi(Kpi k, int month) const {
        return kpis.data() +
               (static_cast<std::size_t>(k) * static_cast<std::size_t>(months) + static_cast<std::size_t>(month)) *
                   block_draws;
    }
};

/// An alternative against the baseline, draw by draw.
struct BusinessCase {
    int months = 0;
    AlignedVector lines;      ///< [Line][month][lane]
    AlignedVector outcomes;   ///< [Outcomes::business_case][lane]
    AlignedVector irr_roots;  ///< [lane]: how many internal rates of return

    [[nodiscard]] double* line(Line l, int month) {
        return lines.data() +
               (static_cast<std::size_t>(l) * static_cast<std::size_t>(months) + static_cast<std::size_t>(month)) *
                   block_draws;
    }
    [[nodiscard]] double const* line(Line l, int month) const {
        return lines.data() +
               (static_cast<std::size_t>(l) * static_cast<std::size_t>(months) + static_cast<std::size_t>(month)) *
                   block_draws;
    }
};

/// Everything of one block; a unit of work and of memory, used again for the next block.
struct Block {
    Draws draws;
    std::vector<Trajectory> worlds;
    std::vector<BusinessCase> cases;                                ///< [world - 1]
    std::array<std::uint8_t, block_draws> unsettled{}, overfull{};  ///< [lane]: see run::Results
    std::uint64_t clipped = 0;
};

/// How much of a block is wanted.
struct Wanted {
    bool irr = true;  ///< rates of return cost a search in every draw
    bool indicators =
        true;  ///< all KPIs, classes of money and breakdowns; else cash alone: Kpi::cash_out, Line::cash_saving,
               ///< cumulative cash, and the outcomes that `is_cash` names
};

}  // namespace rekensom::model
