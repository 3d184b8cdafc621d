#include "report/json.hpp"

#include <limits>

namespace rekensom::report {

Json to_json(run::Summary const& s) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    auto const value = [&](double x) { return number(s.count > 0 ? x : nan); };
    Json json{{"mean", value(s.mean)},
              {"sd", value(s.sd)},
              {"se", value(s.se)},
              {"p5", value(s.p5)},
              {"p10", value(s.p10)},
              {"p25", value(s.p25)},
              {"p50", value(s.p50)},
              {"p75", value(s.p75)},
              {"p90", value(s.p90)},
              {"p95", value(s.p95)},
              {"p_positive", value(s.p_positive)},
              {"mean_below_p10", value(s.mean_below_p10)},
              {"count", number(s.count)}};
    if (s.p50_se == s.p50_se) json.update({{"p10_se", s.p10_se}, {"p50_se", s.p50_se}, {"p90_se", s.p90_se}});
    return json;
}

Json no_summary() { return to_json(run::Summary{}); }

std::string dump(Json const& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rekensom::report
