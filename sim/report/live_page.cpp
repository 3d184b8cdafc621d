#include "rekensom/report/live_page.hpp"

#include <array>
#include <utility>

#include "report/page_data.hpp"
#include "report/page_template.hpp"
#include "report/svg.hpp"
#include "web_assets.hpp"

namespace rekensom::report {

std::string live_page(LiveOpening const& opening) {
    std::string const lang = opening.language == Language::nl ? "nl" : "en";
    bool const dutch = opening.language == Language::nl;
    std::array<std::pair<std::string_view, std::string>, 4> const holes{
        {{"{{lang}}", lang},
         {"{{title}}", escaped(opening.title)},
         {"{{fallback}}", dutch ? "<p>Deze pagina rekent niet zonder scripts.</p>"
                                : "<p>This page does not calculate without scripts.</p>"},
         {"{{data}}",
          for_script(
              {{"lang", lang}, {"title", opening.title}, {"currency", opening.currency}, {"token", opening.token}})}}};
    return fill_page(web::live_template(), holes);
}

std::string page_document(Facts const& facts, Deeper const* deeper) {
    Json page = page_data(facts, deeper);
    if (facts.depth == Depth::quick) page.erase("waits");
    return page.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string kpis_document(Facts const& facts) {
    return page_kpis(facts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rekensom::report
