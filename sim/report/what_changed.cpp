#include <fmt/format.h>

#include <algorithm>

#include "rekensom/report/compare.hpp"
#include "report/marks.hpp"
#include "report/phrase.hpp"

namespace rekensom::report {

std::string what_changed_text(Revision const& revision, TerminalStyle style) {
    insight::WhatChanged const& found = revision.found;
    Facts const& fresh = *revision.after.facts;
    Numbers const& n = fresh.numbers;
    Painter const paint(style.colour);
    std::size_t const columns = std::clamp<std::size_t>(style.columns, 60, 80);
    std::string const title =
        fmt::format(fmt::runtime(n("What moved the mean NPV from {} ({}) to {} ({}): {} ± {}",
                                   "Wat de gemiddelde NCW van {} ({}) naar {} ({}) bracht: {} ± {}")),
                    n.money(found.difference.before.value), harmless(revision.before.name),
                    n.money(found.difference.after.value), harmless(revision.after.name),
                    n.money(found.difference.moved.value, Sign::always), n.money(1.96 * found.difference.moved.se));
    std::string out = paint(Paint::strong, wrapped(title, columns, 2)) + "\n";
    if (found.moved.empty())
        return out + std::string(n("  nothing: the versions say the same", "  niets: de versies zeggen hetzelfde")) +
               "\n";
    Phrase const phrase(fresh.scenario(), n);
    for (insight::Moved const& moved : found.moved) {
        std::vector<std::string> names;
        for (std::string const& path : moved.paths) names.push_back(label_of(fresh.scenario(), path, n.language()));
        if (names.empty())
            names.emplace_back(n("what is no number: which reasons, changes and teams there are, months, …",
                                 "wat geen getal is: welke redenen, veranderingen en teams er zijn, maanden, …"));
        std::string what = insight::enumerate(phrase, names, 3);
        if (!moved.before.empty()) what += fmt::format(": {} → {}", moved.before, moved.after);
        bool const settled = std::abs(moved.npv.value) >= 2 * moved.npv.se;
        if (!settled) what += fmt::format(" (± {})", n.money(1.96 * moved.npv.se));
        out += fmt::format("  {} {}\n", right(n.money(moved.npv.value, Sign::always), 12),
                           wrapped(what, columns - 15, 15));
    }
    if (found.difference.method == insight::Method::sampled)
        out +=
            paint(Paint::dim, std::string(n("  shared out over a sample of the orders in which they may have changed",
                                            "  verdeeld over een steekproef van de volgorden van de wijzigingen"))) +
            "\n";
    return out;
}

}  // namespace rekensom::report
