#pragma once

#include "rekensom/model/block.hpp"

// The model moves through the months with some draws of a block at a time: a part, `lane_count` draws from `first` on.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The chance of a part.
struct DrawsPart {
    Draws const* block = nullptr;
    std::size_t first = 0;

    /// \param source  0: shared by all reasons; 1 + reason
    [[nodiscard]] ConstColumnMap noise(int month, std::size_t source, std::size_t reasons) const {
        return at(block->noise, static_cast<std::size_t>(month) * (1 + reasons) + source);
    }
    [[nodiscard]] ConstColumnMap survey(int month) const { return at(block->survey, static_cast<std::size_t>(month)); }

private:
    [[nodiscard]] ConstColumnMap at(AlignedVector const& rows, std::size_t row) const {
        return ConstColumnMap(rows.data() + row * block_draws + first);
    }
};

/// What a world goes through.
struct TrajectoryPart {
    Trajectory* block = nullptr;
    std::size_t first = 0;

    [[nodiscard]] ColumnMap kpi(Kpi k, int month) const { return ColumnMap(block->kpi(k, month) + first); }
    [[nodiscard]] ColumnMap outcome(std::size_t i) const {
        return ColumnMap(block->outcomes.data() + i * block_draws + first);
    }
};

/// An alternative against the baseline.
struct BusinessCasePart {
    BusinessCase* block = nullptr;
    std::size_t first = 0;

    [[nodiscard]] ColumnMap line(Line l, int month) const { return ColumnMap(block->line(l, month) + first); }
    [[nodiscard]] ColumnMap outcome(std::size_t i) const {
        return ColumnMap(block->outcomes.data() + i * block_draws + first);
    }
    [[nodiscard]] ColumnMap irr_roots() const { return ColumnMap(block->irr_roots.data() + first); }
};

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
