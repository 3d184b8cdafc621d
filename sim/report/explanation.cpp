#include "rekensom/report/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/insight/sentences.hpp"
#include "report/marks.hpp"
#include "report/phrase.hpp"

namespace rekensom::report {
namespace {

using insight::Estimate;

/// Nothing wider than 80 columns; the widths of a row's parts stand with the row.
class Printer {
public:
    Printer(Facts const& facts, insight::Explanation const& found, TerminalStyle style)
        : f_(facts),
          x_(found),
          n_(facts.numbers),
          phrase_(facts.scenario(), facts.numbers),
          paint_(style.colour),
          columns_(std::clamp<std::size_t>(style.columns, 60, 80)) {}

    std::string print() {
        title();
        tornado();
        variance();
        worth();
        parts();
        failing();
        portfolio();
        acceptability();
        assumptions();
        warnings();
        return std::move(out_);
    }

private:
    void line(std::string_view text) { out_.append(text).append("\n"); }
    void head(std::string_view text) { line("\n" + paint_(Paint::strong, text)); }
    void note(std::string_view text) { line(paint_(Paint::dim, "  " + std::string(text))); }
    void say(std::string_view text) { line("  " + wrapped(text, columns_ - 2, 4)); }
    [[nodiscard]] std::string label(QuantityId id) const { return phrase_.label(f_.scenario().at(id)); }
    /// The label in so many columns: the name gives way, the key stays.
    [[nodiscard]] std::string fitted(QuantityId id, std::size_t columns) const {
        std::string const text = label(id);
        std::size_t const colon = text.rfind(": ");
        if (width(text) <= columns || colon == std::string::npos) return left(text, columns);
        std::string const key = text.substr(colon);
        if (width(key) + 4 > columns) return left(text, columns);
        std::string name = left(text.substr(0, colon), columns - width(key));
        return name + key;
    }
    [[nodiscard]] std::string value(QuantityId id, double x) const { return phrase_.value(f_.scenario().at(id), x); }
    [[nodiscard]] std::string case_name(std::size_t c) const {
        run::WorldResults const& world = *f_.cases[c].world;
        return label_of(world, n_.language());
    }
    /// "12 % ± 1"; nothing where it is nothing.
    [[nodiscard]] std::string share(Estimate e) const {
        if (std::abs(e.value) < 0.0005 && e.se < 0.0005) return "–";
        return fmt::format("{} % ± {}", n_.plain(100 * std::max(0.0, e.value), 1), n_.plain(196 * e.se, 1));
    }

    void title() {
        run::Summary const& npv = f_.results->of_case(x_.business_case, model::OutcomeKind::npv);
        line(paint_(Paint::strong, left(f_.scenario().title, std::min(columns_, width(f_.scenario().title)))));
        line("\n" + wrapped(fmt::format(fmt::runtime(n_("{}: mean NPV {} (P10 {}, P90 {}), above 0 in {} of the draws.",
                                                        "{}: gemiddelde NCW {} (P10 {}, P90 {}), boven 0 in {} van de "
                                                        "trekkingen.")),
                                        case_name(x_.business_case), n_.money(npv.mean), n_.money(npv.p10),
                                        n_.money(npv.p90), n_.percent(npv.p_positive)),
                            columns_, 2));
    }

