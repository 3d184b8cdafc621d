#include "rekensom/report/record.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

// Source: FIPS 180-4, Secure Hash Standard, sections 4.1.2, 4.2.2, 5 and 6.2.

namespace rekensom::report {
namespace {

using Words = std::array<std::uint32_t, 64>;

/// First 32 bits of the fraction of a root of the first 64 primes: what the standard tabulates.
template <class Root>
Words fractions_of_primes(Root root) {
    Words words{};
    std::size_t found = 0;
    for (unsigned n = 2; found < words.size(); ++n) {
        bool prime = true;
        for (unsigned d = 2; d * d <= n; ++d) prime = prime && n % d != 0;
        if (!prime) continue;
        long double const r = root(static_cast<long double>(n));
        words[found++] = static_cast<std::uint32_t>((r - std::floor(r)) * 4294967296.0L);
    }
    return words;
}

using State = std::array<std::uint32_t, 8>;

void compress(State& state, unsigned char const* block, Words const& k) {
    Words w{};
    for (std::size_t t = 0; t < 16; ++t)
        for (std::size_t b = 0; b < 4; ++b) w[t] = w[t] << 8 | block[4 * t + b];
    for (std::size_t t = 16; t < 64; ++t) {
        std::uint32_t const s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        std::uint32_t const s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
        std::uint32_t const s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        std::uint32_t const t1 = h + s1 + ((e & f) ^ (~e & g)) + k[t] + w[t];
        std::uint32_t const s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        std::uint32_t const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    State const added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

}  // namespace

std::string sha256(std::string const& bytes) {
    static Words const k = fractions_of_primes([](long double n) { return std::cbrt(n); });
    static Words const h = fractions_of_primes([](long double n) { return std::sqrt(n); });
    State state{};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] = h[i];

    std::string padded = bytes + '\x80';
    padded.append((120 - padded.size() % 64) % 64, '\0');
    for (int shift = 56; shift >= 0; shift -= 8)
        padded += static_cast<char>((8 * static_cast<std::uint64_t>(bytes.size())) >> shift & 0xFF);
    for (std::size_t i = 0; i < padded.size(); i += 64) {
        std::array<unsigned char, 64> block{};
        for (std::size_t b = 0; b < 64; ++b) block[b] = static_cast<unsigned char>(padded[i + b]);
        compress(state, block.data(), k);
    }
    std::string hex;
    for (std::uint32_t const word : state)
        for (int shift = 28; shift >= 0; shift -= 4) hex += "0123456789abcdef"[word >> shift & 0xF];
    return hex;
}

}  // namespace rekensom::report
