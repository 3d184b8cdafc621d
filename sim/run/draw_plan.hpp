#pragma once

#include "rekensom/chance/copula.hpp"
#include "rekensom/chance/noise.hpp"
#include "rekensom/chance/points.hpp"
#include "rekensom/chance/quantile_table.hpp"
#include "rekensom/model/block.hpp"
#include "rekensom/model/scenario.hpp"
#include "rekensom/run/draw_store.hpp"
#include "rekensom/run/run.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekensom::run {

/// A quantity that is drawn: the normal score of its path, through its own quantiles.
struct Drawn {
    std::size_t quantity = 0, score = 0;
    chance::QuantileView table;
};

/// A quantity that is `times` another one.
struct Derived {
    std::size_t quantity = 0, from = 0;
    double times = 1;
};

/// One source of monthly noise: shared (row 0) or of a reason (1 + reason).
struct NoiseSource {
    std::size_t row = 0, cv = 0;  ///< row of `Draws::noise`; quantity of the coefficient of variation
    chance::Address address;
    chance::GammaView table;
    KeptRows* kept = nullptr;  ///< null: nothing is kept
};

/// Quantiles of every quantity and noise, tabulated once for all runs of a plan: that is what costs time before the first draw.
class TableStore {
public:
    /// \param like  other scenarios': what is tabulated there for the same number is shared, not made anew
    explicit TableStore(model::Scenario const& scenario, std::vector<TableStore const*> const& like = {});

    [[nodiscard]] chance::Marginal const& marginal(std::size_t quantity) const { return marginals_[quantity]; }
    /// Null where the quantity is certain.
    [[nodiscard]] chance::QuantileTable const* table(std::size_t quantity) const { return tables_[quantity].get(); }
    /// Whether it is drawn by itself, and not `times` another one.
    [[nodiscard]] bool own(std::size_t quantity) const { return own_[quantity]; }
    /// Of the noise whose coefficient of variation the quantity is; null where there is none.
    [[nodiscard]] chance::GammaBank const* noise(std::size_t cv) const { return banks_[cv].get(); }

private:
    using SharedTable = std::shared_ptr<chance::QuantileTable const>;
    using SharedBank = std::shared_ptr<chance::GammaBank const>;
    void make_tables(std::vector<TableStore const*> const& like);
    SharedBank bank_for(chance::Marginal const& cv, std::vector<TableStore const*> const& like);

    std::vector<chance::Marginal> marginals_;
    std::vector<bool> own_;
    std::vector<SharedTable> tables_;
    std::vector<SharedBank> banks_;
    std::map<std::string, SharedTable> table_of_;              ///< by all that a table depends on
    std::map<std::pair<double, double>, SharedBank> bank_of_;  ///< by lowest and highest cv
};

/// How the draws of a scenario are made: settled once, read by all threads.
class DrawPlan {
public:
    DrawPlan(Plan const& plan, Options const& options);
    DrawPlan(DrawPlan const&) = delete;
    DrawPlan& operator=(DrawPlan const&) = delete;

    /// Inputs that are the same in every draw; call once for each `Draws`.
    void fill_certain(model::Draws& draws) const;
    /// Room for noise, 1 where there is none; call once for each `Draws` that a block is drawn in.
    void still_noise(model::Draws& draws) const;

    [[nodiscard]] std::vector<std::size_t> const& inputs() const {
        return inputs_;
    }  ///< quantities with chance of their own
    [[nodiscard]] chance::PointsView points() const { return points_->view(); }
    [[nodiscard]] std::size_t scores() const { return points_->view().inputs; }
    /// Of a score; null: nothing is kept.
    [[nodiscard]] KeptRows* kept(std::size_t score) const { return kept_scores_[score]; }
    [[nodiscard]] chance::Copula const& copula() const { return copula_; }
    [[nodiscard]] std::vector<Drawn> const& drawn() const { return drawn_; }
    [[nodiscard]] std::vector<Derived> const& derived() const { return derived_; }
    [[nodiscard]] std::vector<NoiseSource> const& noise() const { return noise_; }
    [[nodiscard]] std::size_t persistence() const { return persistence_; }
    [[nodiscard]] std::optional<chance::Address> survey() const { return survey_; }
    [[nodiscard]] int months() const { return months_; }
    [[nodiscard]] std::size_t reasons() const { return reasons_; }

private:
    std::vector<double> certain_;  ///< by quantity; NaN where it is drawn
    std::vector<std::size_t> inputs_;
    std::optional<chance::Points> points_;
    std::vector<KeptRows*> kept_scores_;
    chance::Copula copula_;
    std::shared_ptr<TableStore const> tables_;
    std::vector<chance::GammaBank> pinned_noise_;
    std::vector<Drawn> drawn_;
    std::vector<Derived> derived_;
    std::vector<NoiseSource> noise_;
    std::optional<chance::Address> survey_;
    std::size_t persistence_ = 0, reasons_ = 0;
    int months_ = 0;
};

}  // namespace rekensom::run
