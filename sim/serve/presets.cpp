#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "rekensom/insight/study.hpp"
#include "rekensom/insight/what_breaks_it.hpp"
#include "serve/survey.hpp"

namespace rekensom::serve {
namespace {

using model::Scenario;

/// As somebody would write it: six digits.
double rounded(double x) { return std::strtod(fmt::format("{:.6g}", x).c_str(), nullptr); }

/// The quantity times a factor, as an edit: the same form where it is one of a few numbers, else by its percentiles.
Value scaled(model::Quantity const& q, double factor) {
    chance::Marginal const& m = q.marginal;
    if (m.is_certain()) return factor * m.mean();
    switch (m.form()) {
        case chance::Form::pert:
        case chance::Form::triangular:
        case chance::Form::uniform:
        case chance::Form::two_percentiles:
        case chance::Form::three_percentiles:
        case chance::Form::moments: {
            std::string text = m.form() == chance::Form::triangular ? "shape = \"triangular\"" : "";
            for (chance::Parameter const& p : m.parameters())
                text += fmt::format(
                    "{}{} = {}", text.empty() ? "" : ", ", p.name,
                    input::write_number(rounded(p.name == "weight" ? p.value : p.value * m.times() * factor)));
            return "{ " + text + " }";
        }
        default: break;
    }
    double const p10 = factor * m.quantile(0.1), p90 = factor * m.quantile(0.9);
    if (!(p10 < p90) || (q.domain == Domain::share && !(p10 > 0 && p90 < 1))) return factor * m.mean();
    return fmt::format("{{ p10 = {}, p90 = {} }}", input::write_number(rounded(p10)), input::write_number(rounded(p90)));
}

double mean(Scenario const& s, QuantityId id) { return s.at(id).marginal.mean(); }

bool is(Scenario const& s, QuantityId id, double value) {
    return s.at(id).marginal.is_certain() && mean(s, id) == value;
}

class Presets {
public:
    Presets(Workshop const& workshop, run::Results const& results, std::size_t best, std::vector<Slider> const& sliders)
        : scenario_(*workshop.original().scenario), sliders_(sliders) {
        insight::Study study;
        study.plan = &workshop.original().plan;
        study.results = &results;
        study.business_case = best;
        study.draws = std::min<std::uint64_t>(256, results.draws);
        study.threads = workshop.options().threads;
        for (insight::StressCase const& stress : insight::stress_cases(study)) {
            if (stress.stress == insight::Stress::peak_season && stress.applies) months_to_peak_ = stress.months;
            if (stress.stress == insight::Stress::outage && stress.applies) outage_ = stress.outage;
        }
    }

    std::vector<Preset> all() {
        paper();
        medians();
        late();
        half();
        peak();
        outage();
        bad_luck();
        return std::move(list_);
    }

private:
    void add(Preset preset) {
        if (!preset.variant.edits.empty()) list_.push_back(std::move(preset));
    }

    /// What the plan says before anything goes wrong.
    void paper() {
        Preset preset{"paper",
                      "As on paper",
                      "Zoals op papier",
                      "No slip, all of it comes true, no overrun",
                      "Geen uitloop, alles komt uit, geen overschrijding",
                      false,
                      {}};
        for (model::Change const& change : scenario_.changes) {
            set(preset, change.slip, 0);
            set(preset, change.realisation, 1);
            set(preset, change.overrun, 1);
        }
        add(std::move(preset));
    }

    /// The sum as a spreadsheet would make it.
    void medians() {
        Preset preset{"medians",
                      "Every input certain",
                      "Elke invoer zeker",
                      "Each input at its median: a sum without chance",
                      "Elke invoer op zijn mediaan: een som zonder toeval",
                      false,
                      {}};
        for (Slider const& slider : sliders_) {
            model::Quantity const& q = scenario_.quantities[slider.quantity];
            bool const chance = std::any_of(scenario_.changes.begin(), scenario_.changes.end(),
                                            [&](auto const& c) { return c.chance.index == slider.quantity; });
            if (!q.marginal.is_certain() && !chance) preset.variant.edits[q.path] = rounded(slider.middle);
        }
        add(std::move(preset));
    }

