#include "report/key_words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace rekensom::report {
namespace {

struct Word {
    std::string_view key, en, nl;
};

// clang-format off
/// Keys of tables that have no name of the user's before them: the whole path in words.
constexpr std::array of_the_whole{
    Word{"customers.churn", "customers that leave", "klanten die vertrekken"},
    Word{"customers.count", "customers", "klanten"},
    Word{"customers.growth", "growth in customers", "groei van het aantal klanten"},
    Word{"customers.margin", "margin per customer", "marge per klant"},
    Word{"demand.noise", "noise in demand", "ruis in de vraag"},
    Word{"demand.persistence", "persistence of the noise in demand", "hardnekkigheid van de ruis in de vraag"},
    Word{"effort.base", "effort of a contact", "moeite van een contact"},
    Word{"effort.hop", "effort of being passed on", "moeite van doorverbinden"},
    Word{"effort.repeat", "effort of a repeat", "moeite van herhaling"},
    Word{"effort.wait", "effort of waiting", "moeite van wachten"},
    Word{"finance.discount_rate", "discount rate", "disconteringsvoet"},
    Word{"finance.wage_growth", "wage growth", "loongroei"},
    Word{"loyalty.churn_per_nps", "churn per point of NPS", "vertrek per punt NPS"},
    Word{"loyalty.contact_penalty", "NPS lost by a contact", "NPS-verlies door een contact"},
    Word{"loyalty.nps", "NPS now", "NPS nu"},
    Word{"quadrants.impact", "impact from which a moment matters", "invloed vanaf waar een moment telt"},
    Word{"quadrants.mark", "mark from which a moment goes well", "cijfer vanaf waar een moment goed gaat"},
    Word{"satisfaction.abandoned_mark", "mark of who hangs up", "cijfer van wie afhaakt"},
    Word{"satisfaction.adaptation", "getting used to it", "gewenning"},
    Word{"satisfaction.adaptation_down", "getting used to worse", "gewenning aan slechter"},
    Word{"satisfaction.adaptation_up", "getting used to better", "gewenning aan beter"},
    Word{"satisfaction.drift", "drift of expectations", "verloop van de verwachtingen"},
    Word{"satisfaction.first_time_fix_gap", "points between settled and not", "punten tussen opgelost en niet"},
    Word{"satisfaction.response_bias", "bias of who answers", "vertekening door wie antwoordt"},
    Word{"satisfaction.satisfied_share", "satisfied share", "aandeel tevreden"},
    Word{"satisfaction.spread", "spread of marks", "spreiding van cijfers"},
};

/// One part of a path each.
constexpr std::array of_a_part{
    Word{"aht_factor", "handle time factor", "factor op de afhandeltijd"},
    Word{"anticipate", "anticipate", "vooruitkijken"},
    Word{"attrition", "attrition", "verloop"},
    Word{"avoidable", "avoidable", "vermijdbaar"},
    Word{"aware", "aware", "merkt het"},
    Word{"base_response", "base response time", "reactietijd zonder achterstand"},
    Word{"cashable", "cashable", "uitspaarbaar"},
    Word{"chance", "chance of success", "kans van slagen"},
    Word{"channels", "by channel", "via kanaal"},
    Word{"chase", "chases", "rappels"},
    Word{"contact_rate", "contact rate", "contactkans"},
    Word{"contacts_per_customer", "contacts per customer", "contacten per klant"},
    Word{"containment", "containment", "blijft in zelfbediening"},
    Word{"contract_hours", "contract hours", "contracturen"},
    Word{"cost_per_contact", "cost per contact", "kosten per contact"},
    Word{"cost_per_fte", "cost per FTE", "kosten per fte"},
    Word{"cost_per_hire", "cost per hire", "kosten per aanname"},
    Word{"cost_per_release", "cost per release", "kosten per vertrek"},
    Word{"customers", "customers", "klanten"},
    Word{"delay_cost", "cost of delay", "kosten van uitloop"},
    Word{"drivers", "driver", "factor"},
    Word{"first_time_fix", "first time fix", "first time fix"},
    Word{"frequency", "frequency", "frequentie"},
    Word{"from", "from", "van"},
    Word{"fte", "FTE", "fte"},
    Word{"ftf_factor", "first time fix factor", "factor op first time fix"},
    Word{"growth", "growth", "groei"},
    Word{"half_life", "half-life", "halveringstijd"},
    Word{"handle_time", "handle time", "afhandeltijd"},
    Word{"hire_max", "most hired a month", "hoogstens aan te nemen per maand"},
    Word{"hops", "passed on to", "doorverbonden naar"},
    Word{"impact", "impact", "invloed"},
    Word{"improves", "improves", "verbetert"},
    Word{"informed", "informed", "ingelicht"},
    Word{"lift", "lift", "extra"},
    Word{"lift_ceiling", "lift ceiling", "grens van het extra"},
    Word{"mark", "mark", "cijfer"},
    Word{"marks", "mark for", "cijfer voor"},
    Word{"menu_levels", "menu levels", "menulagen"},
    Word{"moments", "moment", "moment"},
    Word{"new_contacts", "first contacts", "eerste contacten"},
    Word{"noise", "noise", "ruis"},
    Word{"one_off_cost", "one-off cost", "eenmalige kosten"},
    Word{"overrun", "cost overrun", "kostenoverschrijding"},
    Word{"patience", "patience", "geduld"},
    Word{"prevents", "prevents", "voorkomt"},
    Word{"promise", "promised response time", "beloofde reactietijd"},
    Word{"ramp", "ramp-up", "opbouw"},
    Word{"realisation", "realisation", "realisatie"},
    Word{"recontact", "comes back when not settled", "komt terug indien niet opgelost"},
    Word{"recovery_down", "recovery after better", "herstel na beter"},
    Word{"recovery_up", "recovery after worse", "herstel na slechter"},
    Word{"redial", "redials", "belt opnieuw"},
    Word{"reinvest", "reinvested", "geherinvesteerd"},
    Word{"reinvest_ceiling", "most reinvested", "hoogstens geherinvesteerd"},
    Word{"release_max", "most released a month", "hoogstens te vertrekken per maand"},
    Word{"running_cost", "running cost", "lopende kosten"},
    Word{"service_level", "service level", "servicelevel"},
    Word{"share", "share", "aandeel"},
    Word{"shifts", "shift", "verschuiving"},
    Word{"shrinkage", "shrinkage", "niet aan het werk"},
    Word{"slip", "slip", "uitloop"},
    Word{"speed_of_answer", "speed of answer", "gemiddelde wachttijd nu"},
    Word{"start", "start", "start"},
    Word{"strain_occupancy", "strain from occupancy", "druk door bezettingsgraad"},
    Word{"strain_repeat", "strain from repeats", "druk door herhaling"},
    Word{"target", "target", "doel"},
    Word{"to", "until", "tot"},
    Word{"tolerance", "tolerance", "tolerantie"},
    Word{"training", "training", "inwerktijd"},
    Word{"transactions", "transactions", "transacties"},
    Word{"value", "value", "waarde"},
    Word{"variable_cost", "variable cost", "variabele kosten"},
    Word{"volume", "volume", "volume"},
    Word{"weight", "weight", "gewicht"},
    Word{"within", "within", "binnen"},
};

constexpr std::array of_units{
    Word{"contacts", "contacts", "contacten"},
    Word{"transactions", "transactions", "transacties"},
    Word{"months", "months", "maanden"},
    Word{"month", "month", "maand"},
    Word{"week", "week", "week"},
    Word{"year", "year", "jaar"},
    Word{"days", "days", "dagen"},
    Word{"hours", "hours", "uur"},
    Word{"minutes", "minutes", "minuten"},
    Word{"points", "points", "punten"},
    Word{"customer", "customer", "klant"},
    Word{"customers", "customers", "klanten"},
    Word{"mark", "mark", "cijfer"},
    Word{"money", "money", "geld"},
    Word{"share", "share", "aandeel"},
    Word{"FTE", "FTE", "fte"},
};
// clang-format on

Word const* find(std::span<Word const> words, std::string_view key) {
    auto const found = std::ranges::find(words, key, &Word::key);
    return found == words.end() ? nullptr : &*found;
}

std::string spaced(std::string_view text) {
    std::string out(text);
    std::ranges::replace(out, '_', ' ');
    return out;
}

}  // namespace

