#pragma once

#include "build.hpp"

#include <cmath>
#include <random>

// Random valid scenarios for property tests: contact centres from idle to flooded, with everything that feeds back on itself.

namespace rekensom::test {

enum class Load {
    bearable,  ///< stated as handled, and the planned roster can handle it
    any,       ///< stated as first contacts, from nothing to many times what the roster can handle
};

/// One structure; its numbers are wide ranges, so each draw is another scenario of that structure.
class RandomScenario : public Build {
public:
    RandomScenario(std::uint64_t seed, Load load) : random_(seed), load_(load) {
        scenario.months = 3 + whole(4);
        scenario.start = {2026, 1 + whole(12)};
        add_channels();
        add_teams();
        for (int r = 0, n = 1 + whole(3); r < n; ++r) add_reason(r);
        add_drivers();
        for (int k = 0, n = 1 + whole(2); k < n; ++k) add_change(k);
        for (int e = 0, n = whole(3); e < n; ++e) add_event(e);
    }

    bool one_queue = false;  ///< one live channel, and nothing else

private:
    // The library's distributions differ between standard libraries; the engine does not.
    double unit() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }
    double between(double a, double b) { return a + (b - a) * unit(); }
    double scale(double a, double b) { return a * std::pow(b / a, unit()); }
    int whole(int n) { return static_cast<int>(unit() * n); }
    bool with(double chance) { return unit() < chance; }

    void range(QuantityId id, double least, double most, Domain domain) {
        if (least < most) {
            set(id, chance::make_uniform(least, most, domain));
        } else {
            set(id, least);
        }
    }
    void share(QuantityId id, double least, double most) {
        double const a = between(least, most), b = between(least, most);
        range(id, std::min(a, b), std::max(a, b), Domain::share);
    }
    /// Around a size: half of it to one and a half times.
    void around(QuantityId id, double size) { range(id, 0.5 * size, 1.5 * size, Domain::positive); }

    void add_channels() {
        for (int c = 0, n = 1 + whole(3); c < n; ++c) {
            live_.push_back(channel("live" + std::to_string(c)));
            model::Channel& live = scenario.channels.back();
            live.endless_patience = with(0.15);
            around(live.handle_time, scale(60, 1800));
            around(live.patience, scale(15, 1200));
            share(live.redial, 0, 0.95);
            if (with(0.3)) live.concurrency = 1 + whole(4);
            share(live.menu_levels, 0, 1);
        }
        all_ = live_;
        if (with(0.4)) {
            all_.push_back(channel("mail", model::ChannelKind::deferred));
            model::Channel& mail = scenario.channels.back();
            around(mail.handle_time, scale(200, 2000));
            range(mail.promise, 0.01, 0.3, Domain::positive);
            range(mail.base_response, 0, 0.1, Domain::non_negative);
            mail.chase_channel = live_[0];
            share(mail.chase, 0, 1);
        }
        if (with(0.3)) all_.push_back(channel("page", model::ChannelKind::self_service));
        one_queue = all_.size() == 1;
    }

    void add_teams() {
        bool const together = with(0.5);
        std::vector<ChannelId> served;
        for (ChannelId c : all_) {
            if (scenario.channels[c.index].kind == model::ChannelKind::self_service) continue;
            served.push_back(c);
            if (together) continue;
            hire(served);
            served.clear();
        }
        if (!served.empty()) hire(served);
    }

    void hire(std::vector<ChannelId> const& served) {
        team("team" + std::to_string(scenario.teams.size()), served);
        model::Team& team = scenario.teams.back();
        team.staffing = with(0.3) ? model::Staffing::fixed : model::Staffing::follows_volume;
        team.lag = whole(4);
        team.smoothing = unit();
        team.training = whole(5) * 0.75;
        team.target = {between(0.5, 0.95), scale(10, 120)};
        team.busyness = with(0.3) ? 0 : between(0.02, 0.4);
        range(team.attrition, 0, 0.8, Domain::non_negative);
        share(team.anticipate, 0, 1);
        range(team.hire_max, 0, scale(0.1, 50), Domain::non_negative);
        range(team.release_max, 0, scale(0.1, 50), Domain::non_negative);
        range(team.strain_occupancy, 0, 4, Domain::real);
        range(team.strain_repeat, 0, 4, Domain::real);
        if (with(0.3)) share(team.reinvest, 0, 1);
        if (load_ == Load::any && with(0.5)) team.fte = add("teams." + team.name + ".fte", scale(1, 400));
    }

