#pragma once

#include "rekensom/base/lanes.hpp"
#include "rekensom/chance/copula.hpp"

namespace rekensom::chance {
inline namespace REKENSOM_ISA {

/// Ties the scores of a group's members to each other, in place. \param z  64 scores a member, member after member
inline void correlate(CorrelationView const& group, double* z) {
    for (std::size_t i = group.size; i-- > 0;) {  // the last first: a row needs the untied scores of those before it
        double const* const row = group.factor + i * group.size;
        double* const own = z + i * block_draws;
        for (std::size_t k = 0; k < block_draws; ++k) own[k] *= row[i];
        for (std::size_t j = 0; j < i; ++j) {
            double const* const other = z + j * block_draws;
            double const share = row[j];
            for (std::size_t k = 0; k < block_draws; ++k) own[k] += share * other[k];
        }
    }
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::chance
