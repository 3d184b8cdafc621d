#include "run/draw_plan.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/side_by_side.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace rekensom::run {
namespace {

using model::Quantity;
using model::Scenario;

/// All that a table of this marginal depends on, as bytes; empty where that is more than some numbers: tables of steps are
/// soon made.
std::string key_of(chance::Marginal const& m) {
    if (m.family() == chance::Family::steps) return {};
    std::string key;
    auto const add = [&](double x) { key.append(reinterpret_cast<char const*>(&x), sizeof x); };
    for (double const x : {static_cast<double>(m.form()), m.times(), m.lower(), m.upper(), m.mean()}) add(x);
    for (chance::Parameter const& p : m.parameters()) {
        key += p.name;
        add(p.value);
    }
    return key;
}

/// What the first of the stores that has it holds for a key; null where none does.
template <class Key, class Held>
Held first_of(std::vector<TableStore const*> const& stores, std::map<Key, Held> TableStore::*map, Key const& key) {
    for (TableStore const* store : stores)
        if (auto const there = (store->*map).find(key); there != (store->*map).end()) return there->second;
    return nullptr;
}

}  // namespace

TableStore::TableStore(Scenario const& scenario, std::vector<TableStore const*> const& like)
    : tables_(scenario.quantities.size()), banks_(scenario.quantities.size()) {
    for (Quantity const& q : scenario.quantities) {
        marginals_.push_back(q.marginal);
        own_.push_back(!q.reference);
    }
    // A change's chance is a share to the user, and in a draw it comes off or it does not.
    for (model::Change const& change : scenario.changes) {
        std::size_t const q = change.chance.index;
        marginals_[q] = chance::sure(chance::make_bernoulli(std::clamp(marginals_[q].mean(), 0.0, 1.0)));
        own_[q] = true;
    }
    make_tables(like);
    banks_[scenario.demand.noise.index] = bank_for(marginals_[scenario.demand.noise.index], like);
    for (model::Reason const& reason : scenario.reasons)
        banks_[reason.noise.index] = bank_for(marginals_[reason.noise.index], like);
}

/// A table a number that nobody has tabulated yet; side by side, because each takes a while.
void TableStore::make_tables(std::vector<TableStore const*> const& like) {
    struct Job {
        chance::Marginal const* marginal;
        SharedTable made;
        std::vector<std::size_t> quantities;
    };
    std::vector<Job> jobs;
    std::map<std::string, std::size_t> job_of;
    for (std::size_t q = 0; q < marginals_.size(); ++q) {
        if (!own_[q] || marginals_[q].is_certain()) continue;
        std::string const key = key_of(marginals_[q]);
        if (SharedTable const there = key.empty() ? nullptr : first_of(like, &TableStore::table_of_, key)) {
            tables_[q] = table_of_[key] = there;
            continue;
        }
        auto const [job, is_new] = key.empty() ? std::pair(job_of.end(), true) : job_of.try_emplace(key, jobs.size());
        if (is_new) jobs.push_back({&marginals_[q], nullptr, {}});
        jobs[job == job_of.end() ? jobs.size() - 1 : job->second].quantities.push_back(q);
    }
    side_by_side(jobs.size(), [&](std::size_t j) {
        jobs[j].made = std::make_shared<chance::QuantileTable const>(*jobs[j].marginal);
    });
    for (Job const& job : jobs)
        for (std::size_t q : job.quantities) tables_[q] = job.made;
    for (auto const& [key, job] : job_of) table_of_[key] = jobs[job].made;
}

/// Of the noise with this coefficient of variation; none where it is never above 0.
TableStore::SharedBank TableStore::bank_for(chance::Marginal const& cv, std::vector<TableStore const*> const& like) {
    double const highest = cv.is_certain() ? cv.mean() : cv.quantile(1 - 1e-9);
    if (!(highest > 0)) return nullptr;
    std::pair const key(cv.is_certain() ? highest : cv.quantile(1e-9), highest);
    SharedBank& mine = bank_of_[key];
    if (!mine) mine = first_of(like, &TableStore::bank_of_, key);
    if (!mine) mine = std::make_shared<chance::GammaBank const>(key.first, key.second);
    return mine;
}

