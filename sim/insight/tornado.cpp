#include "rekensom/insight/tornado.hpp"

#include "insight/rerun.hpp"

#include <algorithm>
#include <cmath>

namespace rekensom::insight {

namespace {

Estimate swing(std::vector<double> high, std::vector<double> const& low, chance::Sampling sampling) {
    if (high.empty()) return {};
    for (std::size_t i = 0; i < high.size(); ++i) high[i] -= low[i];
    return mean_of(high, sampling);
}

Estimate mean_if_any(Draws column, chance::Sampling sampling) {
    return column.empty() ? Estimate{} : mean_of(column, sampling);
}

}  // namespace

std::vector<TornadoRow> Tornado::by_shift() const {
    std::vector<TornadoRow> sorted = rows;
    std::stable_sort(sorted.begin(), sorted.end(), [](TornadoRow const& a, TornadoRow const& b) {
        return std::abs(a.shift_swing.value) > std::abs(b.shift_swing.value);
    });
    return sorted;
}

Tornado tornado(Study const& study) {
    Rerun const rerun(study);
    chance::Sampling const sampling = rerun.sampling();
    CaseDraws const plain = rerun(rerun.options());
    Tornado result{mean_of(plain.npv, sampling), mean_if_any(plain.satisfaction_shift, sampling), {}};
    for (std::size_t const i : inputs_of(study)) {
        QuantityId const quantity{study.results->inputs[i]};
        chance::Marginal const marginal = drawn_marginal(rerun.scenario(), quantity);
        bool const yes_or_no = marginal.form() == chance::Form::bernoulli;
        TornadoRow row{i, quantity, {}, {}, {}, {}};
        row.low.value = yes_or_no ? 0 : marginal.quantile(0.1);
        row.high.value = yes_or_no ? 1 : marginal.quantile(0.9);
        CaseDraws const low = rerun.pinned({{quantity, row.low.value}});
        CaseDraws const high = rerun.pinned({{quantity, row.high.value}});
        row.low.npv = mean_of(low.npv, sampling), row.high.npv = mean_of(high.npv, sampling);
        row.low.shift = mean_if_any(low.satisfaction_shift, sampling);
        row.high.shift = mean_if_any(high.satisfaction_shift, sampling);
        row.npv_swing = swing(high.npv, low.npv, sampling);
        row.shift_swing = swing(high.satisfaction_shift, low.satisfaction_shift, sampling);
        result.rows.push_back(row);
    }
    std::stable_sort(result.rows.begin(), result.rows.end(), [](TornadoRow const& a, TornadoRow const& b) {
        return std::abs(a.npv_swing.value) > std::abs(b.npv_swing.value);
    });
    return result;
}

}  // namespace rekensom::insight
