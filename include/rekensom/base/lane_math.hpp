#pragma once

// Elementary functions of a column: the same bytes on every instruction set, for they use only +, -, *, /, sqrt and bits, in
// one order, without fma. (The C library's differ between CPUs, Eigen's between builds.) Errors are measured in
// tests/base/lane_math_test.cpp. Polynomials: own fits at Chebyshev nodes, except `normal_quantile`.
//
// All are written for one lane and compiled as loops that the compiler vectorises; `lane::` is the one-lane form.

#include "rekensom/base/lanes.hpp"

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace rekensom {
inline namespace REKENSOM_ISA {

namespace lane {

#define REKENSOM_LANE [[gnu::always_inline]] inline

REKENSOM_LANE std::uint64_t bits_of(double x) { return __builtin_bit_cast(std::uint64_t, x); }
REKENSOM_LANE double from_bits(std::uint64_t x) { return __builtin_bit_cast(double, x); }
REKENSOM_LANE double magnitude(double x) { return from_bits(bits_of(x) & 0x7fffffffffffffffU); }
REKENSOM_LANE double with_sign_of(double x, double sign) {
    return from_bits(bits_of(magnitude(x)) | (bits_of(sign) & 0x8000000000000000U));
}

inline constexpr double infinity = __builtin_inf();
inline constexpr double log2_e = 1.4426950408889634074;
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;  // 33 bits: a product with an exponent is exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double round_magic = 0x1.8p52;  // added, it leaves the nearest whole number in the low bits

/// exp(r) - 1 for |r| <= ln(2) / 2.
REKENSOM_LANE double expm1_reduced(double r) {
    double const r2 = r * r;
    double const r4 = r2 * r2;
    double const p01 = 0.5000000000000001022 + r * 0.1666666666666666745;
    double const p23 = 0.04166666666662412787 + r * 0.008333333333330061833;
    double const p45 = 0.00138888889172137169 + r * 0.0001984126986305361688;
    double const p67 = 0.00002480152129595437513 + r * 2.755726845999706477e-6;
    double const p89 = 2.762008844540974816e-7 + r * 2.510038549551031908e-8;
    double const p = (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p89);
    return r + r2 * p;
}

/// x 2^n, n as the low bits of `shifted` = n + round_magic, -1100 < n < 1100; one rounding.
REKENSOM_LANE double scale(double x, double shifted) {
    std::uint64_t const n = (bits_of(shifted) + 2048) & 0xfff;
    std::uint64_t const half = n >> 1;
    return x * from_bits((half - 1) << 52) * from_bits((n - half - 1) << 52);
}

/// 1 ulp; below 2^-1022 half a unit of 2^-1074 and 1 ulp. exp(710) is inf, exp(-746) is 0.
REKENSOM_LANE double exp(double x) {
    double y = x > 710 ? 710 : x;
    y = y < -746 ? -746 : y;
    double const shifted = y * log2_e + round_magic;
    double const n = shifted - round_magic;
    double const r = (y - n * ln2_high) - n * ln2_low;
    return scale(1 + expm1_reduced(r), shifted);
}

/// 1 ulp.
REKENSOM_LANE double exp2(double x) {
    double y = x > 1025 ? 1025 : x;
    y = y < -1077 ? -1077 : y;
    double const shifted = y + round_magic;
    double const n = shifted - round_magic;
    return scale(1 + expm1_reduced((y - n) * 0.69314718055994530942), shifted);
}

/// exp(x) - 1, exact near 0 too: 3 ulp.
REKENSOM_LANE double expm1(double x) {
    double y = x > 710 ? 710 : x;
    y = y < -40 ? -40 : y;
    double const shifted = y * log2_e + round_magic;
    double const n = shifted - round_magic;
    double const r = (y - n * ln2_high) - n * ln2_low;
    double const e = expm1_reduced(r);
    double const power = scale(1, shifted);
    return n > 60 ? scale(1 + e, shifted) : power * e + (power - 1);
}

/// log(x) + shift log(2) of a positive, finite x that is not subnormal: 1 ulp.
REKENSOM_LANE double log_of_normal(double x, double shift = 0) {
    std::uint64_t const bits = bits_of(x);
    std::uint64_t const exponent = (bits - 0x3fe6a09e667f3bcdU + (std::uint64_t{1024} << 52)) >> 52;  // 1024 + e
    double const m = from_bits(bits - ((exponent - 1024) << 52));  // in [sqrt(½), sqrt(2))
    double const e = (from_bits(exponent | 0x4330000000000000U) - 0x1p52) - 1024 + shift;
    double const f = m - 1;
    double const s = f / (2 + f);
    double const z = s * s;
    double const z2 = z * z;
    // log((1 + s) / (1 - s)) = 2 s + s R(s²)
    double const r01 = 0.6666666666666669686 + z * 0.3999999999989950449;
    double const r23 = 0.2857142862597548492 + z * 0.2222221113479507986;
    double const r45 = 0.1818288912526172208 + z * 0.1533172160055604127;
    double const r = z * ((r01 + z2 * r23) + z2 * z2 * (r45 + z2 * 0.1461644968504340586));
    double const half_square = 0.5 * f * f;
    return e * ln2_high - ((half_square - (s * (half_square + r) + e * ln2_low)) - f);
}

/// 1 ulp, subnormal arguments included. log(0) is -inf, of a negative number not a number.
REKENSOM_LANE double log(double x) {
    bool const tiny = x < 0x1p-1022;
    double const y = log_of_normal(tiny ? x * 0x1p54 : x, tiny ? -54 : 0);
    double const special = x == 0 ? -infinity : x + x;  // inf and not a number stay themselves
    double const valid = x < 0 ? __builtin_nan("") : y;
    return x > 0 && x < infinity ? y : (x < 0 ? valid : special);
}

/// log(1 + x), exact near 0 too: 2 ulp.
REKENSOM_LANE double log1p(double x) {
    double const u = 1 + x;
    double const lost = (x - (u - 1)) / u;
    return log(u) + (u > 0 && u < infinity ? lost : 0);
}

/// base^exponent for base >= 0, as exp(exponent log(base)): relative error 2e-16 (1 + |exponent log(base)|). 0^0 is 1.
REKENSOM_LANE double pow(double base, double exponent) {
    double const y = exp(exponent * log(base));
    return exponent == 0 ? 1 : y;
}

/// Standard normal distribution function; relative error below 2e-15 in the lower tail as far as 1e-300.
REKENSOM_LANE double normal_cdf(double z) {
    double const a = magnitude(z) < 40 ? magnitude(z) : 40;
    // (1 + 1.5 a) exp(a²/2) Phi(-a) as a polynomial in (a - 4.25) / (a + 4.25)
    double const w = (a - 4.25) / (a + 4.25);
    double const w2 = w * w;
    double const w4 = w2 * w2;
    double const p0 = (0.6590249748200767208 + w * -0.06208567488872883358) +
                      w2 * (-0.03242877045674712646 + w * 0.07313733206844188437);
    double const p1 = (-0.06545788614542963207 + w * 0.03712585520116894998) +
                      w2 * (-0.01288798343758815361 + w * 0.001393588926677035908);
    double const p2 = (0.001008243169085824875 + w * -0.0004224540426881819287) +
                      w2 * (-0.00005380819033802709358 + w * 0.00006724309106208203671);
    double const p3 = (2.107274034083506921e-6 + w * -0.00001075431717808552685) +
                      w2 * (-2.808365208397797606e-7 + w * 1.857092107713634808e-6);
    double const p4 = (1.673926308315634962e-7 + w * -3.313251862259546821e-7) +
                      w2 * (-7.074730740625054109e-8 + w * 5.528013451122274845e-8);
    double const p5 = (2.140059244504293895e-8 + w * -7.339132085232798912e-9) +
                      w2 * (-4.403792904852471804e-9 + w * 5.543957455784506845e-10);
    double const p = p0 + w4 * (p1 + w4 * (p2 + w4 * (p3 + w4 * (p4 + w4 * (p5 + w4 * 4.623786984982829905e-10)))));
    // exp(-a²/2) with the part of a² that a double cannot hold
    double const high = from_bits(bits_of(a) & 0xfffffffff8000000U);
    double const rest = -0.5 * (a - high) * (a + high);
    double const tail =
        p / (1 + 1.5 * a) * (exp(-0.5 * high * high) * (1 + rest * (1 + rest * (0.5 + rest * (1.0 / 6)))));
    return z != z ? z : (z < 0 ? tail : 1 - tail);
}

/// The normal score of centre + ½, given also tail = ½ - |centre| where the caller knows it better: relative error 1e-15.
/// Source: Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution, Applied Statistics 37(3).
REKENSOM_LANE double normal_quantile_central(double centre) {
    double const r = 0.180625 - centre * centre;
    double const r2 = r * r;
    double const r4 = r2 * r2;
    double const above = ((3.3871328727963666080e0 + r * 1.3314166789178437745e+2) +
                          r2 * (1.9715909503065514427e+3 + r * 1.3731693765509461125e+4)) +
                         r4 * ((4.5921953931549871457e+4 + r * 6.7265770927008700853e+4) +
                               r2 * (3.3430575583588128105e+4 + r * 2.5090809287301226727e+3));
    double const below =
        ((1.0 + r * 4.2313330701600911252e+1) + r2 * (6.8718700749205790830e+2 + r * 5.3941960214247511077e+3)) +
        r4 * ((2.1213794301586595867e+4 + r * 3.9307895800092710610e+4) +
              r2 * (2.8729085735721942674e+4 + r * 5.2264952788528545610e+3));
    return centre * above / below;
}

/// AS 241's second piece: for exp(-25) <= tail <= 0.075; the sign is the caller's.
REKENSOM_LANE double normal_quantile_tail(double root) {
    double const r = root - 1.6;
    double const r2 = r * r;
    double const r4 = r2 * r2;
    double const above = ((1.42343711074968357734e0 + r * 4.63033784615654529590e0) +
                          r2 * (5.76949722146069140550e0 + r * 3.64784832476320460504e0)) +
                         r4 * ((1.27045825245236838258e0 + r * 2.41780725177450611770e-1) +
                               r2 * (2.27238449892691845833e-2 + r * 7.74545014278341407640e-4));
    double const below =
        ((1.0 + r * 2.05319162663775882187e0) + r2 * (1.67638483018380384940e0 + r * 6.89767334985100004550e-1)) +
        r4 * ((1.48103976427480074590e-1 + r * 1.51986665636164571966e-2) +
              r2 * (5.47593808499534494600e-4 + r * 1.05075007164441684324e-9));
    return above / below;
}

/// AS 241's third piece: for tail < exp(-25).
REKENSOM_LANE double normal_quantile_far(double root) {
    double const r = root - 5;
    double const r2 = r * r;
    double const r4 = r2 * r2;
    double const above = ((6.65790464350110377720e0 + r * 5.46378491116411436990e0) +
                          r2 * (1.78482653991729133580e0 + r * 2.96560571828504891230e-1)) +
                         r4 * ((2.65321895265761230930e-2 + r * 1.24266094738807843860e-3) +
                               r2 * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7));
    double const below =
        ((1.0 + r * 5.99832206555887937690e-1) + r2 * (1.36929880922735805310e-1 + r * 1.48753612908506148525e-2)) +
        r4 * ((7.86869131145613259100e-4 + r * 1.84631831751005468180e-5) +
              r2 * (1.42151175831644588870e-7 + r * 2.04426310338993978564e-15));
    return above / below;
}

#undef REKENSOM_LANE

}  // namespace lane

namespace detail {

template <class F>
[[gnu::always_inline]] inline Column each(Column const& x, F f) {
    Column y;
    double const* const from = x.data();
    double* const to = y.data();
    for (std::size_t i = 0; i < lane_count; ++i) to[i] = f(from[i]);
    return y;
}

/// Normal scores of `centre` + ½ where ½ - |centre| is `tail`; both by lane.
/// \param centre, tail  may be changed
template <std::size_t Draws>
void normal_quantile(double const* centre, double const* tail, double* z) {
    alignas(64) double root[Draws];
    double nearest = 1;
    for (std::size_t i = 0; i < Draws; ++i) {
        double const r = -lane::log(tail[i]);
        root[i] = __builtin_sqrt(r > 0 ? r : 0);
    }
    for (std::size_t i = 0; i < Draws; ++i) {
        double const inner = lane::normal_quantile_central(centre[i]);
        double const outer = lane::with_sign_of(lane::normal_quantile_tail(root[i]), centre[i]);
        z[i] = lane::magnitude(centre[i]) <= 0.425 ? inner : outer;
    }
    for (std::size_t i = 0; i < Draws; ++i) nearest = tail[i] < nearest ? tail[i] : nearest;
    if (nearest < 1.388794386496402e-11) {  // exp(-25): a lane in a thousand million, each settled by itself
        for (std::size_t i = 0; i < Draws; ++i) {
            if (root[i] > 5) z[i] = lane::with_sign_of(lane::normal_quantile_far(root[i]), centre[i]);
        }
    }
}

/// An expression in columns that is not a column yet: it must find our functions, not Eigen's of the same name.
template <class Derived>
concept ColumnExpression = std::same_as<typename Derived::Scalar, double> &&
                               Derived::RowsAtCompileTime == static_cast<int>(lane_count) &&
                           Derived::ColsAtCompileTime == 1;

}  // namespace detail

[[nodiscard]] inline Column exp(Column const& x) {
    return detail::each(x, [](double v) { return lane::exp(v); });
}
[[nodiscard]] inline Column exp2(Column const& x) {
    return detail::each(x, [](double v) { return lane::exp2(v); });
}
[[nodiscard]] inline Column expm1(Column const& x) {
    return detail::each(x, [](double v) { return lane::expm1(v); });
}
[[nodiscard]] inline Column log(Column const& x) {
    return detail::each(x, [](double v) { return lane::log(v); });
}
[[nodiscard]] inline Column log1p(Column const& x) {
    return detail::each(x, [](double v) { return lane::log1p(v); });
}

/// Standard normal distribution function; relative error below 2e-15 in the lower tail as far as 1e-300.
[[nodiscard]] inline Column normal_cdf(Column const& z) {
    return detail::each(z, [](double v) { return lane::normal_cdf(v); });
}

/// Its inverse, of p in (0, 1): relative error 1e-15; ±inf at the ends, not a number outside.
[[nodiscard]] inline Column normal_quantile(Column const& p) {
    alignas(64) double centre[lane_count];
    alignas(64) double tail[lane_count];
    Column z;
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const x = p.data()[i];
        centre[i] = x - 0.5;
        tail[i] = x < 0.5 ? x : 1 - x;
    }
    detail::normal_quantile<lane_count>(centre, tail, z.data());
    for (std::size_t i = 0; i < lane_count; ++i) {
        double const outside = tail[i] == 0 ? lane::with_sign_of(lane::infinity, centre[i]) : __builtin_nan("");
        z.data()[i] = tail[i] > 0 ? z.data()[i] : outside;
    }
    return z;
}

