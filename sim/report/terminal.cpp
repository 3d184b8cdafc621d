#include "rekensom/report/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "report/experience.hpp"
#include "report/marks.hpp"
#include "report/terminal_parts.hpp"
#include "report/waterfall.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

class Summary {
public:
    Summary(Facts const& facts, TerminalStyle style)
        : f_(facts), n_(facts.numbers), paint_(style.colour), columns_(std::clamp<std::size_t>(style.columns, 60, 80)) {}

    std::string print(Written const& written) {
        title();
        for (CaseFacts const& c : f_.cases) answer(c);
        if (!f_.cases.empty()) {
            CaseFacts const& best = f_.cases[f_.best];
            waterfall(best);
            by_year(best);
            shifts(best);
            worst_months();
            moments();
            loyalty();
            influences(best);
            table(n_("Who causes it, who carries it (baseline, a year)",
                     "Wie veroorzaakt, wie draagt (zonder veranderingen, per jaar)"),
                  owner_lines(f_, best, {paint_, columns_}));
            table(n_("Where it is, last 12 months", "Waar het zit, laatste 12 maanden"),
                  part_lines(f_, best, {paint_, columns_}), &best);
        }
        warnings();
        files(written);
        return std::move(out_);
    }

private:
    std::string whole_name(CaseFacts const& c) const { return harmless(label_of(*c.world, n_.language())); }
    std::string name(CaseFacts const& c) const { return left_trimmed(whole_name(c), 40); }
    static std::string left_trimmed(std::string const& text, std::size_t columns) {
        return width(text) <= columns ? text : left(text, columns);
    }
    run::Summary const& of(CaseFacts const& c, OutcomeKind kind, std::size_t i = 0) const {
        return f_.results->of_case(c.index, kind, i);
    }

    void line(std::string_view text) { out_.append(text.substr(0, text.find_last_not_of(' ') + 1)).append("\n"); }
    void head(std::string_view text, CaseFacts const* c = nullptr) {
        bool const several = c && f_.cases.size() > 1;
        line("\n" + paint_(Paint::strong,
                           left_trimmed(several ? fmt::format("{}: {}", text, name(*c)) : std::string(text), columns_)));
    }

    void table(std::string_view text, std::vector<std::string> const& lines, CaseFacts const* c = nullptr) {
        if (lines.empty()) return;
        head(text, c);
        for (std::string const& one : lines) line(one);
    }

    void title() {
        std::string const when = fmt::format("{} {} {}", f_.scenario().months, n_("months from", "maanden vanaf"),
                                             month_name(f_.scenario().start, 0, n_.language()));
        std::size_t const room = columns_ - width(when) - 2;
        line(paint_(Paint::strong, left(harmless(f_.scenario().title), room)) + "  " + paint_(Paint::dim, when));
    }

    void answer(CaseFacts const& c) {
        run::Summary const& npv = of(c, OutcomeKind::npv);
        double const largest = std::max(std::abs(npv.p10), std::abs(npv.p90));
        int const months = f_.scenario().months;
        std::string text = f_.cases.size() > 1 ? left_trimmed(whole_name(c), 72) + ": " : "";
        if (npv.sd > 0)
            text += fmt::format(fmt::runtime(n_("P50 {} over {} months, 80 % between {} and {};",
                                                "P50 {} over {} maanden, 80 % tussen {} en {};")),
                                n_.money_beside(npv.p50, largest), months, n_.money_beside(npv.p10, largest),
                                n_.money_beside(npv.p90, largest));
        else
            text += fmt::format(fmt::runtime(n_("{} over {} months, certain;", "{} over {} maanden, zeker;")),
                                n_.money_whole(npv.mean), months);
        text += fmt::format(fmt::runtime(n_(" chance that it pays back within {} months {}",
                                            " kans dat het zich binnen {} maanden terugverdient {}")),
                            months, n_.percent(c.results->p_within_horizon));
        run::Summary const& payback = of(c, OutcomeKind::payback_months);
        if (payback.count > 0 && payback.p50 >= 0.05)
            text += fmt::format(fmt::runtime(n_(", typically after {} months", ", meestal na {} maanden")),
                                n_.plain(payback.p50, payback.p50 < 3 ? 1 : 0));
        line("\n" + wrapped(text + ".", columns_, 2));
        std::size_t const column = f_.results->outcomes.find_case(OutcomeKind::npv);
        if (c.index >= f_.results->kept.cases.size()) return;
        std::string const picture = histogram(f_.results->kept.cases[c.index][column], 30);
        if (!picture.empty())
            line(fmt::format(
                "  {} {} {}   {}", n_.money_beside(npv.p5, npv.p95), paint_(Paint::accent, picture),
                n_.money_beside(npv.p95, npv.p5),
                paint_(npv.p_positive >= 0.5 ? Paint::good : Paint::bad,
                       fmt::format(fmt::runtime(n_("P(NPV > 0) {}", "P(NCW > 0) {}")), n_.percent(npv.p_positive)))));
    }

