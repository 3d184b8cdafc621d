#pragma once

#include "rekensom/fit/history.hpp"
#include "rekensom/input/csv.hpp"

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

// An export of contacts, streamed into what the fits need.

namespace rekensom::input {

/// `COLUMN=VALUE`: rows in which the column says so.
struct ColumnTest {
    std::string column, value;
};

/// Which column says what. Empty: found by its usual names, where there is one.
struct ContactColumns {
    std::string time;  ///< "start", or a date and a time apart: "date+start"
    std::string count, reason, channel, handle_time, wait, customer;
    std::string abandoned;            ///< yes or no; or a number of them, where there is a count
    std::string abandoned_value;      ///< instead: this value means abandoned, any
                                      ///< other answered
    std::vector<ColumnTest> skip;     ///< rows to leave out
    std::optional<bool> month_first;  ///< 3/4/2026; else told from the dates, day
                                      ///< first where they do not tell
};

struct ContactsTable {
    fit::History history;
    std::vector<std::string> reasons,
        channels;  ///< by number; one without a name where there is no such column
    std::size_t rows = 0, used = 0;
    bool has_waits = false, has_customers = false;
    std::vector<std::string> notes;  ///< which columns were taken, and what was
                                     ///< done with rows that say too little
};

inline constexpr std::size_t most_reasons = 500;
inline constexpr std::size_t most_channels = 50;

/// Durations are seconds, or [h:]mm:ss. `progress` is called now and then with
/// the bytes read so far. \throws CsvError with the line of what is wrong;
/// fit::DataError where no row is left.
[[nodiscard]] ContactsTable read_contacts(std::istream& in, ContactColumns const& columns,
                                          std::function<void(std::size_t)> const& progress = {});

}  // namespace rekensom::input
