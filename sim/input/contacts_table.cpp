#include "rekensom/input/contacts_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "input/columns.hpp"
#include "input/moment.hpp"

namespace rekensom::input {
namespace {

/// Names by number, in the order in which they come up.
class Names {
public:
    Names(std::string what, std::size_t most) : what_(std::move(what)), most_(most) {}
    std::size_t number_of(CsvReader const& csv, std::size_t column) {
        std::string_view const field = csv.fields()[column];
        key_.assign(says_nothing(field) ? std::string_view("not stated") : field);
        auto const found = numbers_.find(key_);
        if (found != numbers_.end()) return found->second;
        if (names.size() == most_)
            throw csv.error(column, fmt::format("more than {} different {}s", most_, what_),
                            fmt::format("a column with a few dozen {}s; put small ones together first", what_));
        names.push_back(key_);
        return numbers_.emplace(key_, names.size() - 1).first->second;
    }
    std::vector<std::string> names;

private:
    std::string what_, key_;
    std::size_t most_;
    std::unordered_map<std::string, std::size_t> numbers_;
};

std::uint64_t key_of(std::string_view customer) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
    for (char c : customer) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash == 0 ? 1 : hash;
}

struct Where {
    std::size_t time = 0;
    std::optional<std::size_t> clock, count, reason, channel, handle_time, wait, customer, abandoned;
    std::vector<std::pair<std::size_t, std::string>> skip;
};

Where find_columns(CsvReader const& csv, ContactColumns const& c) {
    Where w;
    if (std::size_t const plus = c.time.find('+'); plus != std::string::npos && !csv.find(c.time)) {
        w.time = column_named(csv, c.time.substr(0, plus));
        w.clock = column_named(csv, c.time.substr(plus + 1));
    } else if (auto const date = csv.find("date"), time = csv.find("time"); c.time.empty() && date && time) {
        w.time = *date, w.clock = *time;
    } else {
        auto const found =
            column_for(csv, c.time,
                       {"time", "start", "start_time", "timestamp", "datetime", "date_time", "created_at", "created",
                        "moment", "date", "tijdstip", "datum", "begin", "interval", "day", "dag"});
        if (!found)
            throw CsvError(1, 0,
                           "no column says when: none has a usual name (time, start, "
                           "timestamp, date, …)",
                           "--time COLUMN, or --time DATE+TIME");
        w.time = *found;
    }
    w.count = column_for(csv, c.count, {"count", "contacts", "calls", "offered", "number", "aantal", "volume", "n"});
    w.reason = column_for(csv, c.reason, {"reason", "topic", "subject", "category", "reden", "onderwerp", "categorie"});
    w.channel = column_for(csv, c.channel, {"channel", "medium", "kanaal"});
    w.handle_time = column_for(csv, c.handle_time,
                               {"handle_time", "aht", "handling_time", "service_time", "talk_time", "duration",
                                "afhandeltijd", "gespreksduur", "duur"});
    w.wait = column_for(csv, c.wait, {"wait", "wait_time", "waiting_time", "queue_time", "waiting", "wachttijd"});
    w.customer =
        column_for(csv, c.customer, {"customer", "customer_id", "client_id", "klant", "klantnummer", "klant_id"});
    w.abandoned = column_for(csv, c.abandoned, {"abandoned", "hung_up", "abandon", "opgehangen", "lost"});
    for (ColumnTest const& test : c.skip) w.skip.emplace_back(column_named(csv, test.column), test.value);
    return w;
}

/// Reads on until a date tells its order, then goes back.
std::optional<DateOrder> order_of_dates(std::istream& in, ContactColumns const& columns) {
    auto const begin = in.tellg();
    if (begin == std::istream::pos_type(-1)) {
        in.clear();
        return std::nullopt;
    }
    std::optional<DateOrder> told;
    {
        CsvReader csv(in);
        std::size_t const time = find_columns(csv, columns).time;
        while (!told && csv.next()) {
            std::string_view const field = csv.fields()[time];
            told = order_told(field);
            if (!told && !says_nothing(field) && !order_matters(field)) break;
        }
    }
    in.clear();
    in.seekg(begin);
    return told;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class ContactsReader {
public:
    ContactsReader(std::istream& in, ContactColumns const& columns, DateOrder order)
        : csv_(in), columns_(columns), at_(find_columns(csv_, columns)), order_(order) {
        say_columns();
    }

    ContactsTable read(std::function<void(std::size_t)> const& progress) {
        while (csv_.next()) {
            if (progress && csv_.rows() % 50'000 == 0) progress(csv_.bytes());
            row();
        }
        table_.rows = csv_.rows();
        if (table_.used == 0)
            throw fit::DataError(table_.rows == 0 ? "a header and no rows"
                                                  : fmt::format("none of {} rows says when and how many", table_.rows));
        if (at_.customer && table_.has_customers == false) table_.notes.push_back("no row names a customer");
        say(no_time_, "without a time", "left out");
        say(no_count_, "without a count", "left out");
        say(skipped_, "to skip", "left out, as asked");
        say(no_ending_, "that do not say whether the caller hung up", "taken as answered");
        if (csv_.encoding() == Encoding::mixed)
            table_.notes.push_back(
                "some fields are UTF-8 and others Windows-1252: "
                "each is read as what it is");
        table_.reasons = at_.reason ? reasons_.names : std::vector<std::string>{""};
        table_.channels = at_.channel ? channels_.names : std::vector<std::string>{""};
        return std::move(table_);
    }

private:
    void say_columns() {
        std::string words;
        auto const one = [&](std::string_view what, std::optional<std::size_t> column) {
            if (column) words += fmt::format("{}{} is {}", words.empty() ? "" : ", ", csv_.header()[*column], what);
        };
        one(at_.clock ? "the date" : "the time", at_.time);
        one("the time of day", at_.clock);
        one("the count", at_.count);
        one("the reason", at_.reason);
        one("the channel", at_.channel);
        one("the handle time", at_.handle_time);
        one("the wait", at_.wait);
        one("whether the caller hung up", at_.abandoned);
        one("the customer", at_.customer);
        table_.notes.push_back("Columns: " + words + ".");
    }

    void say(std::size_t n, std::string_view which, std::string_view treatment) {
        if (n > 0) table_.notes.push_back(fmt::format("{} of {} rows {}: {}.", n, table_.rows, which, treatment));
    }

    std::optional<Moment> moment() {
        std::string_view text = csv_.fields()[at_.time];
        if (says_nothing(text)) return std::nullopt;
        if (at_.clock) {
            joined_.assign(text);
            if (std::string_view const clock = csv_.fields()[*at_.clock]; !says_nothing(clock))
                joined_.append(" ").append(clock);
            text = joined_;
        }
        auto const parsed = parse_moment(text, order_);
        if (!parsed)
            throw csv_.error(at_.time, fmt::format("'{}' is no date and time that exists", text),
                             order_matters(text)
                                 ? fmt::format("a date from 1970 to 2099, {} first (--dates dmy or mdy)",
                                               order_ == DateOrder::day_first ? "day" : "month")
                                 : "2026-03-01 07:30, 1-3-2026 7:30 or 20260301, from 1970 to "
                                   "2099");
        return parsed;
    }

    double duration(std::optional<std::size_t> column, std::string_view what) {
        if (!column || says_nothing(csv_.fields()[*column])) return fit::unknown;
        std::string_view const field = csv_.fields()[*column];
        auto const seconds = parse_clock_duration(field, csv_.decimal());
        if (!seconds || !(*seconds >= 0) || *seconds > 30 * 86400.0)
            throw csv_.error(*column, fmt::format("'{}' is no {}", field, what),
                             "seconds from 0 to 30 days, m:ss or h:mm:ss");
        return *seconds;
    }

    /// How many of `count` hung up.
    double abandoned(double count) {
        if (!at_.abandoned) return 0;
        std::string_view const field = csv_.fields()[*at_.abandoned];
        if (!columns_.abandoned_value.empty()) return field == columns_.abandoned_value ? count : 0;
        if (says_nothing(field)) {
            ++no_ending_;
            return 0;
        }
        std::string const word = lower_case(field);
        if (one_of(word, {"yes", "y", "true", "ja", "j", "x", "abandoned", "hung up", "hang", "lost"})) return count;
        if (one_of(word, {"no", "n", "false", "nee", "answered", "handled", "agent"})) return 0;
        auto const number = parse_number(field, csv_.decimal());
        if (!number || !(*number >= 0) || *number > count)
            throw csv_.error(*at_.abandoned, fmt::format("'{}' does not say whether the caller hung up", field),
                             at_.count ? "yes or no, or a number from 0 to the count"
                                       : "yes or no, 1 or 0, or --abandoned COLUMN=VALUE");
        return *number;
    }

    void row() {
        for (auto const& [column, value] : at_.skip)
            if (csv_.fields()[column] == value) {
                ++skipped_;
                return;
            }
        auto const when = moment();
        if (!when) {
            ++no_time_;
            return;
        }
        double count = 1;
        if (at_.count) {
            auto const stated = csv_.number(*at_.count);
            if (!stated) {
                ++no_count_;
                return;
            }
            count = *stated;
            if (!(count >= 0) || count > 1e9)
                throw csv_.error(*at_.count, fmt::format("a count of {}", count), "0 or more");
        }
        fit::Contact contact{.when = when->when, .time_known = when->time_known};
        if (at_.reason) contact.reason = static_cast<std::uint16_t>(reasons_.number_of(csv_, *at_.reason));
        if (at_.channel) contact.channel = static_cast<std::uint8_t>(channels_.number_of(csv_, *at_.channel));
        contact.handle_time = duration(at_.handle_time, "handle time");
        contact.wait = duration(at_.wait, "wait");
        table_.has_waits = table_.has_waits || contact.wait == contact.wait;
        if (at_.customer && !says_nothing(csv_.fields()[*at_.customer])) {
            contact.customer = key_of(csv_.fields()[*at_.customer]);
            table_.has_customers = true;
        }
        double const lost = abandoned(count);
        ++table_.used;
        if (lost < count || count == 0) {
            contact.count = count - lost;
            table_.history.add(contact);
        }
        if (lost > 0) {
            contact.count = lost;
            contact.ending = fit::Ending::abandoned;
            table_.history.add(contact);
        }
    }

    CsvReader csv_;
    ContactColumns const& columns_;
    Where at_;
    DateOrder order_;
    ContactsTable table_;
    Names reasons_{"reason", most_reasons}, channels_{"channel", most_channels};
    std::string joined_;
    std::size_t no_time_ = 0, no_count_ = 0, skipped_ = 0, no_ending_ = 0;
};

}  // namespace

ContactsTable read_contacts(std::istream& in, ContactColumns const& columns,
                            std::function<void(std::size_t)> const& progress) {
    std::optional<DateOrder> order;
    if (columns.month_first)
        order = *columns.month_first ? DateOrder::month_first : DateOrder::day_first;
    else
        order = order_of_dates(in, columns);
    return ContactsReader(in, columns, order.value_or(DateOrder::day_first)).read(progress);
}

}  // namespace rekensom::input