    void waterfall(CaseFacts const& c) {
        head(fmt::format(fmt::runtime(n_("From potential to cash, mean over {} months",
                                         "Van potentieel naar kas, gemiddeld over {} maanden")),
                         f_.scenario().months),
             &c);
        std::vector<Step> const steps = with_potential(c.waterfall);
        double least = 0, most = 0, at = 0;
        for (Step const& s : steps) {
            at = s.kind == Kind::total ? s.amount : at + s.amount;
            least = std::min(least, at);
            most = std::max(most, at);
        }
        Axis const axis{least, most, columns_ - 48};
        at = 0;
        for (Step const& s : steps) {
            double const from = s.kind == Kind::total ? 0 : at;
            at = from + s.amount;
            std::string const label = left(n_(s.label, s.label_nl), 33);
            Paint const colour = s.kind == Kind::total ? Paint::accent : s.amount < 0 ? Paint::bad : Paint::good;
            std::string const text =
                fmt::format("  {}{}", label, right(n_.money_beside(s.amount, std::max(most, -least)), 11));
            line(fmt::format("{}  {}", s.kind == Kind::total ? paint_(Paint::strong, text) : text,
                             paint_(colour, bar(from, at, axis))));
        }
        double const rate = f_.scenario().at(f_.scenario().finance.discount_rate).marginal.mean();
        line(fmt::format(
            "  {}{}",
            left(fmt::format(fmt::runtime(n_("discounted at {} a year: NPV", "contant gemaakt ({} pj): NCW")),
                             n_.percent(rate)),
                 33),
            right(n_.money_beside(of(c, OutcomeKind::npv).mean, std::max(most, -least)), 11)));
    }

    void by_year(CaseFacts const& c) {
        struct Row {
            OutcomeKind kind;
            std::string_view en, nl;
        };
        static constexpr Row rows[] = {
            {OutcomeKind::cash_saving_per_year, "cash saving", "kasbesparing"},
            {OutcomeKind::avoided_hiring_per_year, "hiring avoided", "voorkomen werving"},
            {OutcomeKind::capacity_saving_per_year, "time freed, still paid", "vrije tijd, wel betaald"},
            {OutcomeKind::gross_saving_per_year, "potential", "potentieel"}};
        int const years = model::years(f_.scenario().months);
        int const shown = std::min(years, 4);
        std::string top = left(fmt::format("  {}", n_("mean per year", "gemiddeld per jaar")), 26);
        for (int y = 0; y < shown; ++y)
            top += right(fmt::format("{} {}{}", n_("year", "jaar"), y + 1, y == shown - 1 && years > shown ? " …" : ""),
                         13);
        line("\n" + paint_(Paint::dim, top));
        for (Row const& row : rows) {
            std::string text = left(fmt::format("  {}", n_(row.en, row.nl)), 26);
            bool any = row.kind == OutcomeKind::cash_saving_per_year;
            for (int y = 0; y < shown; ++y) {
                double const x = of(c, row.kind, static_cast<std::size_t>(y)).mean;
                any = any || std::abs(x) >= 0.5;
                text += right(std::abs(x) < 1e8 ? n_.money_whole(std::round(x)) : n_.money(x), 13);
            }
            if (any) line(text);
        }
    }