std::string key_in_words(std::string_view path, Language language) {
    auto const say = [&](Word const& word) { return std::string(language == Language::nl ? word.nl : word.en); };
    if (Word const* const whole = find(of_the_whole, path)) return say(*whole);
    static constexpr std::array<std::string_view, 6> before_names{"prevents", "channels", "drivers",
                                                                  "moments",  "marks",    "hops"};
    std::string out;
    std::string_view before;
    while (!path.empty()) {
        std::size_t const end = std::min(path.find('.'), path.size());
        std::string_view const part = path.substr(0, end);
        // After these stands a name that the user gave: "prevents.volume".
        bool const named = std::ranges::find(before_names, before) != before_names.end();
        Word const* const word = named ? nullptr : find(of_a_part, part);
        out.append(out.empty() ? "" : " ").append(word != nullptr ? say(*word) : spaced(part));
        before = part;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

std::string unit_in_words(std::string_view unit, Language language) {
    std::string out;
    for (std::size_t at = 0; at < unit.size();) {
        std::size_t const end = std::min(unit.find(' ', at), unit.size());
        std::string_view const part = unit.substr(at, end - at);
        Word const* const word = find(of_units, part);
        out += word != nullptr && language == Language::nl ? word->nl : part;
        if (end < unit.size()) out += ' ';
        at = end + 1;
    }
    return out;
}

}  // namespace rekensom::report
