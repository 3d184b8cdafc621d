#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/commands.hpp"
#include "cli/run_flags.hpp"
#include "input/units.hpp"
#include "rekensom/input/csv.hpp"
#include "rekensom/queue/erlang_a.hpp"
#include "rekensom/queue/fixed_point.hpp"
#include "rekensom/queue/least_agents.hpp"
#include "rekensom/report/documents.hpp"

// The field's Erlang calculator, on the simulation's own queue.

namespace rekensom::cli {
namespace {

constexpr Flag queue_flags[] = {
    {"contacts", 0, Takes::one, "N/TIME", "offered contacts: 100/30m, 1200/h", {}},
    {"handle-time", 0, Takes::one, "TIME", "mean handle time: 6m, 180s", {}},
    {"agents", 0, Takes::one, "N", "agents; a part of one counts in proportion", {}},
    {"patience", 0, Takes::one, "TIME", "mean time until who waits hangs up (never)", {}},
    {"within", 0, Takes::one, "TIME", "of the service level (20s)", {}},
    {"target", 0, Takes::one, "SHARE", "instead of --agents: the least that answer this share within the time", {}},
    {"redial", 0, Takes::one, "SHARE", "of those who hang up that try again (0)", {}},
    {"reconnect", 0, Takes::one, "SHARE", "of those answered that come back (0)", {}},
    flags::json,
};

double measured(Arguments const& arguments, std::string_view flag, std::string_view otherwise, model::Measure measure) {
    std::string const text = arguments.text(flag, otherwise);
    if (text.empty()) throw Usage(fmt::format("--{} is missing", flag));
    input::ParsedNumber const parsed = input::parse_measured(text, measure, "EUR");
    if (auto const* fault = std::get_if<input::NumberFault>(&parsed))
        throw Usage(fmt::format("--{} {}: {}; expected {}", flag, text, fault->what, fault->expected));
    return std::get<double>(parsed);
}

double positive(double x, std::string_view flag) {
    if (!(x > 0) || !std::isfinite(x)) throw Usage(fmt::format("--{} must be above 0", flag));
    return x;
}

/// "100/30m", "1200/h": a second.
double contacts(Arguments const& arguments) {
    std::string const text = arguments.text("contacts", "");
    std::size_t const slash = text.find('/');
    if (slash == std::string::npos) throw Usage("--contacts is missing, or has no time: expected 100/30m or 1200/h");
    input::ParsedNumber const count = input::parse_bare(text.substr(0, slash));
    std::string time = text.substr(slash + 1);
    if (!time.empty() && (time[0] < '0' || time[0] > '9')) time.insert(0, 1, '1');
    input::ParsedNumber const span = input::parse_measured(time, model::Measure::seconds, "EUR");
    if (!std::holds_alternative<double>(count) || !std::holds_alternative<double>(span))
        throw Usage(fmt::format("--contacts {}: expected 100/30m or 1200/h", text));
    double const number = std::get<double>(count);
    if (!(number >= 0)) throw Usage("--contacts must not be below 0");
    return number / positive(std::get<double>(span), "contacts");
}

queue::Load load(Arguments const& arguments) {
    queue::Load load{};
    load.arrival_rate = contacts(arguments);
    load.handle_time = positive(measured(arguments, "handle-time", "", model::Measure::seconds), "handle-time");
    bool const endless = arguments.text("patience", "never") == "never";
    load.patience = endless ? std::numeric_limits<double>::infinity()
                            : positive(measured(arguments, "patience", "", model::Measure::seconds), "patience");
    return load;
}

double agents_for(Arguments const& arguments, queue::Load const& load, double within) {
    if (arguments.has("agents") == arguments.has("target")) throw Usage("give either --agents or --target");
    if (arguments.has("agents")) return arguments.number("agents", 0, {0, 1e6});
    double const share = arguments.number("target", 0, {0, 0.999999999});
    std::optional<int> const least = queue::least_agents(load, {share, within});
    if (!least) throw Usage("no number of agents up to a million meets that target");
    return *least;
}

enum class Form { share, seconds, number };

struct Figure {
    char const *key, *label;
    double value;
    Form form;
};

std::vector<Figure> figures(queue::Load const& load, double agents, queue::Performance const& p) {
    using enum Form;
    return {
        {"agents", "Agents", agents, number},
        {"erlangs", "Load in erlangs", load.erlangs(), number},
        {"attempts_per_hour", "Attempts an hour", load.arrival_rate * 3600, number},
        {"occupancy", "Occupancy", p.occupancy, share},
        {"prob_wait", "Has to wait", p.prob_wait, share},
        {"service_level", "Service level: answered in time / offered", p.service_levels.of_offered, share},
        {"service_level_without_early", "  ... / (offered - hung up in time)", p.service_levels.without_early, share},
        {"service_level_of_answered", "  ... / answered", p.service_levels.of_answered, share},
        {"service_level_early_as_good", "  (answered + hung up in time) / offered",
         p.service_levels.early_hang_ups_as_good, share},
        {"abandonment", "Abandonment", p.abandonment, share},
        {"wait_answered_s", "Wait of those answered", p.wait_answered, seconds},
        {"wait_all_s", "Wait of all", p.wait_all, seconds},
        {"mean_queue", "Mean queue", p.mean_queue, number},
    };
}

int one(Arguments const& arguments) {
    double const within = measured(arguments, "within", "20s", model::Measure::seconds);
    queue::Load load = cli::load(arguments);
    queue::ComeBack const back{arguments.number("redial", 0, {0, 0.99}), arguments.number("reconnect", 0, {0, 0.99})};
    bool const comes_back = back.redial > 0 || back.reconnect > 0;
    if (comes_back && arguments.has("target"))
        throw Usage("--target does not go with --redial or --reconnect: give --agents");
    double const agents = agents_for(arguments, load, within);
    queue::Performance p;
    if (comes_back) {
        queue::FixedPoint const point = queue::with_come_backs(load, back, agents, within);
        load.arrival_rate = point.arrival_rate;
        p = point.performance;
    } else {
        p = queue::erlang_a(load, agents, within);
    }
    std::vector<Figure> const all = figures(load, agents, p);
    if (arguments.has("json")) {
        nlohmann::ordered_json json;
        for (Figure const& f : all)
            json[f.key] = std::isfinite(f.value) ? nlohmann::ordered_json(f.value) : nlohmann::ordered_json(nullptr);
        fmt::print("{}\n", json.dump(2));
        return done;
    }
    for (Figure const& f : all) {
        std::string const value = f.form == Form::share     ? fmt::format("{:.2f} %", 100 * f.value)
                                  : f.form == Form::seconds ? fmt::format("{:.2f} s", f.value)
                                                            : fmt::format("{:.6g}", f.value);
        fmt::print("{:<44}{:>14}\n", f.label, value);
    }
    return done;
}

int table(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Usage(fmt::format("{}: cannot be opened", path));
    try {
        input::CsvReader rows(file);
        constexpr std::string_view names[] = {"arrivals_per_hour", "handle_time_s", "agents", "patience_s", "within_s"};
        std::array<std::size_t, 5> at{};
        for (std::size_t i = 0; i < at.size(); ++i) {
            std::optional<std::size_t> const found = rows.find(names[i]);
            if (!found)
                throw input::CsvError(1, 0, fmt::format("there is no column {}", names[i]),
                                      fmt::format("{}", fmt::join(names, ",")));
            at[i] = *found;
        }
        std::string out;
        for (std::string const& name : rows.header()) out += (out.empty() ? "" : ",") + report::csv_text(name);
        out += ",prob_wait,service_level,abandonment,wait_answered_s,occupancy\n";
        while (rows.next()) {
            queue::Load const load{rows.required_number(at[0]) / 3600, rows.required_number(at[1]),
                                   rows.number(at[3]).value_or(std::numeric_limits<double>::infinity())};
            double const agents = rows.required_number(at[2]), within = rows.required_number(at[4]);
            if (!(load.arrival_rate >= 0)) throw rows.error(at[0], "arrivals below 0", "0 or more");
            if (!(load.handle_time > 0))
                throw rows.error(at[1], "a handle time that is not above 0", "seconds above 0");
            if (!(agents >= 0 && agents <= 1e6))
                throw rows.error(at[2], "a number of agents out of range", "0 to a million");
            if (!(load.patience > 0))
                throw rows.error(at[3], "a patience that is not above 0", "seconds above 0, or nothing");
            if (!(within >= 0)) throw rows.error(at[4], "a target time below 0", "seconds from 0");
            queue::Performance const p = queue::erlang_a(load, agents, within);
            bool first = true;
            for (std::string_view field : rows.fields()) {
                if (!first) out += ',';
                out += report::csv_text(field);
                first = false;
            }
            for (double x : {p.prob_wait, p.service_level, p.abandonment, p.wait_answered, p.occupancy})
                out += "," + (std::isinf(x) ? std::string("inf") : report::shortest(x));
            out += '\n';
        }
        fmt::print("{}", out);
    } catch (input::CsvError const& e) {
        fmt::print(stderr, "{}:{}: {}{}{}\n", path, e.line, e.problem, e.expected.empty() ? "" : "; expected ",
                   e.expected);
        return bad_input;
    }
    return done;
}

int queue_main(Arguments const& arguments) {
    if (arguments.words().empty()) return one(arguments);
    if (arguments.words().size() > 1) throw Usage("one table at a time");
    return table(arguments.words().front());
}

}  // namespace

extern Command const queue_command;
Command const queue_command{
    "queue",
    "[ROWS.csv]",
    "the Erlang calculator: service level, waits, hang-ups, agents",
    "rekensom queue --contacts 100/30m --handle-time 6m --agents 20 --patience 2m --within 20s\n"
    "rekensom queue --contacts 100/30m --handle-time 6m --target 80% --patience 2m",
    queue_flags,
    queue_main,
    "A table has the columns arrivals_per_hour,handle_time_s,agents,patience_s,within_s (empty patience: nobody hangs "
    "up) and comes back "
    "with prob_wait,service_level,abandonment,wait_answered_s,occupancy."};

}  // namespace rekensom::cli