    void shifts(CaseFacts const& c) {
        using enum model::Kpi;
        static constexpr model::Kpi shown[] = {contacts_handled,
                                               contacts_repeat,
                                               contacts_per_customer,
                                               wait,
                                               abandonment,
                                               response_time,
                                               fte,
                                               satisfaction,
                                               effort,
                                               nps,
                                               first_time_fix,
                                               first_time_right,
                                               service_level,
                                               handle_time};
        std::string text;
        int rows = 0;
        for (model::Kpi const kpi : shown) {
            if (!is_modelled(*f_.results, kpi) || rows == 10) continue;
            auto const index = static_cast<std::size_t>(kpi);
            run::Summary const& shift = of(c, OutcomeKind::kpi_shift, index);

            model::KpiInfo const& info = model::info(kpi);
            double const before = f_.results->of_world(0, OutcomeKind::kpi, index).mean;
            if (shift.count == 0 || std::abs(shift.mean) + shift.sd <= 1e-9 * std::abs(before)) continue;  // rounding
            auto const shows = [&](double x) { return n_.shift(info.form, x) != n_.shift(info.form, 0); };
            if (!shows(shift.mean) && !shows(shift.p10) && !shows(shift.p90)) continue;
            double const after = f_.results->of_world(c.results->world, OutcomeKind::kpi, index).mean;
            bool const better =
                info.better != model::Better::neither && (info.better == model::Better::higher) == (shift.mean > 0);
            Paint const colour = info.better == model::Better::neither ? Paint::dim : better ? Paint::good : Paint::bad;
            std::size_t const column = f_.results->outcomes.find_case(OutcomeKind::kpi_shift, index);
            bool const kept = c.index < f_.results->kept.cases.size();
            std::string const range =
                shift.sd > 0 ? fmt::format("{} … {}", bare(info.form, shift.p10), bare(info.form, shift.p90)) : "";
            text += fmt::format("  {}{} → {}{} {} {}\n", left(n_(info.label, info.label_nl), 22),
                                right(short_value(info.form, before), 7), left(short_value(info.form, after), 8),
                                paint_(colour, right(n_.shift(info.form, shift.mean), 9)),
                                left(kept ? histogram(f_.results->kept.cases[c.index][column], 8) : "", 8), range);
            ++rows;
        }
        if (text.empty()) return;
        head(n_("What changes, last 12 months (80 % of the draws)",
                "Wat verandert, laatste 12 maanden (80 % van de trekkingen)"),
             &c);
        out_ += text;
        if (auto const sight = survey_sight(f_, c)) line("  " + wrapped(seen(*sight), columns_, 4, 2));
    }

    /// Within eight columns.
    std::string short_value(model::Form form, double x) const {
        return form == model::Form::days ? n_.plain(x, 1) + " d" : n_.value(form, x);
    }

    std::string seen(SurveySight const& sight) const {
        std::string text = fmt::format(
            fmt::runtime(n_("A survey of {} a month shows a difference of {} points between two months: ",
                            "Een meting onder {} per maand toont een verschil van {} punt tussen twee maanden: ")),
            n_.plain(sight.responses, 0), n_.plain(sight.month, 2));
        if (sight.from_month)
            text += fmt::format(fmt::runtime(n_("this change first in {}.", "deze verandering voor het eerst in {}.")),
                                month_name(f_.scenario().start, *sight.from_month, n_.language()));
        else if (sight.by_year)
            text += fmt::format(fmt::runtime(n_("this change only between two years (from {}).",
                                                "deze verandering alleen tussen twee jaren (vanaf {}).")),
                                n_.plain(sight.year, 2));
        else
            text += n_("this change never.", "deze verandering nooit.");
        return text;
    }

    /// Where customers wait longer than they ever do now.
    void worst_months() {
        std::string text;
        for (CaseFacts const& c : f_.cases) {
            auto const worst = worst_month(f_, c);
            if (!worst) return;
            double now = 0;
            for (run::Summary const& month : f_.baseline().kpis[static_cast<std::size_t>(model::Kpi::wait)])
                now = std::max(now, month.mean);
            if (worst->wait < 1.2 * now) continue;
            text += fmt::format("  {} {} {} {} {}\n", left(f_.cases.size() > 1 ? whole_name(c) : "", 28),
                                left(month_name(f_.scenario().start, worst->month, n_.language()), 14),
                                right(fmt::format("{} → {}", n_.plain(worst->baseline_wait, 0),
                                                  n_.value(model::Form::seconds, worst->wait)),
                                      13),
                                right(n_.value(model::Form::share, worst->abandonment), 9),
                                right(fmt::format("{} → {}", n_.plain(worst->baseline_satisfaction, 1),
                                                  n_.plain(worst->satisfaction, 1)),
                                      10));
        }
        if (text.empty()) return;
        head(n_("The worst month for customers", "De slechtste maand voor klanten"));
        line(paint_(Paint::dim,
                    fmt::format("  {} {} {} {} {}", left("", 28), left("", 14), right(n_("wait", "wachttijd"), 13),
                                right(n_("hang up", "afgehaakt"), 9), right(n_("mark", "cijfer"), 10))));
        out_ += text;
    }

