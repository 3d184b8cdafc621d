#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "input/fragment_text.hpp"
#include "rekensom/input/fragment.hpp"

namespace rekensom::input {
namespace {

using fit::Estimate;

/// One minus a share.
Estimate rest_of(Estimate const& e) {
    Estimate r = e;
    r.mean = 1 - e.mean, r.p10 = 1 - e.p90, r.p90 = 1 - e.p10, r.low = 1 - e.high, r.high = 1 - e.low;
    return r;
}

class Writer {
public:
    Writer(ContactsTable const& table, fit::Baseline const& baseline, BaselineWriting const& writing)
        : table_(table), b_(baseline), w_(writing) {
        span_ = fmt::format("{}, {} to {}", w_.file, fit::iso_date(b_.first), fit::iso_date(b_.last));
        KeyNames reasons, channels;
        for (std::string const& name : table.reasons) reason_keys_.push_back(reasons(name, "contacts"));
        for (std::string const& name : table.channels) channel_keys_.push_back(channels(name, "phone"));
    }

    std::string text() {
        head();
        channels();
        team();
        for (std::size_t r = 0; r < b_.reasons.size(); ++r) reason(r);
        return std::move(out_);
    }

private:
    template <class... T>
    void line(fmt::format_string<T...> form, T&&... values) {
        out_ += fmt::format(form, std::forward<T>(values)...) + '\n';
    }

    /// `key = value`, or a comment that says why there is none.
    void value(std::string_view key, Estimate const& e, Kept kept, std::string_view what) {
        std::string const form = value_form(e, kept, fmt::format("{}: {}", span_, what));
        if (!form.empty())
            line("{} = {}", key, form);
        else
            line("# {}: not known{}{}", key, e.note.empty() ? "" : ": ", e.note);
    }

    void head() {
        using namespace std::chrono;
        year_month_day const last(b_.last);
        year_month const next = last.year() / last.month() + months(1);
        line("# From {}: {:.0f} contacts, by `rekensom fit`.", span_, b_.contacts);
        line("title = {}", quoted("As it is, by " + w_.file));
        line("start = {:04}-{:02}-01", static_cast<int>(next.year()), static_cast<unsigned>(next.month()));
        line("months = 36\n");
        line("[demand]");
        if (b_.reasons.size() > 1) {
            value("noise", b_.noise.shared, Kept::positive, "noise of the months that all reasons share (cv)");
        } else {
            line("# noise: one reason only, so all of it is that reason's own");
        }
        if (b_.noise.persistence > 0)
            line("persistence = {{ value = {}, source = {} }}", rounded(std::min(b_.noise.persistence, 0.95)),
                 quoted(span_ + ": correlation of successive months' noise"));
        line("");
    }

    void channels() {
        for (std::size_t c = 0; c < b_.channels.size(); ++c) {
            fit::ChannelHistory const& channel = b_.channels[c];
            line("[channels.{}]", channel_keys_[c]);
            if (!table_.channels[c].empty()) line("label = {}", quoted(table_.channels[c]));
            value("handle_time", channel.handle_time.mean, Kept::positive,
                  "mean seconds of those answered, spread by day");
            if (channel.patience)
                value("patience", channel.patience->later, Kept::positive,
                      "mean seconds until who waits hangs up; those answered count as "
                      "censored");
            else
                line("# patience: not known: {}", channel.patience_note);
            value("redial", channel.redial, Kept::share, "share of those who hang up that try again within a day");
            if (w_.cost_per_contact && !w_.cost_per_fte) line("cost_per_contact = {}", rounded(*w_.cost_per_contact));
            if (!w_.cost_per_contact && !w_.cost_per_fte)
                line(
                    "# cost_per_contact = 7   # fill in, or the team below: no export "
                    "of contacts says it");
            line("");
        }
    }

    void team() {
        std::string const mark = w_.cost_per_fte ? "" : "# ";
        line("{}[teams.desk]", mark);
        line("{}cost_per_fte = {}", mark, w_.cost_per_fte ? rounded(*w_.cost_per_fte) : "50_000   # fill in");
        if (!w_.profile.empty())
            line("{}profile = {}   # when contacts come in a week, by half hour", mark, quoted(w_.profile));
        if (b_.busyness.cv.known())
            line("{}busyness = {}   # cv of a day, beyond its weekday and month", mark, rounded(b_.busyness.cv.mean));
        line("");
    }