template <detail::ColumnExpression Derived>
[[nodiscard]] Column exp(Eigen::ArrayBase<Derived> const& x) {
    return exp(Column(x));
}
template <detail::ColumnExpression Derived>
[[nodiscard]] Column expm1(Eigen::ArrayBase<Derived> const& x) {
    return expm1(Column(x));
}
template <detail::ColumnExpression Derived>
[[nodiscard]] Column log(Eigen::ArrayBase<Derived> const& x) {
    return log(Column(x));
}
template <detail::ColumnExpression Derived>
[[nodiscard]] Column log1p(Eigen::ArrayBase<Derived> const& x) {
    return log1p(Column(x));
}
/// base^exponent for base >= 0: relative error 2e-16 (1 + |exponent log(base)|). 0^0 is 1.
template <detail::ColumnExpression Base, detail::ColumnExpression Exponent>
[[nodiscard]] Column pow(Eigen::ArrayBase<Base> const& base, Eigen::ArrayBase<Exponent> const& exponent) {
    Column const b = base;
    Column const e = exponent;
    Column y;
    for (std::size_t i = 0; i < lane_count; ++i) y.data()[i] = lane::pow(b.data()[i], e.data()[i]);
    return y;
}
template <detail::ColumnExpression Base, class Exponent>
requires std::is_arithmetic_v<Exponent>
[[nodiscard]] Column pow(Eigen::ArrayBase<Base> const& base, Exponent const& exponent) {
    auto const e = static_cast<double>(exponent);
    return detail::each(Column(base), [e](double v) { return lane::pow(v, e); });
}
template <class Base, detail::ColumnExpression Exponent>
requires std::is_arithmetic_v<Base>
[[nodiscard]] Column pow(Base const& base, Eigen::ArrayBase<Exponent> const& exponent) {
    auto const b = static_cast<double>(base);
    return detail::each(Column(exponent), [b](double v) { return lane::pow(b, v); });
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom
