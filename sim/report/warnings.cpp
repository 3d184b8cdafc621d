#include "report/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rekensom/insight/guard_rails.hpp"
#include "rekensom/report/deeper.hpp"
#include "report/phrase.hpp"
#include "report/run_notes.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

void about_the_run(Facts const& facts, std::vector<Warning>& out) {
    run::Results const& r = *facts.results;
    Numbers const& n = facts.numbers;
    auto const count = [&](double x) { return n.plain(x, 0); };
    if (r.interrupted)
        out.push_back(
            {Level::warning,
             fmt::format(
                 fmt::runtime(
                     n("interrupted after {} draws: what is here is complete in itself, but rests on these draws alone",
                       "afgebroken na {} trekkingen: wat hier staat is op zichzelf volledig, maar rust op die "
                       "trekkingen alleen")),
                 count(static_cast<double>(r.draws)))});
    auto const of_draws = [&](double draws) {
        return fmt::format(fmt::runtime(n("{} of {} draws", "{} van de {} trekkingen")), count(draws),
                           count(static_cast<double>(r.draws)));
    };
    if (r.overfull > 0)
        out.push_back(
            {r.overfull > 0.01 * static_cast<double>(r.draws) ? Level::warning : Level::note,
             fmt::format(fmt::runtime(n("in {} more contacts are handled than the agents can handle: volume, "
                                        "handle time and staff contradict each other there; those draws take "
                                        "the volume as offered",
                                        "in {} worden meer contacten afgehandeld dan de medewerkers aankunnen: "
                                        "volume, afhandeltijd en bezetting spreken elkaar daar tegen; daar "
                                        "geldt het volume als aangeboden")),
                         of_draws(r.overfull))});
    if (r.unconverged > 0)
        out.push_back({Level::warning,
                       fmt::format(fmt::runtime(n("in {} queue and redials did not settle in some month: its figures "
                                                  "there are the last approximation",
                                                  "in {} kwamen wachtrij en terugbellers in een maand niet tot rust: "
                                                  "de cijfers daarvan zijn de laatste benadering")),
                                   of_draws(r.unconverged))});
    // Once in a thousand months is no news; summary.json has the number.
    double const months = static_cast<double>(r.draws) * facts.scenario().months;
    if (r.clipped > 0.001 * months)
        out.push_back(
            {Level::note,
             fmt::format(fmt::runtime(n("marks ran into an end of their scale {} times in {} months drawn, and "
                                        "were kept there: their real swing is larger",
                                        "cijfers liepen {} keer in {} getrokken maanden tegen een eind van hun "
                                        "schaal en bleven daar: de echte uitslag is groter")),
                         count(r.clipped), count(months))});
    if (std::size_t const some = looked_into(facts); facts.depth == Depth::all && some < r.inputs.size())
        out.push_back(
            {Level::note,
             fmt::format(fmt::runtime(n("report.html looks one by one into the {} inputs that carry most, of {}; "
                                        "rekensom explain with --inputs {} takes all, and its time",
                                        "report.html bekijkt de {} zwaarste van de {} invoergetallen een voor een; "
                                        "rekensom explain met --inputs {} neemt ze alle, en de tijd daarvoor")),
                         some, count(static_cast<double>(r.inputs.size())), r.inputs.size())});
    if (r.precision) out.push_back({Level::note, precision_words(r, n)});
}

void about_precision(Facts const& facts, std::vector<Warning>& out) {
    Numbers const& n = facts.numbers;
    for (CaseFacts const& c : facts.cases) {
        run::Summary const& npv = facts.results->of_case(c.index, OutcomeKind::npv);
        if (npv.se > 0.02 * std::abs(npv.mean) && npv.se > 0.05 * npv.sd)
            out.push_back(
                {Level::warning,
                 fmt::format(
                     fmt::runtime(n("{}: the mean NPV is only known to ± {} (standard error): more --draws narrow it",
                                    "{}: de gemiddelde NCW is maar bekend op ± {} (standaardfout): meer --draws maakt "
                                    "dat kleiner")),
                     label_of(*c.world, n.language()), n.money(npv.se))});
    }
}

/// Fewer of the contacts that are worth having is not what most plans are for.
void about_valuable(Facts const& facts, std::vector<Warning>& out) {
    model::Scenario const& s = facts.scenario();
    Numbers const& n = facts.numbers;
    for (model::Change const& change : s.changes)
        for (model::ReasonEffect const& effect : change.prevents) {
            model::Reason const& reason = s.reasons[effect.reason.index];
            if (reason.worth != model::Worth::valuable || !(s.at(effect.amount).marginal.mean() > 0)) continue;
            out.push_back(
                {Level::warning,
                 fmt::format(fmt::runtime(n("{} prevents contacts of {}, which are said to be worth having: is "
                                            "that meant?",
                                            "{} voorkomt contacten van {}, die waardevol heten te zijn: is dat de "
                                            "bedoeling?")),
                             change.label.empty() ? change.name : change.label,
                             reason.label.empty() ? reason.name : reason.label)});
        }
}

}  // namespace

std::vector<Warning> warnings(Facts const& facts) {
    std::vector<Warning> out;
    about_the_run(facts, out);
    about_precision(facts, out);
    about_valuable(facts, out);
    for (model::TeamNote const& note : facts.plan->prepared->notes)
        out.push_back({Level::warning, team_note_words(note, facts.scenario(), facts.numbers)});
    Phrase const phrase(facts.scenario(), facts.numbers);
    for (insight::GuardRail const& rail : insight::guard_rails(*facts.plan, *facts.results, facts.importances, phrase))
        out.push_back({rail.severity == insight::Severity::warning ? Level::warning : Level::note, rail.text});
    std::stable_sort(out.begin(), out.end(), [](Warning const& a, Warning const& b) { return a.level > b.level; });
    return out;
}

}  // namespace rekensom::report
