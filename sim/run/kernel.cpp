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
        for (std::size_t i = 0; i < scores_.size(); ++i) scores_[i] = chance::normal_scores(points, i, first);
        for (chance::CorrelationGroup const& group : plan.copula().groups) tie(group);
        for (Drawn const& d : plan.drawn())
            BlockColumnMap(draws.value(d.quantity)) = chance::quantiles(d.table, scores_[d.score]);
        for (Derived const& d : plan.derived())
            BlockColumnMap(draws.value(d.quantity)) = d.times * ConstBlockColumnMap(draws.value(d.from));
        draw_noise(first, draws);
    }

private:
    /// Correlated scores of one group; its members lie apart.
    void tie(chance::CorrelationGroup const& group) {
        group_.resize(group.members.size());
        for (std::size_t i = 0; i < group.members.size(); ++i) group_[i] = scores_[group.members[i]];
        chance::correlate({group.members.size(), group.factor.data()}, group_.front().data());
        for (std::size_t i = 0; i < group.members.size(); ++i) scores_[group.members[i]] = group_[i];
    }

    void draw_noise(std::uint64_t first, model::Draws& draws) const {
        DrawPlan const& plan = *task_.draws;
        auto const rows = 1 + plan.reasons();
        for (NoiseSource const& source : plan.noise()) {
            chance::NoiseColumn noise(source.table, BlockColumn(ConstBlockColumnMap(draws.value(source.cv))),
                                      BlockColumn(ConstBlockColumnMap(draws.value(plan.persistence()))));
            for (int t = 0; t < plan.months(); ++t)
                BlockColumnMap(draws.noise.data() + (static_cast<std::size_t>(t) * rows + source.row) * block_draws) =
                    noise.next(source.address.seed, source.address.key, first, static_cast<std::uint32_t>(t));
        }
        if (plan.survey())
            for (int t = 0; t < plan.months(); ++t)
                BlockColumnMap(draws.survey.data() + static_cast<std::size_t>(t) * block_draws) =
                    chance::noise_scores(plan.survey()->seed, plan.survey()->key, first, static_cast<std::uint32_t>(t));
    }

    Task task_;
    model::Simulation simulation_;
    std::vector<BlockColumn> scores_, group_;
};

}  // namespace

std::unique_ptr<Worker> make_lane_worker(Task const& task) { return std::make_unique<LaneWorker>(task); }

}  // namespace REKENSOM_ISA
}  // namespace rekensom::run
