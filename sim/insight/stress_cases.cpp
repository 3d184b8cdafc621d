#include "insight/rerun.hpp"
#include "rekensom/base/calendar.hpp"
#include "rekensom/insight/what_breaks_it.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace rekensom::insight {

namespace {

using model::Scenario;

double mean(Scenario const& scenario, QuantityId id) { return scenario.at(id).marginal.mean(); }

double volume_of(Scenario const& scenario, model::Reason const& reason) {
    if (reason.volume) return mean(scenario, *reason.volume);
    if (reason.new_contacts) return mean(scenario, *reason.new_contacts);
    if (reason.journey && reason.contact_rate)
        return mean(scenario, scenario.journeys[reason.journey->index].transactions) *
               mean(scenario, *reason.contact_rate);
    return 0;
}

std::optional<ChangeId> first_change(Scenario const& scenario, model::World const& world) {
    std::optional<ChangeId> first;
    for (ChangeId const k : world.changes)
        if (!first ||
            mean(scenario, scenario.changes[k.index].start) < mean(scenario, scenario.changes[first->index].start))
            first = k;
    return first;
}

/// Months from the first change's planned start to the next start of the busiest calendar month; 0 where there is no season.
double until_peak(Scenario const& scenario, ChangeId first) {
    std::array<double, 12> load{};
    for (model::Reason const& reason : scenario.reasons)
        for (std::size_t m = 0; m < 12; ++m)
            load[m] += volume_of(scenario, reason) * (reason.season.empty() ? 1 : reason.season[m]);
    auto const peak = std::max_element(load.begin(), load.end());
    if (*peak <= *std::min_element(load.begin(), load.end()) * (1 + 1e-9)) return 0;
    double const start = mean(scenario, scenario.changes[first.index].start);
    auto const busiest = static_cast<double>(peak - load.begin());
    double const from = static_cast<double>(scenario.start.month - 1) + start;
    double const wait = std::fmod(busiest - from, 12.0);
    return wait < 0 ? wait + 12 : wait;
}

QuantityId add_certain(Scenario& scenario, std::string path, double value) {
    model::Quantity quantity;
    quantity.path = std::move(path);
    quantity.domain = Domain::non_negative;
    quantity.marginal = chance::certainly(value);
    scenario.quantities.push_back(std::move(quantity));
    return {scenario.quantities.size() - 1};
}

/// Whatever has the same path (an alternative's own value of it too) times a factor.
void scale(Scenario& scenario, QuantityId id, double times) {
    std::string const path = scenario.at(id).path;
    for (model::Quantity& quantity : scenario.quantities) {
        if (quantity.path != path) continue;
        quantity.marginal = chance::scaled(quantity.marginal, times);
        if (quantity.reference) quantity.reference->times *= times;
    }
}

std::optional<ReasonId> largest_reason(Scenario const& scenario) {
    std::optional<ReasonId> largest;
    for (std::size_t r = 0; r < scenario.reasons.size(); ++r)
        if (!largest || volume_of(scenario, scenario.reasons[r]) > volume_of(scenario, scenario.reasons[largest->index]))
            largest = ReasonId{r};
    return largest;
}

Outage outage_of(Scenario const& scenario, ChangeId cause, ReasonId reason) {
    model::Change const& change = scenario.changes[cause.index];
    return {reason, cause, volume_of(scenario, scenario.reasons[reason.index]) / weeks_per_month,
            std::max(0.0, mean(scenario, change.start) + mean(scenario, change.slip))};
}

void add_outage(Scenario& scenario, Outage const& outage) {
    std::string const path = "events.stress_outage.";
    model::Event event;
    event.name = "stress_outage";
    event.reason = outage.reason;
    event.customers = add_certain(scenario, path + "customers", outage.customers);
    event.contacts_per_customer = add_certain(scenario, path + "contacts_per_customer", 1);
    event.from.months = add_certain(scenario, path + "from", outage.from);
    event.to.months = add_certain(scenario, path + "to", outage.from + 1);
    event.informed = true;
    event.ftf_factor = add_certain(scenario, path + "ftf_factor", 1);
    event.aht_factor = add_certain(scenario, path + "aht_factor", 1);
    event.cause = outage.cause;
    scenario.events.push_back(std::move(event));
    scenario.changes[outage.cause.index].causes.push_back({scenario.events.size() - 1});
}

class Stresser {
public:
    explicit Stresser(Study const& study) : rerun_(study), plain_(rerun_(rerun_.options())) {}
    [[nodiscard]] Rerun const& rerun() const { return rerun_; }

    void run(StressCase& stress, std::shared_ptr<Scenario const> scenario, double delay) const {
        model::World world = rerun_.world();
        world.delay += delay;
        model::World const& baseline = rerun_.study().plan->worlds.front();
        CaseDraws const found =
            rerun_.of_plan(run::make_plan(std::move(scenario), {baseline, world}, {rerun_.study().plan}), 0);
        chance::Sampling const sampling = rerun_.sampling();
        stress.npv = mean_of(found.npv, sampling);
        stress.change = mean_of(less(found.npv, plain_.npv), sampling);
        if (!found.satisfaction_shift.empty())
            stress.shift_change = mean_of(less(found.satisfaction_shift, plain_.satisfaction_shift), sampling);
        auto const positive = std::count_if(found.npv.begin(), found.npv.end(), [](double x) { return x > 0; });
        stress.p_positive = static_cast<double>(positive) / static_cast<double>(found.npv.size());
        stress.applies = stress.change.value != 0 || stress.change.se != 0;
    }

private:
    static std::vector<double> less(std::vector<double> a, std::vector<double> const& b) {
        for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
        return a;
    }
    Rerun rerun_;
    CaseDraws plain_;
};

}  // namespace

std::vector<StressCase> stress_cases(Study const& study) {
    Stresser const stresser(study);
    Scenario const& scenario = stresser.rerun().scenario();
    auto const same = study.plan->scenario;
    std::vector<StressCase> cases(4);
    for (std::size_t s = 0; s < 4; ++s) cases[s].stress = static_cast<Stress>(s);
    auto const first = first_change(scenario, stresser.rerun().world());
    if (!first) return cases;

    StressCase& peak = cases[static_cast<std::size_t>(Stress::peak_season)];
    peak.months = until_peak(scenario, *first);
    if (peak.months > 0) stresser.run(peak, same, peak.months);

    StressCase& outage = cases[static_cast<std::size_t>(Stress::outage)];
    if (auto const reason = largest_reason(scenario)) {
        outage.outage = outage_of(scenario, *first, *reason);
        auto changed = std::make_shared<Scenario>(scenario);
        add_outage(*changed, *outage.outage);
        stresser.run(outage, changed, 0);
    }
    auto const scaled_all = [&](QuantityId model::Change::*which, double times) {
        auto changed = std::make_shared<Scenario>(scenario);
        for (ChangeId const k : stresser.rerun().world().changes)
            scale(*changed, changed->changes[k.index].*which, times);
        return changed;
    };
    stresser.run(cases[static_cast<std::size_t>(Stress::slip_doubled)], scaled_all(&model::Change::slip, 2), 0);
    stresser.run(cases[static_cast<std::size_t>(Stress::realisation_halved)],
                 scaled_all(&model::Change::realisation, 0.5), 0);
    return cases;
}

}  // namespace rekensom::insight
