#include "rekensom/base/late_library.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace rekensom {
namespace {

constexpr LateLibrary mathematics{"libm.so.6"}, none{"libthat-is-not-there.so.7"};

}  // namespace

TEST_CASE("a function of a library is found when it is called", "[constructed]") {
    static constinit LateFunction<double(double, int)> const scaled{mathematics, "ldexp"};
    CHECK(scaled(3, 2) == 12);
    CHECK(scaled(1, -1) == 0.5);
    CHECK(*static_cast<int*>(mathematics.symbol("signgam")) == 0);
}

TEST_CASE("what is missing is named", "[constructed]") {
    CHECK_NOTHROW(mathematics.load());
    CHECK_THROWS_WITH(none.load(), Catch::Contains("cannot be used: libthat-is-not-there.so.7"));
    CHECK_THROWS_WITH((LateFunction<double(double)>{none, "cbrt"}(27)), Catch::Contains("libthat-is-not-there.so.7"));
    CHECK_THROWS_WITH(mathematics.symbol("fourth_root"), Catch::Contains("fourth_root"));
}

}  // namespace rekensom
