#include "cli/run_flags.hpp"

#include <array>
#include <limits>

#include "cli/together.hpp"

namespace rekensom::cli {

constexpr std::uint64_t most_draws = 1'000'000'000;  // a bin of a histogram counts to 2^32

run::Options run_options(Arguments const& arguments) {
    static constexpr std::array<std::string_view, 2> ways{"sobol", "random"};
    run::Options options;
    if (arguments.has("draws") && arguments.has("precision"))
        throw Usage("--draws and --precision contradict each other: one says how many draws, the other when to stop");
    if (arguments.has("max-draws") && !arguments.has("precision"))
        throw Usage("--max-draws is the cap of --precision; without that, say --draws");
    options.max_draws = arguments.whole("max-draws", options.max_draws, 1024, most_draws);
    options.draws = arguments.whole("draws", options.draws, 1, most_draws);
    options.seed = arguments.whole("seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
    options.threads = static_cast<int>(arguments.whole("threads", 0, 1, 4096));
    if (options.threads == 0) options.threads = own_threads();
    options.sampling =
        arguments.choice("sampling", "sobol", ways) == "sobol" ? chance::Sampling::sobol : chance::Sampling::random;
    if (arguments.has("precision")) options.precision = arguments.number("precision", 0, {1e-6, 1});
    return options;
}

report::Language language(Arguments const& arguments) {
    static constexpr std::array<std::string_view, 2> languages{"en", "nl"};
    return arguments.choice("lang", "en", languages) == "nl" ? report::Language::nl : report::Language::en;
}

}  // namespace rekensom::cli
