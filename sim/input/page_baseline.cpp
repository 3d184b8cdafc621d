#include <fmt/format.h>

#include <cmath>

#include "input/fragment_text.hpp"
#include "rekensom/fit/forecast.hpp"
#include "rekensom/input/fragment.hpp"

namespace rekensom::input {
namespace {

using fit::Estimate;

std::string with_interval(Estimate const& e, double times = 1) {
    if (!e.known()) return "not known" + (e.note.empty() ? std::string() : " (" + e.note + ")");
    std::string text = rounded(times * e.mean);
    if (std::isfinite(e.low)) text += fmt::format(" (95 %: {} to {})", rounded(times * e.low), rounded(times * e.high));
    return e.note.empty() ? text : text + "; " + e.note;
}

void read_and_treated(std::string& out, ContactsTable const& table, fit::Baseline const& b) {
    out += fmt::format(
        "## What was read\n\n{} rows, {} used; {:.0f} contacts "
        "from {} to {}.\n\n",
        table.rows, table.used, b.contacts, fit::iso_date(b.first), fit::iso_date(b.last));
    for (std::string const& note : table.notes) out += "- " + note + '\n';
    for (std::string const& note : b.notes) out += "- " + note + '\n';
}

void weekdays(std::string& out, fit::Baseline const& b) {
    constexpr char const* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    out += "\n## The week\n\n| day | against the mean day |\n| --- | --- |\n";
    for (std::size_t d = 0; d < 7; ++d)
        out += fmt::format("| {} | {} |\n", days[d],
                           b.days.open[d] ? with_interval(b.week.weekday_estimate[d]) : "no contacts as a rule");
    out += fmt::format(
        "\nBusyness of a day, beyond weekday and month (cv): {}. "
        "Variance of days / mean: {} (1 is pure chance).\n",
        with_interval(b.busyness.cv), rounded(b.busyness.dispersion));
    if (std::isfinite(b.profile.half_hour_cv))
        out += fmt::format("Half hours, given their day (cv beyond chance): {}.\n", rounded(b.profile.half_hour_cv));
}

void months(std::string& out, ContactsTable const& table, fit::Baseline const& b) {
    auto const answered = table.history.daily([](fit::History::Key const&) { return true; },
                                              [](fit::DayCell const& c) { return c.answered; });
    auto const spans = fit::months_of(b.first, answered.size());
    auto const counts = fit::month_counts(answered, b.days, spans, b.week);
    out +=
        "\n## Months: fitted against seen\n\n| month | seen | fitted | off "
        "|\n| --- | ---: | ---: | ---: |\n";
    for (std::size_t m = 0; m < counts.size() && m < b.all.fitted.size(); ++m) {
        auto const month = spans[static_cast<std::size_t>(counts[m].month)].month;
        out += fmt::format("| {:04}-{:02} | {:.0f} | {:.0f} | {:+.1f} % |\n", static_cast<int>(month.year()),
                           static_cast<unsigned>(month.month()), counts[m].count, b.all.fitted[m],
                           100 * (counts[m].count / b.all.fitted[m] - 1));
    }
    out += fmt::format(
        "\nA month of all together: {}. Growth a year: {}. Noise "
        "of the months (cv): {}.\n",
        with_interval(b.all.level), with_interval(b.all.growth), with_interval(b.all.noise));
    if (b.reasons.size() > 1)
        out += fmt::format("Share of a reason's noise that all reasons share: {}.\n",
                           std::isfinite(b.noise.share) ? fmt::format("{:.0f} %", 100 * b.noise.share) : "not known");
}

void channels(std::string& out, ContactsTable const& table, fit::Baseline const& b) {
    out += "\n## Channels\n";
    for (std::size_t c = 0; c < b.channels.size(); ++c) {
        fit::ChannelHistory const& channel = b.channels[c];
        out += fmt::format("\n### {}\n\n", table.channels[c].empty() ? "All contacts" : table.channels[c]);
        out += fmt::format("- Handle time, mean seconds: {}\n", with_interval(channel.handle_time.mean));
        if (channel.handle_time.log_sd.known())
            out +=
                fmt::format("- Its spread: lognormal sigma {}, median {} s\n",
                            with_interval(channel.handle_time.log_sd), rounded(std::exp(channel.handle_time.log_mean)));
        if (!channel.handle_time.doubt.empty()) out += fmt::format("- Handle time: {}\n", channel.handle_time.doubt);
        out += fmt::format("- Hang up: {}\n", with_interval(channel.abandonment));
        if (!channel.patience) {
            out += fmt::format("- Patience: {}\n", channel.patience_note);
        } else {
            fit::Patience const& p = *channel.patience;
            out += fmt::format(
                "- Patience, mean seconds (censored maximum likelihood): "
                "{}; first seconds set apart (used): {}\n",
                with_interval(p.plain), with_interval(p.later));
            out += "- Giving up a minute, by seconds waited:";
            for (std::size_t i = 0; i < p.rate.size(); ++i)
                if (p.rate[i].known())
                    out += fmt::format(" from {:.0f} s {};", fit::hazard_edges[i], rounded(p.rate[i].mean));
            out += '\n';
            if (!p.doubt.empty()) out += fmt::format("- Patience: {}\n", p.doubt);
        }
        out += fmt::format("- Redial within a day: {}\n", with_interval(channel.redial));
    }
}

void back_tests(std::string& out, ContactsTable const& table) {
    out += "\n## Back-test: fitted on what was known, held against what came\n\n";
    fit::SlotSeries const days = fit::whole_days(table.history);
    std::size_t const aheads[] = {7, 14, 28};
    auto const one = [&](std::string_view what, fit::SlotSeries const& series, std::size_t ahead) {
        try {
            fit::BackTest const test = fit::back_test(series, ahead);
            out += fmt::format("- {}: {}{}\n", what, fit::in_words(test),
                               test.beats_naive() ? "" : " **The forecast does not beat the naive one.**");
        } catch (fit::DataError const& error) {
            out += fmt::format("- {}: none {} days ahead: {}\n", what, ahead, error.what());
        }
    };
    for (std::size_t ahead : aheads) one("days", days, ahead);
    if (table.history.times_known()) one("half hours", fit::half_hours(table.history), 28);
}

}  // namespace

std::string baseline_page(ContactsTable const& table, fit::Baseline const& baseline, BaselineWriting const& writing) {
    std::string out = fmt::format("# What {} says\n\n", writing.file);
    read_and_treated(out, table, baseline);
    months(out, table, baseline);
    weekdays(out, baseline);
    channels(out, table, baseline);
    out += "\n## Repeats\n\n";
    for (std::size_t r = 0; r < baseline.reasons.size(); ++r)
        out += fmt::format("- {}: {} followed by another within {} days\n",
                           table.reasons[r].empty() ? "All contacts" : table.reasons[r],
                           with_interval(baseline.reasons[r].repeat), rounded(writing.repeat_days));
    back_tests(out, table);
    return out;
}

}  // namespace rekensom::input
