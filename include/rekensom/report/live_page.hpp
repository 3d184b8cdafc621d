#pragma once

#include "rekensom/report/deeper.hpp"
#include "rekensom/report/facts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The live page, and the document that the server sends it at every move: the report's own (web/live.api.md, web/page.schema.md).

namespace rekensom::report {

struct LiveOpening {
    Language language = Language::en;
    std::string title, currency;
    std::string token;  ///< that the page's requests must carry
};

/// The page itself. Empty: this build has none (REKENSOM_WEB=OFF).
[[nodiscard]] std::string live_page(LiveOpening const& opening);

/// The document of web/src/page_data.ts as JSON on one line. `deeper` may be null.
[[nodiscard]] std::string page_document(Facts const& facts, Deeper const* deeper);

/// The KPIs of the document, a JSON list.
[[nodiscard]] std::string kpis_document(Facts const& facts);

/// What is kept of a variant's business case to lay it beside others: numbers draw by draw.
struct VariantDraws {
    struct OfKpi {
        model::Kpi kpi{};
        run::Summary summary;
        std::vector<double> draws;
    };
    run::Summary npv;
    std::vector<double> npv_draws;
    run::Summary payback;
    std::vector<OfKpi> kpis;  ///< of the alternative's world
    chance::Sampling sampling{};
};

[[nodiscard]] VariantDraws variant_draws(run::Results const& results, std::size_t business_case);

/// Variants on common draws, and every later one less the first, draw by draw: a `CompareReply`.
/// \param kpis  what `kpis_document` gave
[[nodiscard]] std::string variants_document(std::vector<VariantDraws const*> const& variants, std::uint64_t draws,
                                            std::string const& kpis);

}  // namespace rekensom::report
