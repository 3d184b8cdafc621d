#include <cmath>

#include "input/units.hpp"
#include "input/values.hpp"

// A single number, as written.

namespace rekensom::input {

using model::Measure;

std::optional<double> measured_number(Reader& reader, Node const& node, Measure measure) {
    switch (node.kind) {
        case NodeKind::broken: return std::nullopt;
        case NodeKind::whole:
        case NodeKind::number:
            if (!std::isfinite(node.number)) {
                reader.report(node.spot, shown(node) + " is not a number that can be used", expected_of(measure));
                return std::nullopt;
            }
            return plain(node.number, measure);
        case NodeKind::date:
        case NodeKind::text: {
            auto const date = node.kind == NodeKind::date   ? std::optional(node.date)
                              : measure == Measure::instant ? parse_date(node.text)
                                                            : std::nullopt;
            if (date && measure == Measure::instant) {
                if (reader.start_stated) return months_until(reader.scenario.start, *date);
                reader.report(node.spot, "a date says nothing without the scenario's start",
                              "start = 2026-01-01 at the top of the file, or months after the start");
                return std::nullopt;
            }
            if (node.kind == NodeKind::date) break;
            if (measure == Measure::fte_a_month && node.text == "unlimited") return unlimited;
            ParsedNumber const number = parse_measured(node.text, measure, reader.scenario.currency);
            if (auto const* found = std::get_if<double>(&number)) return *found;
            auto const& fault = std::get<NumberFault>(number);
            reader.report(node.spot, fault.what, fault.expected, fault.hint);
            return std::nullopt;
        }
        default: break;
    }
    std::string const hint = node.kind == NodeKind::list ? "write { values = [...] } for one of several" : "";
    reader.report(node.spot, shown(node) + " is not a number", expected_of(measure), hint);
    return std::nullopt;
}

std::string range_hint(Node const& node, Domain domain) {
    bool const share = domain == Domain::share || domain == Domain::at_most_one;
    if (!share || !node.is_number() || node.number < 2 || node.number > 100) return "";
    return "write \"" + shown(node.number) + "%\" or " + shown(node.number / 100);
}

std::optional<double> read_number(Reader& reader, Node const& node, Meaning meaning) {
    auto const number = measured_number(reader, node, meaning.measure);
    if (!number || contains(meaning.domain, *number)) return number;
    if (meaning.measure == Measure::instant && !node.is_number()) {
        reader.report(node.spot, shown(node) + " is before the scenario's start",
                      "a later date; what has begun by then belongs to the baseline");
        return std::nullopt;
    }
    reader.report(node.spot, shown(node) + " is out of range", describe(meaning.domain),
                  range_hint(node, meaning.domain));
    return std::nullopt;
}

}  // namespace rekensom::input