    void late() {
        Preset preset{
            "slip", "Twice as late", "Twee keer zo laat", "Every slip doubled", "Elke uitloop verdubbeld", true, {}};
        for (model::Change const& change : scenario_.changes)
            if (!is(scenario_, change.slip, 0))
                preset.variant.edits[path(change.slip)] = scaled(scenario_.at(change.slip), 2);
        add(std::move(preset));
    }

    void half() {
        Preset preset{"half",
                      "Half of it comes true",
                      "De helft komt uit",
                      "Every realisation halved",
                      "Elke realisatie gehalveerd",
                      true,
                      {}};
        for (model::Change const& change : scenario_.changes)
            preset.variant.edits[path(change.realisation)] = scaled(scenario_.at(change.realisation), 0.5);
        add(std::move(preset));
    }

    void peak() {
        if (!(months_to_peak_ > 0)) return;
        Preset preset{"peak",
                      "Live in the busiest month",
                      "Live in de drukste maand",
                      fmt::format("All changes start {:.3g} months later", months_to_peak_),
                      fmt::format("Alle veranderingen beginnen {:.3g} maanden later", months_to_peak_),
                      true,
                      {}};
        for (model::Change const& change : scenario_.changes)
            preset.variant.edits[path(change.start)] = mean(scenario_, change.start) + months_to_peak_;
        add(std::move(preset));
    }

    /// The same event as in `insight::stress_cases`, written as the file would say it.
    void outage() {
        if (!outage_) return;
        model::Reason const& reason = scenario_.reasons[outage_->reason.index];
        model::Change const& change = scenario_.changes[outage_->cause.index];
        std::string const label = reason.label.empty() ? reason.name : reason.label;
        Preset preset{"outage",
                      "An outage at the launch",
                      "Een storing bij de livegang",
                      fmt::format("The first launch doubles {} for a month", label),
                      fmt::format("De eerste livegang verdubbelt {} een maand lang", label),
                      true,
                      {}};
        constexpr std::string_view name = "stress_outage";
        preset.variant.edits[fmt::format("events.{}", name)] = fmt::format(
            "{{ reason = {}, customers = {}, contacts_per_customer = 1, from = {}, to = {}, informed = true }}",
            input::write_text(reason.name), input::write_number(outage_->customers), input::write_number(outage_->from),
            input::write_number(outage_->from + 1));
        std::string causes;
        for (EventId const e : change.causes) causes += input::write_text(scenario_.events[e.index].name) + ", ";
        preset.variant.edits[fmt::format("changes.{}.causes", change.name)] =
            fmt::format("[{}{}]", causes, input::write_text(name));
        add(std::move(preset));
    }

    /// The three inputs that matter most, each at the P10 of what it does to the answer.
    void bad_luck() {
        Preset preset{"bad",
                      "Bad luck three times",
                      "Drie keer tegenslag",
                      "The three heaviest inputs each at their bad end (P10 or P90)",
                      "De drie zwaarste invoeren elk aan hun slechte kant (P10 of P90)",
                      true,
                      {}};
        for (Slider const& slider : sliders_) {
            model::Quantity const& q = scenario_.quantities[slider.quantity];
            if (slider.direction == 0 || q.marginal.is_certain()) continue;
            preset.variant.edits[q.path] = rounded(q.marginal.quantile(slider.direction > 0 ? 0.1 : 0.9));
            if (preset.variant.edits.size() == 3) break;
        }
        add(std::move(preset));
    }

    void set(Preset& preset, QuantityId id, double value) {
        if (!is(scenario_, id, value)) preset.variant.edits[path(id)] = value;
    }
    [[nodiscard]] std::string const& path(QuantityId id) const { return scenario_.at(id).path; }

    Scenario const& scenario_;
    std::vector<Slider> const& sliders_;
    double months_to_peak_ = 0;
    std::optional<insight::Outage> outage_;
    std::vector<Preset> list_;
};

}  // namespace

std::vector<Preset> presets_of(Workshop const& workshop, run::Results const& results, std::size_t best,
                               std::vector<Slider> const& sliders) {
    if (results.cases.empty() || results.kept.draws == 0) return {};
    return Presets(workshop, results, best, sliders).all();
}

}  // namespace rekensom::serve