    void add_reason(int r) {
        std::vector<std::pair<ChannelId, double>> mix;
        for (ChannelId c : all_)
            if (scenario.channels[c.index].kind != model::ChannelKind::self_service && (mix.empty() || with(0.7)))
                mix.emplace_back(c, between(0.1, 1));
        std::string const name = "reason" + std::to_string(r);
        double const volume = scale(200, 60'000);
        reason(name, volume, mix);
        model::Reason& reason = scenario.reasons.back();
        if (load_ == Load::any) {
            reason.volume.reset();
            reason.new_contacts = add("reasons." + name + ".new_contacts", volume);
            range(*reason.new_contacts, 0.02 * volume, 6 * volume, Domain::non_negative);
        } else {
            range(*reason.volume, 0.3 * volume, 1.3 * volume, Domain::non_negative);
        }
        // Of those who come back without end there is no number: at most 49 of 50 come back.
        share(reason.first_time_fix[0], 0.02, 1);
        share(reason.recontact, 0, 1);
        share(reason.avoidable, 0, 1);
        range(reason.growth, -0.5, 1, Domain::above_minus_one);
        range(reason.noise, 0.01, 0.3, Domain::non_negative);
        range(reason.mark, 4, 9, Domain::mark);
        for (double& month : reason.season) month = between(0.3, 1.7);
        if (mix.size() > 1 && with(0.5)) {
            reason.hops.push_back({mix[0].first, mix[1].first, add("reasons." + name + ".hops.there", 0)});
            reason.hops.push_back({mix[1].first, mix[0].first, add("reasons." + name + ".hops.back", 0)});
            for (model::Hop const& hop : reason.hops) share(hop.share, 0, 1);
        }
    }

    void add_drivers() {
        model::Driver waiting;
        waiting.name = waiting.label = "waiting";
        waiting.kind = model::DriverKind::dissatisfier;
        waiting.mark = add("drivers.waiting.mark", 7);
        waiting.weight = add("drivers.waiting.weight", between(0, 0.5));
        waiting.tolerance = add("drivers.waiting.tolerance", scale(5, 300));
        waiting.recovery_up = waiting.recovery_down = add("drivers.waiting.recovery", 1);
        waiting.lift = waiting.lift_ceiling = add("drivers.waiting.lift", 0);
        scenario.drivers.push_back(waiting);
        range(scenario.satisfaction.adaptation, 0, 1, Domain::non_negative);
    }

    void add_change(int k) {
        std::string const name = "change" + std::to_string(k), path = "changes." + name + ".";
        ChangeId const id = change(name);
        model::Change& change = scenario.changes[id.index];
        range(change.start, 0, 3, Domain::non_negative);
        range(change.slip, 0, 4, Domain::non_negative);
        range(change.ramp, 0, 4, Domain::non_negative);
        for (std::size_t r = 0; r < scenario.reasons.size(); ++r) {
            std::string const to = scenario.reasons[r].name;
            auto const effect = [&](char const* what) {
                return model::ReasonEffect{{r}, add(path + what + "." + to, 0)};
            };
            change.prevents.push_back(effect("prevents"));
            range(change.prevents.back().amount, -0.5, 1, Domain::at_most_one);
            change.first_time_fix.push_back(effect("improves.first_time_fix"));
            range(change.first_time_fix.back().amount, 0, 0.8, Domain::at_most_one);
            change.handle_time.push_back(effect("improves.handle_time"));
            range(change.handle_time.back().amount, -0.4, 0.4, Domain::above_minus_one);
            change.recontact.push_back(effect("improves.recontact"));
            range(change.recontact.back().amount, -0.5, 0, Domain::above_minus_one);
        }
        if (all_.size() == 1 || with(0.4)) return;
        model::Shift shift{{}, live_[0], all_.back(), add(path + "shift.share", 0), add(path + "shift.containment", 0)};
        for (std::size_t r = 0; r < scenario.reasons.size(); ++r) shift.reasons.push_back({r});
        share(shift.share, 0, 1);
        share(shift.containment, 0, 1);
        if (shift.from != shift.to) change.shifts.push_back(shift);
    }

    void add_event(int e) {
        model::Event event;
        std::string const name = "event" + std::to_string(e), path = "events." + name + ".";
        event.name = event.label = name;
        event.reason = {static_cast<std::size_t>(whole(static_cast<int>(scenario.reasons.size())))};
        event.customers = add(path + "customers", scale(10, load_ == Load::any ? 100'000 : 3'000));
        event.contacts_per_customer = add(path + "contacts_per_customer", scale(0.01, 1));
        event.from.months = add(path + "from", between(0, 3));
        if (with(0.5)) {
            event.to.real_start = ChangeId{0};
        } else {
            event.to.months = add(path + "to", between(0, 6));
        }
        event.ftf_factor = add(path + "ftf_factor", 1);
        event.aht_factor = add(path + "aht_factor", 1);
        share(event.ftf_factor, 0.2, 1);
        range(event.aht_factor, 0.8, 2, Domain::positive);
        if (with(0.5)) {
            event.cause = ChangeId{0};
            scenario.changes[0].causes.push_back({static_cast<std::size_t>(e)});
        }
        scenario.events.push_back(event);
    }

    std::mt19937_64 random_;
    Load load_;
    std::vector<ChannelId> live_, all_;
};

}  // namespace rekensom::test
