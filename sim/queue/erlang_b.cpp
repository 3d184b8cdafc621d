#include "rekensom/queue/erlang_b.hpp"

#include "queue/erlang_b.hpp"
#include "queue/whole.hpp"
#include "rekensom/base/contract.hpp"

#include <limits>

namespace rekensom::queue {

double inverse_blocking(double erlangs, int lines) {
    double inverse = 1;
    double const per_erlang = 1 / erlangs;
    for (int k = 1; k <= lines; ++k) {
        inverse = 1 + k * per_erlang * inverse;
        if (inverse > 1e300) return std::numeric_limits<double>::infinity();
    }
    return inverse;
}

double erlang_b(double erlangs, double lines) {
    REKENSOM_EXPECT(erlangs >= 0 && lines >= 0 && lines < 1e9);
    return at_agents(lines, [&](int n) {
        if (n == 0) return 1.0;
        return erlangs > 0 ? 1 / inverse_blocking(erlangs, n) : 0.0;
    });
}

}  // namespace rekensom::queue
