#include "rekensom/chance/points.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/chance/counter.hpp"

#include "owen_hash.hpp"
#include "screened_dimensions.hpp"

#include <boost/random/sobol.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace rekensom::chance {
namespace {

constexpr std::size_t bits = 32;
using Directions = std::array<std::uint32_t, bits>;

/// Joe and Kuo's direction numbers (Boost's table of them) by the recurrence of Bratley & Fox (1988), Algorithm 659. The
/// first bit of a coordinate is the last bit here, as the hash wants it.
Directions directions_of(std::uint32_t table_dimension) {
    using Table = boost::random::default_sobol_table;
    std::array<std::uint32_t, bits> m{};
    if (table_dimension == 0) {
        m.fill(1);
    } else {
        std::uint32_t const polynomial = Table::polynomial(table_dimension - 1);
        auto const degree = static_cast<std::size_t>(std::bit_width(polynomial)) - 1;
        for (std::size_t j = 0; j < bits; ++j) {
            if (j < degree) {
                m[j] = Table::minit(table_dimension - 1, j);
                continue;
            }
            m[j] = m[j - degree];
            for (std::size_t back = 1; back <= degree; ++back) {
                if ((polynomial >> (degree - back) & 1U) != 0) m[j] ^= m[j - back] << back;
            }
        }
    }
    Directions directions{};
    for (std::size_t j = 0; j < bits; ++j) directions[j] = reversed_bits(m[j] << (bits - 1 - j));
    return directions;
}

/// The screened dimensions first, then all others in their order.
std::vector<std::uint16_t> table_order() {
    std::vector<std::uint16_t> order(screened_dimensions.begin(), screened_dimensions.end());
    std::vector<bool> screened(3667, false);
    for (std::uint16_t const d : screened_dimensions) screened[d] = true;
    for (std::uint16_t d = 0; d < 3667; ++d) {
        if (!screened[d]) order.push_back(d);
    }
    return order;
}

}  // namespace

Points::Points(Sampling sampling, std::span<Address const> addresses) : sampling_(sampling) {
    std::vector<std::uint16_t> const order = table_order();
    for (Address const& address : addresses) {
        keys_.push_back(address.key);
        seeds_.push_back(address.seed);
        REKENSOM_EXPECT(address.dimension == no_dimension || address.dimension < order.size());
        Directions const directions =
            address.dimension == no_dimension ? Directions{} : directions_of(order[address.dimension]);
        directions_.insert(directions_.end(), directions.begin(), directions.end());
        for (std::uint64_t s = 0; s < scramble_count; ++s) {
            // a month of its own: no draw of `uniform_at` has it
            Words const words = threefry2x64_13({s, 0xfffffffeU}, {address.seed, address.key});
            scramble_keys_.push_back(static_cast<std::uint32_t>(words[0] >> 32));
        }
    }
}

PointsView Points::view() const {
    return {sampling_, keys_.size(), keys_.data(), seeds_.data(), directions_.data(), scramble_keys_.data()};
}

double place(PointsView const& points, std::size_t input, std::uint64_t draw) {
    std::uint32_t const* const directions = points.directions + bits * input;
    if (points.sampling == Sampling::random || directions[0] == 0) {
        return uniform_at(points.seeds[input], points.keys[input], draw);
    }
    std::uint32_t x = 0;
    std::uint64_t index = draw / scramble_count;
    for (std::size_t j = 0; index != 0; ++j, index >>= 1) {
        if ((index & 1U) != 0) x ^= directions[j];
    }
    std::uint32_t const key = points.scramble_keys[scramble_count * input + draw % scramble_count];
    return 0.5 + centre_of_cell(reversed_bits(owen_hash(x, key)));
}

}  // namespace rekensom::chance
