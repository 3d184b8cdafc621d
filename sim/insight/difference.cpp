#include "rekensom/insight/difference.hpp"

namespace rekensom::insight {

Difference explain_difference(std::size_t things, Worth const& worth, chance::Sampling sampling) {
    Difference result;
    auto const ends = worth({0, static_cast<Coalition>((std::uint64_t{1} << things) - 1)});
    result.before = mean_of(ends[0], sampling);
    result.after = mean_of(ends[1], sampling);
    if (things == 0) return result;
    AttributionOptions options;
    options.exact_up_to = 6;  // every coalition is a plan of its own, rosters and all
    options.order_pairs = 8;
    Attribution const attribution = attribute(things, worth, sampling, options);
    result.moved = attribution.total;
    result.method = attribution.method;
    for (Part const& part : attribution.parts) result.parts.push_back(part.shapley);
    return result;
}

}  // namespace rekensom::insight
