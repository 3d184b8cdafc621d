#include <fmt/format.h>

#include <array>
#include <utility>

#include "rekensom/report/documents.hpp"
#include "report/page_data.hpp"
#include "report/page_template.hpp"
#include "report/svg.hpp"
#include "web_assets.hpp"

namespace rekensom::report {
namespace {

/// The headline figures for who runs no scripts.
std::string fallback(Facts const& facts) {
    using model::OutcomeKind;
    Numbers const& n = facts.numbers;
    std::string out = fmt::format("<table><tr><th></th><th>{}</th><th>P10</th><th>P90</th><th>{}</th><th>{}</th></tr>",
                                  n("NPV, P50", "NCW, P50"), n("P(NPV &gt; 0)", "P(NCW &gt; 0)"),
                                  n("pays back within the horizon", "verdient zich terug binnen de looptijd"));
    for (CaseFacts const& c : facts.cases) {
        run::Summary const& npv = facts.results->of_case(c.index, OutcomeKind::npv);
        out +=
            fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        escaped(label_of(*c.world, n.language())), escaped(n.money(npv.p50)), escaped(n.money(npv.p10)),
                        escaped(n.money(npv.p90)), n.percent(npv.p_positive), n.percent(c.results->p_within_horizon));
    }
    out += "</table>";
    for (CaseFacts const& c : facts.cases) {
        out += fmt::format("<h2>{}</h2><table>", escaped(label_of(*c.world, n.language())));
        for (Step const& s : c.waterfall)
            out += fmt::format("<tr><th>{}</th><td>{}</td></tr>", escaped(n(s.label, s.label_nl)),
                               escaped(n.money(s.amount)));
        out += "</table>";
    }
    return out;
}

}  // namespace

std::string page(Facts const& facts, Deeper const* deeper) {
    std::array<std::pair<std::string_view, std::string>, 4> const holes{
        {{"{{lang}}", facts.numbers.language() == Language::nl ? "nl" : "en"},
         {"{{title}}", escaped(facts.scenario().title)},
         {"{{fallback}}", fallback(facts)},
         {"{{data}}", for_script(page_data(facts, deeper))}}};
    return fill_page(web::report_template(), holes);
}

}  // namespace rekensom::report
