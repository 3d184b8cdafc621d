#pragma once

#include "rekensom/queue/week_table.hpp"

#include <cmath>
#include <cstddef>

namespace rekensom::queue {

/// Chebyshev's points over [least, greatest]: the polynomial through them is nearly the best there is.
inline WeekNodes chebyshev_nodes(double least, double greatest, std::size_t count) {
    WeekNodes nodes;
    nodes.least = least;
    nodes.greatest = greatest;
    nodes.count = count;
    nodes.padded = count == 1 ? 1 : count <= 4 ? 4 : 8;
    double const middle = 0.5 * (least + greatest), half = 0.5 * (greatest - least);
    static constexpr double cosine[9][8] = {
        {},
        {0},
        {-0.70710678118654752, 0.70710678118654752},
        {-0.86602540378443865, 0, 0.86602540378443865},
        {-0.92387953251128676, -0.38268343236508977, 0.38268343236508977, 0.92387953251128676},
        {-0.95105651629515357, -0.58778525229247313, 0, 0.58778525229247313, 0.95105651629515357},
        {-0.96592582628906829, -0.70710678118654752, -0.25881904510252076, 0.25881904510252076, 0.70710678118654752,
         0.96592582628906829},
        {},
        {-0.98078528040323045, -0.83146961230254524, -0.55557023301960222, -0.19509032201612827, 0.19509032201612827,
         0.55557023301960222, 0.83146961230254524, 0.98078528040323045}};
    for (std::size_t k = 0; k < count; ++k) nodes.at[k] = middle + half * cosine[count][k];
    for (std::size_t k = 0; k < count; ++k) {
        double product = 1;
        for (std::size_t m = 0; m < count; ++m) product *= m == k ? 1 : nodes.at[k] - nodes.at[m];
        nodes.scale[k] = 1 / product;
    }
    return nodes;
}

}  // namespace rekensom::queue