    void reason(std::size_t r) {
        fit::ReasonHistory const& reason = b_.reasons[r];
        fit::Volume const& volume = reason.volume;
        std::string const& label = table_.reasons[r];
        if (!volume.level.known()) {
            line("# {}: left out: {}\n", quoted(label), volume.level.note);
            return;
        }
        line("[reasons.{}]", reason_keys_[r]);
        line("label = {}", quoted(label.empty() ? "All contacts" : label));
        value("volume", volume.level, Kept::positive, "handled a month, season apart, at the end of the history");
        value("growth", volume.growth, Kept::real, "a year");
        if (volume.season) {
            std::string season;
            for (Estimate const& month : *volume.season) season += (season.empty() ? "" : ", ") + rounded(month.mean);
            line("season = [{}]   # {}", season, span_);
        } else {
            line("# season: not known: it takes a year or more to see one");
        }
        noise(r);
        if (table_.channels.size() > 1) mix(reason);
        if (table_.channels.size() == 1 && b_.reasons.size() > 1)
            value("handle_time", reason.handle_time.mean, Kept::positive,
                  "mean seconds of those answered, spread by day");
        if (reason.repeat.known()) {
            value("first_time_fix", rest_of(reason.repeat), Kept::share,
                  fmt::format("one less the share followed by another contact of the "
                              "same customer and reason within {} "
                              "days; who is not helped and stays away is not seen",
                              rounded(w_.repeat_days)));
            line(
                "recontact = 1   # with the line above: only their product is seen "
                "in contacts");
        } else {
            line("# first_time_fix, recontact: not known: {}",
                 reason.repeat.note.empty() ? "no customers in the data" : reason.repeat.note);
        }
        line(
            "# avoidable: ask customers or read a sample of contacts: {{ yes = "
            "25, of = 100 }}\n");
    }

    /// Its own part where that is told from what all share; else all of it.
    void noise(std::size_t r) {
        std::size_t known = 0;
        for (std::size_t k = 0; k < r; ++k) known += b_.reasons[k].volume.fitted.empty() ? 0U : 1U;
        bool const shared = b_.reasons.size() > 1 && b_.noise.shared.known() && known < b_.noise.own.size();
        value("noise", shared ? b_.noise.own[known] : b_.reasons[r].volume.noise, Kept::positive,
              shared ? "noise of its months beyond what all reasons share (cv)"
                     : "noise of its months beyond chance (cv)");
    }

    void mix(fit::ReasonHistory const& reason) {
        std::string words;
        for (std::size_t c = 0; c < reason.mix.size(); ++c)
            if (reason.mix[c].known() && reason.mix[c].mean > 0)
                words +=
                    fmt::format("{}{} = {}", words.empty() ? "" : ", ", channel_keys_[c], rounded(reason.mix[c].mean));
        if (!words.empty()) line("channels = {{ {} }}   # {}", words, span_);
    }

    ContactsTable const& table_;
    fit::Baseline const& b_;
    BaselineWriting const& w_;
    std::string span_, out_;
    std::vector<std::string> reason_keys_, channel_keys_;
};

}  // namespace

std::string baseline_fragment(ContactsTable const& table, fit::Baseline const& baseline, BaselineWriting const& writing) {
    return Writer(table, baseline, writing).text();
}

std::string week_csv(ContactsTable const& table, fit::Baseline const& baseline) {
    if (!table.history.times_known()) return {};
    constexpr char const* days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::string out = "day,time,share,sd\n";
    for (std::size_t d = 0; d < 7; ++d)
        for (std::size_t h = 0; h < 48; ++h) {
            double const sd = baseline.profile.sd[d][h];
            out += fmt::format("{},{:02}:{:02},{:.8f},{}\n", days[d], h / 2, h % 2 * 30, baseline.profile.share[d][h],
                               std::isfinite(sd) ? fmt::format("{:.8f}", sd) : "");
        }
    return out;
}

}  // namespace rekensom::input
