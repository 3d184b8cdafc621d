#include "rekensom/base/contract.hpp"
#include "rekensom/queue/week.hpp"

#include <numeric>

namespace rekensom::queue {

namespace {

constexpr std::size_t half_hours_a_day = 48;

/// Relative volumes of the half hours from 8:00 to 20:00.
constexpr double weekday[24] = {0.50, 0.72, 0.92, 1.08, 1.20, 1.26, 1.26, 1.20, 1.06, 1.00, 1.04, 1.10,
                                1.12, 1.10, 1.06, 1.00, 0.90, 0.76, 0.60, 0.50, 0.42, 0.38, 0.34, 0.30};
/// Saturday's, from 9:00 to 17:00.
constexpr double saturday[16] = {0.55, 0.70, 0.82, 0.90, 0.95, 0.95, 0.90, 0.84,
                                 0.78, 0.74, 0.70, 0.66, 0.60, 0.54, 0.46, 0.38};
/// Monday … Friday, relative to the mean weekday.
constexpr double day[5] = {1.12, 1.01, 0.95, 0.96, 0.96};

}  // namespace

WeekProfile week_profile(std::vector<double> volumes, double interval) {
    double const sum = std::accumulate(volumes.begin(), volumes.end(), 0.0);
    REKENSOM_EXPECT(sum > 0 && interval > 0);
    for (double& volume : volumes) volume /= sum;
    return {interval, std::move(volumes)};
}

WeekProfile office_week() {
    std::vector<double> volumes(7 * half_hours_a_day, 0.0);
    for (std::size_t d = 0; d < 5; ++d) {
        for (std::size_t h = 0; h < 24; ++h) volumes[d * half_hours_a_day + 16 + h] = day[d] * weekday[h];
    }
    for (std::size_t h = 0; h < 16; ++h) volumes[5 * half_hours_a_day + 18 + h] = 0.75 * saturday[h];
    return week_profile(std::move(volumes));
}

}  // namespace rekensom::queue
