#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "rekensom/report/facts.hpp"

// What customers go through, beside the money: moments in their quadrants, what a survey can see, the worst month.

namespace rekensom::report {

/// Where mark and impact put a moment. Uncertain both, so that it is in each with a chance.
enum class Quadrant { improve, save, rescue, spread };
inline constexpr std::array<Quadrant, 4> quadrants{Quadrant::improve, Quadrant::save, Quadrant::rescue,
                                                   Quadrant::spread};
[[nodiscard]] std::string_view name_of(Quadrant quadrant);                           ///< "rescue", for machines
[[nodiscard]] std::string_view words_of(Quadrant quadrant, Numbers const& numbers);  ///< "rescue first"

struct MomentFacts {
    std::size_t moment = 0;          ///< of `Scenario::moments`
    std::array<double, 4> chance{};  ///< by Quadrant; they sum to 1
    std::optional<double>
        noticed;  ///< times a year that a customer has it and notices, all customers; none: how many is not known

    [[nodiscard]] Quadrant likeliest() const;
};

/// Of a world, last month; none where no draws were kept.
[[nodiscard]] std::vector<MomentFacts> moments(Facts const& facts, std::size_t world);

/// What [satisfaction] responses a month tell from chance: two-sided 5 %, with a power of 80 %.
struct SurveySight {
    double responses = 0;           ///< a month
    double month = 0, year = 0;     ///< least difference of two months, of two years, in points
    std::optional<int> from_month;  ///< from which a month of the survey shows the change; none: no single month does
    bool by_year = false;           ///< the last 12 months against 12 before
};
[[nodiscard]] std::optional<SurveySight> survey_sight(Facts const& facts, CaseFacts const& c);

/// The month in which customers wait longest on average over the draws.
struct WorstMonth {
    int month = 0;
    double wait = 0, abandonment = 0, satisfaction = 0;  ///< of the alternative in it; wait in s
    double baseline_wait = 0, baseline_abandonment = 0, baseline_satisfaction = 0;  ///< of the baseline in it
};
[[nodiscard]] std::optional<WorstMonth> worst_month(Facts const& facts, CaseFacts const& c);

}  // namespace rekensom::report
