#include "run/ledger.hpp"

#include "rekensom/base/contract.hpp"
#include "rekensom/base/vector_clones.hpp"
#include "rekensom/model/prepared.hpp"
#include "run/percentile_error.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::run {
namespace {

constexpr std::size_t series_bins = 1024, scalar_bins = 8192;

/// Those of which a page shows the mean alone come last.
std::vector<Source> series_of(model::Prepared const& prepared, Keep keep) {
    std::vector<Source> sources;
    if (!keeps_months(keep)) return sources;
    auto const months = static_cast<std::size_t>(prepared.months);
    auto const add = [&](Source::Kind kind, std::size_t of, std::size_t quantity, bool plain) {
        for (std::size_t t = 0; t < months; ++t) sources.push_back({kind, of, quantity * months + t, 0, plain});
    };
    auto const add_kpis = [&](Source::Kind kind, std::size_t of, bool plain) {
        for (model::KpiInfo const& info : model::kpis()) {
            auto const k = static_cast<std::size_t>(info.kpi);
            bool const meant = keep == Keep::pictured && !model::is_pictured(info.kpi);
            if (prepared.modelled[k] && meant == plain) add(kind, of, k, plain);
        }
    };
    for (std::size_t w = 0; w < prepared.worlds.size(); ++w) add_kpis(Source::Kind::kpi, w, false);
    for (std::size_t c = 0; c + 1 < prepared.worlds.size(); ++c) {
        add_kpis(Source::Kind::shift, c, false);
        for (std::size_t l = 0; l < model::line_count; ++l)
            if (keep == Keep::everything || static_cast<model::Line>(l) == model::Line::cumulative_cash)
                add(Source::Kind::line, c, l, false);
    }
    for (std::size_t w = 0; w < prepared.worlds.size(); ++w) add_kpis(Source::Kind::kpi, w, true);
    return sources;
}

std::size_t plain_of(std::vector<Source> const& sources) {
    return static_cast<std::size_t>(std::ranges::count_if(sources, &Source::plain));
}

/// The many runs of `insight`, of scalars, compare alternatives by themselves.
std::vector<Source> scalars_of(model::Prepared const& prepared, Keep keep) {
    std::vector<Source> sources;
    std::size_t const cases = prepared.worlds.size() - 1;
    for (std::size_t w = 0; w <= cases; ++w)
        for (std::size_t i = 0; keep != Keep::cash && i < prepared.outcomes.world.size(); ++i)
            sources.push_back({Source::Kind::world_outcome, w, i, 0});
    for (std::size_t c = 0; c < cases; ++c)
        for (std::size_t i = 0; i < prepared.outcomes.business_case.size(); ++i)
            if (keep != Keep::cash || model::is_cash(prepared.outcomes.business_case[i].kind))
                sources.push_back({Source::Kind::case_outcome, c, i, 0});
    if (keep == Keep::scalars) return sources;
    std::size_t const npv = prepared.outcomes.find_case(model::OutcomeKind::npv);
    for (std::size_t a = 0; a < cases; ++a)
        for (std::size_t b = a + 1; b < cases; ++b) sources.push_back({Source::Kind::npv_difference, a, npv, b});
    return sources;
}

/// A stream's numbers in a block, and what is to be taken off them, if anything.
struct Rows {
    double const* of;
    double const* less = nullptr;
};

Rows rows(model::Block const& block, Source const& source) {
    std::size_t const at = source.row * block_draws;
    switch (source.kind) {
        case Source::Kind::kpi: return {block.worlds[source.of].kpis.data() + at};
        case Source::Kind::shift:
            return {block.worlds[source.of + 1].kpis.data() + at, block.worlds[0].kpis.data() + at};
        case Source::Kind::line: return {block.cases[source.of].lines.data() + at};
        case Source::Kind::world_outcome: return {block.worlds[source.of].outcomes.data() + at};
        case Source::Kind::case_outcome: return {block.cases[source.of].outcomes.data() + at};
        case Source::Kind::npv_difference:
            return {block.cases[source.of].outcomes.data() + at, block.cases[source.other].outcomes.data() + at};
    }
    throw Bug("a source of no kind");
}

/// How many of block b's lanes are draws, where `used` draws of the wave are.
std::size_t lanes(std::uint64_t used, std::size_t b) {
    std::uint64_t const before = b * block_draws;
    return used <= before ? 0 : static_cast<std::size_t>(std::min<std::uint64_t>(block_draws, used - before));
}

using Buffer = std::array<double, Ledger::wave_draws>;
using WaveRows = std::array<Rows, Ledger::wave_blocks>;

REKENSOM_VECTOR_CLONES void copy_rows(Rows const* rows, std::size_t blocks, double* to) {
    for (std::size_t b = 0; b < blocks; ++b, to += block_draws) {
        auto const [of, less] = rows[b];
        if (less == nullptr)
            for (std::size_t i = 0; i < block_draws; ++i) to[i] = of[i];
        else
            for (std::size_t i = 0; i < block_draws; ++i) to[i] = of[i] - less[i];
    }
}

/// A stream's draws of a wave, one after the other: from here on they are near, and none is a special case.
std::span<double const> gather(std::span<Slot const> wave, Source const& source, std::uint64_t used, Buffer& buffer) {
    std::size_t const blocks = std::min<std::size_t>(wave.size(), (used + block_draws - 1) / block_draws);
    WaveRows rows_of;
    for (std::size_t b = 0; b < blocks; ++b) rows_of[b] = rows(wave[b].block, source);
    copy_rows(rows_of.data(), blocks, buffer.data());
    return std::span(buffer).first(used);
}

/// Percentiles are then those of the draws themselves, and nobody asks the histogram.
bool all_kept(Options const& options) { return !options.precision && options.draws <= options.keep_draws; }

}  // namespace

