#pragma once

#include "rekensom/base/calendar.hpp"
#include "rekensom/base/domain.hpp"
#include "rekensom/base/ids.hpp"
#include "rekensom/chance/marginal.hpp"

#include <optional>
#include <string>
#include <vector>

// What a scenario file says, once it is checked: names, structure and quantities. Plain data; no rule of the model is here.
// A number that may be uncertain is a `QuantityId`; a number that shapes the model (months, a target, a lag) is plain.
// Units, once and for all: seconds for handle time, patience, waits and tolerances; months for other durations;
// contacts a month for volumes; the scenario's currency; shares in [0, 1]; growth, wage growth, attrition and discount a year.

namespace rekensom::model {

/// Where in the user's text something stands. Line and column count from 1; 0: not from a file (`file` then says from where).
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
};

/// What the user says of where a number comes from. Empty: not said.
struct Provenance {
    std::string source, owner, date, grade, judge;
};

enum class Origin { stated, by_default, by_outlook };

/// `times` of another quantity: one cause, one draw.
struct Reference {
    QuantityId input;
    double times = 1;
};

/// One number of the scenario. Its path addresses its draws: the same path, seed and draw give the same number.
struct Quantity {
    std::string path;  ///< as in the file, dotted: "reasons.billing.avoidable"
    Domain domain{};
    std::string unit;  ///< of the value as kept here, for people: "share", "s", "months", "contacts / month", "EUR", …
    chance::Marginal marginal;
    std::optional<Reference> reference;  ///< then `marginal` is that of the reference, scaled, for its description and bounds
    Origin origin = Origin::stated;
    Provenance provenance;
    Place place;
};

struct Correlation {
    QuantityId a, b;
    double rank = 0;  ///< Spearman's, (-1, 1)
};

struct Finance {
    QuantityId discount_rate;  ///< a year
    QuantityId wage_growth;    ///< a year
};

struct Customers {
    QuantityId count;   ///< at t = 0
    QuantityId growth;  ///< a year
    QuantityId margin;  ///< money a customer a year
    QuantityId churn;   ///< share a year
};

/// Chance common to all reasons (model.md section 1).
struct Demand {
    QuantityId noise;        ///< cv of the monthly noise shared by all reasons
    QuantityId persistence;  ///< rank correlation of noise from month to month, shared and own
};

enum class ChannelKind { live, deferred, self_service };

struct Channel {
    std::string name, label;
    ChannelKind kind = ChannelKind::live;
    QuantityId handle_time;         ///< s
    QuantityId patience;            ///< s, mean
    bool endless_patience = false;  ///< nobody hangs up
    QuantityId redial;              ///< share of those who hang up that try again
    double concurrency = 1;         ///< contacts an agent handles at once
    QuantityId variable_cost;       ///< money a handled contact (a try, in self-service)
    QuantityId cost_per_contact;    ///< money a handled contact, where no team serves the channel
    QuantityId cashable;            ///< share of `cost_per_contact` that goes with the contact
    QuantityId base_response;       ///< deferred: months until an answer without backlog
    QuantityId promise;             ///< deferred: months within which an answer is promised
    QuantityId chase;               ///< deferred: chasers per late contact
    std::optional<ChannelId> chase_channel;
    std::optional<TeamId> team;
    QuantityId menu_levels;  ///< steps of the menu, counted into hops of effort
};

enum class Staffing { follows_volume, fixed };

struct Target {
    double share = 0.8;
    double within = 20;  ///< s
};

struct Team {
    std::string name, label, owner;
    std::vector<ChannelId> serves;
    std::optional<QuantityId> fte;  ///< at t = 0; else what the plan needs
    QuantityId cost_per_fte;        ///< a year
    double contract_hours = 36;     ///< a week
    QuantityId shrinkage;
    QuantityId attrition;  ///< a year
    Target target;
    Staffing staffing = Staffing::follows_volume;
    int lag = 1;             ///< months until the planner sees the volume
    double smoothing = 0.5;  ///< alpha of section 6
    QuantityId anticipate;   ///< share of the planned effect booked ahead
    QuantityId hire_max;     ///< FTE a month
    QuantityId release_max;  ///< FTE a month beyond who leaves
    QuantityId cost_per_hire;
    QuantityId cost_per_release;
    double training = 0;          ///< months at half speed
    QuantityId strain_occupancy;  ///< eta_occ
    QuantityId strain_repeat;     ///< eta_rep
    double busyness = 0.1;        ///< cv of the day's busyness
    double occupancy_max = 0.85;  ///< of deferred work
    double interval = 1800;       ///< s
    std::vector<double> profile;  ///< share of a week's live contacts by interval, sums to 1; empty: the default week
    std::optional<QuantityId> speed_of_answer;  ///< observed, s
    std::optional<QuantityId> service_level;    ///< observed share within `target.within`
    QuantityId reinvest;                        ///< share of freed FTE kept for better contacts
    QuantityId reinvest_ceiling;                ///< minutes more a contact, at most
};

struct Journey {
    std::string name, label;
    QuantityId transactions;  ///< a month
    QuantityId growth;        ///< a year
};

enum class Worth { valuable, irritant };

/// Share `share` of those who come back after `from` come back by `to`; the rest by the channel they used.
struct Hop {
    ChannelId from, to;
    QuantityId share;
};

struct Mix {
    ChannelId channel;
    QuantityId weight;  ///< scaled to sum 1 over the reason's channels, in every draw
};