DrawPlan::DrawPlan(Plan const& plan, Options const& options)
    : tables_(plan.tables), reasons_(plan.scenario->reasons.size()), months_(plan.scenario->months) {
    Scenario const& scenario = *plan.scenario;
    std::vector<double> pinned(scenario.quantities.size(), std::nan(""));
    for (Pin const& pin : options.pins) pinned[pin.quantity.index] = pin.value;
    auto const is_pinned = [&](std::size_t q) { return pinned[q] == pinned[q]; };
    auto const own = [&](std::size_t q) { return is_pinned(q) || tables_->own(q); };
    auto const certain = [&](std::size_t q) { return is_pinned(q) || tables_->marginal(q).is_certain(); };
    std::vector<bool> replaces(scenario.quantities.size(), false);
    for (model::Alternative const& alternative : scenario.alternatives)
        for (model::Override const& set : alternative.set) replaces[set.replacement.index] = true;

    // A path has one normal score, whoever reads it.
    std::map<std::string, std::size_t> score_of;
    std::vector<std::string> paths;
    certain_.assign(scenario.quantities.size(), std::nan(""));
    for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
        if (!own(q)) {
            Derived derived{q, q, 1};
            while (!own(derived.from)) {
                model::Reference const& reference = *scenario.quantities[derived.from].reference;
                derived.times *= reference.times;
                derived.from = reference.input.index;
            }
            derived_.push_back(derived);
            continue;
        }
        if (certain(q)) {
            certain_[q] = is_pinned(q) ? pinned[q] : tables_->marginal(q).mean();
            continue;
        }
        if (!replaces[q]) inputs_.push_back(q);
        if (score_of.try_emplace(scenario.quantities[q].path, paths.size()).second)
            paths.push_back(scenario.quantities[q].path);
    }
    std::vector<chance::Address> addresses = chance::assign_addresses(options.seed, paths);
    for (Reseed const& reseed : options.reseeds) {
        auto const found = score_of.find(scenario.quantities[reseed.quantity.index].path);
        if (found == score_of.end()) continue;
        // Pseudo-random: the same dimension under another scramble would be badly spread against the first.
        addresses[found->second].seed = reseed.seed;
        addresses[found->second].dimension = chance::no_dimension;
    }
    points_.emplace(options.sampling, addresses);
    std::uint64_t const last_draw = options.first_draw + options.draws;
    for (chance::Address const& address : addresses)
        kept_scores_.push_back(
            options.draw_store == nullptr ? nullptr : options.draw_store->scores(address, options.sampling, last_draw));

    for (std::size_t q = 0; q < scenario.quantities.size(); ++q)
        if (own(q) && !certain(q))
            drawn_.push_back({q, score_of.at(scenario.quantities[q].path), tables_->table(q)->view()});

    std::vector<std::size_t> order;
    for (auto const& [path, score] : score_of) order.push_back(score);
    std::vector<chance::RankCorrelation> ties;
    for (model::Correlation const& c : scenario.correlations) {
        auto const a = score_of.find(scenario.at(c.a).path), b = score_of.find(scenario.at(c.b).path);
        if (a != score_of.end() && b != score_of.end()) ties.push_back({a->second, b->second, c.rank});
    }
    chance::MadeCopula made = chance::make_copula(order, ties);
    REKENSOM_EXPECT(std::holds_alternative<chance::Copula>(made));  // the reader has checked it
    copula_ = std::get<chance::Copula>(std::move(made));

    persistence_ = scenario.demand.persistence.index;
    std::uint64_t const noise_seed = options.noise_seed.value_or(options.seed);
    pinned_noise_.reserve(1 + scenario.reasons.size());
    auto const add_noise = [&](std::size_t row, QuantityId cv) {
        chance::GammaBank const* bank = tables_->noise(cv.index);
        if (is_pinned(cv.index)) {
            if (!(pinned[cv.index] > 0)) return;
            bank = &pinned_noise_.emplace_back(pinned[cv.index], pinned[cv.index]);
        }
        if (bank == nullptr) return;
        chance::Address const address{chance::path_key("noise:" + scenario.at(cv).path), noise_seed, 0};
        KeptRows* const kept =
            options.draw_store == nullptr
                ? nullptr
                : options.draw_store->noise(address, bank->view(), static_cast<std::size_t>(months_), last_draw);
        noise_.push_back({row, cv.index, address, bank->view(), kept});
    };
    if (options.noise) {
        add_noise(0, scenario.demand.noise);
        for (std::size_t r = 0; r < reasons_; ++r) add_noise(1 + r, scenario.reasons[r].noise);
        if (scenario.satisfaction.responses > 0)
            survey_ = chance::Address{chance::path_key("noise:survey"), noise_seed, 0};
    }
}

void DrawPlan::fill_certain(model::Draws& draws) const {
    draws.values.assign(certain_.size() * block_draws, 0);
    for (std::size_t q = 0; q < certain_.size(); ++q)
        if (certain_[q] == certain_[q]) std::fill_n(draws.value(q), block_draws, certain_[q]);
    // What is derived from something certain is certain too; the rest is filled block by block.
    for (Derived const& d : derived_)
        for (std::size_t lane = 0; lane < block_draws; ++lane)
            draws.value(d.quantity)[lane] = d.times * draws.value(d.from)[lane];
}

void DrawPlan::still_noise(model::Draws& draws) const {
    auto const months = static_cast<std::size_t>(months_);
    draws.noise.assign(noise_.empty() ? 0 : months * (1 + reasons_) * block_draws, 1.0);
    draws.survey.assign(survey_ ? months * block_draws : 0, 0.0);
}

}  // namespace rekensom::run