Ledger::Ledger(Plan const& plan, Options const& options, DrawPlan const& draws)
    : plan_(&plan),
      options_(&options),
      inputs_(draws.inputs()),
      series_(series_of(*plan.prepared, options.keep)),
      scalars_(scalars_of(*plan.prepared, options.keep)),
      series_tally_(series_.size(), series_bins, plain_of(series_)),
      scalar_tally_(scalars_.size(), all_kept(options) ? 1 : scalar_bins),
      irr_(2 * (plan.worlds.size() - 1)),
      kept_inputs_(inputs_.size()),
      kept_scalars_(scalars_.size()) {
    for (std::size_t s = 0; s < streams(); ++s) order_.push_back(s);
    // An indicator of all worlds and its shifts, month by month: read together they come from memory once.
    auto const is_kpi = [](Source const& s) { return s.kind == Source::Kind::kpi || s.kind == Source::Kind::shift; };
    auto const rest =
        std::stable_partition(order_.begin(), order_.end(), [&](std::size_t s) { return is_kpi(source(s)); });
    std::stable_sort(order_.begin(), rest, [&](std::size_t a, std::size_t b) { return source(a).row < source(b).row; });
    std::uint64_t const kept = std::min(options.draws, options.keep_draws);
    for (auto* columns : {&kept_inputs_, &kept_scalars_})
        for (std::vector<double>& column : *columns) column.reserve(kept);
}

WaveSums Ledger::empty_wave() const {
    WaveSums sums;
    sums.series.resize(series_.size());
    sums.scalars.resize(scalars_.size());
    sums.irr.assign(irr_.size(), 0);
    return sums;
}

void Ledger::settle(std::size_t stream, std::span<Slot const> wave, std::uint64_t used) {
    Buffer buffer;
    std::span<double const> const values = gather(wave, source(stream), used, buffer);
    if (is_series(stream))
        series_tally_.settle(stream, values);
    else
        scalar_tally_.settle(stream - series_.size(), values);
}

std::uint64_t Ledger::kept_of(std::uint64_t first, std::uint64_t used) const {
    return first < options_->keep_draws ? std::min(used, options_->keep_draws - first) : 0;
}

