#include "rekensom/base/aligned.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>

namespace rekensom {

TEST_CASE("memory of columns lies on a border and is 0, also where it was used before", "[constructed]") {
    for (std::size_t n = 1; n < 200'000; n = 3 * n + 1) {
        INFO(n << " numbers");
        for (int again = 0; again < 3; ++again) {
            AlignedVector values(n);
            CHECK(reinterpret_cast<std::uintptr_t>(values.data()) % 64 == 0);
            CHECK(std::ranges::all_of(values, [](double x) { return x == 0; }));
            std::ranges::fill(values, 1.5);
        }
    }
}

TEST_CASE("memory of columns keeps what it is given", "[constructed]") {
    AlignedVector values(3, 2.5);
    for (int i = 0; i < 100; ++i) values.push_back(i);
    CHECK(values[2] == 2.5);
    CHECK(values[102] == 99);
    AlignedVector const copy = values;
    CHECK(copy == values);
}

TEST_CASE("more memory than can be counted in bytes is refused", "[constructed]") {
    AlignedAllocator<double> const from;
    CHECK_THROWS_AS(AlignedAllocator<double>(from).allocate(SIZE_MAX / 4), std::bad_array_new_length);
}

}  // namespace rekensom
