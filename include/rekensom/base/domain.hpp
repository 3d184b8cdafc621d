#pragma once

#include <limits>

namespace rekensom {

/// Which numbers a quantity can be. A marginal made for a domain never leaves it, so no draw can be invalid.
enum class Domain {
    real,             ///< (-inf, inf)
    non_negative,     ///< [0, inf): money, durations that may be none
    positive,         ///< (0, inf): volumes, handle times
    share,            ///< [0, 1]
    at_most_one,      ///< (-inf, 1]: a share prevented; below 0 it is caused
    above_minus_one,  ///< (-1, inf): a growth, a relative change
    signed_share,     ///< [-1, 1]
    mark,             ///< [1, 10]: a school mark
};

enum class Edge { open, closed };

struct Bounds {
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    Edge lower_edge = Edge::open;
    Edge upper_edge = Edge::open;
};

[[nodiscard]] constexpr Bounds bounds(Domain domain) {
    constexpr double inf = std::numeric_limits<double>::infinity();
    switch (domain) {
        case Domain::real: return {};
        case Domain::non_negative: return {0, inf, Edge::closed, Edge::open};
        case Domain::positive: return {0, inf, Edge::open, Edge::open};
        case Domain::share: return {0, 1, Edge::closed, Edge::closed};
        case Domain::at_most_one: return {-inf, 1, Edge::open, Edge::closed};
        case Domain::above_minus_one: return {-1, inf, Edge::open, Edge::open};
        case Domain::signed_share: return {-1, 1, Edge::closed, Edge::closed};
        case Domain::mark: return {1, 10, Edge::closed, Edge::closed};
    }
    return {};
}

/// Not a number is in no domain; infinities are in none either.
[[nodiscard]] constexpr bool contains(Domain domain, double x) {
    Bounds const b = bounds(domain);
    bool const above = b.lower_edge == Edge::closed ? x >= b.lower : x > b.lower;
    bool const below = b.upper_edge == Edge::closed ? x <= b.upper : x < b.upper;
    return above && below;
}

/// For an error: "expected …".
[[nodiscard]] constexpr char const* describe(Domain domain) {
    switch (domain) {
        case Domain::real: return "a number";
        case Domain::non_negative: return "a number of 0 or more";
        case Domain::positive: return "a number above 0";
        case Domain::share: return "a share from 0 to 1 (0% to 100%)";
        case Domain::at_most_one: return "a share of at most 1 (100%); below 0 it adds instead of takes away";
        case Domain::above_minus_one: return "a relative change above -1 (-100%)";
        case Domain::signed_share: return "a number from -1 to 1";
        case Domain::mark: return "a mark from 1 to 10";
    }
    return "a number";
}

}  // namespace rekensom