void Ledger::fold(std::size_t column, std::span<Slot const> wave, std::uint64_t first, std::uint64_t used,
                  WaveSums& sums) {
    if (column >= streams()) {
        std::size_t const input = column - streams();
        std::uint64_t const kept = kept_of(first, used);
        for (std::size_t b = 0; b < wave.size(); ++b) {
            double const* const from = wave[b].inputs.data() + input * block_draws;
            kept_inputs_[input].insert(kept_inputs_[input].end(), from, from + lanes(kept, b));
        }
        return;
    }
    std::size_t const stream = order_[column];
    if (source(stream).plain && used == wave.size() * block_draws) {
        std::array<double const*, wave_blocks> blocks;
        for (std::size_t b = 0; b < wave.size(); ++b) blocks[b] = rows(wave[b].block, source(stream)).of;
        series_tally_.add_plain(stream, std::span(blocks).first(wave.size()), sums.series[stream]);
        return;
    }
    Buffer buffer;
    std::span<double const> const values = gather(wave, source(stream), used, buffer);
    if (is_series(stream)) {
        series_tally_.add(stream, values, sums.series[stream]);
        return;
    }
    std::size_t const s = stream - series_.size();
    scalar_tally_.add(s, values, sums.scalars[s]);
    std::span<double const> const kept = values.first(kept_of(first, used));
    kept_scalars_[s].insert(kept_scalars_[s].end(), kept.begin(), kept.end());
}

void Ledger::count(std::span<Slot const> wave, std::uint64_t used, WaveSums& sums) const {
    for (std::size_t b = 0; b < wave.size(); ++b) {
        std::size_t const n = lanes(used, b);
        if (n == 0) break;
        for (std::size_t i = 0; i < n; ++i) {
            sums.unconverged += wave[b].block.unsettled[i];
            sums.overfull += wave[b].block.overfull[i];
        }
        sums.clipped += wave[b].block.clipped;
        for (std::size_t c = 0; c < wave[b].block.cases.size(); ++c)
            for (std::size_t i = 0; i < n; ++i) {
                double const roots = wave[b].block.cases[c].irr_roots[i];
                sums.irr[2 * c] += roots == 0 ? 1 : 0;
                sums.irr[2 * c + 1] += roots > 1 ? 1 : 0;
            }
    }
}

void Ledger::pack_kept(Writer& to) {
    for (auto* columns : {&kept_inputs_, &kept_scalars_})
        for (std::vector<double>& column : *columns) {
            to(column);
            column.clear();
        }
}

void Ledger::append_kept(Reader& from) {
    std::vector<double> more;
    for (auto* columns : {&kept_inputs_, &kept_scalars_})
        for (std::vector<double>& column : *columns) {
            from(more);
            column.insert(column.end(), more.begin(), more.end());
        }
}

void Ledger::merge(WaveSums const& sums, std::uint64_t used) {
    for (std::size_t s = 0; s < series_.size(); ++s) series_tally_.merge(s, sums.series[s]);
    for (std::size_t s = 0; s < scalars_.size(); ++s) scalar_tally_.merge(s, sums.scalars[s]);
    add_counts(sums, used);
}

void Ledger::take_column(std::size_t column, WaveSums& sums) {
    if (column >= streams()) return;
    std::size_t const stream = order_[column];
    Sums& wave = is_series(stream) ? sums.series[stream] : sums.scalars[stream - series_.size()];
    if (is_series(stream))
        series_tally_.merge(stream, wave);
    else
        scalar_tally_.merge(stream - series_.size(), wave);
    wave = {};
}

void Ledger::take_counts(WaveSums& sums, std::uint64_t used) {
    add_counts(sums, used);
    sums.unconverged = sums.overfull = sums.clipped = 0;
    std::ranges::fill(sums.irr, 0);
}

void Ledger::add_counts(WaveSums const& sums, std::uint64_t used) {
    for (std::size_t i = 0; i < irr_.size(); ++i) irr_[i] += sums.irr[i];
    unconverged_ += sums.unconverged;
    overfull_ += sums.overfull;
    clipped_ += sums.clipped;
    draws_ += used;
}

Summary Ledger::summary(std::size_t stream) const {
    if (is_series(stream)) return series_tally_.summary(stream, options_->sampling);
    std::size_t const index = stream - series_.size();
    std::vector<double> const& kept = kept_scalars_[index];
    bool const all = kept.size() >= draws_;
    if (!all && !keeps_months(options_->keep)) return scalar_tally_.summary(index, options_->sampling);
    OrderStatistics ordered(kept);
    Summary summary = all ? scalar_tally_.exact_summary(index, options_->sampling, ordered)
                          : scalar_tally_.summary(index, options_->sampling);
    if (keeps_months(options_->keep)) add_percentile_errors(summary, options_->sampling, kept, ordered);
    return summary;
}

