#include "rekensom/insight/sentences.hpp"

#include <cmath>

namespace rekensom::insight {

using model::Scenario;

std::string say_worth(std::string const& what, Estimate worth, Phrasing const& phrasing) {
    if (worth.value <= 2 * worth.se || worth.value <= 0)
        return fill(
            phrasing.text("knowing {} before deciding is worth next to nothing: it would not change the decision",
                          "{} kennen vóór het besluit is vrijwel niets waard: het zou het besluit niet veranderen"),
            {what});
    return fill(phrasing.text("knowing {} before deciding is worth at most {} (± {})",
                              "{} kennen vóór het besluit is hooguit {} waard (± {})"),
                {what, phrasing.money(worth.value), phrasing.money(worth.se)});
}

std::string say_everything(Estimate worth, std::string const& best, Phrasing const& phrasing) {
    if (worth.value <= 2 * worth.se || worth.value <= 0)
        return fill(
            phrasing.text("best on average is {}, whatever else is learnt: no study can change that",
                          "gemiddeld het beste is {}, wat er ook nog bekend wordt: geen onderzoek verandert dat"),
            {best});
    return fill(
        phrasing.text("best on average is {}; knowing everything before deciding would be worth {} (± {}), and no "
                      "study can be worth more",
                      "gemiddeld het beste is {}; alles weten vóór het besluit zou {} waard zijn (± {}), en geen "
                      "onderzoek kan meer waard zijn"),
        {best, phrasing.money(worth.value), phrasing.money(worth.se)});
}

std::vector<std::string> say_surveys(std::vector<WorthOfSurvey> const& surveys, Scenario const& scenario,
                                     Phrasing const& phrasing) {
    std::vector<std::string> sentences, in_vain;
    for (WorthOfSurvey const& survey : surveys) {
        std::string const what = phrasing.label(scenario.at(survey.quantity));
        SampleSize const& best = survey.plan.best;
        if (best.responses == 0)
            in_vain.push_back(what);
        else
            sentences.push_back(
                fill(phrasing.text("{}: asking {} more customers pays best: worth {} (± {}), cost {}, {} to the good",
                                   "{}: nog {} klanten vragen loont het meest: {} (± {}) waard, kosten {}, {} over"),
                     {what, phrasing.number(best.responses), phrasing.money(best.worth.value),
                      phrasing.money(best.worth.se), phrasing.money(best.cost), phrasing.money(best.net())}));
    }
    if (!in_vain.empty())
        sentences.push_back(fill(phrasing.text("asking more customers about {} does not pay before this decision",
                                               "meer klanten vragen naar {} loont niet voor dit besluit"),
                                 {enumerate(phrasing, in_vain)}));
    return sentences;
}

std::string say_break_even(BreakEven const& found, Scenario const& scenario, Phrasing const& phrasing) {
    model::Quantity const& quantity = scenario.at(found.quantity);
    std::string const what = phrasing.label(quantity), now = phrasing.value(quantity, found.now);
    if (!found.value)
        return fill(phrasing.text("{} (now {}): nowhere in its range does it turn the mean NPV",
                                  "{} (nu {}): nergens binnen het bereik keert de gemiddelde NCW om"),
                    {what, now});
    bool const below = found.worse == Worse::below;
    return fill(below ? phrasing.text("{}: the mean NPV is 0 at {} (now {}), below 0 under it; chance of that {}",
                                      "{}: de gemiddelde NCW is 0 bij {} (nu {}), eronder negatief; kans daarop {}")
                      : phrasing.text("{}: the mean NPV is 0 at {} (now {}), below 0 over it; chance of that {}",
                                      "{}: de gemiddelde NCW is 0 bij {} (nu {}), erboven negatief; kans daarop {}"),
                {what, phrasing.value(quantity, *found.value), now, phrasing.percent(found.chance_of_worse)});
}

std::string say_reverse_stress(ReverseStress const& found, Scenario const& scenario, Phrasing const& phrasing) {
    if (!found.point.found) {
        if (found.point.at_medians > 0)
            return std::string(
                phrasing.text("no joint shift of the inputs within six standard deviations makes the median case fail",
                              "geen gezamenlijke verschuiving van de invoer binnen zes standaarddeviaties doet "
                              "het mediane geval mislukken"));
        return {};
    }
    std::vector<std::string> moves;
    for (Move const& move : found.moves) {
        // What moves less than a quarter of the leader adds nothing to the story.
        if (moves.size() == 5 || std::abs(move.score) < 0.25 * std::abs(found.moves.front().score)) break;
        model::Quantity const& quantity = scenario.at(move.quantity);
        moves.push_back(
            fill(phrasing.text("{} {} instead of {}", "{} {} in plaats van {}"),
                 {phrasing.label(quantity), phrasing.value(quantity, move.to), phrasing.value(quantity, move.from)}));
    }
    bool const fails = found.point.at_medians <= 0;
    return fill(
        fails ? phrasing.text("the median case fails as it stands; the least it takes to break even: {}. So much or "
                              "better together has a chance of about {}",
                              "het mediane geval is al negatief; het minste dat nodig is om quitte te spelen: {}. "
                              "Zo gunstig of gunstiger heeft een kans van ongeveer {}")
              : phrasing.text("the likeliest way for the median case to fail: {}. So much or worse together has a "
                              "chance of about {}",
                              "zo mislukt het mediane geval het eerst: {}. Zo ongunstig of erger heeft een kans van "
                              "ongeveer {}"),
        {enumerate(phrasing, moves, 5), phrasing.percent(normal_tail(found.point.distance))});
}

namespace {

std::string name_of_stress(StressCase const& found, Scenario const& scenario, Phrasing const& phrasing) {
    switch (found.stress) {
        case Stress::peak_season:
            return fill(phrasing.text("going live in the busiest month, {} months later",
                                      "live gaan in de drukste maand, {} maanden later"),
                        {phrasing.number(found.months)});
        case Stress::outage: {
            if (!found.outage) return std::string(phrasing.text("an outage", "een storing"));
            model::Reason const& reason = scenario.reasons[found.outage->reason.index];
            return fill(phrasing.text("an outage at the first launch that doubles {} for a month",
                                      "een storing bij de eerste livegang die {} een maand verdubbelt"),
                        {reason.label.empty() ? reason.name : reason.label});
        }
        case Stress::slip_doubled: return std::string(phrasing.text("all slip doubled", "alle uitloop verdubbeld"));
        case Stress::realisation_halved:
            return std::string(phrasing.text("half of the effect comes true", "de helft van het effect komt uit"));
    }
    return {};
}

}  // namespace

std::string say_stress(StressCase const& found, Scenario const& scenario, Phrasing const& phrasing) {
    std::string const name = name_of_stress(found, scenario, phrasing);
    if (!found.applies)
        return fill(found.stress == Stress::peak_season
                        ? phrasing.text("going live in the busiest month: no season, or it does so already",
                                        "live gaan in de drukste maand: er is geen seizoen, of dat gebeurt al")
                        : phrasing.text("{}: makes no difference here", "{}: maakt hier geen verschil"),
                    {name});
    return fill(
        phrasing.text("{}: mean NPV {} ({} by it), positive in {} of the draws",
                      "{}: gemiddelde NCW {} (daardoor {}), positief in {} van de trekkingen"),
        {name, phrasing.money(found.npv.value), phrasing.money(found.change.value), phrasing.percent(found.p_positive)});
}

std::string say_set(Coalition set, std::vector<ChangeId> const& changes, Scenario const& scenario,
                    Phrasing const& phrasing) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < changes.size(); ++k) {
        model::Change const& change = scenario.changes[changes[k].index];
        if (set >> k & 1) names.push_back(change.label.empty() ? change.name : change.label);
    }
    if (names.empty()) return std::string(phrasing.text("nothing", "niets"));
    return enumerate(phrasing, names, 15);
}

