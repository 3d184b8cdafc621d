#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/data_files.hpp"
#include "cli/run_flags.hpp"
#include "cli/terminal.hpp"
#include "rekensom/input/fragment.hpp"

// From an export of contacts to the numbers of a baseline.

namespace rekensom::cli {
namespace {

constexpr Flag fit_flags[] = {
    {"time", 0, Takes::one, "COLUMN", "when; DATE+TIME where they are two columns", {}},
    {"dates", 0, Takes::one, "ORDER", "dmy or mdy: what 3/4/2026 means (told from the dates)", "dmy mdy"},
    {"count", 0, Takes::one, "COLUMN", "how many contacts a row stands for (1)", {}},
    {"reason", 0, Takes::one, "COLUMN", "why", {}},
    {"channel", 0, Takes::one, "COLUMN", "how", {}},
    {"handle-time", 0, Takes::one, "COLUMN", "seconds, m:ss or h:mm:ss", {}},
    {"wait", 0, Takes::one, "COLUMN", "time in the queue", {}},
    {"abandoned", 0, Takes::one, "COLUMN", "yes or no, or how many; COLUMN=VALUE: that value means yes", {}},
    {"customer", 0, Takes::one, "COLUMN", "who, for redials and repeats", {}},
    {"skip", 0, Takes::many, "COLUMN=VALUE", "leave such rows out", {}},
    {"within-days", 0, Takes::one, "N", "a repeat comes within so many days (7)", {}},
    {"cost-per-contact", 0, Takes::one, "N", "no export says it: fills it in", {}},
    {"cost-per-fte", 0, Takes::one, "N", "a year: a team with the week's profile, instead of a cost a contact", {}},
    {"out", 'o', Takes::one, "FILE", "the fragment, and FILE-week.csv beside it (stdout, without that)", {}},
    {"report", 0, Takes::one, "FILE", "the page of diagnostics (stderr)", {}},
    flags::quiet,
};

std::pair<std::string, std::string> column_and_value(std::string const& text, std::string_view flag) {
    std::size_t const at = text.find('=');
    if (at == 0 || at == std::string::npos || at + 1 == text.size())
        throw Usage(fmt::format("--{} {}: expected COLUMN=VALUE", flag, text));
    return {text.substr(0, at), text.substr(at + 1)};
}

input::ContactColumns columns(Arguments const& arguments) {
    input::ContactColumns c;
    c.time = arguments.text("time", "");
    c.count = arguments.text("count", "");
    c.reason = arguments.text("reason", "");
    c.channel = arguments.text("channel", "");
    c.handle_time = arguments.text("handle-time", "");
    c.wait = arguments.text("wait", "");
    c.customer = arguments.text("customer", "");
    c.abandoned = arguments.text("abandoned", "");
    if (c.abandoned.find('=') != std::string::npos)
        std::tie(c.abandoned, c.abandoned_value) = column_and_value(c.abandoned, "abandoned");
    for (std::string const& skip : arguments.all("skip")) {
        auto [column, value] = column_and_value(skip, "skip");
        c.skip.push_back({std::move(column), std::move(value)});
    }
    constexpr std::string_view orders[] = {"dmy", "mdy"};
    if (arguments.has("dates")) c.month_first = arguments.choice("dates", "dmy", orders) == "mdy";
    return c;
}

int fit_main(Arguments const& arguments) {
    namespace fs = std::filesystem;
    std::string const path = arguments.only_word("a table of contacts");
    fit::RepeatOptions repeats;
    repeats.repeat_days = arguments.number("within-days", 7, {0.01, 366});
    input::BaselineWriting writing;
    writing.file = path == "-" ? "stdin" : fs::path(path).filename().string();
    writing.repeat_days = repeats.repeat_days;
    if (arguments.has("cost-per-contact")) writing.cost_per_contact = arguments.number("cost-per-contact", 0, {0, 1e6});
    if (arguments.has("cost-per-fte")) writing.cost_per_fte = arguments.number("cost-per-fte", 0, {0, 1e9});
    input::ContactColumns const wanted = columns(arguments);
    std::string const out = arguments.text("out", ""), report = arguments.text("report", "");
    return with_data(path, [&](std::istream& in) {
        input::ContactsTable table;
        {
            ByteCount count(arguments.has("quiet"));
            table = input::read_contacts(in, wanted, [&](std::size_t bytes) { count(bytes); });
        }
        fit::Baseline const baseline = fit::fit_baseline(table.history, repeats);
        std::string const week = input::week_csv(table, baseline);
        if (!out.empty() && !week.empty()) {
            fs::path const beside = fs::path(out).replace_extension().string() + "-week.csv";
            write_whole(beside.string(), week);
            writing.profile = beside.filename().string();
        }
        std::string const page =
            report.empty() && arguments.has("quiet") ? "" : input::baseline_page(table, baseline, writing);
        std::string const fragment = input::baseline_fragment(table, baseline, writing);
        if (!report.empty())
            write_whole(report, page);
        else
            fmt::print(stderr, "{}", harmless(page));
        if (out.empty())
            fmt::print("{}", fragment);
        else
            write_whole(out, fragment);
        if (!out.empty() && !arguments.has("quiet")) {
            fmt::print("{} holds what the data say", out);
            if (!report.empty()) fmt::print(", {} how well it fits", report);
            fmt::print(".\nNext: add a [changes.X], then rekensom run {}\n", out);
        }
        return static_cast<int>(done);
    });
}

}  // namespace

extern Command const fit_command;
Command const fit_command{"fit",
                          "CONTACTS.csv",
                          "an export of contacts to a scenario's baseline, each number with its "
                          "uncertainty",
                          "rekensom fit calls.csv --out base.toml --report base.md\n"
                          "rekensom fit calls.csv --time start --count calls --cost-per-contact 7 "
                          "--out base.toml",
                          fit_flags,
                          fit_main,
                          "A row a contact, or a row an interval with a count; , ; or tabs, decimal "
                          "points or commas, UTF-8 or Windows-1252. Columns are\n"
                          "found by their usual names where no flag says which. Outliers are named "
                          "and kept; closed days and gaps are said. The page of\n"
                          "diagnostics holds fitted against seen, and a forecast of the later part "
                          "from the earlier one. \"-\" reads stdin."};

}  // namespace rekensom::cli