struct Reason {
    std::string name, label, owner;
    std::optional<QuantityId> volume;        ///< handled a month at t = 0, repeats included
    std::optional<QuantityId> new_contacts;  ///< first contacts a month at t = 0
    std::optional<JourneyId> journey;        ///< with contact_rate: handled a month = transactions * contact_rate
    std::optional<QuantityId> contact_rate;
    QuantityId growth;
    std::vector<double> season;  ///< 12 numbers January … December, mean 1
    QuantityId noise;            ///< cv of its own monthly noise
    std::vector<Mix> channels;
    QuantityId avoidable;
    std::vector<QuantityId> first_time_fix;    ///< by `channels`
    std::vector<QuantityId> handle_time;       ///< by `channels`, s
    std::vector<QuantityId> cost_per_contact;  ///< by `channels`; of use where no team serves the channel
    QuantityId recontact;
    Worth worth = Worth::irritant;
    std::vector<Hop> hops;
    QuantityId mark;  ///< base mark of satisfaction, 1 … 10
};

enum class DriverKind { linear, dissatisfier };

/// Linear: `weight` is marks of satisfaction a point of the driver. Dissatisfier: waiting; `weight` is marks lost a minute beyond `tolerance`.
struct Driver {
    std::string name, label;
    DriverKind kind = DriverKind::linear;
    QuantityId mark, weight, tolerance;
    QuantityId recovery_up, recovery_down;  ///< kappa_up, kappa_down of section 9, share of the gap closed a month
    QuantityId lift, lift_ceiling;          ///< points a reinvested minute, and at most
};

struct Satisfaction {
    QuantityId first_time_fix_gap;  ///< marks between solved and unsolved
    QuantityId abandoned_mark;
    QuantityId spread;                          ///< sigma of marks
    std::optional<QuantityId> satisfied_share;  ///< observed at t = 0
    QuantityId adaptation;                      ///< gamma
    QuantityId adaptation_up, adaptation_down;  ///< lambda_up, lambda_down a month
    QuantityId drift;                           ///< marks a month by which expectations rise
    double responses = 0;                       ///< survey answers a month; 0: no survey
    QuantityId response_bias;
};

struct Effort {
    QuantityId base, repeat, wait, hop;
};

struct Loyalty {
    QuantityId nps, contact_penalty;
    QuantityId churn_per_nps;
    bool money = false;
};

struct Moment {
    std::string name, label;
    QuantityId mark, impact, aware, frequency;
};

/// When something begins or ends: a time, or the real start of a change (its slip included).
struct When {
    std::optional<QuantityId> months;  ///< after the scenario's start
    std::optional<ChangeId> real_start;
};

struct DriverPoints {
    DriverId driver;
    QuantityId points;
};

struct Event {
    std::string name, label;
    ReasonId reason;
    QuantityId customers;              ///< affected
    QuantityId contacts_per_customer;  ///< a week
    When from, to;
    bool informed = false;
    QuantityId ftf_factor, aht_factor;
    std::vector<DriverPoints> marks;  ///< points by which a driver's mark is lower while it lasts
    std::optional<ChangeId> cause;    ///< none: it belongs to every world
};

struct ReasonEffect {
    ReasonId reason;
    QuantityId amount;
};

struct MomentPoints {
    MomentId moment;
    QuantityId points;
};

struct Shift {
    std::vector<ReasonId> reasons;
    ChannelId from, to;
    QuantityId share, containment;
};

struct Change {
    std::string name, label, owner;
    QuantityId start;  ///< months after the scenario's start
    QuantityId slip, ramp;
    std::optional<QuantityId> half_life;
    QuantityId chance, realisation, overrun;
    std::vector<ReasonEffect> prevents;
    std::vector<ReasonEffect> first_time_fix;  ///< share of the failures removed
    std::vector<ReasonEffect> handle_time;     ///< relative change, -0.1: a tenth shorter
    std::vector<ReasonEffect> recontact;       ///< relative change
    std::vector<DriverPoints> drivers;
    std::vector<MomentPoints> moments;
    std::vector<Shift> shifts;
    QuantityId one_off_cost;
    QuantityId running_cost;  ///< a month
    QuantityId delay_cost;    ///< a month of slip
    std::vector<EventId> causes;
    std::vector<ChangeId> needs, excludes;
};

struct Override {
    QuantityId target;       ///< the scenario's own
    QuantityId replacement;  ///< has the target's path, hence its draws
};

struct Alternative {
    std::string name, label;
    std::vector<ChangeId> changes;
    std::vector<Override> set;
};

struct Scenario {
    std::string title, currency = "EUR";
    Month start;
    int months = 36;
    std::vector<Quantity> quantities;
    std::vector<Correlation> correlations;
    Finance finance;
    Demand demand;
    std::optional<Customers> customers;
    std::vector<Channel> channels;
    std::vector<Team> teams;
    std::vector<Journey> journeys;
    std::vector<Reason> reasons;
    std::vector<Driver> drivers;
    Satisfaction satisfaction;
    std::optional<Effort> effort;
    std::optional<Loyalty> loyalty;
    std::vector<Moment> moments;
    double moment_mark_bar = 7.5, moment_impact_bar = 1;  ///< where the quadrants of section 10 meet
    std::vector<Event> events;
    std::vector<Change> changes;
    std::vector<Alternative> alternatives;

    [[nodiscard]] Quantity const& at(QuantityId id) const { return quantities[id.index]; }
};

}  // namespace rekensom::model