    /// Each moment as it is now, and where mark and impact put it.
    void moments() {
        std::vector<MomentFacts> const rows = report::moments(f_, 0);
        if (rows.empty()) return;
        head(n_("Moments as they are: mark, impact, and what that asks for",
                "Contactmomenten nu: cijfer, gewicht, en wat dat vraagt"));
        for (MomentFacts const& m : rows) {
            model::Moment const& moment = f_.scenario().moments[m.moment];
            line(fmt::format("  {} {} {}  {} {}", left(harmless(moment.label.empty() ? moment.name : moment.label), 28),
                             right(n_.plain(f_.results->of_world(0, OutcomeKind::moment_mark, m.moment).mean, 1), 4),
                             right(n_.plain(f_.scenario().at(moment.impact).marginal.mean(), 1, Sign::always), 5),
                             words_of(m.likeliest(), n_), n_.percent(m.chance[static_cast<std::size_t>(m.likeliest())])));
            if (m.noticed)
                line(paint_(Paint::dim,
                            fmt::format(fmt::runtime(n_("    noticed {} times a year", "    {} keer per jaar gemerkt")),
                                        n_.plain(*m.noticed, 0))));
        }
    }

    /// A shift without its unit, which stands beside it already.
    std::string bare(model::Form form, double x) const {
        std::string const text = n_.shift(form, x);
        std::string const nought = n_.shift(form, 0);
        return text == nought ? "0" : text.substr(0, text.find(' '));
    }

    /// "Name: key" in so many columns; it is the name that gets shorter.
    static std::string fitted(std::string const& label, std::size_t columns) {
        auto const colon = label.rfind(": ");
        if (width(label) <= columns || colon == std::string::npos) return left(label, columns);
        std::string const key = label.substr(colon);
        if (width(key) + 6 > columns) return left(label, columns);
        return left(label.substr(0, colon), columns - width(key)) + key;
    }

    /// What is left out of the money, wherever loyalty is shown.
    void loyalty() {
        if (f_.scenario().loyalty && !f_.scenario().loyalty->money)
            line(paint_(Paint::dim,
                        std::string("  ") +
                            std::string(n_("NPS and churn are kept out of the money ([loyalty] money is off).",
                                           "NPS en vertrek tellen niet mee in geld ([loyalty] money staat uit)."))));
    }

    void influences(CaseFacts const& c) {
        if (c.influences.empty()) return;
        head(n_("The assumptions that matter most (rank correlation)",
                "De aannames die er het meest toe doen (rangcorrelatie)"),
             &c);
        std::vector<Influence> shown(
            c.influences.begin(),
            c.influences.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, c.influences.size())));
        std::ranges::stable_sort(shown, std::greater(), [](Influence const& i) { return std::abs(i.rank); });
        for (Influence const& one : shown) {
            model::Quantity const& q = f_.scenario().quantities[one.quantity];
            std::string const source = q.provenance.source.empty() ? "" : ", " + harmless(q.provenance.source);
            line(fmt::format("  {} {} {} {}", right(n_.plain(one.rank, 2, Sign::always), 5),
                             paint_(Paint::accent, left(bar(0, std::abs(one.rank), {0, 1, 8}), 8)),
                             fitted(harmless(label_of(f_.scenario(), q.path, n_.language())), 30),
                             left_trimmed(range_of(q, n_) + source, columns_ - 48)));
        }
    }

    void warnings() {
        if (f_.warnings.empty()) return;
        head(n_("Beware", "Let op"));
        for (Warning const& w : f_.warnings)
            line(fmt::format(
                "  {} {}",
                paint_(w.level == Level::warning ? Paint::warning : Paint::dim, w.level == Level::warning ? "!" : "·"),
                wrapped(harmless(w.text), columns_, 4, 4)));
    }

    void files(Written const& written) {
        std::string const draws = fmt::format("{} {}, {} {}", n_.plain(static_cast<double>(f_.results->draws), 0),
                                              n_("draws", "trekkingen"), n_("seed", "seed"), f_.results->seed);
        line("");
        if (!written.directory.empty()) {
            std::string list;
            for (std::string const& file : written.files) list += (list.empty() ? "" : " ") + file;
            line(fmt::format("{} {}", paint_(Paint::dim, n_("Written to", "Geschreven naar")), written.directory + "/"));
            line("  " + wrapped(list, columns_, 2, 2));
        }
        line(paint_(Paint::dim, draws + "."));
        line(fmt::format(fmt::runtime(n_("Next: rekensom explain {}", "Verder: rekensom explain {}")),
                         shell_line({f_.record.scenario})));
    }

    Facts const& f_;
    Numbers const& n_;
    Painter paint_;
    std::size_t columns_;
    std::string out_;
};

}  // namespace

std::string terminal_summary(Facts const& facts, Written const& written, TerminalStyle style) {
    return Summary(facts, style).print(written);
}

}  // namespace rekensom::report
