#include "report/kpi_words.hpp"

namespace rekensom::report {
namespace {

// clang-format off
std::string_view in_dutch(model::Kpi kpi) {
    using enum model::Kpi;
    switch (kpi) {
        case contacts_new: return "contacten waarmee een kwestie begint: geen herhaling, nieuwe poging of rappel";
        case contacts_attempted: return "alle pogingen om iemand te bereiken: eerste contacten, herhalingen en nieuwe pogingen, beantwoord of niet";
        case contacts_handled: return "contacten die een mens beantwoordt, herhalingen meegeteld; zelfbediening telt niet mee";
        case contacts_repeat: return "afgehandelde contacten die terugkomen omdat een eerder contact de kwestie niet oploste";
        case contacts_avoidable: return "als vermijdbaar beoordeelde eerste contacten die toch komen, ook die door gebeurtenissen";
        case contacts_abandoned: return "pogingen die de wachtrij verlieten voor er antwoord kwam";
        case abandonment: return "afgehaakt / aangeboden, in directe kanalen met een team";
        case wait: return "gemiddelde wachttijd van beantwoorde contacten in directe kanalen";
        case service_level: return "beantwoord binnen de streeftijd van het team / aangeboden; wie afhaakt telt als niet beantwoord";
        case occupancy: return "tijd besteed aan directe contacten / tijd die daarvoor beschikbaar is";
        case fte: return "voltijdsbanen op de loonlijst";
        case fte_required: return "fte die de planner vraagt om het doel te halen bij de verwachte drukte";
        case backlog: return "onbeantwoorde contacten in uitgestelde kanalen aan het eind van de maand";
        case response_time: return "gemiddeld aantal dagen tot antwoord in uitgestelde kanalen";
        case first_time_fix: return "afgehandelde contacten die de kwestie oplossen / afgehandelde contacten";
        case first_time_right: return "1 - vermijdbare contacten / transacties van de klantreizen; anders dan first time fix, dat over contacten gaat";
        case handle_time: return "gemiddelde afhandeltijd van afgehandelde contacten: kan stijgen doordat de makkelijke weg zijn";
        case contacts_per_customer: return "afgehandelde contacten per jaar / klanten, wie niet meer hoeft te bellen meegeteld";
        case hassle_per_customer: return "contacten per jaar die afhaakten of geen tevreden cijfer kregen, per 1.000 klanten: de eerlijke blik als contacten verdwijnen";
        case satisfaction: return "gemiddeld cijfer van wie contact had, ook wie afhaakte";
        case satisfied_share: return "afgehandelde contacten met een 8 of hoger / afgehandelde contacten";
        case satisfaction_measured: return "wat een enquête met het aantal antwoorden uit het scenario toont: vertekening door wie antwoordt en steekproeffout erbij";
        case effort: return "customer effort score van een kwestie; schaal en richting zoals het scenario zegt";
        case nps: return "net promoter score, -100 tot 100, bewogen door momenten en door contacten die niet nodig hadden moeten zijn";
        case attrition: return "vertrekkers per jaar / fte";
        case churn: return "vertrokken klanten per jaar / klanten";
        case cash_out: return "lonen, aanname, vertrek, contacten per stuk, en kosten van veranderingen en gebeurtenissen";
    }
    return {};
}
// clang-format on

}  // namespace

std::string_view definition_of(model::KpiInfo const& kpi, Language language) {
    return language == Language::nl ? in_dutch(kpi.kpi) : kpi.definition;
}

}  // namespace rekensom::report
