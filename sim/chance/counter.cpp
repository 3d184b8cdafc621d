#include "rekensom/chance/counter.hpp"

#include "cell_middle.hpp"

#include <bit>
#include <cstddef>

namespace rekensom::chance {
namespace {

// What keeps a stream's numbers apart from those of `uniform_at`: the second word of its counter.
constexpr std::uint64_t stream_mark = 0x8000000000000000U;

}  // namespace

Words threefry2x64_13(Words counter, Words key) {
    constexpr std::array<int, 8> rotations{16, 42, 12, 31, 16, 32, 24, 21};
    std::array<std::uint64_t, 3> const schedule{key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bdaa9fc1a22U};
    std::uint64_t x = counter[0] + schedule[0];
    std::uint64_t y = counter[1] + schedule[1];
    for (std::size_t round = 0; round < 13; ++round) {
        x += y;
        y = std::rotl(y, rotations[round % 8]) ^ x;
        if (round % 4 == 3) {
            std::size_t const injection = round / 4 + 1;
            x += schedule[injection % 3];
            y += schedule[(injection + 1) % 3] + injection;
        }
    }
    return {x, y};
}

double uniform_at(std::uint64_t seed, std::uint64_t key, std::uint64_t draw, std::uint32_t month) {
    // 64 draws share 32 blocks, so that the lanes' two halves are the two words.
    std::uint64_t const lane = draw % 64;
    Words const words = threefry2x64_13({draw / 64 * 32 + lane % 32, month}, {seed, key});
    return middle_of_cell(words[lane / 32]);
}

Stream::Stream(std::uint64_t seed, std::uint64_t key, std::uint64_t draw)
    : key_{seed, key}, counter_{0, stream_mark | draw} {}

Stream::result_type Stream::operator()() {
    second_ = !second_;
    if (!second_) return words_[1];
    words_ = threefry2x64_13(counter_, key_);
    ++counter_[0];
    return words_[0];
}

double uniform(Stream& stream) { return middle_of_cell(stream()); }

}  // namespace rekensom::chance
