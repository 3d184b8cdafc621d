#include "insight/guard_rails.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace rekensom::insight {

namespace {

using model::Origin;
using model::Quantity;
using model::Scenario;

double mean(Scenario const& scenario, QuantityId id) { return scenario.at(id).marginal.mean(); }

bool by_default(Scenario const& scenario, QuantityId id, double value) {
    Quantity const& q = scenario.at(id);
    return q.origin == Origin::by_default && q.marginal.is_certain() && q.marginal.mean() == value;
}

std::string name_of(model::Change const& change) { return change.label.empty() ? change.name : change.label; }
std::string name_of(model::Reason const& reason) { return reason.label.empty() ? reason.name : reason.label; }

}  // namespace

/// Ends that people call least and most are mostly their P10 and P90 (evidence: range statements are too narrow). A range whose
/// whole width is below a quarter of its middle is not believed.
void guard_ranges(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    constexpr double narrow = 0.25;
    std::vector<std::string> suspects;
    for (Quantity const& q : scenario.quantities) {
        auto const form = q.marginal.form();
        bool const by_ends =
            form == chance::Form::pert || form == chance::Form::triangular || form == chance::Form::uniform;
        if (!by_ends || q.origin != Origin::stated || q.reference) continue;
        double const low = q.marginal.lower(), high = q.marginal.upper();
        if (high - low < narrow * 0.5 * std::abs(low + high)) suspects.push_back(phrasing.label(q));
    }
    if (suspects.empty()) return;
    found.push_back(
        {"narrow_range", Severity::warning,
         fill(phrasing.text("least and most of {} lie close together, as P10 and P90 do: if one in five outcomes may "
                            "lie outside, write p10 and p90 instead of min and max",
                            "minimum en maximum van {} liggen dicht bij elkaar, zoals P10 en P90: als een op de vijf "
                            "uitkomsten erbuiten kan vallen, schrijf dan p10 en p90 in plaats van min en max"),
              {enumerate(phrasing, suspects)})});
}

void guard_plans(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    std::vector<std::string> no_slip, no_realisation, no_fade;
    for (model::Change const& change : scenario.changes) {
        if (by_default(scenario, change.slip, 0)) no_slip.push_back(name_of(change));
        if (by_default(scenario, change.realisation, 1)) no_realisation.push_back(name_of(change));
        if (!change.half_life && scenario.months > 24 && !change.prevents.empty()) no_fade.push_back(name_of(change));
    }
    if (!no_slip.empty())
        found.push_back(
            {"no_slip", Severity::warning,
             fill(phrasing.text("no slip is stated for {}: this is the plan on paper; [outlook] class gives "
                                "what such projects really do",
                                "voor {} staat geen uitloop: dit is het plan op papier; [outlook] class "
                                "geeft wat zulke projecten werkelijk doen"),
                  {enumerate(phrasing, no_slip)})});
    if (!no_realisation.empty())
        found.push_back(
            {"no_realisation", Severity::warning,
             fill(phrasing.text("{}: all of the planned effect is taken to come true; on average two thirds "
                                "do for process fixes, less for IT projects",
                                "{}: het hele geplande effect wordt verondersteld uit te komen; gemiddeld "
                                "is dat twee derde bij procesverbetering, minder bij IT-projecten"),
                  {enumerate(phrasing, no_realisation)})});
    if (!no_fade.empty())
        found.push_back(
            {"permanent_effect", Severity::note,
             fill(phrasing.text("the effect of {} is taken to last for ever; state a half_life if it wears off",
                                "het effect van {} wordt verondersteld voor altijd te blijven; geef een "
                                "half_life als het slijt"),
                  {enumerate(phrasing, no_fade)})});
}

namespace {

/// Who says that a contact need not have been: customers say so of 20 to 30 %, organisations of 30 to 76 %, consultants of up
/// to 80 %. Whoever gains by the change is no judge of it.
bool wrong_judge(std::string judge) {
    for (char& c : judge)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    static std::set<std::string> const wrong{"consultant",  "supplier", "vendor",     "leverancier",  "adviseur",
                                             "project",     "manager",  "management", "organisation", "organization",
                                             "organisatie", "expert",   "estimate",   "schatting",    "team"};
    return wrong.count(judge) > 0;
}

}  // namespace

