#include <algorithm>
#include <cmath>

#include "rekensom/insight/columns.hpp"
#include "rekensom/report/live_page.hpp"
#include "report/page_data.hpp"

namespace rekensom::report {
namespace {

using model::OutcomeKind;

/// As a run sums up a stream of which it kept every draw.
run::Summary summary_of(std::vector<double> column, chance::Sampling sampling) {
    std::erase_if(column, [](double x) { return !std::isfinite(x); });
    run::Summary out;
    out.count = static_cast<double>(column.size());
    if (column.empty()) return out;
    insight::Estimate const mean = insight::mean_of(column, sampling);
    out.mean = mean.value;
    out.se = mean.se;
    out.sd = std::sqrt(insight::variance(column));
    out.p_positive =
        static_cast<double>(std::count_if(column.begin(), column.end(), [](double x) { return x > 0; })) / out.count;
    std::sort(column.begin(), column.end());
    auto const at = [&](double share) {
        double const place = share * (out.count - 1);
        auto const k = static_cast<std::size_t>(place);
        double const upper = column[std::min(k + 1, column.size() - 1)];
        return column[k] + (place - static_cast<double>(k)) * (upper - column[k]);
    };
    out.p5 = at(0.05), out.p10 = at(0.10), out.p25 = at(0.25), out.p50 = at(0.50), out.p75 = at(0.75),
    out.p90 = at(0.90), out.p95 = at(0.95);
    std::size_t const tail = std::max<std::size_t>(1, column.size() / 10);
    for (std::size_t i = 0; i < tail; ++i) out.mean_below_p10 += column[i] / static_cast<double>(tail);
    return out;
}

run::Summary difference(std::vector<double> a, std::vector<double> const& b, chance::Sampling sampling) {
    a.resize(std::min(a.size(), b.size()));
    for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
    return summary_of(std::move(a), sampling);
}

Json one_variant(VariantDraws const& variant) {
    Json one{{"npv", page_summary(variant.npv)}};
    if (Json bins = page_histogram(variant.npv_draws); !bins.is_null()) one["histogram"] = std::move(bins);
    one["payback_months"] = variant.payback.count > 0 ? number(variant.payback.mean) : Json(nullptr);
    one["kpis"] = Json::object();
    for (VariantDraws::OfKpi const& k : variant.kpis)
        one["kpis"][std::string(model::info(k.kpi).name)] = page_summary(k.summary);
    return one;
}

Json less(VariantDraws const& variant, VariantDraws const& first) {
    Json one{{"npv", page_summary(difference(variant.npv_draws, first.npv_draws, variant.sampling))}};
    one["kpis"] = Json::object();
    for (VariantDraws::OfKpi const& k : variant.kpis)
        for (VariantDraws::OfKpi const& before : first.kpis)
            if (before.kpi == k.kpi)
                one["kpis"][std::string(model::info(k.kpi).name)] =
                    page_summary(difference(k.draws, before.draws, variant.sampling));
    return one;
}

}  // namespace

VariantDraws variant_draws(run::Results const& results, std::size_t business_case) {
    std::size_t const world = results.cases[business_case].world;
    VariantDraws out;
    out.npv = results.of_case(business_case, OutcomeKind::npv);
    out.npv_draws = results.kept.cases[business_case][results.outcomes.find_case(OutcomeKind::npv)];
    out.payback = results.of_case(business_case, OutcomeKind::payback_months);
    out.sampling = results.sampling;
    for (model::KpiInfo const& k : model::kpis()) {
        auto const index = static_cast<std::size_t>(k.kpi);
        std::size_t const column = results.outcomes.find_world(OutcomeKind::kpi, index);
        if (column == model::Outcomes::none()) continue;
        out.kpis.push_back({k.kpi, results.of_world(world, OutcomeKind::kpi, index), results.kept.worlds[world][column]});
    }
    return out;
}

std::string variants_document(std::vector<VariantDraws const*> const& variants, std::uint64_t draws,
                              std::string const& kpis) {
    Json out{{"draws", draws}, {"kpis", Json::parse(kpis)}, {"variants", Json::array()}, {"differences", Json::array()}};
    for (std::size_t i = 0; i < variants.size(); ++i) {
        out["variants"].push_back(one_variant(*variants[i]));
        if (i > 0) out["differences"].push_back(less(*variants[i], *variants.front()));
    }
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rekensom::report