    void tornado() {
        if (x_.tornado.rows.empty()) {
            head(n_("No input is uncertain: there is nothing to tell apart",
                    "Geen invoer is onzeker: er valt niets te ontleden"));
            return;
        }
        if (x_.looked_into < f_.results->inputs.size())
            line("\n" +
                 wrapped(fmt::format(fmt::runtime(n_("Of {} uncertain inputs the {} that carry most are looked into "
                                                     "one by one; --inputs {} takes all, and its time.",
                                                     "Van {} onzekere invoergetallen zijn de {} zwaarste een voor "
                                                     "een bekeken; --inputs {} neemt ze alle, en de tijd "
                                                     "daarvoor.")),
                                     n_.plain(static_cast<double>(f_.results->inputs.size()), 0), x_.looked_into,
                                     f_.results->inputs.size()),
                         columns_, 2));
        head(n_("Each assumption at its P10 and its P90, the rest as drawn: mean NPV",
                "Elke aanname op P10 en op P90, de rest als getrokken: gemiddelde NCW"));
        double least = x_.tornado.npv.value, most = least;
        for (auto const& row : x_.tornado.rows) {
            least = std::min({least, row.low.npv.value, row.high.npv.value});
            most = std::max({most, row.low.npv.value, row.high.npv.value});
        }
        std::size_t const shown = std::min<std::size_t>(10, x_.tornado.rows.size());
        for (std::size_t i = 0; i < shown; ++i) {
            insight::TornadoRow const& row = x_.tornado.rows[i];
            double const low = row.low.npv.value, high = row.high.npv.value;
            line(fmt::format(
                "  {} {} {} {}", fitted(row.quantity, 26),
                left(fmt::format("{} … {}", value(row.quantity, row.low.value), value(row.quantity, row.high.value)), 20),
                left(fmt::format("{} … {}", n_.money(low), n_.money(high)), 20),
                paint_(low <= high ? Paint::good : Paint::bad,
                       bar(std::min(low, high), std::max(low, high), {least, most, columns_ - 72}))));
        }
        shifts();
    }

    void shifts() {
        auto const rows = x_.tornado.by_shift();
        if (rows.empty() || std::abs(rows.front().shift_swing.value) < 0.0005) return;
        note(n_("and the shift in satisfaction (marks), where it matters most",
                "en de verschuiving in tevredenheid (punten), waar die het grootst is"));
        for (std::size_t i = 0; i < std::min<std::size_t>(3, rows.size()); ++i) {
            if (std::abs(rows[i].shift_swing.value) < 0.0005) break;
            line(fmt::format("  {} {} {} … {}", fitted(rows[i].quantity, 26),
                             left(fmt::format("{} … {}", value(rows[i].quantity, rows[i].low.value),
                                              value(rows[i].quantity, rows[i].high.value)),
                                  20),
                             n_.plain(rows[i].low.shift.value, 3, Sign::always),
                             n_.plain(rows[i].high.shift.value, 3, Sign::always)));
        }
    }

    [[nodiscard]] std::string factor_name(insight::Factor const& factor) const {
        if (factor.kind == insight::FactorKind::noise)
            return std::string(n_("chance from month to month", "toeval van maand tot maand"));
        if (factor.kind == insight::FactorKind::rest)
            return fmt::format(fmt::runtime(n_("the {} other inputs together", "de {} andere invoergetallen samen")),
                               factor.inputs.size());
        if (factor.kind == insight::FactorKind::owner)
            return factor.owner.empty() ? std::string(n_("nobody named", "niemand genoemd")) : factor.owner;
        if (factor.inputs.size() == 1) return fitted({f_.results->inputs[factor.inputs[0]]}, 34);
        std::vector<std::string> names;
        for (std::size_t const i : factor.inputs) names.push_back(label({f_.results->inputs[i]}));
        return insight::enumerate(phrase_, names, 3);
    }

    void factors(std::vector<insight::Factor> const& list, std::size_t most) {
        for (std::size_t i = 0; i < std::min(most, list.size()); ++i) {
            insight::Factor const& factor = list[i];
            if (factor.index.total.value < 0.005) break;
            line(fmt::format(
                "  {} {} {}  {}", left(factor_name(factor), 34), right(share(factor.index.first), 14),
                right(share(factor.index.total), 14),
                paint_(Paint::accent, bar(0, std::clamp(factor.index.total.value, 0.0, 1.0), {0, 1, columns_ - 68}))));
            for (std::size_t m = 0; m < factor.members.size(); ++m)
                line(fmt::format("    {} {}", fitted({f_.results->inputs[factor.inputs[m]]}, 32),
                                 right(share(factor.members[m]), 14)));
        }
    }

