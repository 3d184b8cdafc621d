#pragma once

#include "model/part.hpp"

#include <algorithm>
#include <vector>

// How the equations see their numbers: columns, by quantity, in one world.

namespace rekensom::model {
inline namespace REKENSOM_ISA {

/// The value of each quantity in one world, a column each. Two pointers, to be copied: what a function has of its own stays in
/// registers, for no column that it writes can be taken to change it.
class Values {
public:
    Values(DrawsPart const& draws, PreparedWorld const& world)
        : rows_(draws.block->values.data() + draws.first), row_(world.quantity.data()) {}
    [[nodiscard]] ConstColumnMap operator[](std::size_t quantity) const {
        return ConstColumnMap(rows_ + row_[quantity] * block_draws);
    }
    [[nodiscard]] ConstColumnMap operator[](QuantityId id) const { return (*this)[id.index]; }

private:
    double const* rows_;
    std::size_t const* row_;
};

using Columns = std::vector<Column>;

/// Sum of `term(i)` for i in [0, n).
template <class Term>
[[nodiscard]] Column sum_over(std::size_t n, Term&& term) {
    Column sum = Column::Zero();
    for (std::size_t i = 0; i < n; ++i) sum += term(i);
    return sum;
}

/// sum += a[i] b[i] for the i that `which` names, in its order; few lanes at a time, so that their sum stays in registers.
inline void add_products(std::vector<std::size_t> const& which, Columns const& a, Columns const& b, Column& sum) {
    constexpr std::size_t few = std::min<std::size_t>(lane_count, 16);
    using Few = Eigen::Array<double, static_cast<int>(few), 1>;
    for (std::size_t first = 0; first < lane_count; first += few) {
        Few so_far = Eigen::Map<Few const>(sum.data() + first);
        for (std::size_t const i : which)
            so_far += Eigen::Map<Few const>(a[i].data() + first) * Eigen::Map<Few const>(b[i].data() + first);
        Eigen::Map<Few>(sum.data() + first) = so_far;
    }
}

// Choices by lane as loops: the compiler makes lanes of these, and not of Eigen's select, all and count.

/// `one` where a < b, else `other`.
[[nodiscard]] inline Column if_less(Column const& a, Column const& b, Column const& one, Column const& other) {
    Column chosen;
    for (std::size_t i = 0; i < lane_count; ++i)
        chosen.data()[i] = a.data()[i] < b.data()[i] ? one.data()[i] : other.data()[i];
    return chosen;
}

/// `one` where x > 0, else `other`.
[[nodiscard]] inline Column if_positive(Column const& x, Column const& one, Column const& other) {
    Column chosen;
    for (std::size_t i = 0; i < lane_count; ++i) chosen.data()[i] = x.data()[i] > 0 ? one.data()[i] : other.data()[i];
    return chosen;
}

/// numerator / denominator, and `otherwise` where there is nothing to divide by.
[[nodiscard]] inline Column ratio(Column const& numerator, Column const& denominator, double otherwise = 0) {
    Column quotient;
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const d = denominator.data()[i];
        double const q = numerator.data()[i] / (d > 0 ? d : 1);
        quotient.data()[i] = d > 0 ? q : otherwise;
    }
    return quotient;
}

[[nodiscard]] inline bool same(Column const& a, Column const& b) {
    std::uint64_t differ = 0;
    for (std::size_t i = 0; i < lane_count; ++i) differ += a.data()[i] == b.data()[i] ? 0U : 1U;
    return differ == 0;
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::model
