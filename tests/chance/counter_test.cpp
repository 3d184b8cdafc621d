#include "rekensom/chance/counter.hpp"

#include "chance/lanes_counter.hpp"
#include "rekensom/chance/address.hpp"

#include <catch2/catch.hpp>

#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>

#include <set>
#include <string>

using namespace rekensom;
using namespace rekensom::chance;

TEST_CASE("Threefry gives Random123's known answers", "[published]") {
    // Random123 1.14, tests/kat_vectors, threefry2x64 with 13 rounds: counter, key, answer
    CHECK(threefry2x64_13({0, 0}, {0, 0}) == Words{0xf167b032c3b480bdU, 0xe91f9fee4b7a6fb5U});
    std::uint64_t const ones = 0xffffffffffffffffU;
    CHECK(threefry2x64_13({ones, ones}, {ones, ones}) == Words{0xccdec5c917a874b1U, 0x4df53abca26ceb01U});
    CHECK(threefry2x64_13({0x243f6a8885a308d3U, 0x13198a2e03707344U}, {0xa4093822299f31d0U, 0x082efa98ec4e6c89U}) ==
          Words{0xc3aac71561042993U, 0x3fe7ae8801aff316U});
}

TEST_CASE("Lanes give the scalar reference, bit for bit", "[constructed]") {
    alignas(64) double u[block_draws];
    for (std::uint64_t first : {std::uint64_t{0}, std::uint64_t{64}, std::uint64_t{6400}, std::uint64_t{1} << 40}) {
        for (std::uint32_t month : {0U, 7U, no_month}) {
            uniforms(17, path_key("reasons.billing.noise"), first, month, u);
            for (std::size_t i = 0; i < block_draws; ++i) {
                CHECK(u[i] == uniform_at(17, path_key("reasons.billing.noise"), first + i, month));
            }
        }
    }
}

TEST_CASE("A number is never 0 nor 1", "[constructed]") {
    CHECK(middle_of_cell(0) == 0x1p-53);
    CHECK(middle_of_cell(0xffffffffffffffffU) == 1 - 0x1p-53);
}

TEST_CASE("Another seed, path, draw or month is another number", "[constructed]") {
    std::set<double> seen;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        for (char const* path : {"a", "b", "reasons.a.volume", "reasons.b.volume"}) {
            for (std::uint64_t draw = 0; draw < 130; ++draw) {
                for (std::uint32_t month : {0U, 1U, 2U, no_month})
                    seen.insert(uniform_at(seed, path_key(path), draw, month));
            }
        }
    }
    CHECK(seen.size() == 3 * 4 * 130 * 4);
}

TEST_CASE("Paths have different keys, and keep them", "[frozen]") {
    CHECK(path_key("") == 0xefd01f60ba992926U);
    CHECK(path_key("reasons.all.avoidable") == 0xf4fcea0d18c2dac5U);
    std::set<std::uint64_t> keys;
    for (int i = 0; i < 100000; ++i) keys.insert(path_key("reasons.r" + std::to_string(i) + ".volume"));
    CHECK(keys.size() == 100000);
}

TEST_CASE("A stream serves Boost.Random", "[statistical]") {
    // mean and variance of 100,000 normal numbers within 4 standard errors (alpha about 6e-5 each); seed 5
    Stream stream(5, path_key("x"));
    boost::random::normal_distribution<double> normal;
    double sum = 0;
    double squares = 0;
    int const n = 100000;
    for (int i = 0; i < n; ++i) {
        double const x = normal(stream);
        sum += x;
        squares += x * x;
    }
    CHECK(std::abs(sum / n) < 4 / std::sqrt(n));
    CHECK(std::abs(squares / n - 1) < 4 * std::sqrt(2.0 / n));
    Stream again(5, path_key("x"));
    Stream other(5, path_key("x"), 1);
    Stream first(5, path_key("x"), 0);
    auto const one = again();
    CHECK(one == first());
    CHECK(one != other());
    CHECK(uniform(again) == uniform(first));
    boost::random::uniform_01<double> unit;
    double const u = unit(again);
    CHECK((u >= 0 && u < 1));
}
