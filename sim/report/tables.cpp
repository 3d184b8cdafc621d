#include "rekensom/report/documents.hpp"

#include <array>

namespace rekensom::report {
namespace {

void add_series(std::string& out, std::string const& world, std::string_view kpi, run::Series const& series,
                Month start) {
    for (std::size_t t = 0; t < series.size(); ++t) {
        run::Summary const& s = series[t];
        out += world;
        out.append(",").append(kpi).append(",").append(std::to_string(t + 1));
        for (double const x : {s.mean, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95})
            out.append(",").append(s.count > 0 ? shortest(x) : "");
        out.append(",").append(iso_month(start, static_cast<int>(t))).append("\n");
    }
}

using Columns = std::vector<std::vector<double>>;

void add_header(std::string& out, std::string const& world, std::vector<model::Outcome> const& outcomes) {
    for (model::Outcome const& o : outcomes) out.append(",").append(csv_text(world + "." + o.name));
}

void add_row(std::string& out, Columns const& columns, std::size_t draw) {
    for (std::vector<double> const& column : columns) out.append(",").append(shortest(column[draw]));
}

}  // namespace

std::string csv_text(std::string_view text) {
    std::string field;
    // A spreadsheet runs what begins with one of these; an apostrophe makes it text, and is what it shows nothing of.
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) field += '\'';
    field += text;
    if (field.find_first_of(",\"\n\r|;") == std::string::npos) return field;
    std::string quoted = "\"";
    for (char const c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string monthly_csv(Facts const& facts) {
    std::string out = "world,kpi,month,mean,p5,p10,p25,p50,p75,p90,p95,date\n";
    Month const start = facts.scenario().start;
    for (run::WorldResults const& w : facts.results->worlds)
        for (model::KpiInfo const& info : model::kpis())
            add_series(out, csv_text(w.name), info.name, w.kpis[static_cast<std::size_t>(info.kpi)], start);
    for (CaseFacts const& c : facts.cases) {
        std::string const world = csv_text(c.world->name + " - " + facts.baseline().name);
        for (model::KpiInfo const& info : model::kpis())
            add_series(out, world, info.name, c.results->shifts[static_cast<std::size_t>(info.kpi)], start);
        for (model::LineInfo const& line : model::lines())
            add_series(out, world, line.name, c.results->lines[static_cast<std::size_t>(line.line)], start);
    }
    return out;
}

void draws_csv(Facts const& facts, std::function<void(std::string const&)> const& piece) {
    constexpr std::size_t large = 8U << 20U;
    run::Results const& r = *facts.results;
    std::string out = "draw";
    for (std::size_t const q : r.inputs) out.append(",").append(csv_text(facts.scenario().quantities[q].path));
    for (run::WorldResults const& w : r.worlds) add_header(out, w.name, r.outcomes.world);
    for (CaseFacts const& c : facts.cases) add_header(out, c.world->name, r.outcomes.business_case);
    out += '\n';
    for (std::size_t draw = 0; draw < r.kept.draws; ++draw) {
        out += std::to_string(draw);
        add_row(out, r.kept.inputs, draw);
        for (Columns const& world : r.kept.worlds) add_row(out, world, draw);
        for (Columns const& one : r.kept.cases) add_row(out, one, draw);
        out += '\n';
        if (out.size() < large) continue;
        piece(out);
        out.clear();
    }
    piece(out);
}

std::string draws_csv(Facts const& facts) {
    std::string all;
    draws_csv(facts, [&](std::string const& piece) { all += piece; });
    return all;
}

}  // namespace rekensom::report
