#include "insight/guard_rails.hpp"

#include "rekensom/insight/importance.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

std::vector<GuardRail> guard_rails(model::Scenario const& scenario, Phrasing const& phrasing) {
    std::vector<GuardRail> found;
    guard_ranges(scenario, phrasing, found);
    guard_plans(scenario, phrasing, found);
    guard_judges(scenario, phrasing, found);
    guard_causes(scenario, phrasing, found);
    guard_claims(scenario, phrasing, found);
    guard_settings(scenario, phrasing, found);
    return found;
}

namespace {

std::string name_of(run::WorldResults const& world) { return world.label.empty() ? world.name : world.label; }

void guard_ranking(run::Results const& results, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    for (run::PairedDifference const& pair : results.differences) {
        if (!(std::abs(pair.npv.mean) < 2 * pair.npv.se)) continue;
        auto const name = [&](std::size_t c) { return name_of(results.worlds[results.cases[c].world]); };
        found.push_back(
            {"ranking_not_settled", Severity::warning,
             fill(phrasing.text("which of {} and {} has the higher mean NPV is not settled by these draws: the "
                                "difference is {} give or take {}; take more --draws",
                                "welke van {} en {} gemiddeld de hoogste NCW heeft staat met deze trekkingen "
                                "niet vast: het verschil is {} plus of min {}; neem meer --draws"),
                  {name(pair.a), name(pair.b), phrasing.money(pair.npv.mean), phrasing.money(2 * pair.npv.se)})});
    }
}

/// Cash before the costs of the changes, against the plain sum.
void guard_cash(run::Results const& results, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    using model::OutcomeKind;
    std::vector<std::string> cases;
    for (std::size_t c = 0; c < results.cases.size(); ++c) {
        double const potential = results.of_case(c, OutcomeKind::gross_total).mean;
        double const cash =
            results.of_case(c, OutcomeKind::cash_total).mean - results.of_case(c, OutcomeKind::change_cost_total).mean;
        if (!(potential > 0) || cash >= 0.5 * potential) continue;
        bool const nothing = cash < 0.005 * potential && cash > -0.005 * potential;
        std::string const some = nothing ? std::string(phrasing.text("nothing", "niets")) : phrasing.money(cash);
        cases.push_back(fill(phrasing.text("{} of {} ({})", "{} van {} ({})"),
                             {some, phrasing.money(potential), name_of(results.worlds[results.cases[c].world])}));
    }
    if (cases.empty()) return;
    found.push_back(
        {"potential_is_not_cash", Severity::warning,
         fill(phrasing.text("of the potential less than half becomes cash: {}; the rest is time that is "
                            "freed but still paid, hiring avoided, or cost that does not go with the contact",
                            "van het potentieel wordt nog niet de helft kasgeld: {}; de rest is tijd die "
                            "vrijkomt maar betaald blijft, voorkomen werving, of kosten die niet met het "
                            "contact verdwijnen"),
              {enumerate(phrasing, cases)})});
}

void guard_defaults(run::Plan const& plan, run::Results const& results,
                    std::vector<std::vector<Importance>> const& importances, Phrasing const& phrasing,
                    std::vector<GuardRail>& found) {
    for (std::size_t c = 0; c < std::min(results.cases.size(), importances.size()); ++c) {
        double carried = 0;
        std::vector<std::string> names;
        for (Importance const& one : importances[c]) {
            model::Quantity const& q = plan.scenario->quantities[results.inputs[one.input]];
            if (q.origin != model::Origin::by_default || one.variance_share.value < 0.02) continue;
            carried += one.variance_share.value;
            names.push_back(phrasing.label(q));
        }
        if (carried < 0.1) continue;
        found.push_back({"defaults_carry_the_answer", Severity::warning,
                         fill(phrasing.text("{}: {} of the spread of NPV comes from numbers that nobody stated, the "
                                            "program's own for want of better: {}",
                                            "{}: {} van de spreiding van de NCW komt van getallen die niemand heeft "
                                            "opgegeven, bij gebrek aan beter die van het programma zelf: {}"),
                              {name_of(results.worlds[results.cases[c].world]),
                               phrasing.percent(std::min(1.0, carried)), enumerate(phrasing, names)})});
    }
}

}  // namespace

std::vector<GuardRail> guard_rails(run::Plan const& plan, run::Results const& results,
                                   std::vector<std::vector<Importance>> const& importances, Phrasing const& phrasing) {
    std::vector<GuardRail> found;
    guard_ranking(results, phrasing, found);
    guard_cash(results, phrasing, found);
    guard_defaults(plan, results, importances, phrasing, found);
    for (GuardRail& rail : guard_rails(*plan.scenario, phrasing)) found.push_back(std::move(rail));
    std::stable_sort(found.begin(), found.end(),
                     [](GuardRail const& a, GuardRail const& b) { return a.severity > b.severity; });
    return found;
}

}  // namespace rekensom::insight
