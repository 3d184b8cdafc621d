#pragma once

#include "rekensom/fit/patience.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

// What is kept of an export of contacts while it streams by: counts a day, half hour, reason and channel, and a few bytes a
// contact where customers are known. Five million contacts with customers take about 100 MB.

namespace rekensom::fit {

enum class Ending : unsigned char { answered, abandoned };

/// A contact, or an interval with a count of them.
struct Contact {
    std::chrono::sys_seconds when;
    bool time_known = true;    ///< false: the date only
    std::uint16_t reason = 0;  ///< the caller keeps the names
    std::uint8_t channel = 0;
    double count = 1;
    Ending ending = Ending::answered;
    double handle_time = unknown;  ///< mean seconds, of those answered
    double wait = unknown;         ///< mean seconds in the queue
    std::uint64_t customer = 0;    ///< any key that is the same for the same customer; 0: not known
};

struct DayCell {
    std::array<float, 48> attempts{};  ///< by half hour; of a date without a time all in the first
    double answered = 0;
    double abandoned = 0;
    double handled_timed = 0;  ///< answered contacts with a handle time
    double handle_seconds = 0;
};

/// Of the handle times of one reason in one channel.
struct HandleSums {
    double n = 0, sum = 0, squares = 0;
    double logged = 0, log_sum = 0, log_squares = 0;  ///< of those above 0
    double brief = 0;  ///< of 5 s and less: often a flaw of the export, counted, not deleted
};

/// One attempt of a known customer, in 16 bytes.
struct Visit {
    std::uint64_t customer;
    std::uint32_t seconds;  ///< since 1970
    std::uint16_t reason;
    std::uint8_t channel;
    Ending ending;
};

class History {
public:
    using Key = std::pair<std::uint16_t, std::uint8_t>;  ///< reason, channel
    struct Series {
        std::vector<DayCell> days;  ///< from `first` on
        std::chrono::sys_days first;
        HandleSums handle_times;
    };

    /// \throws DataError where the dates come to span more than 60 years: one of them must be wrong.
    void add(Contact const& contact);

    [[nodiscard]] bool empty() const { return series_.empty(); }
    [[nodiscard]] std::chrono::sys_days first() const { return first_; }
    [[nodiscard]] std::chrono::sys_days last() const { return last_; }
    [[nodiscard]] std::size_t day_count() const { return static_cast<std::size_t>((last_ - first_).count()) + 1; }
    [[nodiscard]] std::size_t reasons() const { return reasons_; }
    [[nodiscard]] std::size_t channels() const { return channels_; }
    [[nodiscard]] bool times_known() const { return times_known_; }
    [[nodiscard]] std::map<Key, Series> const& series() const { return series_; }
    [[nodiscard]] std::span<Visit const> visits() const { return visits_; }
    [[nodiscard]] WaitSums const& waits(std::size_t channel) const { return waits_[channel]; }

    /// A number a day from `first()` to `last()`: the sum of `measure(cell)` over the series that `wanted(key)` takes.
    template <class Wanted, class Measure>
    [[nodiscard]] std::vector<double> daily(Wanted const& wanted, Measure const& measure) const {
        std::vector<double> result(day_count(), 0);
        for (auto const& [key, series] : series_) {
            if (!wanted(key)) continue;
            auto const offset = (series.first - first_).count();
            for (std::size_t d = 0; d < series.days.size(); ++d) {
                auto const at = offset + static_cast<std::ptrdiff_t>(d);
                if (at >= 0 && at < static_cast<std::ptrdiff_t>(result.size()))
                    result[static_cast<std::size_t>(at)] += measure(series.days[d]);
            }
        }
        return result;
    }

private:
    std::map<Key, Series> series_;
    std::vector<Visit> visits_;
    std::vector<WaitSums> waits_;
    std::chrono::sys_days first_{};
    std::chrono::sys_days last_{};
    std::size_t reasons_ = 0;
    std::size_t channels_ = 0;
    bool times_known_ = true;
};

[[nodiscard]] double attempts(DayCell const& cell);

}  // namespace rekensom::fit