void guard_judges(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    std::set<std::size_t> prevented;
    for (model::Change const& change : scenario.changes)
        for (model::ReasonEffect const& effect : change.prevents) prevented.insert(effect.reason.index);
    std::vector<std::string> wrong, unknown;
    for (std::size_t const r : prevented) {
        Quantity const& q = scenario.at(scenario.reasons[r].avoidable);
        if (wrong_judge(q.provenance.judge))
            wrong.push_back(name_of(scenario.reasons[r]));
        else if (q.provenance.judge.empty() && q.marginal.form() != chance::Form::survey && q.marginal.mean() > 0.4)
            unknown.push_back(name_of(scenario.reasons[r]));
    }
    if (!wrong.empty())
        found.push_back(
            {"wrong_judge", Severity::warning,
             fill(phrasing.text("the avoidable share of {} was not judged by customers: customers call 20 to "
                                "30 % of contacts avoidable, organisations up to 76 %; ask customers",
                                "het vermijdbare deel van {} is niet door klanten beoordeeld: klanten noemen "
                                "20 tot 30 % van de contacten vermijdbaar, organisaties tot 76 %; vraag het klanten"),
                  {enumerate(phrasing, wrong)})});
    if (!unknown.empty())
        found.push_back({"unknown_judge", Severity::warning,
                         fill(phrasing.text("more than 40 % of {} is called avoidable and nobody is named as judge: "
                                            "customers say 20 to 30 %",
                                            "van {} heet meer dan 40 % vermijdbaar zonder dat er een beoordelaar is "
                                            "genoemd: klanten zeggen 20 tot 30 %"),
                              {enumerate(phrasing, unknown)})});
}

namespace {

/// Inputs by the draw they really have: what refers to another one has that one's.
std::size_t root(Scenario const& scenario, std::size_t q) {
    while (scenario.quantities[q].reference) q = scenario.quantities[q].reference->input.index;
    return q;
}

/// The first two of these that vary, are not the same draw and are not tied.
bool untied_pair(Scenario const& scenario, std::vector<std::size_t> const& quantities) {
    auto const tied = [&](std::size_t a, std::size_t b) {
        return std::any_of(scenario.correlations.begin(), scenario.correlations.end(), [&](model::Correlation const& c) {
            return (c.a.index == a && c.b.index == b) || (c.a.index == b && c.b.index == a);
        });
    };
    for (std::size_t i = 0; i < quantities.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            std::size_t const a = root(scenario, quantities[i]), b = root(scenario, quantities[j]);
            if (a != b && !scenario.quantities[a].marginal.is_certain() &&
                !scenario.quantities[b].marginal.is_certain() && !tied(a, b))
                return true;
        }
    return false;
}

}  // namespace

void guard_causes(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    std::map<double, std::vector<std::size_t>> surveys;
    std::map<std::string, std::vector<std::size_t>> same_source;
    for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
        Quantity const& quantity = scenario.quantities[q];
        if (quantity.origin != Origin::stated || quantity.reference) continue;
        if (quantity.marginal.form() == chance::Form::survey && !quantity.path.starts_with("changes."))
            for (auto const& parameter : quantity.marginal.parameters())
                if (parameter.name == "of") surveys[parameter.value].push_back(q);
        std::string const key = quantity.path.substr(quantity.path.rfind('.') + 1);
        // One report of volumes counts each reason by itself; one source of a price or a share is one opinion.
        bool const counted = key == "volume" || key == "new_contacts" || key == "transactions";
        if (!quantity.provenance.source.empty() && quantity.marginal.form() != chance::Form::survey && !counted)
            same_source[quantity.provenance.source + "\n" + key].push_back(q);
    }
    auto const labels = [&](std::vector<std::size_t> const& quantities) {
        std::vector<std::string> names;
        for (std::size_t const q : quantities) names.push_back(phrasing.label(scenario.quantities[q]));
        return enumerate(phrasing, names);
    };
    for (auto const& [of, members] : surveys)
        if (untied_pair(scenario, members))
            found.push_back(
                {"one_survey_taken_as_several", Severity::note,
                 fill(phrasing.text("{} each count {} answers: if those are the same people, their errors go "
                                    "together; tie them under [[correlations]]",
                                    "{} tellen elk {} antwoorden: zijn dat dezelfde mensen, dan gaan hun "
                                    "fouten samen; verbind ze onder [[correlations]]"),
                      {labels(members), phrasing.number(of)})});
    for (auto const& [key, members] : same_source)
        if (untied_pair(scenario, members))
            found.push_back(
                {"one_source_taken_as_several", Severity::warning,
                 fill(phrasing.text("{} have one source ({}) and yet vary independently: errors then cancel "
                                    "that would not; let them share an input, or tie them",
                                    "{} hebben één bron ({}) en variëren toch los van elkaar: fouten heffen "
                                    "elkaar dan op die dat niet doen; geef ze één input of verbind ze"),
                      {labels(members), key.substr(0, key.find('\n'))})});
    std::vector<std::string> several;
    for (model::Change const& change : scenario.changes) {
        std::vector<std::size_t> effects;
        for (model::ReasonEffect const& effect : change.prevents) effects.push_back(effect.amount.index);
        if (untied_pair(scenario, effects)) several.push_back(name_of(change));
    }
    if (!several.empty())
        found.push_back({"one_change_taken_as_several", Severity::warning,
                         fill(phrasing.text("what {} prevents varies independently from reason to reason: one change "
                                            "mostly works everywhere or nowhere; let the shares refer to one [inputs] "
                                            "value, or tie them",
                                            "wat {} voorkomt varieert per contactreden los van elkaar: een verandering "
                                            "werkt meestal overal of nergens; laat de aandelen naar één waarde onder "
                                            "[inputs] verwijzen of verbind ze"),
                              {enumerate(phrasing, several)})});
    std::map<std::string, std::vector<std::size_t>> by_owner;
    for (model::Change const& change : scenario.changes)
        if (!change.owner.empty()) by_owner[change.owner].push_back(change.slip.index);
    for (auto const& [owner, slips] : by_owner)
        if (untied_pair(scenario, slips))
            found.push_back(
                {"one_owner_taken_as_several", Severity::note,
                 fill(phrasing.text("all changes of {} slip independently: who is late with one is mostly late "
                                    "with all",
                                    "alle veranderingen van {} lopen los van elkaar uit: wie met één te laat "
                                    "is, is dat meestal met alle"),
                      {owner})});
}