    void variance() {
        if (x_.variance.factors.empty()) return;
        head(n_("Shares of the variance of NPV (Sobol' indices, 95 % intervals)",
                "Aandelen in de variantie van de NCW (Sobol'-indices, 95%-interval)"));
        note(left("", 33) + right(n_("by itself", "op zichzelf"), 14) + right(n_("  with others", "  met andere"), 15));
        factors(x_.variance.factors, 10);
        bool const tied = std::any_of(x_.variance.factors.begin(), x_.variance.factors.end(),
                                      [](auto const& f) { return f.kind == insight::FactorKind::correlated; });
        if (tied)
            note(n_("correlated inputs have a share together; below it, their Shapley effects",
                    "gecorreleerde invoer heeft samen een aandeel; eronder hun Shapley-effecten"));
        if (x_.variance.owners.empty()) return;
        note(n_("by owner", "per eigenaar"));
        factors(x_.variance.owners, 8);
    }

    void worth() {
        head(n_("What knowing more is worth before deciding", "Wat meer weten vóór het besluit waard is"));
        auto const& learn = x_.learn;
        std::string const best = learn.best < learn.options.size() ? case_name(learn.options[learn.best])
                                                                   : std::string(n_("doing nothing", "niets doen"));
        say(insight::say_everything(learn.everything, best, phrase_));
        if (learn.everything.value <= 2 * learn.everything.se) return;
        std::size_t shown = 0;
        for (insight::WorthOfInput const& one : learn.inputs) {
            if (shown == 5 || one.worth.value <= std::max(2 * one.worth.se, 0.01 * learn.everything.value)) break;
            say(insight::say_worth(label(one.quantity), one.worth, phrase_));
            ++shown;
        }
        if (shown == 0)
            say(n_("no single input is worth knowing: none alone would change the decision",
                   "geen enkele invoer is op zich het weten waard: geen ervan zou het besluit alleen veranderen"));
        for (insight::WorthOfGroup const& group : learn.groups) {
            if (group.worth.value <= 2 * group.worth.se) continue;
            std::vector<std::string> names;
            for (std::size_t const i : group.inputs) names.push_back(label({f_.results->inputs[i]}));
            say(insight::say_worth(
                group.owner.empty()
                    ? insight::enumerate(phrase_, names, 3)
                    : fmt::format(fmt::runtime(n_("all that {} can say", "alles wat {} kan zeggen")), group.owner),
                group.worth, phrase_));
        }
        for (std::string const& sentence : insight::say_surveys(learn.surveys, f_.scenario(), phrase_)) say(sentence);
    }

