#pragma once

#include "rekensom/fit/baseline.hpp"
#include "rekensom/fit/drivers.hpp"
#include "rekensom/input/contacts_table.hpp"

#include <optional>
#include <string>

// What data say, as a piece of a scenario that the reader takes, each value
// with its source; and as a page for people.

namespace rekensom::input {

struct BaselineWriting {
    std::string file;     ///< the name of the data, for `source`
    std::string profile;  ///< file of the week's shares, as the scenario is to
                          ///< name it; empty: none
    std::optional<double> cost_per_contact,
        cost_per_fte;  ///< what no export of contacts says
    double repeat_days = 7;
};

/// TOML. Without the costs their lines are comments that say what to fill in.
[[nodiscard]] std::string baseline_fragment(ContactsTable const& table, fit::Baseline const& baseline,
                                            BaselineWriting const& writing);
/// The shares of a week by half hour, from Monday 00:00: day,time,share,sd.
/// Empty: the times of day are not known.
[[nodiscard]] std::string week_csv(ContactsTable const& table, fit::Baseline const& baseline);
/// Markdown: what was read and treated, fitted against seen, the back-test.
[[nodiscard]] std::string baseline_page(ContactsTable const& table, fit::Baseline const& baseline,
                                        BaselineWriting const& writing);

struct DriversWriting {
    std::string file;
    bool nps = false;  ///< the outcome is NPS points: effects go into [moments.X],
                       ///< which are in these
};

[[nodiscard]] std::string drivers_fragment(fit::DriverFit const& fit, DriversWriting const& writing);
/// Tables for a terminal.
[[nodiscard]] std::string drivers_page(fit::DriverFit const& fit, DriversWriting const& writing);

}  // namespace rekensom::input
