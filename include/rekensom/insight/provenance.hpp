#pragma once

#include "rekensom/base/calendar.hpp"
#include "rekensom/insight/importance.hpp"
#include "rekensom/insight/study.hpp"

#include <optional>
#include <string_view>
#include <vector>

// Which assumptions carry the answer, and what they themselves rest on.

namespace rekensom::insight {

enum class Ground {
    sourced,     ///< it says where it comes from
    unsourced,   ///< stated, without a source
    by_default,  ///< the program's own, for want of another
    by_outlook,  ///< of the reference class that the scenario chose
};

struct Assumption {
    QuantityId quantity;
    Estimate variance_share;  ///< first order, of NPV; 0 where it is certain
    double rank_correlation = 0;
    Ground ground = Ground::unsourced;
    bool out_of_date = false;  ///< older than two years before the day that counts
};

/// Uncertain ones by what they carry, then the certain ones that somebody stated, as in the file.
/// \param as_of  the month from which age counts; the scenario's start where nothing better is known
[[nodiscard]] std::vector<Assumption> assumptions(model::Scenario const& scenario,
                                                  std::vector<std::size_t> const& inputs,
                                                  std::vector<Importance> const& importance, Month as_of);

/// "2024", "2024-05" or "2024-05-31" as a month (the last one of a year alone); nothing where it is none of these.
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);

}  // namespace rekensom::insight
