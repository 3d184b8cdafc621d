#pragma once

#include "model/part.hpp"

#include <vector>

// How the equations see their numbers: columns, by quantity, in one world.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The value of each quantity in one world, a column each.
class Values {
public:
    Values(DrawsPart const& draws, PreparedWorld const& world) : draws_(draws), world_(&world) {}
    [[nodiscard]] ConstColumnMap operator[](std::size_t quantity) const {
        return draws_.value(world_->quantity[quantity]);
    }
    [[nodiscard]] ConstColumnMap operator[](QuantityId id) const { return (*this)[id.index]; }

private:
    DrawsPart draws_;
    PreparedWorld const* world_;
};

using Columns = std::vector<Column>;

/// Sum of `term(i)` for i in [0, n).
template <class Term>
[[nodiscard]] Column sum_over(std::size_t n, Term&& term) {
    Column sum = Column::Zero();
    for (std::size_t i = 0; i < n; ++i) sum += term(i);
    return sum;
}

/// numerator / denominator, and `otherwise` where there is nothing to divide by.
template <class N, class D>
[[nodiscard]] Column ratio(N const& numerator, D const& denominator, double otherwise = 0) {
    Column const d = denominator;  // it may be an expression
    Column const safe = (d > 0).select(d, 1.0);
    return (d > 0).select(numerator / safe, otherwise);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
