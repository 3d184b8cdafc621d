#pragma once

namespace rekensom::queue {

struct GaussNode {
    double at, weight;
};

/// The positive half of the 16-point Gauss-Legendre rule on [-1, 1]: own Newton iteration in 50 digits.
inline constexpr GaussNode gauss_16[8] = {
    {0.989400934991649932, 0.027152459411754094}, {0.944575023073232576, 0.062253523938647892},
    {0.865631202387831743, 0.095158511682492784}, {0.755404408355003033, 0.124628971255533872},
    {0.617876244402643748, 0.149595988816576732}, {0.458016777657227386, 0.169156519395002538},
    {0.281603550779258913, 0.182603415044923588}, {0.095012509837637440, 0.189450610455068496},
};

/// The integral of f over [from, to]; f returns something that can be scaled and added.
template <class Sum, class F>
void add_gauss(double from, double to, Sum& sum, F const& f) {
    double const half = 0.5 * (to - from), middle = from + half;
    for (GaussNode const& node : gauss_16) {
        f(middle - half * node.at, half * node.weight, sum);
        f(middle + half * node.at, half * node.weight, sum);
    }
}

}  // namespace rekensom::queue