    void parts() {
        auto const& changes = x_.parts.changes;
        if (changes.size() < 2) return;
        if (x_.parts.npv.parts.empty()) {
            head(n_("Each change's part in the NPV", "Het deel van elke verandering in de NCW"));
            say(n_("more than 31 changes at once: too many to tell their parts",
                   "meer dan 31 veranderingen tegelijk: te veel om hun deel te bepalen"));
            return;
        }
        head(x_.parts.npv.method == insight::Method::exact
                 ? n_("Each change's part in the NPV (Shapley, all orders)",
                      "Het deel van elke verandering in de NCW (Shapley, alle volgorden)")
                 : n_("Each change's part in the NPV (Shapley, sampled orders)",
                      "Het deel van elke verandering in de NCW (Shapley, steekproef van volgorden)"));
        note(left("", 31) + right(n_("its part", "deel"), 20) + right(n_("alone", "alleen"), 12) +
             right(n_("if dropped", "bij schrappen"), 14));
        auto const name = [&](std::size_t k) {
            model::Change const& change = f_.scenario().changes[changes[k].index];
            return change.label.empty() ? change.name : change.label;
        };
        for (std::size_t k = 0; k < changes.size(); ++k) {
            insight::Part const& part = x_.parts.npv.parts[k];
            line(fmt::format(
                "  {}{}{}{}", left(name(k), 31),
                right(fmt::format("{} ± {}", n_.money(part.shapley.value), n_.money(1.96 * part.shapley.se)), 20),
                right(n_.money(part.alone.value), 12), right(n_.money(-part.last.value, Sign::always), 14)));
        }
        for (std::size_t i = 0; i < changes.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                Estimate const overlap = x_.parts.npv.overlap[i][j];
                if (std::abs(overlap.value) < std::max(0.02 * std::abs(x_.parts.npv.total.value), 2 * overlap.se))
                    continue;
                say(fmt::format(
                    fmt::runtime(overlap.value > 0 ? n_("{} and {} overlap: together {} less than their sum",
                                                        "{} en {} overlappen: samen {} minder dan hun som")
                                                   : n_("{} and {} help each other: together {} more than their sum",
                                                        "{} en {} versterken elkaar: samen {} meer dan hun som")),
                    name(j), name(i), n_.money(std::abs(overlap.value))));
            }
    }

    void failing() {
        head(n_("What it would take for the case to fail", "Wat er nodig is om het geval te laten mislukken"));
        std::size_t shown = 0;
        for (insight::BreakEven const& one : x_.break_even) {
            if (!one.value || shown == 8) break;
            say(insight::say_break_even(one, f_.scenario(), phrase_));
            ++shown;
        }
        if (std::size_t const never = static_cast<std::size_t>(
                std::count_if(x_.break_even.begin(), x_.break_even.end(), [](auto const& b) { return !b.value; }));
            never > 0)
            say(fmt::format(
                fmt::runtime(n_("{} of {} inputs turn the mean NPV nowhere in their range",
                                "{} van {} invoergetallen keren de gemiddelde NCW nergens binnen hun bereik om")),
                never, x_.break_even.size()));
        if (auto const sentence = insight::say_reverse_stress(x_.reverse, f_.scenario(), phrase_); !sentence.empty())
            say(sentence);
        for (insight::StressCase const& stress : x_.stress) say(insight::say_stress(stress, f_.scenario(), phrase_));
    }

    void portfolio() {
        auto const sentences = insight::say_portfolio(x_.todo, f_.scenario(), phrase_);
        if (std::size_t const all = f_.scenario().changes.size(); all > insight::most_changes_in_a_portfolio) {
            head(n_("What to do", "Wat te doen"));
            say(fmt::format(
                fmt::runtime(
                    n_("{} changes have too many sets to judge each of them: {} is the most. Leave out what is "
                       "certain to be done or not, or lay alternatives side by side with rekensom compare",
                       "{} veranderingen geven te veel combinaties om elk te beoordelen: {} is het meeste. Laat "
                       "weg wat zeker wel of niet gebeurt, of leg alternatieven naast elkaar met rekensom "
                       "compare")),
                all, insight::most_changes_in_a_portfolio));
            return;
        }
        if (sentences.empty() || x_.todo.changes.size() < 2) return;
        head(x_.todo.menu.budget
                 ? fmt::format(fmt::runtime(n_("What to do within {} ({} sets are allowed)",
                                               "Wat te doen binnen {} ({} combinaties mogen)")),
                               n_.money(*x_.todo.menu.budget), x_.todo.considered)
                 : fmt::format(fmt::runtime(n_(
                                   "What to do, whatever it costs ({} sets are allowed; --budget sets a limit)",
                                   "Wat te doen, wat het ook kost ({} combinaties mogen; --budget stelt een grens)")),
                               x_.todo.considered));
        for (std::string const& sentence : sentences) say(sentence);
        std::vector<insight::Standing> efficient;
        for (insight::Standing const& s : x_.todo.finalists.standings)
            if (s.efficient) efficient.push_back(s);
        std::sort(efficient.begin(), efficient.end(), [](auto const& a, auto const& b) { return a.cost < b.cost; });
        note(left(n_("efficient: no other is cheaper and as good", "efficiënt: geen andere is goedkoper en even goed"),
                  44) +
             right(n_("cost", "kosten"), 11) + right(n_("NPV", "NCW"), 11) + right("P(> 0)", 9));
        for (std::size_t i = 0; i < std::min<std::size_t>(10, efficient.size()); ++i)
            line(fmt::format("  {}{}{}{}",
                             left(insight::say_set(efficient[i].set, x_.todo.changes, f_.scenario(), phrase_), 44),
                             right(n_.money(efficient[i].cost), 11), right(n_.money(efficient[i].npv.value), 11),
                             right(n_.percent(efficient[i].chance.value), 9)));
    }