std::vector<std::string> say_portfolio(WhatToDo const& found, Scenario const& scenario, Phrasing const& phrasing) {
    std::vector<std::string> sentences;
    auto const& standings = found.finalists.standings;
    if (standings.empty()) return sentences;
    auto const name = [&](std::size_t i) { return say_set(standings[i].set, found.changes, scenario, phrasing); };
    auto const settled = [&](Winner const& winner) {
        if (winner.runner_up == winner.index || winner.settled()) return std::string();
        return fill(phrasing.text("; not settled against: {}", "; niet beslist tegenover: {}"),
                    {name(winner.runner_up)});
    };
    Standing const& mean = standings[found.finalists.by_mean.index];
    sentences.push_back(fill(phrasing.text("highest mean NPV: {}: {} for {}; best in {} of the draws",
                                           "hoogste gemiddelde NCW: {}: {} voor {}; de beste in {} van de trekkingen"),
                             {name(found.finalists.by_mean.index), phrasing.money(mean.npv.value),
                              phrasing.money(mean.cost), phrasing.percent(mean.most_often)}) +
                        settled(found.finalists.by_mean));
    Standing const& chance = standings[found.finalists.by_chance.index];
    sentences.push_back(fill(phrasing.text("highest chance of NPV above 0: {}: {} for {}",
                                           "grootste kans op een NCW boven 0: {}: {} voor {}"),
                             {name(found.finalists.by_chance.index), phrasing.percent(chance.chance.value),
                              phrasing.money(chance.cost)}) +
                        settled(found.finalists.by_chance));
    if (found.finalists.by_satisfaction && standings[found.finalists.by_satisfaction->index].shift.value >= 0.0005) {
        Standing const& shift = standings[found.finalists.by_satisfaction->index];
        sentences.push_back(fill(phrasing.text("most satisfaction for the money: {}: {} points for {}",
                                               "meeste tevredenheid voor het geld: {}: {} punten voor {}"),
                                 {name(found.finalists.by_satisfaction->index), phrasing.number(shift.shift.value),
                                  phrasing.money(shift.cost)}) +
                            settled(*found.finalists.by_satisfaction));
    }
    return sentences;
}

}  // namespace rekensom::insight
