#include "report/run_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rekensom::report {
namespace {

/// "0.3", "0,000123": what is asked for is shown as it was typed.
std::string digits(double x, Language language) {
    std::string text = fmt::format("{:.3g}", x);
    if (language == Language::nl) std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace

std::string precision_words(run::Results const& results, Numbers const& n) {
    if (!results.precision) return "";
    run::PrecisionReached const& precision = *results.precision;
    std::string_view const sentence =
        precision.capped
            ? n("stopped at the cap of {} draws: the largest standard error is still {} % of it (asked: {} %; where "
                "the "
                "mean is near 0, of 1/20 of its standard deviation)",
                "gestopt bij het maximum van {} trekkingen: de grootste standaardfout is nog {} % ervan (gevraagd: {} "
                "%; "
                "waar het gemiddelde bijna 0 is, van 1/20 van de standaardafwijking)")
            : n("stopped at {} draws: the largest standard error of a mean NPV, or of a difference of two, is {} % of "
                "it "
                "(asked: {} %; where the mean is near 0, of 1/20 of its standard deviation)",
                "gestopt bij {} trekkingen: de grootste standaardfout van een gemiddelde NCW, of van een verschil van "
                "twee, is {} % ervan (gevraagd: {} %; waar het gemiddelde bijna 0 is, van 1/20 van de "
                "standaardafwijking)");
    return fmt::format(fmt::runtime(sentence), n.plain(static_cast<double>(results.draws), 0),
                       digits(100 * precision.reached, n.language()), digits(100 * precision.asked, n.language()));
}

std::string team_note_words(model::TeamNote const& note, model::Scenario const& scenario, Numbers const& n) {
    model::Team const& team = scenario.teams[note.team];
    std::string const& name = team.label.empty() ? team.name : team.label;
    switch (note.kind) {
        case model::TeamNote::Kind::unexplained:
            return fmt::format(
                fmt::runtime(
                    n("team {}: no staffing explains the observed {}; it starts from {} times the planned roster, "
                      "the nearest that was tried",
                      "team {}: geen bezetting verklaart {} zoals waargenomen; het begint met {} keer het "
                      "geplande rooster, het dichtste bij van wat is geprobeerd")),
                name, note.of_answer ? n("speed of answer", "de wachttijd") : n("service level", "het servicelevel"),
                digits(note.staffing, n.language()));
        case model::TeamNote::Kind::nobody_yet:
            return fmt::format(
                fmt::runtime(
                    n("team {}: nobody comes to its live channels at the start; its roster is planned for what "
                      "the changes as planned bring there{}",
                      "team {}: bij het begin komt niemand in de kanalen waar men wacht; het rooster is gemaakt "
                      "voor wat de veranderingen volgens plan daar brengen{}")),
                name,
                note.hired_as_come ? n(", and it is hired as they come", ", en het wordt aangenomen naarmate zij komen")
                                   : "");
    }
    return "";
}

}  // namespace rekensom::report
