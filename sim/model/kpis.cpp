#include "rekensom/model/kpis.hpp"

#include "rekensom/base/contract.hpp"

namespace rekensom::model {

std::array<KpiInfo, kpi_count> const& kpis() {
    using enum Kpi;
    using enum Better;
    static constexpr std::array<KpiInfo, kpi_count> table{{
        {contacts_new, "contacts_new", "contacts / month", "First contacts", "Eerste contacten",
         "contacts that begin a matter: no repeat, redial or chaser", Form::count, lower, {}},
        {contacts_attempted, "contacts_attempted", "contacts / month", "Attempts", "Pogingen",
         "all attempts to reach a person: first contacts, repeats and redials, answered or not", Form::count, lower, {}},
        {contacts_handled, "contacts_handled", "contacts / month", "Contacts handled", "Afgehandelde contacten",
         "contacts answered by a person, repeats included; self-service is not counted", Form::count, lower, {}},
        {contacts_repeat, "contacts_repeat", "contacts / month", "Repeat contacts", "Herhaalcontacten",
         "handled contacts that come back because an earlier one did not solve the matter", Form::count, lower, {}},
        {contacts_avoidable, "contacts_avoidable", "contacts / month", "Avoidable contacts", "Vermijdbare contacten",
         "first contacts judged avoidable that still come, those caused by events included", Form::count, lower, {}},
        {contacts_abandoned, "contacts_abandoned", "contacts / month", "Abandoned attempts", "Afgehaakte pogingen",
         "attempts that left the queue before an answer", Form::count, lower, {}},
        {abandonment, "abandonment", "share", "Abandonment", "Afhakers",
         "abandoned / offered, live channels with a team", Form::share, lower, contacts_attempted},
        {wait, "wait", "s", "Wait", "Wachttijd",
         "mean wait of answered contacts in live channels (speed of answer)", Form::seconds, lower, contacts_handled},
        {service_level, "service_level", "share", "Service level", "Servicelevel",
         "answered within the team's target time / offered, abandoned attempts counted as not answered", Form::share, higher,
         contacts_attempted},
        {occupancy, "occupancy", "share", "Occupancy", "Bezettingsgraad",
         "time spent on live contacts / time available for them", Form::share, neither, {}},
        {fte, "fte", "FTE", "FTE", "Fte", "full-time equivalents on the payroll", Form::number, neither, {}},
        {fte_required, "fte_required", "FTE", "FTE required", "Benodigde fte",
         "FTE that the planner asks for: the target met at the load that is forecast", Form::number, lower, {}},
        {backlog, "backlog", "contacts", "Backlog", "Werkvoorraad",
         "unanswered contacts in deferred channels at the end of the month", Form::count, lower, {}},
        {response_time, "response_time", "days", "Response time", "Reactietijd",
         "mean days until an answer in deferred channels", Form::days, lower, {}},
        {first_time_fix, "first_time_fix", "share", "First time fix", "First time fix",
         "handled contacts that solve the matter / handled contacts", Form::share, higher, contacts_handled},
        {first_time_right, "first_time_right", "share", "First time right", "First time right",
         "1 - avoidable contacts / transactions of the journeys; not first time fix, which is of contacts", Form::share, higher, {}},
        {handle_time, "handle_time", "s", "Handle time", "Afhandeltijd",
         "mean handle time of handled contacts: it can rise because the easy contacts are gone", Form::seconds, neither,
         contacts_handled},
        {contacts_per_customer, "contacts_per_customer", "contacts / customer / year", "Contacts per customer",
         "Contacten per klant", "handled contacts a year / customers, those who no longer need to call counted", Form::number, lower, {}},
        {hassle_per_customer, "hassle_per_customer", "contacts / 1000 customers / year", "Hassle per 1,000 customers",
         "Gedoe per 1.000 klanten",
         "contacts a year that were abandoned or marked below satisfied, per 1,000 customers: the fair view when contacts disappear",
         Form::number, lower, {}},
        {satisfaction, "satisfaction", "mark 1-10", "Satisfaction", "Tevredenheid",
         "mean mark of those who had contact, who hang up included", Form::mark, higher, contacts_attempted},
        {satisfied_share, "satisfied_share", "share", "Share satisfied", "Aandeel tevreden",
         "handled contacts with a mark of 8 or more / handled contacts", Form::share, higher, contacts_handled},
        {satisfaction_measured, "satisfaction_measured", "mark 1-10", "Satisfaction in the survey", "Tevredenheid in de enquête",
         "what a survey with the scenario's number of answers shows: response bias and sampling error on top", Form::mark, higher, {}},
        {effort, "effort", "CES", "Effort", "Moeite", "customer effort score of a matter; scale and direction as the scenario states", Form::number,
         neither, contacts_new},
        {nps, "nps", "NPS", "NPS", "NPS", "net promoter score, -100 to 100, moved by moments and by contacts that should not have been needed",
         Form::number, higher, {}},
        {attrition, "attrition", "share / year", "Attrition", "Verloop", "leavers a year / FTE", Form::share, lower, fte},
        {churn, "churn", "share / year", "Churn", "Opzeggers", "customers lost a year / customers", Form::share, lower, {}},
        {cash_out, "cash_out", "money / month", "Cash out", "Uitgaven",
         "wages, hiring, releases, contacts paid by piece, and costs of changes and events", Form::money, lower, {}},
    }};
    return table;
}

KpiInfo const& info(Kpi kpi) {
    KpiInfo const& entry = kpis()[static_cast<std::size_t>(kpi)];
    REKENSOM_EXPECT(entry.kpi == kpi);
    return entry;
}

std::optional<Kpi> find_kpi(std::string_view name) {
    for (KpiInfo const& entry : kpis())
        if (entry.name == name) return entry.kpi;
    return std::nullopt;
}

std::array<LineInfo, line_count> const& lines() {
    using enum Line;
    static constexpr std::array<LineInfo, line_count> table{{
        {cash_saving, "cash_saving", "Cash saving", "Kasbesparing",
         "baseline cash out - alternative cash out, costs of the changes included, less avoided hiring"},
        {cumulative_cash, "cumulative_cash", "Cumulative cash", "Cumulatieve kas", "running sum of the cash saving, not discounted"},
        {gross_saving, "gross_saving", "Potential", "Potentieel", "contacts avoided x full cost per contact: the plain sum, never added to cash"},
        {capacity_saving, "capacity_saving", "Capacity freed", "Vrijgespeelde tijd", "agent time freed but still paid, at the cost of an FTE"},
        {avoided_hiring, "avoided_hiring", "Avoided hiring", "Voorkomen werving",
         "cost of FTE above today's number that the baseline would have had to hire"},
        {change_cost, "change_cost", "Cost of the changes", "Kosten van de veranderingen", "one-off, running and delay costs of the changes; negative: spent"},
        {loyalty_margin, "loyalty_margin", "Margin from loyalty", "Marge uit loyaliteit", "margin of customers kept; off unless asked for, never in cash"},
    }};
    return table;
}

}  // namespace rekensom::model
