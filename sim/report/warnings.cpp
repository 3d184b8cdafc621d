#include "report/warnings.hpp"

#include <fmt/format.h>

#include <cmath>

namespace rekensom::report {
namespace {

using model::OutcomeKind;

std::string name_of(CaseFacts const& c) { return c.world->label.empty() ? c.world->name : c.world->label; }

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
    if (r.unconverged > 0)
        out.push_back({Level::warning,
                       fmt::format(fmt::runtime(n("{} team-months of all draws did not settle (queue and redials): "
                                                  "their figures are the last approximation",
                                                  "{} teammaanden van alle trekkingen kwamen niet tot rust (wachtrij "
                                                  "en terugbellers): hun cijfers zijn de laatste benadering")),
                                   count(r.unconverged))});
    if (r.clipped > 0)
        out.push_back(
            {Level::note,
             fmt::format(fmt::runtime(n("{} values were kept within their bounds (marks, shares, loads)",
                                        "{} waarden zijn binnen hun grenzen gehouden (cijfers, aandelen, belasting)")),
                         count(r.clipped))});
    if (!r.precision_note.empty()) out.push_back({Level::note, r.precision_note});
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
                     name_of(c), n.money(npv.se))});
    }
    for (run::PairedDifference const& d : facts.results->differences)
        if (d.npv.sd > 0 && std::abs(d.npv.mean) < 2.131 * d.npv.se)  // Student's t with 15 degrees of freedom, 97.5 %
            out.push_back(
                {Level::warning, fmt::format(fmt::runtime(n("which of '{}' and '{}' has the higher mean NPV is not "
                                                            "settled by {} draws (difference {} ± {})",
                                                            "welke van '{}' en '{}' gemiddeld de hoogste NCW heeft, "
                                                            "staat met {} trekkingen niet vast (verschil {} ± {})")),
                                             name_of(facts.cases[d.a]), name_of(facts.cases[d.b]),
                                             n.plain(static_cast<double>(facts.results->draws), 0),
                                             n.money(d.npv.mean, Sign::always), n.money(d.npv.se))});
}

/// A plan without slip, or all of which comes true, is the paper case.
void about_plans(Facts const& facts, std::vector<Warning>& out) {
    model::Scenario const& s = facts.scenario();
    Numbers const& n = facts.numbers;
    std::string on_paper;
    for (model::Change const& change : s.changes) {
        auto const sure = [&](QuantityId id, double value) {
            auto const& q = s.at(id);
            return q.marginal.is_certain() && q.marginal.mean() == value && q.origin == model::Origin::by_default;
        };
        if (sure(change.slip, 0) && sure(change.realisation, 1))
            on_paper += (on_paper.empty() ? "" : ", ") + change.name;
    }
    if (on_paper.empty()) return;
    out.push_back(
        {Level::note, fmt::format(fmt::runtime(n("the paper case: no slip and no part that fails is stated for {}; "
                                                 "[outlook] class gives what such projects really do",
                                                 "het papieren geval: voor {} staat er geen uitloop en niets dat "
                                                 "tegenvalt; [outlook] class geeft wat zulke projecten echt doen")),
                                  on_paper)});
}

}  // namespace

std::vector<Warning> warnings(Facts const& facts) {
    std::vector<Warning> out;
    about_the_run(facts, out);
    about_precision(facts, out);
    for (std::string const& note : facts.plan->notes) out.push_back({Level::warning, note});
    about_plans(facts, out);
    return out;
}

}  // namespace rekensom::report