    void acceptability() {
        if (!x_.acceptability) return;
        auto const& curve = *x_.acceptability;
        head(n_("Share of draws in which each is best, by what a point of satisfaction is worth",
                "Aandeel trekkingen waarin elk het beste is, naar wat een punt tevredenheid waard is"));
        std::vector<std::size_t> shown;
        for (std::size_t k = 0; k < 5; ++k) shown.push_back(k * (curve.price.size() - 1) / 4);
        std::string top = left("", 28);
        for (std::size_t const p : shown) top += right(n_.money(curve.price[p]), 10);
        note(top);
        for (std::size_t o = 0; o < curve.best_in.size(); ++o) {
            std::string text = left(o == 0 ? n_("doing nothing", "niets doen") : case_name(o - 1), 28);
            for (std::size_t const p : shown) text += right(n_.percent(curve.best_in[o][p]), 10);
            line("  " + text);
        }
    }

    void assumptions() {
        if (x_.assumptions.empty()) return;
        head(n_("What the assumptions rest on, by what they carry", "Waar de aannames op rusten, naar wat ze dragen"));
        for (std::size_t i = 0; i < std::min<std::size_t>(10, x_.assumptions.size()); ++i) {
            insight::Assumption const& one = x_.assumptions[i];
            model::Quantity const& q = f_.scenario().at(one.quantity);
            std::string ground;
            switch (one.ground) {
                case insight::Ground::sourced: ground = q.provenance.source; break;
                case insight::Ground::unsourced: ground = n_("NO SOURCE", "GEEN BRON"); break;
                case insight::Ground::by_default: ground = n_("DEFAULT", "STANDAARD"); break;
                case insight::Ground::by_outlook: ground = n_("reference class", "referentieklasse"); break;
            }
            if (!q.provenance.date.empty()) ground += ", " + q.provenance.date;
            if (one.out_of_date) ground = std::string(n_("OUT OF DATE: ", "VEROUDERD: ")) + ground;
            line(fmt::format(
                "  {} {} {}", right(share(one.variance_share), 14), fitted(one.quantity, 28),
                paint_(one.ground == insight::Ground::sourced && !one.out_of_date ? Paint::dim : Paint::warning,
                       left(ground, std::min(width(ground), columns_ - 46)))));
        }
    }

    void warnings() {
        if (f_.warnings.empty()) return;
        head(n_("Mind", "Let op"));
        for (Warning const& warning : f_.warnings)
            line((warning.level == Level::warning ? paint_(Paint::warning, "! ") : std::string("· ")) +
                 wrapped(warning.text, columns_ - 2, 2));
    }

    Facts const& f_;
    insight::Explanation const& x_;
    Numbers const& n_;
    Phrase phrase_;
    Painter paint_;
    std::size_t columns_;
    std::string out_;
};

}  // namespace

std::string explanation_text(Facts const& facts, insight::Explanation const& found, TerminalStyle style) {
    return Printer(facts, found, style).print();
}

}  // namespace rekensom::report
