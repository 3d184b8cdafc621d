#pragma once

#include "rekensom/run/run.hpp"
#include "run/blocks.hpp"
#include "run/bytes.hpp"
#include "run/tally.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rekensom::run {

/// Where a stream of numbers stands in a block.
struct Source {
    enum class Kind { kpi, shift, line, world_outcome, case_outcome, npv_difference };
    Kind kind{};
    std::size_t of = 0;     ///< world, or case
    std::size_t row = 0;    ///< of the columns there, or the outcome
    std::size_t other = 0;  ///< of a difference: the other case
    bool plain = false;     ///< its mean is all that anyone asks
};

/// A wave's sums of all streams: what one process tells another.
struct WaveSums {
    std::vector<Sums> series, scalars;
    std::uint64_t unconverged = 0, overfull = 0, clipped = 0;
    std::vector<std::uint64_t> irr;  ///< draws by [case][no rate of return, several]

    template <class Visit>
    void visit(Visit&& see) {
        see(series), see(scalars), see(unconverged), see(overfull), see(clipped), see(irr);
    }
};

/// All that is kept of a run while it goes on.
class Ledger {
public:
    Ledger(Plan const& plan, Options const& options, DrawPlan const& draws);

    /// Blocks whose sums are made together, then added to those before: the bytes of a result depend on it.
    static constexpr std::size_t wave_blocks = 16;
    static constexpr std::uint64_t wave_draws = wave_blocks * block_draws;

    [[nodiscard]] std::size_t streams() const { return series_.size() + scalars_.size(); }
    [[nodiscard]] WaveSums empty_wave() const;
    /// Histograms reach as far as the first wave's draws and half a range on.
    void settle(std::size_t stream, std::span<Slot const> wave, std::uint64_t used);
    /// Streams, and inputs: of these the draws are kept alone. Those that read the same rows of a block are neighbours.
    [[nodiscard]] std::size_t columns() const { return order_.size() + inputs_.size(); }
    /// Folds a column of a wave, and keeps its draws as far as they are wanted. Different ones may be folded at the same time.
    /// \param first  draw of the wave, from the run's first
    void fold(std::size_t column, std::span<Slot const> wave, std::uint64_t first, std::uint64_t used, WaveSums& sums);
    void count(std::span<Slot const> wave, std::uint64_t used, WaveSums& sums) const;
    /// What was kept so far, taken out; and put behind what another ledger has kept.
    void pack_kept(Writer& to);
    void append_kept(Reader& from);
    /// Adds a wave; in the order of the waves.
    void merge(WaveSums const& sums, std::uint64_t used);
    /// The same in parts, each of which is then empty for the next wave: a column, which different threads may do at the same time,
    /// and all that is not of a column.
    void take_column(std::size_t column, WaveSums& sums);
    void take_counts(WaveSums& sums, std::uint64_t used);

    [[nodiscard]] std::uint64_t draws() const { return draws_; }
    /// A stream in short. Different ones may be asked for at the same time.
    [[nodiscard]] Summary summary(std::size_t stream) const;
    /// The end: what was kept goes along. \param summaries  of each stream
    [[nodiscard]] Results finish(std::span<Summary const> summaries);
    /// Mean and standard error of the NPV of every case, and of the differences of each pair.
    [[nodiscard]] std::vector<Summary> npvs() const;

    /// All state, as plain memory.
    template <class Visit>
    void visit(Visit&& see) {
        see(draws_), see(unconverged_), see(overfull_), see(clipped_), see(irr_);
        series_tally_.visit(see);
        scalar_tally_.visit(see);
        for (auto& column : kept_inputs_) see(column);
        for (auto& column : kept_scalars_) see(column);
    }
    [[nodiscard]] Tally& series_tally() { return series_tally_; }
    [[nodiscard]] Tally& scalar_tally() { return scalar_tally_; }

private:
    void add_counts(WaveSums const& sums, std::uint64_t used);
    /// How many of a wave's draws are kept.
    [[nodiscard]] std::uint64_t kept_of(std::uint64_t first, std::uint64_t used) const;
    [[nodiscard]] bool is_series(std::size_t stream) const { return stream < series_.size(); }
    [[nodiscard]] Source const& source(std::size_t stream) const {
        return is_series(stream) ? series_[stream] : scalars_[stream - series_.size()];
    }

    Plan const* plan_;
    Options const* options_;
    std::vector<std::size_t> inputs_;
    std::vector<Source> series_, scalars_;
    std::vector<std::size_t> order_;  ///< of the streams, in which they are folded
    Tally series_tally_, scalar_tally_;
    std::uint64_t draws_ = 0, unconverged_ = 0, overfull_ = 0, clipped_ = 0;
    std::vector<std::uint64_t> irr_;
    std::vector<std::vector<double>> kept_inputs_, kept_scalars_;
};

}  // namespace rekensom::run