/// Claims are shares of the same avoidable contacts: added up they may not pass the whole.
void guard_claims(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    std::vector<double> claimed(scenario.reasons.size(), 0.0);
    for (model::Change const& change : scenario.changes)
        for (model::ReasonEffect const& effect : change.prevents)
            claimed[effect.reason.index] += std::max(0.0, mean(scenario, effect.amount));
    for (std::size_t r = 0; r < claimed.size(); ++r)
        if (claimed[r] > 1 + 1e-9)
            found.push_back(
                {"more_claimed_than_there_is", Severity::warning,
                 fill(phrasing.text("together the changes claim {} of the avoidable contacts of {}: the sum "
                                    "counts none twice, but not all claims can be right",
                                    "samen eisen de veranderingen {} van de vermijdbare contacten van {} op: "
                                    "niets telt dubbel, maar niet alle claims kunnen kloppen"),
                      {phrasing.percent(claimed[r]), name_of(scenario.reasons[r])})});
}

void guard_settings(Scenario const& scenario, Phrasing const& phrasing, std::vector<GuardRail>& found) {
    Quantity const& rate = scenario.at(scenario.finance.discount_rate);
    if (rate.origin == Origin::by_default)
        found.push_back(
            {"social_discount_rate", Severity::note,
             fill(phrasing.text("no discount_rate is stated: {} a year, a public and real rate, is used; a "
                                "company's own is mostly 6 to 10 %",
                                "er staat geen discount_rate: {} per jaar is gebruikt, een publieke en reële "
                                "voet; die van een bedrijf is meestal 6 tot 10 %"),
                  {phrasing.percent(rate.marginal.mean())})});
    for (model::Team const& team : scenario.teams)
        if (mean(scenario, team.anticipate) > 0)
            found.push_back(
                {"cut_ahead_of_demand", Severity::warning,
                 fill(phrasing.text("{} books {} of the planned effect before demand has fallen: if the plan "
                                    "slips, customers wait",
                                    "{} boekt {} van het geplande effect in voordat de vraag is gedaald: loopt "
                                    "het plan uit, dan wachten klanten"),
                      {team.label.empty() ? team.name : team.label, phrasing.percent(mean(scenario, team.anticipate))})});
    if (scenario.loyalty && scenario.loyalty->money)
        found.push_back(
            {"loyalty_money", Severity::note,
             std::string(phrasing.text("money from loyalty is shown on its own line and in no total: that a "
                                       "KPI and money go together does not make one cause the other",
                                       "geld uit loyaliteit staat op een eigen regel en in geen totaal: dat "
                                       "een KPI en geld samengaan maakt het een nog niet de oorzaak van het ander"))});
}

}  // namespace rekensom::insight
