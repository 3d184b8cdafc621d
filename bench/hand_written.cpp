#include "hand_written.hpp"

#include "chance/lanes_noise.hpp"
#include "chance/lanes_points.hpp"
#include "chance/lanes_quantile.hpp"

#include <cmath>
#include <vector>

// Compiled once for each instruction set (bench/CMakeLists.txt).

namespace rekensom::bench {
inline namespace REKENSOM_ISA {
namespace {

class LaneHandWritten final : public HandWritten {
public:
    LaneHandWritten(WorkA const& work, run::DrawPlan const& draws) : draws_(draws) {
        std::vector<std::pair<std::size_t, BlockColumn*>> places;
        for (std::size_t c = 0; c < channels; ++c) places.emplace_back(work.cost[c], &cost_[c]);
        for (std::size_t r = 0; r < reasons; ++r) places.emplace_back(work.first_time_fix[r], &fix_[r]);
        for (std::size_t k = 0; k < changes; ++k) {
            places.emplace_back(work.prevents[k], &prevents_[k]);
            places.emplace_back(work.slip[k], &slip_[k]);
            places.emplace_back(work.ramp[k], &ramp_[k]);
        }
        for (run::Drawn const& drawn : draws.drawn())
            for (auto const& [quantity, column] : places)
                if (quantity == drawn.quantity) inputs_.push_back({drawn, column});
        double mean = 0;
        for (double s : season) mean += s / 12;
        for (std::size_t m = 0; m < trend_.size(); ++m) {
            auto const t = static_cast<double>(m);
            trend_[m] = std::pow(1 + growth, t / 12) * season[m % 12] / mean;
            discount_[m] = std::pow(1 + discount_rate, -(t + 0.5) / 12);
        }
    }

    double draw(std::uint64_t index) override {
        draw_inputs(index);
        double sum = fix_[0][0] + cost_[0][0];
        BlockColumn any = BlockColumn::Zero();
        for (int t = 0; t < months; ++t)
            for (std::size_t r = 0; r < reasons; ++r) any += noise(index, t, r);
        return sum + any.sum();
    }

    void by_cell(std::uint64_t index, double* npv) override {
        draw_inputs(index);
        begin();
        for (std::size_t r = 0; r < reasons; ++r) {
            double total = 0;
            for (std::size_t c = 0; c < channels; ++c) total += volume[r][c];
            total_[r] = total;
            BlockColumn const attempts = 1 / (1 - (1 - fix_[r]) * recontact[r]);
            for (std::size_t c = 0; c < channels; ++c) handled_per_contact_[r][c] = volume[r][c] / total * attempts;
        }
        BlockColumn sum = BlockColumn::Zero();
        for (int t = 0; t < months; ++t) {
            advance(t);
            BlockColumn cash = BlockColumn::Zero(), cash_fewer = BlockColumn::Zero();
            for (std::size_t r = 0; r < reasons; ++r) {
                BlockColumn const first = total_[r] * trend_[static_cast<std::size_t>(t)] * noise(index, t, r);
                BlockColumn const fewer = first * left(r);
                for (std::size_t c = 0; c < channels; ++c) {
                    handled_[r][c] = first * handled_per_contact_[r][c];
                    handled_fewer_[r][c] = fewer * handled_per_contact_[r][c];
                    cash += handled_[r][c] * cost_[c];
                    cash_fewer += handled_fewer_[r][c] * cost_[c];
                }
            }
            sum += (cash - cash_fewer) * discount_[static_cast<std::size_t>(t)];
        }
        BlockColumnMap{npv} = sum;
    }

    void lean(std::uint64_t index, double* npv) override {
        draw_inputs(index);
        begin();
        std::array<BlockColumn, reasons> piece;
        for (std::size_t r = 0; r < reasons; ++r) {
            piece[r] = volume[r][0] * cost_[0];
            for (std::size_t c = 1; c < channels; ++c) piece[r] += volume[r][c] * cost_[c];
            piece[r] /= 1 - (1 - fix_[r]) * recontact[r];
        }
        BlockColumn sum = BlockColumn::Zero();
        for (int t = 0; t < months; ++t) {
            advance(t);
            BlockColumn saved = BlockColumn::Zero();
            for (std::size_t r = 0; r < reasons; ++r) saved += piece[r] * noise(index, t, r) * (1 - left(r));
            sum += saved * (trend_[static_cast<std::size_t>(t)] * discount_[static_cast<std::size_t>(t)]);
        }
        BlockColumnMap{npv} = sum;
    }

private:
    struct Input {
        run::Drawn drawn;
        BlockColumn* column;
    };

    void draw_inputs(std::uint64_t index) {
        chance::PointsView const points = draws_.points();
        for (Input const& input : inputs_)
            *input.column = chance::quantiles(input.drawn.table,
                                              chance::normal_scores(points, input.drawn.score, index * block_draws));
    }

    [[nodiscard]] BlockColumn noise(std::uint64_t index, int t, std::size_t r) const {
        run::NoiseSource const& source = draws_.noise()[r];
        BlockColumn const z = chance::noise_scores(source.address.seed, source.address.key, index * block_draws,
                                                   static_cast<std::uint32_t>(t));
        BlockColumn x;
        chance::gammas(source.table, nullptr, z.data(), x.data());
        return x;
    }

    [[nodiscard]] BlockColumn ramped(int t, std::size_t k) const {
        BlockColumn const x = t - (start[k] + slip_[k]);
        BlockColumn const rising = x.max(0.0).min(ramp_[k]);
        return rising.square() * half_per_ramp_[k] + (x - ramp_[k]).max(0.0);
    }

    void begin() {
        for (std::size_t k = 0; k < changes; ++k) {
            half_per_ramp_[k] = 0.5 / ramp_[k];
            so_far_[k] = ramped(0, k);
        }
    }

    /// What of each reason's contacts is left in month t by each change.
    void advance(int t) {
        for (std::size_t k = 0; k < changes; ++k) {
            BlockColumn const next = ramped(t + 1, k);
            left_[k] = 1 - prevents_[k] * (next - so_far_[k]);
            so_far_[k] = next;
        }
    }

    [[nodiscard]] BlockColumn left(std::size_t r) const {
        BlockColumn product = BlockColumn::Ones();
        for (std::size_t k = 0; k < changes; ++k)
            if (acts_on[k][r]) product *= left_[k];
        return product;
    }

    run::DrawPlan const& draws_;
    std::vector<Input> inputs_;
    std::array<BlockColumn, channels> cost_;
    std::array<BlockColumn, reasons> fix_;
    std::array<BlockColumn, changes> prevents_, slip_, ramp_, half_per_ramp_, so_far_, left_;
    std::array<double, reasons> total_{};
    std::array<double, static_cast<std::size_t>(months)> trend_{}, discount_{};
    std::array<std::array<BlockColumn, channels>, reasons> handled_per_contact_, handled_, handled_fewer_;
};

}  // namespace

std::unique_ptr<HandWritten> make_lane_hand_written(WorkA const& work, run::DrawPlan const& draws) {
    return std::make_unique<LaneHandWritten>(work, draws);
}

}  // namespace REKENSOM_ISA
}  // namespace rekensom::bench
