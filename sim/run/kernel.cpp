#include "run/kernel.hpp"

#include "chance/lanes_copula.hpp"
#include "chance/lanes_noise.hpp"
#include "chance/lanes_points.hpp"
#include "chance/lanes_quantile.hpp"
#include "model/simulate.hpp"

// The only file in columns: compiled once for x86-64-v2, -v3 and -v4 (sim/CMakeLists.txt), each in a namespace of its own.

namespace rekensom::run {
inline namespace REKENSOM_ISA {
namespace {

class LaneWorker final : public Worker {
public:
    explicit LaneWorker(Task const& task)
        : task_(task), simulation_(*task.prepared, *task.scenario), scores_(task.draws->scores()) {}

    void work(std::uint64_t index, model::Block& block) override {
        draw(index, block.draws);
        simulation_.simulate(block, task_.wanted);
    }

    void draw(std::uint64_t index, model::Draws& draws) override {
        DrawPlan const& plan = *task_.draws;
        std::uint64_t const first = index * block_draws;
        chance::PointsView const points = plan.points();
        for (std::size_t i = 0; i < scores_.size(); ++i) scores_[i] = score(points, i, first);
        for (chance::CorrelationGroup const& group : plan.copula().groups) tie(group);
        for (Drawn const& d : plan.drawn())
            BlockColumnMap(draws.value(d.quantity)) = chance::quantiles(d.table, scores_[d.score]);
        for (Derived const& d : plan.derived())
            BlockColumnMap(draws.value(d.quantity)) = d.times * ConstBlockColumnMap(draws.value(d.from));
        draw_noise(first, draws);
    }

private:
    [[nodiscard]] BlockColumn score(chance::PointsView const& points, std::size_t i, std::uint64_t first) const {
        KeptRows* const rows = task_.draws->kept(i);
        std::uint64_t const block = first / block_draws;
        if (double const* const kept = rows == nullptr ? nullptr : rows->find(block, {}))
            return ConstBlockColumnMap(kept);
        BlockColumn const drawn = chance::normal_scores(points, i, first);
        double* const keep = rows == nullptr ? nullptr : rows->keep(block, {});
        if (keep != nullptr) BlockColumnMap{keep} = drawn;
        return drawn;
    }

    /// Correlated scores of one group; its members lie apart.
    void tie(chance::CorrelationGroup const& group) {
        group_.resize(group.members.size());
        for (std::size_t i = 0; i < group.members.size(); ++i) group_[i] = scores_[group.members[i]];
        chance::correlate({group.members.size(), group.factor.data()}, group_.front().data());
        for (std::size_t i = 0; i < group.members.size(); ++i) scores_[group.members[i]] = group_[i];
    }

    void draw_noise(std::uint64_t first, model::Draws& draws) const {
        DrawPlan const& plan = *task_.draws;
        for (NoiseSource const& source : plan.noise()) draw_noise(source, first, draws);
        if (plan.survey())
            for (int t = 0; t < plan.months(); ++t)
                BlockColumnMap(draws.survey.data() + static_cast<std::size_t>(t) * block_draws) =
                    chance::noise_scores(plan.survey()->seed, plan.survey()->key, first, static_cast<std::uint32_t>(t));
    }

    void draw_noise(NoiseSource const& source, std::uint64_t first, model::Draws& draws) const {
        DrawPlan const& plan = *task_.draws;
        std::uint64_t const block = first / block_draws;
        double const* const cv = draws.value(source.cv);
        double const* const persistence = draws.value(plan.persistence());
        auto const row = [&](int t) {
            auto const month = static_cast<std::size_t>(t);
            return BlockColumnMap(draws.noise.data() + (month * (1 + plan.reasons()) + source.row) * block_draws);
        };
        auto const kept_row = [](auto* months, int t) { return months + static_cast<std::size_t>(t) * block_draws; };
        if (double const* const kept = source.kept == nullptr ? nullptr : source.kept->find(block, {cv, persistence})) {
            for (int t = 0; t < plan.months(); ++t) row(t) = ConstBlockColumnMap(kept_row(kept, t));
            return;
        }
        chance::NoiseColumn noise(source.table, BlockColumn(ConstBlockColumnMap(cv)),
                                  BlockColumn(ConstBlockColumnMap(persistence)));
        double* const keep = source.kept == nullptr ? nullptr : source.kept->keep(block, {cv, persistence});
        for (int t = 0; t < plan.months(); ++t) {
            row(t) = noise.next(source.address.seed, source.address.key, first, static_cast<std::uint32_t>(t));
            if (keep != nullptr) BlockColumnMap(kept_row(keep, t)) = row(t);
        }
    }

    Task task_;
    model::Simulation simulation_;
    std::vector<BlockColumn> scores_, group_;
};

}  // namespace

std::unique_ptr<Worker> make_lane_worker(Task const& task) { return std::make_unique<LaneWorker>(task); }

}  // namespace REKENSOM_ISA
}  // namespace rekensom::run
