#pragma once

#include "rekensom/base/domain.hpp"

#include <span>
#include <string>
#include <string_view>

// The catalogue of the keys of a scenario file. One entry here and one use in the reader; messages, docs, the completion schema,
// `new` and the live page print from it.

namespace rekensom::model {

enum class KeyKind {
    quantity,  ///< a number that may be uncertain
    number,    ///< a number that shapes the model: certain
    whole,     ///< a whole number
    text,
    choice,     ///< one of `KeyInfo::choices`
    flag,       ///< true or false
    numbers,    ///< a list of numbers
    month,      ///< a calendar month
    name,       ///< the name of something in the file
    names,      ///< a list of names
    hours,      ///< opening hours
    file,       ///< another file, seen from this one
    tables,     ///< a list of tables
    overrides,  ///< a table of path = value
};

/// What is measured: the unit kept, what a plain number means, and which units a text may name.
enum class Measure {
    none,                  ///< words, names
    number,                ///< a plain number
    share,                 ///< 0.1 or "10%"
    yearly,                ///< a share a year: growth, attrition, a rate of interest
    contacts_a_month,      ///< plain: a month; "1_000_000 / year"
    contacts_a_week,       ///< plain: a week
    transactions_a_month,  ///< plain: a month
    seconds,               ///< plain: s; "6m30s"
    minutes,               ///< plain: minutes
    months,                ///< plain: months; "2 weeks"
    days,                  ///< plain: days; kept as months
    instant,               ///< months after the scenario's start, or a date
    money,
    money_a_month,  ///< plain: a month
    money_a_year,   ///< plain: a year
    marks,          ///< school marks, or points of them
    fte,
    fte_a_month,
    hours,  ///< hours a week
};

/// One value, or a table of values by name.
enum class By { nothing, reason, channel, driver, moment };

struct KeyInfo {
    std::string_view pattern;  ///< "reasons.*.avoidable"; `*` is a name that the user gives, `#` each table of a list
    KeyKind kind = KeyKind::quantity;
    Measure measure = Measure::none;
    Domain domain = Domain::real;
    By by = By::nothing;
    std::string_view fallback;  ///< the default, as the user would write it; empty: none
    std::string_view basis;     ///< where the default comes from: "assumption", "[SQM1] B", …; tags: docs
    std::string_view choices;   ///< "live | deferred | self-service"; of a name: the group it is in, "changes"
    std::string_view sentence;  ///< what it is, in English
};

[[nodiscard]] std::span<KeyInfo const> keys();

/// A table of the file: "[reasons.NAME]".
struct GroupInfo {
    std::string_view name;
    std::string_view sentence;
};
[[nodiscard]] std::span<GroupInfo const> groups();

/// The entry for a path as in the file: "reasons.billing.avoidable", "changes.fix.prevents.billing". \return  nullptr: no such key
[[nodiscard]] KeyInfo const* find_key(std::string_view path);

/// The entry of exactly this pattern. \throw Bug  there is none
[[nodiscard]] KeyInfo const& key(std::string_view pattern);

/// The unit in which a quantity of this measure is kept, for people: "s", "contacts / month", "EUR / year". Empty: none.
[[nodiscard]] std::string unit_of(Measure measure, std::string_view currency);

/// What a plain number means: "seconds", "a month", … Empty: just a number.
[[nodiscard]] std::string_view plain_meaning(Measure measure);

}  // namespace rekensom::model