std::vector<Summary> Ledger::npvs() const {
    std::vector<Summary> found;
    std::size_t const npv = plan_->prepared->outcomes.find_case(model::OutcomeKind::npv);
    for (std::size_t s = 0; s < scalars_.size(); ++s) {
        bool const wanted = scalars_[s].kind == Source::Kind::npv_difference ||
                            (scalars_[s].kind == Source::Kind::case_outcome && scalars_[s].row == npv);
        if (wanted) found.push_back(scalar_tally_.summary(s, options_->sampling));
    }
    return found;
}

Results Ledger::finish(std::span<Summary const> summaries) {
    Results results;
    results.draws = draws_;
    results.seed = options_->seed;
    results.sampling = options_->sampling;
    results.outcomes = plan_->prepared->outcomes;
    results.inputs = inputs_;
    results.unconverged = static_cast<double>(unconverged_);
    results.overfull = static_cast<double>(overfull_);
    results.clipped = static_cast<double>(clipped_);
    std::size_t const cases = plan_->worlds.size() - 1;
    results.worlds.resize(cases + 1);
    results.cases.resize(cases);
    results.kept.inputs = std::move(kept_inputs_);
    results.kept.draws = kept_scalars_.empty() ? 0 : kept_scalars_.front().size();
    results.kept.worlds.resize(cases + 1);
    results.kept.cases.resize(cases);
    model::Outcomes const& outcomes = results.outcomes;
    for (std::size_t w = 0; w <= cases; ++w) {
        results.worlds[w].outcomes.resize(outcomes.world.size());
        results.kept.worlds[w].resize(outcomes.world.size());
        results.worlds[w].name = plan_->worlds[w].name;
        results.worlds[w].label = plan_->worlds[w].label;
    }
    for (std::size_t c = 0; c < cases; ++c) {
        results.cases[c].outcomes.resize(outcomes.business_case.size());
        results.kept.cases[c].resize(outcomes.business_case.size());
    }
    auto const months = static_cast<std::size_t>(plan_->prepared->months);
    for (std::size_t s = 0; s < series_.size(); ++s) {
        std::size_t const quantity = series_[s].row / months;
        Series& series = series_[s].kind == Source::Kind::kpi     ? results.worlds[series_[s].of].kpis[quantity]
                         : series_[s].kind == Source::Kind::shift ? results.cases[series_[s].of].shifts[quantity]
                                                                  : results.cases[series_[s].of].lines[quantity];
        series.push_back(summaries[s]);
    }
    for (std::size_t s = 0; s < scalars_.size(); ++s) {
        Summary const& summary = summaries[series_.size() + s];
        Source const& source = scalars_[s];
        if (source.kind == Source::Kind::world_outcome) {
            results.worlds[source.of].outcomes[source.row] = summary;
            results.kept.worlds[source.of][source.row] = std::move(kept_scalars_[s]);
        } else if (source.kind == Source::Kind::case_outcome) {
            results.cases[source.of].outcomes[source.row] = summary;
            results.kept.cases[source.of][source.row] = std::move(kept_scalars_[s]);
        } else {
            results.differences.push_back({source.of, source.other, summary});
        }
    }
    double const all = std::max(1.0, static_cast<double>(draws_));
    for (std::size_t c = 0; c < cases; ++c) {
        results.cases[c].world = c + 1;
        results.cases[c].irr_none = static_cast<double>(irr_[2 * c]) / all;
        results.cases[c].irr_several = static_cast<double>(irr_[2 * c + 1]) / all;
        results.cases[c].p_within_horizon = results.of_case(c, model::OutcomeKind::payback_months).count / all;
    }
    return results;
}

Summary const& Results::of_case(std::size_t c, model::OutcomeKind kind, std::size_t index) const {
    std::size_t const i = outcomes.find_case(kind, index);
    REKENSOM_EXPECT(i != model::Outcomes::none());
    return cases[c].outcomes[i];
}

Summary const& Results::of_world(std::size_t w, model::OutcomeKind kind, std::size_t index) const {
    std::size_t const i = outcomes.find_world(kind, index);
    REKENSOM_EXPECT(i != model::Outcomes::none());
    return worlds[w].outcomes[i];
}

}  // namespace rekensom::run
